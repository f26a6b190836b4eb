from datetime import timedelta
from fractions import Fraction
from typing import Any

from assessment_builders import KEY, NINE, a_choice, a_learner, a_quiz, a_written, stored
from sqlalchemy import event
from sqlalchemy.orm import Session
from statistics_builders import a_mark, questions, taken, the_worked_example

from lms.assessment.models import Answer, Voided
from lms.assessment.statistics import report
from lms.assessment.statistics.gathering import Which
from lms.catalogue import contents


def made(session: Session, which: Which = Which.FIRST, form: str = "") -> dict[str, Any]:
    session.flush()
    return report.compute(session, KEY, which, form)


def question(found: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(one for one in found["questions"] if one["id"] == id_)


def test_the_worked_example_comes_out_of_the_database(session: Session) -> None:
    the_worked_example(session)

    found = made(session)

    assert [round(one["discrimination"]["value"], 2) for one in found["questions"]] == [
        -7.91,
        74.54,
        63.25,
        39.74,
    ]
    assert round(found["whole"]["consistency"]["value"], 3) == 60.317
    assert round(found["whole"]["standard_error"]["value"], 4) == 1.0541
    assert found["attempts"] == 6
    assert sum(found["histogram"]) == 6
    assert all(one["advice"] == [] for one in found["questions"])


def test_a_quiz_that_nobody_has_finished_has_an_empty_report(session: Session) -> None:
    a_quiz(session)

    found = made(session)

    assert (found["attempts"], found["questions"], found["forms"]) == (0, [], [])


def test_the_first_the_last_or_all_finished_attempts_count(session: Session) -> None:
    hash_, ani, budi = a_quiz(session, questions(2)), a_learner(session), a_learner(session, "Budi")
    taken(session, ani, hash_, {"q1": 0, "q2": 0})
    taken(session, ani, hash_, {"q1": 1, "q2": 1}, number=2)
    taken(session, budi, hash_, {"q1": 1, "q2": 0})

    facilities = {
        which: question(made(session, which), "q1")["facility"]["value"]
        for which in (Which.FIRST, Which.LAST)
    }
    everything = made(session, Which.ALL)

    assert facilities == {Which.FIRST: 50, Which.LAST: 100}
    assert everything["attempts"] == 3


def test_answers_are_counted_by_option_and_third(session: Session) -> None:
    hash_ = a_quiz(session, questions(1))
    for place, (response, mark) in enumerate([([1], 1), ([1], 1), ([0], 0), ([0], 0), (None, 0), ([2], 0)]):
        given = {} if place == 4 else {"q1": response}
        taken(session, a_learner(session, f"P{place}"), hash_, {"q1": mark}, answers=given)

    choices = question(made(session), "q1")["choices"]

    assert [(one["text"], sum(one["bands"])) for one in choices["classes"]] == [
        ("Lima", 2), ("Tujuh", 2), ("Sembilan", 1),
    ]  # fmt: skip
    assert sum(choices["blank"]) == 1
    assert choices["classes"][1]["bands"][2] == 2


def test_the_last_answer_in_time_is_the_one_that_counts(session: Session) -> None:
    hash_ = a_quiz(session, questions(1))
    attempt = taken(session, a_learner(session), hash_, {"q1": 1}, answers={"q1": [0]})
    for sequence, (response, late) in enumerate([([1], False), ([2], True)], start=2):
        session.add(
            Answer(
                learner_id=attempt.learner_id,
                attempt_id=attempt.id,
                sequence=sequence,
                question="q1",
                response=response,
                given_at=NINE,
                late=late,
                checked=False,
            )
        )

    choices = question(made(session), "q1")["choices"]

    assert [sum(one["bands"]) for one in choices["classes"]] == [0, 1, 0]


def test_a_mark_that_was_given_again_replaces_the_first_and_names_its_version(session: Session) -> None:
    hash_ = a_quiz(session, questions(1, right=0))
    attempt = taken(session, a_learner(session), hash_, {"q1": 0}, answers={"q1": [1]})
    corrected = stored(session, "question", a_choice("Soal 1?", right=1))
    session.add(a_mark(attempt, "q1", corrected, Fraction(1), revision=2))

    found = made(session)

    assert [(one["version"], one["facility"]["value"]) for one in found["questions"]] == [(corrected, 100)]
    assert [sum(one["bands"]) for one in found["questions"][0]["choices"]["classes"]] == [0, 1, 0]


def test_versions_of_a_question_are_weighed_apart_and_compared(session: Session) -> None:
    old, new = a_quiz(session, questions(2, right=0)), a_quiz(session, questions(2, right=1))
    for n in range(60):
        learner = a_learner(session, f"P{n}")
        taken(
            session, learner, old if n < 30 else new, {"q1": int(n % 30 < (5 if n < 30 else 28)), "q2": n % 2}
        )

    found = made(session)

    assert [one["n"] for one in found["questions"]] == [30, 30, 30, 30]
    assert found["drifts"][0]["differs"]
    assert not found["drifts"][1]["differs"]
    newer = next(one for one in found["questions"] if one["version"] == found["drifts"][0]["new"])
    assert "versions-differ" in [one["code"] for one in newer["advice"]]


def test_papers_of_another_form_are_weighed_apart(session: Session) -> None:
    old, new = a_quiz(session, questions(1)), a_quiz(session, questions(2))
    taken(session, a_learner(session), old, {"q1": 1}, at=NINE)
    taken(session, a_learner(session, "Budi"), new, {"q1": 0, "q2": 1}, at=NINE + timedelta(days=1))

    found = made(session)
    older = made(session, form=found["forms"][1]["key"])

    assert found["form"] == found["forms"][0]["key"]
    assert (found["attempts"], len(found["questions"])) == (1, 2)
    assert (older["attempts"], len(older["questions"])) == (1, 1)


def test_a_voided_question_is_not_weighed(session: Session) -> None:
    the_worked_example(session)
    session.add(Voided(quiz=KEY, question="q3", at=NINE, by_id=None, reason="ganda"))

    found = made(session)

    assert [one["id"] for one in found["questions"]] == ["q1", "q2", "q4"]
    assert found["whole"]["most"] == 3


def test_drawn_questions_are_judged_on_those_who_got_them(session: Session) -> None:
    hash_ = a_quiz(session, questions(3), draw=2)
    for n, marks in enumerate([{"q1": 1, "q2": 0}, {"q2": 1, "q3": 1}, {"q1": 0, "q3": 1}]):
        taken(session, a_learner(session, f"P{n}"), hash_, marks)

    found = made(session)

    assert [(one["n"], one["facility"]["value"]) for one in found["questions"]] == [
        (2, 50),
        (2, 50),
        (2, 100),
    ]
    assert [one["intended"] for one in found["questions"]] == [50, 50, 50]
    assert found["whole"]["most"] == 2


def test_certainty_lets_a_facility_begin_below_nought(session: Session) -> None:
    hash_ = a_quiz(session, questions(1), certainty=True)
    taken(session, a_learner(session), hash_, {"q1": -2})
    taken(session, a_learner(session, "Budi"), hash_, {"q1": 1})

    assert question(made(session), "q1")["facility"]["value"] == 50


def test_a_guess_is_known_where_the_kind_knows_it(session: Session) -> None:
    hash_ = a_quiz(session)
    taken(session, a_learner(session), hash_, {"jml-prinsip": 1, "rupiah": 0})

    found = made(session)

    assert round(question(found, "jml-prinsip")["guess"], 2) == 33.33
    assert question(found, "rupiah")["guess"] in {None, 0}


def test_a_report_costs_the_same_few_queries_however_many_have_answered(session: Session) -> None:
    def counted() -> int:
        statements: list[str] = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *call: statements.append(call[2]))
        made(session)
        return len(statements)

    hash_ = a_quiz(session, questions(3))
    contents.body(session, hash_)
    for n in range(3):
        taken(
            session, a_learner(session, f"P{n}"), hash_, {"q1": 1, "q2": n % 2, "q3": 0}, answers={"q1": [n]}
        )
    made(session)
    few = counted()
    for n in range(3, 12):
        taken(
            session, a_learner(session, f"P{n}"), hash_, {"q1": 1, "q2": n % 2, "q3": 0}, answers={"q1": [1]}
        )

    assert counted() <= 2 * few
    assert few <= 8


def test_of_what_nobody_marks_only_the_answers_are_counted(session: Session) -> None:
    hash_ = a_quiz(session, [{"puas": a_written("- 1..3: kurang, cukup, puas")}])
    for place, value in enumerate(["3", "3", "1", None]):
        given = {} if value is None else {"puas": value}
        taken(session, a_learner(session, f"P{place}"), hash_, {"puas": 0}, answers=given)

    found = made(session)

    assert (found["attempts"], found["whole"], found["questions"]) == (4, None, [])
    choices = found["surveyed"][0]["choices"]
    assert [sum(one["bands"]) for one in choices["classes"]] == [1, 0, 2]
    assert sum(choices["blank"]) == 1
