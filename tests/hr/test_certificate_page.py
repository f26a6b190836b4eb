"""An officer revokes, reinstates and issues anew what people of the own units hold, and nobody else's."""

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from catalogue_builders import SLUG
from sqlalchemy import select

from lms.catalogue.models import Course, Release
from lms.certification.models import Certificate, CertificateState
from lms.certification.register import decisions
from lms.people.models import Person

EMPTY = {"modules": [], "exam": None, "quizzes": {}}


@pytest.fixture
def desk(client, installation):
    with installation.database.write() as session:
        unit = a_unit(session, "BKPSDM")
        eka = a_person(session, "Eka", unit=unit, language="id")
        a_role(session, eka, "hr", unit)
        held = a_certificate(session, a_person(session, "Ani", unit=unit), 1)
        foreign = a_certificate(session, a_person(session, "Budi", unit=a_unit(session, "Kominfo")), 2)
    sign_in(client, eka)
    arm(client)
    return held, foreign, eka


def a_certificate(session, person, number):
    course = session.scalars(select(Course)).first()
    if course is None:
        course = Course(slug=SLUG, title="SPBE", sort_title=SLUG, field="e-government", kind="course", jp=8)
        session.add(course)
        session.flush()
        session.add(
            Release(id=9, course_id=course.id, number=1, hash="0" * 64, manifest=EMPTY, published_at=NINE)
        )
    certificate = Certificate(
        public_id=f"{number:032x}", number=f"800.2/{number}", year=2026, sequence=100 + number,
        learner_id=person.id, course_id=course.id, release_id=9, design="standar", jp=8, began_on=NINE.date(),
        completed_on=NINE.date(), issued_at=NINE,
        snapshot={"name": person.name, "course_title": "SPBE", "base_url": "http://localhost"},
    )  # fmt: skip
    session.add(certificate)
    session.flush()
    return certificate


def test_the_page_revokes_and_reinstates_with_names(client, installation, desk):
    held, _, _ = desk
    address = f"/kepegawaian/sertifikat/{held.public_id}"
    form = {"putusan": "revoke", "reason": "mistake", "text-revoke": "BA 12"}

    fresh = client.get(address).text
    done = client.post(address, data=form)
    revoked = client.get(address).text
    again = client.post(address, data=form, headers={"Referer": f"http://localhost{address}"})
    strange = client.post(address, data=form, headers={"Referer": "http://localhost.example/jahat"})
    back = client.post(address, data={"putusan": "reinstate", "text-reinstate": "BA 13"})
    both = client.get(address).text

    assert "Sertifikat ini berlaku" in fresh
    assert done.location == back.location == address
    assert "Sertifikat ini dicabut" in revoked
    assert "BA 12" in revoked
    assert (again.status_code, strange.status_code) == (409, 409)
    assert f'href="{address}"' in again.text
    assert "jahat" not in strange.text
    assert "Dipulihkan" in both
    assert both.count("Eka") >= 2
    with installation.database.read() as session:
        assert session.get_one(Certificate, held.id).state == CertificateState.VALID


def test_a_corrected_name_leads_to_the_new_one(client, installation, desk):
    held, _, _ = desk
    with installation.database.write() as session:
        session.get_one(Person, held.learner_id).name = "Ani Ñurê"
    address = f"/kepegawaian/sertifikat/{held.public_id}"

    done = client.post(address, data={"putusan": "reissue", "text-reissue": "Ejaan"})

    assert done.location != address
    assert "Ani Ñurê" in client.get(done.location).text
    assert "Diganti yang baru" in client.get(address).text


def test_without_a_reason_nothing_happens(client, installation, desk):
    held, _, _ = desk
    address = f"/kepegawaian/sertifikat/{held.public_id}"

    silent = client.post(address, data={"putusan": "revoke", "text-revoke": "BA 12"})
    wordless = client.post(address, data={"putusan": "revoke", "reason": "mistake"})
    odd = client.post(address, data={"putusan": "burn"})

    assert (silent.status_code, wordless.status_code, odd.status_code) == (422, 422, 422)
    with installation.database.read() as session:
        assert decisions.last_of(session, held) is None


def test_what_is_held_elsewhere_does_not_exist(client, desk):
    _, foreign, _ = desk
    address = f"/kepegawaian/sertifikat/{foreign.public_id}"

    shown = client.get(address)
    done = client.post(address, data={"putusan": "revoke", "reason": "mistake", "text-revoke": "x"})

    assert (shown.status_code, done.status_code) == (404, 404)


def test_a_lost_file_is_said_and_not_a_crash(client, installation, desk):
    with installation.database.write() as session:
        session.get_one(Certificate, desk[0].id).sha256 = "0" * 64

    assert client.get(f"/kepegawaian/sertifikat/{desk[0].public_id}.pdf").status_code == 409
