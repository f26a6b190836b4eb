"""A number that can be read in two ways is shown as it was read before it counts, without a script too."""

import pytest
from assessment_builders import a_number, a_written
from flask.testing import FlaskClient
from page_builders import begun, page

from lms.assessment.models import Attempt
from lms.db.installation import Installation

NOTICE = "Periksa bacaan bilangan berikut."


def post(client: FlaskClient, attempt: Attempt, **fields: str) -> None:
    """Answer as the page does: the whole question, or one gap by its name."""
    names = {part: "answer-soal" if part == "whole" else f"answer-soal.{part}" for part in fields}
    answers = {names[part]: value for part, value in fields.items()}
    form = {"question": "soal", "sequence": "0", "soal": "1", "lanjut": "kumpul", **answers}
    assert client.post(f"/percobaan/{attempt.id}/jawaban", data=form).status_code == 302


@pytest.mark.parametrize(("language", "read"), [("id", "1000"), ("en", "1")])
def test_the_page_that_asks_to_hand_in_tells_how_it_was_read(
    client: FlaskClient, installation: Installation, language: str, read: str
) -> None:
    attempt = begun(client, installation, [{"soal": a_number()}], language=language)
    post(client, attempt, whole="1.000")

    asked, again = page(client, attempt, "/kumpulkan"), page(client, attempt)

    assert NOTICE in asked.text
    assert f"Dibaca {read}<" in asked.text
    assert f"Dibaca {read}" in again.text


def test_what_can_be_read_in_one_way_is_not_asked_about(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation, [{"soal": a_number()}])
    post(client, attempt, whole="1000")

    assert NOTICE not in page(client, attempt, "/kumpulkan").text


def test_a_gap_in_doubt_is_told_as_well(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation, [{"soal": a_written("Biayanya [[= 2000]] rupiah.", gaps="")}])
    post(client, attempt, a="2.000")

    assert "Dibaca 2000<" in page(client, attempt, "/kumpulkan").text
