"""Before the answer may be seen no byte sent to the learner holds a key, a fraction or a feedback text."""

from datetime import timedelta

import pytest
from assessment_builders import a_choice
from flask.testing import FlaskClient
from page_builders import SECRET, TWO, begun, hand_in, page, save
from werkzeug.test import TestResponse

from lms.db.installation import Installation

RULES = ("after-each", "after-attempt", "after-pass", "never")


def sent(response: TestResponse) -> str:
    return response.get_data(as_text=True) + str(response.headers)


@pytest.mark.parametrize("feedback", RULES)
def test_an_open_paper_holds_no_key(client: FlaskClient, installation: Installation, feedback: str) -> None:
    attempt = begun(client, installation, feedback=feedback, minutes=30)

    answers = [
        page(client, attempt),
        page(client, attempt, soal="2"),
        page(client, attempt, tampilan="semua"),
        save(client, attempt, "jml-prinsip", "1", 0),
        save(client, attempt, "jml-prinsip", "2", 0),
        save(client, attempt, "rupiah", "seribu", 1),
        save(client, attempt, "rupiah", "1.000", 1),
        page(client, attempt, tampilan="semua"),
        page(client, attempt, "/kumpulkan"),
        page(client, attempt, "/hasil"),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 409, 422, 200, 200, 200, 302]
    for answer in answers:
        assert SECRET not in sent(answer)
        assert "weight" not in sent(answer)


@pytest.mark.parametrize(
    ("feedback", "right", "seen"),
    [
        ("after-each", False, True),
        ("after-attempt", False, True),
        ("after-pass", False, False),
        ("after-pass", True, True),
        ("never", True, False),
    ],
)
def test_the_result_opens_answers_by_the_quizs_rule(
    client: FlaskClient, installation: Installation, feedback: str, right: bool, seen: bool
) -> None:
    attempt = begun(client, installation, feedback=feedback, attempts=3)
    if right:
        save(client, attempt, "jml-prinsip", "1", 0)
        save(client, attempt, "rupiah", "1000", 1)
    hand_in(client, attempt)

    result = page(client, attempt, "/hasil")

    assert result.status_code == 200
    assert (SECRET in sent(result)) is seen
    assert ("is-right" in sent(result)) is seen
    assert ("Lulus" if right else "Belum lulus") in sent(result)


def test_what_ran_out_shows_its_result_and_nothing_before(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation, minutes=30, ago=timedelta(minutes=31))

    first = page(client, attempt)

    assert first.location == f"/percobaan/{attempt.id}/hasil"
    assert SECRET not in sent(first)
    assert SECRET in sent(page(client, attempt, "/hasil"))


def test_a_checked_question_opens_alone(client: FlaskClient, installation: Installation) -> None:
    secret = a_choice("Soal kedua?")
    secret["explanation"] = "<p>TERTUTUP</p>"
    attempt = begun(
        client, installation, [{"satu": TWO["jml-prinsip"], "dua": secret}], feedback="after-each"
    )
    form = {"periksa": "satu", "answer-satu": "0", "sequence": "0", "soal": "1"}

    answer = client.post(f"/percobaan/{attempt.id}/periksa", data=form)

    assert answer.location == f"/percobaan/{attempt.id}?soal=1"
    whole = sent(page(client, attempt, tampilan="semua"))
    assert "RAHASIA umpan Lima" in whole
    assert "TERTUTUP" not in whole
    assert save(client, attempt, "satu", "1", 1).status_code == 409


def test_only_some_quizzes_check_one_by_one(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation, feedback="after-attempt")
    form = {"periksa": "jml-prinsip", "answer-jml-prinsip": "0", "sequence": "0"}

    answer = client.post(f"/percobaan/{attempt.id}/periksa", data=form)

    assert answer.status_code == 409
    assert SECRET not in sent(answer)
