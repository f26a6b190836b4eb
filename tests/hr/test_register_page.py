"""HR chooses certificates, sees how many they are, and takes a ZIP that goes on where it broke off."""

import io
import zipfile

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from catalogue_builders import SLUG
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.catalogue.models import Course, Release
from lms.certification.models import Certificate, CertificateState
from lms.people.models import Role

REGISTER = "/kepegawaian/sertifikat"
MAKE = "/kepegawaian/sertifikat/unduhan"


@pytest.fixture
def desk(client, installation):
    """Eka sees one unit: three people with certificates, one of them revoked; a fourth is elsewhere."""
    with installation.database.write() as session:
        course = Course(slug=SLUG, title="SPBE", sort_title=SLUG, field="e-government", kind="course", jp=8)
        session.add(course)
        session.flush()
        session.add(
            Release(id=9, course_id=course.id, number=1, hash="0" * 64, manifest={}, published_at=NINE)
        )
        unit = a_unit(session, "BKPSDM")
        eka = a_person(session, "Eka", unit=unit, language="id")
        a_role(session, eka, "hr", unit)
        for number, name in enumerate(("Ani", "Budi", "Citra"), start=1):
            a_certificate(session, a_person(session, name, unit=unit), course, number)
        session.get_one(Certificate, 3).state = CertificateState.REVOKED
        a_certificate(session, a_person(session, "Dedi", unit=a_unit(session, "Kominfo")), course, 4)
    sign_in(client, eka)
    arm(client)
    return eka


def a_certificate(session, person, course, number):
    data = b"%PDF-1.7\n" + f"{person.name} ".encode() * 20_000 * number
    told = {
        "name": person.name, "course_title": "SPBE", "base_url": "http://localhost", "unit": "BKPSDM",
        "identity_value": f"19900101201501200{number}",
    }  # fmt: skip
    session.add(
        Certificate(
            public_id=f"{number:032x}", number=f"800.2/{number}", year=2026, sequence=number,
            learner_id=person.id, course_id=course.id, release_id=9, design="standar", jp=8,
            began_on=NINE.date(), completed_on=NINE.date(), issued_at=NINE, snapshot=told,
            sha256=session.info["files"].put(data), size=len(data), rendered_at=NINE,
        )
    )  # fmt: skip
    session.flush()


def prepared(client, query=""):
    """Have a download made and return its address, as the page gives it."""
    page = client.get(client.post(f"{MAKE}{query}").location.partition("#")[0]).text
    return page.partition(f'href="{MAKE}/')[2].partition('"')[0].join((f"{MAKE}/", ""))


def names(data):
    return [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.endswith(".pdf")]


def test_the_page_says_how_many_there_are_and_lists_the_scope_alone(client, desk):
    every = client.get(REGISTER).text
    revoked = client.get(f"{REGISTER}?status=revoked").text
    none = client.get(f"{REGISTER}?dari=2026-03-04").text
    odd = client.get(f"{REGISTER}?status=altered&dari=kemarin&sampai=&unit=99&kursus=x&sesudah=2026~x")

    assert [name in every for name in ("Ani", "Budi", "Citra", "Dedi")] == [True, True, True, False]
    assert [name in revoked for name in ("Ani", "Citra")] == [False, True]
    assert "Tidak ada sertifikat yang cocok" in none
    assert odd.status_code == 200


def test_a_certificate_is_found_by_its_number_in_the_scope_alone(client, desk):
    found = client.get(f"{REGISTER}?nomor=%20800.2/2").text
    elsewhere = client.get(f"{REGISTER}?nomor=800.2/4").text

    assert [name in found for name in ("Ani", "Budi", "Citra")] == [False, True, False]
    assert "Tidak ada sertifikat yang cocok" in elsewhere


