"""A voided question counts no more, for whom that is no loss; it can be brought back."""

import pytest
from assessment_builders import KEY, NINE, a_choice, a_written
from regrade_builders import (
    LIMA,
    TUJUH,
    a_plan,
    a_taught_course,
    correct,
    marks_of,
    now,
    proposed,
    regraded,
    took,
)

from lms.assessment import attempts, grades
from lms.assessment.models import AttemptState
from lms.db.installation import Installation
from lms.errors import NotFound, Refused

WRONG = {"jml-prinsip": LIMA, "rupiah": "1000"}
RIGHT = {"jml-prinsip": TUJUH}


def test_who_had_it_wrong_gains(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", WRONG)

    said = proposed(installation, only=["jml-prinsip"], void=["jml-prinsip"])
    regraded(installation, only=["jml-prinsip"], void=["jml-prinsip"])

    after = now(installation, attempt)
    assert [line.after for line in said.lines] == [100]
    assert (after.percent, after.points_max) == (100, 1)
    assert marks_of(installation, attempt)[1][2] == "void"


def test_who_had_it_right_goes_on_counting_it(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", RIGHT)

    regraded(installation, void=["jml-prinsip"])

    assert now(installation, attempt).percent == 50


def test_with_falls_allowed_it_counts_for_nobody(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", RIGHT)

    regraded(installation, void=["jml-prinsip"], allow_falls=True)

    assert now(installation, attempt).percent == 0


def test_an_attempt_handed_in_later_does_not_count_it(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", WRONG, hand_in=False)
    regraded(installation, void=["jml-prinsip"])

    with installation.database.write() as session:
        attempts.submit(session, attempt.learner_id, attempt.id, at=NINE)

    assert now(installation, attempt).percent == 100


def test_a_question_that_the_quiz_has_no_more_can_be_voided(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", WRONG)
        correct(session, {"soal-baru": a_choice("Baru?")})

    regraded(installation, void=["jml-prinsip"])

    assert now(installation, attempt).percent == 100


def test_brought_back_it_counts_where_that_is_no_loss(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        wrong = took(session, "Ani", WRONG)
        right = took(session, "Budi", RIGHT)
    regraded(installation, void=["jml-prinsip"], allow_falls=True)

    regraded(installation, restore=["jml-prinsip"])

    assert (now(installation, wrong).percent, now(installation, right).percent) == (100, 50)
    with installation.database.read() as session:
        assert grades.voided(session, KEY) == frozenset()


def test_an_essay_voided_lets_who_waited_have_a_mark(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(
            session, {"uraian": a_written("- [2] menyebut dasar hukum", essay=""), "jml-prinsip": a_choice()}
        )
        attempt = took(session, "Ani", {"uraian": "Menurut saya …", "jml-prinsip": TUJUH})
    assert attempt.state == AttemptState.WAITING

    regraded(installation, void=["uraian"])

    after = now(installation, attempt)
    assert (after.state, after.percent) == (AttemptState.GRADED, 100)


def test_nobody_voids_what_is_not_there_or_twice(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
    regraded(installation, void=["rupiah"])

    with installation.database.read() as session:
        with pytest.raises(NotFound):
            a_plan(session, void=["tidak-ada"])
        with pytest.raises(Refused):
            a_plan(session, void=["rupiah"])
        with pytest.raises(Refused):
            a_plan(session, restore=["jml-prinsip"])
