"""A regrade applied: who gave what the corrected key asks rises, nobody loses, nothing happens twice."""

from fractions import Fraction

import pytest
from assessment_builders import NINE, a_choice, a_written, as_kept, told_anew
from regrade_builders import (
    LIMA,
    TUJUH,
    WHY,
    a_plan,
    a_taught_course,
    begun,
    correct,
    marks_of,
    now,
    proposed,
    regraded,
    took,
)
from sqlalchemy import select

from lms.assessment.models import AttemptState
from lms.assessment.regrades import runs
from lms.audit import trail
from lms.audit.models import AuditEntry
from lms.db.installation import Installation
from lms.errors import Conflict, InvalidInput

HALF = {"jml-prinsip": LIMA, "rupiah": "1000"}
FULL = {"jml-prinsip": TUJUH, "rupiah": "1000"}


def test_a_corrected_key_lifts_who_gave_it_and_keeps_the_old_mark(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF)
        correct(session)

    run = regraded(installation)

    after = now(installation, attempt)
    assert (attempt.percent, after.percent, after.passed) == (50, 100, True)
    assert marks_of(installation, attempt)[:2] == [
        ("jml-prinsip", 1, "wrong", None),
        ("jml-prinsip", 2, "right", run.id),
    ]
    assert (run.seen, run.rose, run.fell, run.crossed) == (1, 1, 0, 1)


def test_an_attempt_follows_from_its_marks_and_steps_after_it_too(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF)
        correct(session)

    regraded(installation)

    with installation.database.read() as session:
        again = session.merge(now(installation, attempt))
        assert told_anew(session, again) == as_kept(session, again)


def test_who_gave_what_the_old_key_asked_loses_nothing(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", FULL)
        correct(session)

    run = regraded(installation)

    assert now(installation, attempt).percent == 100
    assert (run.seen, run.rose, run.fell) == (1, 0, 0)


def test_with_falls_allowed_marks_follow_the_new_key(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", FULL)
        correct(session)

    run = regraded(installation, allow_falls=True)

    after = now(installation, attempt)
    assert (after.percent, after.passed) == (50, False)
    assert (run.fell, run.crossed) == (1, 1)


def test_a_second_regrade_touches_nothing(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF)
        correct(session)
    regraded(installation)
    before = marks_of(installation, attempt)

    run = regraded(installation)

    assert marks_of(installation, attempt) == before
    assert (run.seen, run.rose) == (1, 0)
    assert proposed(installation).empty


def test_the_pass_mark_is_the_one_the_attempt_began_with(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session, **{"pass": "100"})
        attempt = took(session, "Ani", {"jml-prinsip": LIMA})
        correct(session, **{"pass": "50"})

    regraded(installation)

    after = now(installation, attempt)
    assert (after.percent, after.passed) == (50, False)


def test_an_open_attempt_is_left_alone(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF, hand_in=False)
        correct(session)

    run = regraded(installation)

    assert run.seen == 0
    assert now(installation, attempt).state == AttemptState.OPEN


def test_a_slice_of_time_ends_behind_a_batch_and_the_next_one_goes_on(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF)
        correct(session)
    regrade_id = begun(installation)

    assert not runs.go_on(installation, regrade_id, at=NINE, seconds=0)
    assert runs.go_on(installation, regrade_id, at=NINE, seconds=0)

    assert marks_of(installation, attempt)[1] == ("jml-prinsip", 2, "right", regrade_id)
    assert len(marks_of(installation, attempt)) == 3


def test_an_attempt_that_waits_is_marked_again_and_goes_on_waiting(installation: Installation) -> None:
    essay = a_written("- [2] menyebut dasar hukum", essay="")
    with installation.database.write() as session:
        a_taught_course(session, {"uraian": essay, "jml-prinsip": a_choice(right=1)})
        attempt = took(session, "Ani", {"uraian": "Menurut saya …", "jml-prinsip": LIMA})
        correct(session, {"uraian": essay, "jml-prinsip": a_choice(right=0)})

    run = regraded(installation)

    after = now(installation, attempt)
    assert (after.state, after.percent) == (AttemptState.WAITING, None)
    assert marks_of(installation, attempt)[1] == ("jml-prinsip", 2, "right", run.id)


def test_one_question_alone_can_be_marked_again(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session, {"a": a_choice("A?", right=1), "b": a_choice("B?", right=1)})
        attempt = took(session, "Ani", {"a": LIMA, "b": LIMA})
        correct(session, {"a": a_choice("A?", right=0), "b": a_choice("B?", right=0)})

    regraded(installation, only=["a"])

    assert now(installation, attempt).percent == Fraction(50)


def test_a_release_between_preview_and_confirmation_is_refused(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        correct(session)
        plan = a_plan(session)
        correct(session, {"jml-prinsip": a_choice(right=2)}, number=4)

    with pytest.raises(Conflict), installation.database.write() as session:
        runs.begin(session, plan, shown=plan.digest, by=None, at=NINE)


def test_two_regrades_of_a_quiz_do_not_run_at_once(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
    begun(installation)

    with pytest.raises(Conflict):
        begun(installation)


def test_a_regrade_without_a_reason_is_refused(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)

    with pytest.raises(InvalidInput):
        begun(installation, reason=" ")


def test_what_a_regrade_changed_is_in_the_trail(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF)
        correct(session)

    run = regraded(installation)

    with installation.database.read() as session:
        acts = {
            entry.act: entry.details
            for entry in session.scalars(select(AuditEntry).where(AuditEntry.subject == run.quiz))
        }
        assert trail.verify(session).broken_at is None
    assert acts["quiz.regrade-begun"]["reason"] == WHY
    assert acts["attempts.regraded"]["attempts"] == [[attempt.learner_id, attempt.id, "50", "100"]]
    assert acts["quiz.regrade-finished"]["rose"] == 1