def test_the_zip_is_fetched_whole_or_from_where_it_broke_off(client, desk):
    address = prepared(client)

    whole = client.get(address)
    first = client.get(address, headers={"Range": "bytes=0-99999"})
    tag = whole.headers["ETag"]
    rest = client.get(address, headers={"Range": "bytes=100000-", "If-Range": tag})
    tail = client.get(address, headers={"Range": "bytes=-22"})

    assert whole.status_code == 200
    assert len(names(whole.data)) == 3
    assert whole.headers["Content-Length"] == str(len(whole.data))
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert (first.status_code, rest.status_code, tail.status_code) == (206, 206, 206)
    assert first.data + rest.data == whole.data
    assert rest.headers["Content-Range"] == f"bytes 100000-{len(whole.data) - 1}/{len(whole.data)}"
    assert tail.data == whole.data[-22:]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Range": "bytes=0-1,5-6"}, 200),
        ({"Range": "lines=0-1"}, 200),
        ({"Range": "bytes=9-1"}, 200),
        ({"Range": "bytes=5-9", "If-Range": '"another"'}, 200),
        ({"Range": "bytes=5-9", "If-Range": "Tue, 03 Mar 2026 02:00:00 GMT"}, 200),
        ({"Range": "bytes=99999999-"}, 416),
        ({"Range": "bytes=-99999999"}, 206),
        ({"Range": "bytes=0-"}, 206),
    ],
)
def test_other_ranges_get_the_whole_or_a_refusal(client, desk, headers, status):
    address = prepared(client)
    whole = client.get(address).data

    answer = client.get(address, headers=headers)

    assert answer.status_code == status
    if status == 416:
        assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"
    else:
        assert answer.data == whole


def test_what_was_chosen_stays_chosen_whatever_happens_since(client, installation, desk):
    address = prepared(client, "?status=valid")
    before = client.get(address).data
    with installation.database.write() as session:
        session.get_one(Certificate, 1).state = CertificateState.REVOKED

    assert client.get(address).data == before
    assert len(names(before)) == 2


def test_only_who_asked_fetches_it_while_the_right_lasts(client, app, installation, desk):
    address = prepared(client)
    with installation.database.write() as session:
        unit_id = desk.unit_id
        fitri = a_person(session, "Fitri", unit=None)
        a_role(session, fitri, "admin")
    other = app.test_client()
    sign_in(other, fitri)

    assert other.get(address).status_code == 404
    assert app.test_client().get(address).status_code == 302
    with installation.database.write() as session:
        role = session.scalars(select(Role).where(Role.person_id == desk.id)).one()
        assert role.unit_id == unit_id
        role.unit_id = a_unit(session, "Lain").id
    assert client.get(address).status_code == 404


def test_a_file_lost_since_is_named_and_what_is_behind_it_can_be_fetched(client, installation, desk):
    address = prepared(client)
    whole = client.get(address).data
    with installation.database.read() as session:
        sha256 = session.get_one(Certificate, 1).sha256
    data = installation.files.get(sha256)
    installation.files.delete(sha256)

    refused = client.get(address)
    behind = client.get(address, headers={"Range": "bytes=500000-"})
    installation.files.put(data)
    mended = client.get(address)

    assert refused.status_code == 409
    assert "199001012015012001_800.2_1.pdf" in refused.text
    assert behind.data == whole[500000:]
    assert mended.data == whole


def test_taking_and_fetching_are_in_the_trail(client, installation, desk):
    address = prepared(client, "?status=valid")
    client.get(address, headers={"Range": "bytes=0-9"})
    assert client.get(address).data

    with installation.database.read() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    told = [entry for entry in entries if entry.act.startswith("certificates.")]
    assert [entry.act for entry in told] == ["certificates.taken", "certificates.fetched"]
    assert {entry.by_id for entry in told} == {desk.id}
    assert told[0].details["wish"]["state"] == "valid"
    assert told[0].details["count"] == 2


def test_the_desk_hands_over_those_of_the_chosen_or_of_all(client, installation, desk):
    with installation.database.read() as session:
        ids = list(session.scalars(select(Certificate.learner_id).order_by(Certificate.id)))

    chosen = client.post(f"{REGISTER}.zip", data={"orang": [ids[1], ids[3]]}, follow_redirects=True)
    every = client.post(f"{REGISTER}.zip?cari=c", data={"semua": "1"}, follow_redirects=True)
    nobody = client.post(f"{REGISTER}.zip", data={"orang": [ids[3]]})

    assert names(chosen.data) == ["199001012015012002_800.2_2.pdf"]
    assert names(every.data) == ["199001012015012003_800.2_3.pdf"]
    assert nobody.status_code == 422
