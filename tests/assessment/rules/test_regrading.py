"""Nobody loses by a regrade unless falls are allowed."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.rules.regrading import Weighed, decide

FRACTIONS = st.fractions(min_value=-2, max_value=1, max_denominator=6)
QUESTIONS = st.lists(
    st.builds(
        Weighed,
        worth=st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 3)]),
        before=FRACTIONS,
        after=FRACTIONS,
        counted=st.booleans(),
        counts=st.booleans(),
    ),
    max_size=6,
)


def one(before: int, after: int, **values: bool) -> Weighed:
    return Weighed(Fraction(1), Fraction(before), Fraction(after), **values)


def test_a_corrected_key_lifts_who_gave_it() -> None:
    verdict = decide([one(0, 1), one(1, 1)])

    assert (verdict.before, verdict.after) == (50, 100)


def test_a_question_that_would_fall_keeps_its_mark() -> None:
    verdict = decide([one(1, 0), one(0, 1)])

    assert (verdict.before, verdict.after, verdict.spared) == (50, 100, (0,))


def test_with_falls_allowed_a_question_may_fall() -> None:
    verdict = decide([one(1, 0), one(1, 1)], allow_falls=True)

    assert (verdict.after, verdict.spared) == (50, ())


def test_a_voided_question_is_worth_nothing_and_shrinks_what_can_be_earned() -> None:
    verdict = decide([one(0, 0, counts=False), one(1, 1)])

    assert (verdict.before, verdict.after) == (50, 100)


def test_who_had_a_voided_question_right_goes_on_counting_it() -> None:
    verdict = decide([one(1, 1, counts=False), one(0, 0)])

    assert (verdict.before, verdict.after, verdict.spared) == (50, 50, (0,))


def test_voiding_with_falls_allowed_takes_it_from_everybody() -> None:
    verdict = decide([one(1, 1, counts=False), one(0, 0)], allow_falls=True)

    assert verdict.after == 0


@given(QUESTIONS)
def test_nobody_loses(questions: list[Weighed]) -> None:
    verdict = decide(questions)

    assert verdict.after >= verdict.before
    assert all(kept.after >= kept.before for kept in verdict.questions)


@given(QUESTIONS)
def test_deciding_again_changes_nothing(questions: list[Weighed]) -> None:
    verdict = decide(questions)
    again = [
        Weighed(kept.worth, kept.after, asked.after, counted=kept.counts, counts=asked.counts)
        for kept, asked in zip(verdict.questions, questions, strict=True)
    ]

    assert [(one.after, one.counts) for one in decide(again).questions] == [
        (one.after, one.counts) for one in verdict.questions
    ]


@given(QUESTIONS)
def test_with_falls_allowed_the_new_marks_stand(questions: list[Weighed]) -> None:
    assert decide(questions, allow_falls=True).questions == tuple(questions)
