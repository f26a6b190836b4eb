"""What a trainer marks, or nobody, on the pages of an attempt: essays, scales, texts, surveys."""

from typing import Any

import pytest
from assessment_builders import FIELDS, a_choice, a_written
from flask.testing import FlaskClient
from page_builders import begun, hand_in, page

from lms.assessment.models import Attempt
from lms.db.installation import Installation

ESSAY = a_written("- [2] menyebut dasar hukum", essay="", words="5-20")
SCALE = a_written("- 1..4: tidak, kurang, sesuai, sangat")
TEXT = {"format": 1, "kind": "text", "prompt": "<p>Bacalah.</p>", "body": {}, "explanation": ""}
SURVEY: dict[str, Any] = {
    "skala": SCALE,
    "pilihan": a_written("- [ ] Modul\n- [ ] Kuis", poll=""),
    "saran": a_written("", comment=""),
}


def post(client: FlaskClient, attempt: Attempt, **form: str | list[str]) -> str:
    """Save answers as the form does; return where it leads."""
    values = {f"answer-{name}": value for name, value in form.items()}
    data = {"question": list(form), "sequence": "0", "lanjut": "kumpul", **values}
    return client.post(f"/percobaan/{attempt.id}/jawaban", data=data).location


def test_the_prompt_of_gaps_stands_once_with_its_fields_in_place(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation, [{"soal": FIELDS["gaps"]}])

    before = page(client, attempt).text
    hand_in(client, attempt)

    assert before.count("asas,") == 1
    assert before.index("Ada <span") < before.index('name="answer-soal.a"') < before.index("asas,")
    assert before.count('id="soal-1-prompt"') == 1
    assert page(client, attempt, "/hasil").text.count("asas,") == 1


def test_an_essay_keeps_its_paragraphs_and_waits_for_a_trainer(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation, [{"esai": ESSAY}])

    post(client, attempt, esai="Satu <b>dua</b>.\r\n\r\nTiga.")
    again = page(client, attempt).text
    hand_in(client, attempt)

    assert "5 sampai 20 kata. Pengajar membaca dan menilainya." in again
    assert "Satu &lt;b&gt;dua&lt;/b&gt;.\n\nTiga.</textarea>" in again
    assert "menyebut dasar hukum" in again
    assert "essay.js" in again
    assert "Menunggu penilaian pengajar" in page(client, attempt, "/hasil").text


def test_an_essay_that_is_too_long_is_shown_again_as_typed(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation, [{"esai": ESSAY}])

    data = {"question": "esai", "sequence": "0", "answer-esai": "kata " * 12_001}
    refused = client.post(f"/percobaan/{attempt.id}/jawaban", data=data)

    assert refused.status_code == 422
    assert "Ringkas sampai paling banyak 60000 huruf." in refused.text
    assert "kata kata" in refused.text


def test_a_text_is_information_without_a_number_and_never_blank(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation, [{"baca": TEXT, "soal": a_choice()}])

    text, question = page(client, attempt, soal="1").text, page(client, attempt, soal="2").text
    asked = page(client, attempt, "/kumpulkan").text
    hand_in(client, attempt)

    assert ("Keterangan" in text, "Bacalah." in text, "data-saved" in text) == (True, True, False)
    assert "Soal 1 dari 1" in question
    assert "1 soal masih kosong." in asked
    assert "Bacalah." in page(client, attempt, "/hasil").text


def test_a_survey_thanks_and_gives_no_mark(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation, [SURVEY], kind="survey")

    post(client, attempt, skala="3", pilihan=["0", "1"], saran="Lanjutkan.")
    again = page(client, attempt, tampilan="semua").text
    hand_in(client, attempt)
    after = page(client, attempt, "/hasil").text

    assert again.count(" checked") == 3
    assert "Pengajar membaca" not in again
    assert "Terima kasih. Jawaban Anda sudah diterima." in after
    assert "Lanjutkan." in after
    assert "Batas lulus" not in after
    assert "poin" not in after.partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("value", ["0", "5", "dua"])
def test_a_step_that_is_not_on_the_scale_is_refused(
    client: FlaskClient, installation: Installation, value: str
) -> None:
    attempt = begun(client, installation, [{"skala": SCALE}])

    data = {"question": "skala", "sequence": "0", "answer-skala": value}
    assert client.post(f"/percobaan/{attempt.id}/jawaban", data=data).status_code == 422
