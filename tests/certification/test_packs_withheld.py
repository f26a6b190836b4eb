"""Marks of single questions tell what was right: a pack with marks that a quiz keeps closed is HR's."""

import pytest
from build import a_person, a_role, sign_in
from taking_builders import a_taken_course, complete

CLOSED = "berkasnya dipegang petugas kepegawaian"


def taken(site, feedback):
    """Let Ani take a course whose exam shows what was right at that time."""
    a_taken_course(site, feedback=feedback)
    with site.database.write() as session:
        ani = a_person(session, "Ani", language="id")
    return ani, complete(site, ani)


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.mark.parametrize(("feedback", "status"), [("never", 409), ("after-pass", 200)])
def test_a_learner_gets_the_marks_of_questions_only_where_the_quiz_opens_them(site, client, feedback, status):
    ani, certificate = taken(site, feedback)
    sign_in(client, ani)
    page = f"/sertifikat/{certificate.public_id}/bukti"

    told = " ".join(client.get(page).get_data(as_text=True).split())
    answer = client.get(f"{page}.json")

    assert answer.status_code == status
    assert (b"fraction" in answer.data) is (status == 200)
    assert (CLOSED in told) is (status == 409)
    assert "100" in told


def test_hr_gets_them_but_not_its_own(site, client):
    ani, certificate = taken(site, "never")
    with site.database.write() as session:
        eka = a_person(session, "Eka")
        for person in (eka, ani):
            a_role(session, person, "hr")
    pack = f"/kepegawaian/sertifikat/{certificate.public_id}/bukti.json"

    sign_in(client, eka)
    assert client.get(pack).status_code == 200
    sign_in(client, ani)
    assert client.get(pack).status_code == 409
