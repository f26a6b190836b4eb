"""Tries with hints, and certainty, on the page: nothing is seen early, all works without a script."""

from typing import Any

import pytest
from assessment_builders import a_choice
from flask.testing import FlaskClient
from page_builders import SCRIPT, begun, hand_in, page
from werkzeug.test import TestResponse

from lms.assessment.models import Attempt
from lms.db.installation import Installation

HINTED = a_choice() | {
    "hints": ["<p>PERTAMA baca pasal 2</p>", "<p>KEDUA baca pasal 3</p>"],
    "explanation": "<p>KUNCI</p>",
}
CLOSED = ("umpan Lima", "umpan Tujuh", "umpan Sembilan", "PERTAMA", "KEDUA", "KUNCI", "is-right")


def start(client: FlaskClient, installation: Installation, **rules: Any) -> Attempt:
    rules = {"feedback": "after-each", "penalty": "25", "points": "4"} | rules
    return begun(client, installation, [{"satu": HINTED}], **rules)


def check(client: FlaskClient, attempt: Attempt, value: str, sequence: int, **more: str) -> TestResponse:
    form = {"periksa": "satu", "sequence": str(sequence), "soal": "1", **more}
    form |= {"answer-satu": value} if value else {}
    return client.post(f"/percobaan/{attempt.id}/periksa", data=form)


def seen(client: FlaskClient, attempt: Attempt, path: str = "") -> set[str]:
    response = page(client, attempt, path)
    sent = response.get_data(as_text=True) + str(response.headers)
    return {secret for secret in CLOSED if secret in sent}


def test_each_wrong_try_brings_its_feedback_and_one_hint(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = start(client, installation)
    before = seen(client, attempt)

    check(client, attempt, "0", 0)
    first = seen(client, attempt)
    check(client, attempt, "2", 1)
    second = seen(client, attempt)
    check(client, attempt, "1", 2)
    right = seen(client, attempt)

    assert before == set()
    assert first == {"umpan Lima", "PERTAMA"}
    assert second == {"umpan Sembilan", "PERTAMA", "KEDUA"}
    assert right == {"umpan Tujuh", "KUNCI", "is-right"}


def test_tries_and_what_they_cost_are_said(client: FlaskClient, installation: Installation) -> None:
    attempt = start(client, installation)

    fresh = page(client, attempt).text
    check(client, attempt, "0", 0)
    tried = page(client, attempt).text

    assert "Anda dapat memeriksa 3 kali." in fresh
    assert "Setiap jawaban yang belum tepat mengurangi 25% poin soal." in fresh
    assert "Belum tepat" in tried
    assert "Anda dapat memeriksa 2 kali." in tried


def test_the_result_names_tries_and_their_cost(client: FlaskClient, installation: Installation) -> None:
    attempt = start(client, installation)
    check(client, attempt, "0", 0)
    check(client, attempt, "1", 1)
    hand_in(client, attempt)

    shown = page(client, attempt, "/hasil").text

    assert "2 kali mencoba, mengurangi 25%" in shown
    assert "3 dari 4 poin" in shown


def test_a_blank_check_costs_nothing_and_is_told_in_place(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = start(client, installation)

    refused = check(client, attempt, "", 0)

    assert refused.status_code == 422
    assert "Tidak ada kesempatan yang terpakai." in refused.text
    assert not any(secret in refused.text for secret in CLOSED)
    assert "Anda dapat memeriksa 3 kali." in page(client, attempt).text


def test_a_wrong_answer_checked_again_costs_nothing_and_stays_chosen(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = start(client, installation)
    check(client, attempt, "0", 0)

    refused = check(client, attempt, "0", 1)

    assert refused.status_code == 422
    assert "belum tepat. Ubah jawaban Anda" in refused.text
    assert refused.text.count(" checked") == 1


def test_an_option_that_is_not_there_is_refused_in_words(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = start(client, installation)

    refused = check(client, attempt, "9", 0)

    assert (refused.status_code, "tidak dapat dibaca" in refused.text) == (422, True)


def test_certainty_is_asked_with_what_it_may_earn_or_cost(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = start(client, installation, certainty=True, points="3")

    shown = page(client, attempt).text

    assert shown.count('name="certainty-satu"') == 3
    for words in ("Kurang yakin", "benar: +1", "salah: tanpa poin", "Sangat yakin", "salah: −6 poin"):
        assert words in shown


def test_certainty_is_saved_by_form_and_by_script(client: FlaskClient, installation: Installation) -> None:
    attempt = start(client, installation, certainty=True)
    form = {"question": "satu", "answer-satu": "1", "certainty-satu": "2", "sequence": "0"}

    client.post(f"/percobaan/{attempt.id}/jawaban", data=form)
    by_form = page(client, attempt).text
    again = form | {"certainty-satu": "3", "sequence": "1"}
    by_script = client.post(f"/percobaan/{attempt.id}/jawaban", data=again, headers=SCRIPT)
    other = form | {"certainty-satu": "1"}
    stale = client.post(f"/percobaan/{attempt.id}/jawaban", data=other, headers=SCRIPT)

    assert 'name="certainty-satu" value="2" checked' in " ".join(by_form.split())
    assert by_script.json is not None
    assert by_script.json["sequence"] == 2
    assert stale.json is not None
    assert stale.json["answers"]["satu"]["certainty"] == 3


@pytest.mark.parametrize("said", ["0", "4", "x", ""])
def test_what_is_no_degree_of_certainty_was_not_said(
    client: FlaskClient, installation: Installation, said: str
) -> None:
    attempt = start(client, installation, certainty=True, points="3")
    form = {"question": "satu", "answer-satu": "1", "certainty-satu": said, "sequence": "0"}
    client.post(f"/percobaan/{attempt.id}/jawaban", data=form)
    hand_in(client, attempt)

    shown = page(client, attempt, "/hasil").text

    assert "Anda kurang yakin: 1 poin" in shown


def test_the_result_names_what_certainty_cost(client: FlaskClient, installation: Installation) -> None:
    attempt = start(client, installation, certainty=True, points="3")
    form = {"question": "satu", "answer-satu": "0", "certainty-satu": "3", "sequence": "0"}
    client.post(f"/percobaan/{attempt.id}/jawaban", data=form)
    hand_in(client, attempt)

    shown = page(client, attempt, "/hasil").text

    assert "Anda sangat yakin: -6 poin" in shown
    assert "0 dari 3 poin" in shown
    assert "Makin yakin makin banyak poin bila benar" in shown
