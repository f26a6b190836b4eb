from decimal import Decimal

import pytest

from lms.learning.rules import editions, paths, prerequisites
from lms.learning.rules.editions import Loss, Outline
from lms.learning.rules.paths import Milestone, Step, StepKind, StopState

A, B, C = Milestone("a", None), Milestone("b", "k/b"), Milestone("c", None)
A_DONE, B_DONE = Milestone("a", None, begun=True, done=True), Milestone("b", "k/b", begun=True, done=True)
C_DONE = Milestone("c", None, begun=True, done=True)
B_READ = Milestone("b", "k/b", begun=True, read=True)


@pytest.mark.parametrize(
    ("milestones", "last", "step"),
    [
        ((A, B, C), None, Step(StepKind.READ, "a")),
        ((A, B, C), "b", Step(StepKind.READ, "b", "k/b")),
        ((A, B_READ, C), "b", Step(StepKind.QUIZ, "b", "k/b")),
        ((A_DONE, B, C), "a", Step(StepKind.READ, "b", "k/b")),
        ((A, B_DONE, C_DONE), "b", Step(StepKind.READ, "a")),
        ((A_DONE, B_DONE, C_DONE), "c", Step(StepKind.EXAM, "", "k/exam")),
        ((A, B, C), "a module of an older edition", Step(StepKind.READ, "a")),
    ],
)
def test_the_next_step_is_where_one_left_off_then_what_follows_then_what_was_skipped(
    milestones: tuple[Milestone, ...], last: str | None, step: Step
) -> None:
    assert paths.next_step(milestones, "k/exam", exam_passed=False, last=last) == step


def test_nothing_is_next_when_all_is_done() -> None:
    everything = (A_DONE, B_DONE, C_DONE)

    assert paths.next_step(everything, "k/exam", exam_passed=True, last="c") is None
    assert paths.next_step(everything, None, exam_passed=False, last="c") is None


def test_the_exam_is_locked_until_every_module_is_done() -> None:
    assert paths.exam_state((A_DONE, B), passed=False) is StopState.LOCKED
    assert paths.exam_state((A_DONE, B_DONE), passed=False) is StopState.OPEN
    assert paths.exam_state((A_DONE, B), passed=True) is StopState.DONE
    assert not prerequisites.exam_open(("a", "b"), {"a"})
    assert prerequisites.exam_open(("a", "b"), {"a", "b", "x"})


def test_a_module_is_open_begun_or_done() -> None:
    assert [one.state for one in (A, B_READ, C_DONE)] == [StopState.OPEN, StopState.BEGUN, StopState.DONE]


def test_courses_that_are_missing_keep_the_authors_order() -> None:
    assert prerequisites.missing(("z", "a", "m"), {"a"}) == ("z", "m")


OLD = Outline({"a": None, "b": "k/b"}, "k/exam", Decimal(4))


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (OLD, set()),
        (Outline({"a": None, "b": None, "c": None}, "k/exam", Decimal(6)), set()),
        (Outline({"b": "k/b"}, "k/exam", Decimal(4)), {Loss.MODULE}),
        (Outline({"a": "k/a", "b": "k/b"}, "k/exam", Decimal(4)), {Loss.QUIZ}),
        (Outline({"a": None, "b": "k/b"}, "k/other", Decimal(4)), {Loss.EXAM}),
        (Outline({"a": None, "b": "k/b"}, None, Decimal("3.5")), {Loss.JP}),
    ],
)
def test_a_newer_edition_must_keep_what_was_done(new: Outline, found: set[Loss]) -> None:
    assert editions.losses(OLD, new, {"a"}, exam_passed=True) == found


def test_what_was_not_done_may_change() -> None:
    new = Outline({"b": "k/new"}, "k/other", Decimal(4))

    assert editions.losses(OLD, new, (), exam_passed=False) == set()
