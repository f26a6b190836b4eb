"""The dry run: it says who rises, falls and crosses, what cannot be marked again, and it keeps nothing."""

from fractions import Fraction

from assessment_builders import NINE, a_choice, a_number, a_written, option
from regrade_builders import (
    LIMA,
    TUJUH,
    a_taught_course,
    correct,
    marks_of,
    now,
    proposed,
    regraded,
    took,
)
from sqlalchemy import func, select

from lms.assessment import grades
from lms.assessment.models import Regrade, Step, StepKind
from lms.assessment.regrades.proposals import Kept
from lms.assessment.rules.regrading import Reason
from lms.audit.models import AuditEntry
from lms.db.installation import Installation

HALF = {"jml-prinsip": LIMA, "rupiah": "1000"}
FULL = {"jml-prinsip": TUJUH, "rupiah": "1000"}


def test_it_names_who_rises_and_who_crosses(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        took(session, "Budi", HALF)
        took(session, "Ani", {"jml-prinsip": LIMA})
        took(session, "Citra", FULL)
        correct(session)

    found = proposed(installation)

    assert [(line.name, line.before, line.after) for line in found.rises] == [
        ("Ani", 0, 50),
        ("Budi", 50, 100),
    ]
    assert [line.name for line in found.reaches] == ["Budi"]
    assert (found.seen, found.falls, found.drops) == (3, (), ())


def test_it_says_how_each_question_changes_and_who_is_spared(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        took(session, "Ani", HALF)
        took(session, "Citra", FULL)
        correct(session)

    (question,) = proposed(installation).questions

    assert (question.key_before, question.key_after) == ("Tujuh", "Lima")
    assert (question.rose, question.fell, question.spared) == (1, 0, 1)


def test_with_falls_allowed_it_names_who_falls(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        took(session, "Citra", FULL)
        correct(session)

    found = proposed(installation, allow_falls=True)

    assert [line.name for line in found.falls] == ["Citra"]
    assert [line.name for line in found.drops] == ["Citra"]


def test_it_changes_nothing(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF)
        correct(session)
    before = marks_of(installation, attempt)

    proposed(installation)

    with installation.database.read() as session:
        rows = [session.scalar(select(func.count()).select_from(table)) for table in (Regrade, AuditEntry)]
        steps = session.scalars(select(Step.kind).where(Step.kind == StepKind.REGRADED)).all()
    assert (rows, steps) == ([0, 0], [])
    assert marks_of(installation, attempt) == before


def test_what_it_says_is_what_applying_does(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        taken = [took(session, name, answers) for name, answers in (("Ani", HALF), ("Budi", FULL))]
        correct(session)

    said = {line.attempt_id: line.after for line in proposed(installation, allow_falls=True).lines}
    regraded(installation, allow_falls=True)

    assert {one.id: now(installation, one).percent for one in taken} == said


def test_an_option_that_is_gone_keeps_the_mark_of_who_chose_it(installation: Installation) -> None:
    without = a_choice(right=0)
    without["body"] = {**without["body"], "options": [option("Lima", right=True), option("Sembilan")]}
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", FULL)
        correct(session, {"jml-prinsip": without, "rupiah": a_number()})

    found = proposed(installation, allow_falls=True)
    regraded(installation, allow_falls=True)

    assert found.kept == (Kept("jml-prinsip", Reason.UNSAID, 1),)
    assert now(installation, attempt).percent == 100


def test_a_question_that_is_gone_or_became_another_kind_keeps_its_mark(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        took(session, "Ani", FULL)
        correct(session, {"jml-prinsip": a_written("= Lima")})

    found = proposed(installation, allow_falls=True)

    assert set(found.kept) == {Kept("jml-prinsip", Reason.KIND, 1), Kept("rupiah", Reason.GONE, 1)}
    assert found.lines == ()


def test_a_kind_that_is_not_installed_keeps_its_marks(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        took(session, "Ani", FULL)
        correct(session, {"jml-prinsip": a_choice(right=0) | {"kind": "punah"}, "rupiah": a_number()})

    found = proposed(installation, allow_falls=True)

    assert (found.kept, found.lines) == ((Kept("jml-prinsip", Reason.UNINSTALLED, 1),), ())


def test_options_that_changed_places_are_found_by_what_they_say(installation: Installation) -> None:
    turned = a_choice(right=0)
    turned["body"] = {**turned["body"], "options": turned["body"]["options"][::-1]}
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF)
        correct(session, {"jml-prinsip": turned, "rupiah": a_number()})

    regraded(installation)

    assert now(installation, attempt).percent == 100


def test_a_trainers_mark_stays(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        attempt = took(session, "Ani", HALF)
        held = grades.held(session, attempt.learner_id, attempt.id)
        by_hand = grades.Earned("jml-prinsip", "0" * 64, "partly", Fraction(1, 2))
        grades.settle(session, held, [by_hand], kind=StepKind.COMMENTED, at=NINE, by=attempt.learner_id)
        correct(session)

    found = proposed(installation)

    assert Kept("jml-prinsip", Reason.TRAINER, 1) in found.kept
    assert found.lines == ()


def test_certainty_stays_applied(installation: Installation) -> None:
    with installation.database.write() as session:
        a_taught_course(session, certainty=True, feedback="after-each")
        took(session, "Ani", {"jml-prinsip": LIMA})
        correct(session, certainty=True, feedback="after-each")

    (line,) = proposed(installation).lines

    assert line.after == Fraction(100, 6)
