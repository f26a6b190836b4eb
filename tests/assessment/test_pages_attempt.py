import re
from datetime import timedelta

from build import a_person, sign_in
from flask.testing import FlaskClient
from page_builders import begun, hand_in, page, save
from sqlalchemy import select

from lms.assessment import attempts
from lms.assessment.models import Answer, AttemptState
from lms.db.installation import Installation


def responses(installation: Installation) -> list[object]:
    with installation.database.read() as session:
        return list(session.scalars(select(Answer.response).order_by(Answer.sequence)))


def test_one_question_a_page_without_a_script(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)
    form = {"question": "jml-prinsip", "answer-jml-prinsip": "1", "sequence": "0", "lanjut": "2"}

    saved = client.post(f"/percobaan/{attempt.id}/jawaban", data=form)

    assert saved.location == f"/percobaan/{attempt.id}?soal=2"
    assert responses(installation) == [[1]]
    assert "Tersimpan" in page(client, attempt, soal="1").text


def test_the_last_button_leads_to_handing_in(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)
    form = {"question": "rupiah", "answer-rupiah": "1.000", "sequence": "0", "lanjut": "kumpul"}

    saved = client.post(f"/percobaan/{attempt.id}/jawaban", data=form)

    assert saved.location == f"/percobaan/{attempt.id}/kumpulkan"
    asked = page(client, attempt, "/kumpulkan").text
    assert "1 soal masih kosong" in asked


def test_all_on_one_page_saves_what_can_be_read_and_names_the_rest(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation)
    form = {
        "question": ["jml-prinsip", "rupiah"],
        "answer-jml-prinsip": "1",
        "answer-rupiah": "seribu",
        "sequence": "0",
        "lanjut": "kumpul",
    }
    client.set_cookie("lms_quiz_layout", "semua")

    saved = client.post(f"/percobaan/{attempt.id}/jawaban", data=form)

    assert saved.status_code == 422
    assert "“seribu” bukan bilangan" in saved.text
    assert 'value="seribu"' in saved.text
    assert responses(installation) == [[1]]


def test_the_layout_is_remembered(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)

    page(client, attempt, tampilan="semua")

    assert page(client, attempt).text.count('class="question"') == 2
    page(client, attempt, tampilan="satu")
    assert page(client, attempt).text.count('class="question"') == 1


def test_one_returns_to_the_first_blank_question(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)
    save(client, attempt, "jml-prinsip", "0", 0)

    assert "Soal 2 dari 2" in page(client, attempt).text


def test_an_old_form_shows_the_newer_answer(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)
    save(client, attempt, "jml-prinsip", "1", 0)
    form = {"question": "jml-prinsip", "answer-jml-prinsip": "2", "sequence": "0", "soal": "1"}

    stale = client.post(f"/percobaan/{attempt.id}/jawaban", data=form, follow_redirects=True)

    assert "Ada jawaban yang lebih baru" in stale.text
    assert re.search(r'value="1"\s+type="radio" checked', stale.text)
    assert responses(installation) == [[1]]


def test_a_save_is_acknowledged_with_its_time_and_how_it_was_read(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation)

    reply = save(client, attempt, "rupiah", "1.000", 0).json

    assert reply is not None
    assert reply["sequence"] == 1
    assert reply["read_as"] == "Dibaca 1000"
    assert re.fullmatch(r"\d\d\.\d\d", reply["at"])


def test_a_stale_save_carries_the_newer_state(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)
    save(client, attempt, "jml-prinsip", "1", 0)

    stale = save(client, attempt, "jml-prinsip", "2", 0)

    assert stale.status_code == 409
    assert stale.json is not None
    assert (stale.json["code"], stale.json["sequence"]) == ("assessment.stale", 1)
    assert stale.json["answers"]["jml-prinsip"]["response"] == [1]


def test_a_late_save_is_kept_and_refused(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation, minutes=30, ago=timedelta(minutes=31))

    late = save(client, attempt, "jml-prinsip", "1", 0)

    assert (late.status_code, late.json and late.json["code"]) == (409, "assessment.late")
    with installation.database.read() as session:
        assert session.scalars(select(Answer.late)).all() == [True]
        assert attempts.of(session, attempt.learner_id, attempt.id).state == AttemptState.GRADED


def test_a_sequence_that_is_no_number_is_stale(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)
    form = {"question": "jml-prinsip", "answer-jml-prinsip": "1", "sequence": "x"}

    answer = client.post(
        f"/percobaan/{attempt.id}/jawaban", data=form, headers={"Accept": "application/json"}
    )

    assert answer.status_code == 409


def test_another_persons_attempt_is_not_there(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)
    with installation.database.write() as session:
        other = a_person(session, "Budi")
    sign_in(client, other)

    assert page(client, attempt).status_code == 404
    assert page(client, attempt, "/kumpulkan").status_code == 404
    assert page(client, attempt, "/hasil").status_code == 404
    assert save(client, attempt, "jml-prinsip", "1", 0).status_code == 404
    assert hand_in(client, attempt).status_code == 404


def test_time_left_is_said(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation, minutes=30, ago=timedelta(minutes=26))

    shown = page(client, attempt).text

    assert "Sisa waktu 4 menit" in shown
    assert "is-near" in shown
