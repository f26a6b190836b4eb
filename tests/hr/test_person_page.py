"""An officer gives more time to people of the own units, and to nobody else."""

from fractions import Fraction

from build import a_person, a_role, a_unit, arm, sign_in
from flask.testing import FlaskClient

from lms.db.installation import Installation
from lms.people.models import Person


def test_more_time_is_given_and_shown(client: FlaskClient, installation: Installation) -> None:
    with installation.database.write() as session:
        unit = a_unit(session, "BKPSDM")
        ani, eka = a_person(session, "Ani", unit=unit), a_person(session, "Eka", unit=unit, language="id")
        a_role(session, eka, "hr", unit)
        budi = a_person(session, "Budi", unit=a_unit(session, "Kominfo"))
    sign_in(client, eka)
    arm(client)
    form = {"factor": "1,5", "reason": "SK 12/2026"}

    given = client.post(f"/kepegawaian/orang/{ani.id}/waktu", data=form)
    shown = client.get(f"/kepegawaian/orang/{ani.id}").text
    wrong = client.post(f"/kepegawaian/orang/{ani.id}/waktu", data=form | {"factor": "0"})
    foreign = client.post(f"/kepegawaian/orang/{budi.id}/waktu", data=form)

    assert given.location == f"/kepegawaian/orang/{ani.id}"
    assert "1,5 kali waktu biasa" in shown
    assert [wrong.status_code, foreign.status_code] == [422, 404]
    with installation.database.read() as session:
        factors = [session.get_one(Person, one.id).time_factor for one in (ani, budi)]
        assert factors == [Fraction(3, 2), Fraction(1)]
