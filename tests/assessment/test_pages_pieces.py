"""Questions are rendered once for all who see the same; what is one reader's stays that reader's."""

from assessment_builders import a_choice, a_quiz, a_written, an_attempt
from build import a_person, arm, sign_in
from flask.testing import FlaskClient
from page_builders import begun, page, save

from lms.assessment.models import Attempt
from lms.db.installation import Installation
from lms.people.models import Person

PAIR = {"satu": a_choice("Sama bagi semua?"), "kota": a_written("= Palembang")}


def two(installation: Installation) -> list[tuple[Person, Attempt]]:
    with installation.database.write() as session:
        quiz_hash = a_quiz(session, [PAIR], feedback="after-each")
        people = [a_person(session, name, language="id") for name in ("Ani", "Budi")]
        return [(person, an_attempt(session, person.id, quiz_hash=quiz_hash)) for person in people]


def test_each_reader_checks_the_own_answer(client: FlaskClient, installation: Installation) -> None:
    (ani, first), (budi, second) = two(installation)
    shown = []
    for person, attempt in ((ani, first), (budi, second)):
        sign_in(client, person)
        shown.append(page(client, attempt, soal="1").text)

    assert f"/percobaan/{first.id}/periksa" in shown[0]
    assert f"/percobaan/{second.id}/periksa" in shown[1]
    assert str(first.id) not in shown[1]


def test_what_one_has_answered_is_not_the_others(client: FlaskClient, installation: Installation) -> None:
    (ani, first), (budi, second) = two(installation)
    arm(client)
    sign_in(client, ani)
    save(client, first, "satu", "1", 0)
    save(client, first, "kota", "Palembang", 1)
    own = page(client, first, tampilan="semua").text
    sign_in(client, budi)

    other = page(client, second, tampilan="semua").text

    assert own.count(" checked") == 1
    assert "Tersimpan" in own
    assert " checked" not in other
    assert "Tersimpan" not in other.split("data-words")[1].split("</form>")[0].replace("Tersimpan {time}", "")


def test_a_language_has_its_own_words(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation, [PAIR])
    indonesian = page(client, attempt, soal="1").text
    with installation.database.write() as session:
        session.get_one(Person, attempt.learner_id).language = "en"

    english = page(client, attempt, soal="1").text

    assert "Soal 1 dari 2" in indonesian
    assert "Question 1 of 2" in english
    assert "Saved {time}" in english


def test_an_answer_of_odd_signs_is_shown_as_it_is(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation, [PAIR])
    for value in ("\x02saved\x03", "\x02check\x03", "<b>&amp;"):
        sequence = int(page(client, attempt).text.split('name="sequence" value="')[1].split('"')[0])
        save(client, attempt, "kota", value, sequence)
        assert page(client, attempt, soal="2").status_code == 200

    assert "&lt;b&gt;&amp;amp;" in page(client, attempt, soal="2").text
