"""A certificate as a credential: what is in it, what is never in it, the same record the same bytes."""

import dataclasses
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from certification_builders import a_snapshot

from lms.certification.badges import credentials, images, issuer, places
from lms.certification.badges.credentials import Evidence
from lms.certification.models import Certificate
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose
from lms.config import Settings

RELEASE, PACK = "ab" * 32, "cd" * 32
EVIDENCE = Evidence(RELEASE)
# Of the 131,072 of a list; two of these would meet by chance a thousand times over.
MANY = 20_000


@pytest.fixture
def settings(tmp_path):
    made = Settings(instance=tmp_path, secret_key="of-the-suite-alone-" + "0" * 45)
    purposes.create(made, Purpose.BADGES)
    return made


def a_certificate(base_url="https://lms.contoh.go.id", jp="8", expires_on=None, **snapshot):
    snapshot = {"slug": "dasar-spbe", "field": "e-government", **snapshot}
    return Certificate(
        id=42,
        public_id="0123456789abcdef" * 2,
        number="800.2/00001/BKPSDM/2026",
        snapshot=a_snapshot(base_url=base_url, **snapshot),
        jp=Decimal(jp),
        began_on=date(2026, 3, 1),
        completed_on=date(2026, 3, 3),
        expires_on=expires_on,
        issued_at=datetime(2026, 3, 3, 2, 0, 1, 345, tzinfo=UTC),
    )


def read(certificate, settings, evidence=EVIDENCE):
    return json.loads(credentials.of(certificate, settings, evidence=evidence))


def test_the_same_record_gives_the_same_bytes(settings):
    first = credentials.of(a_certificate(), settings, evidence=EVIDENCE)

    assert credentials.of(a_certificate(), settings, evidence=EVIDENCE) == first
    assert credentials.as_token(first, settings) == credentials.as_token(first, settings)
    assert images.baked(first) == images.baked(first)
    assert len(first) < 6_000


def test_it_says_who_achieved_what_and_what_that_rests_on(settings):
    badge = read(a_certificate(), settings, Evidence(RELEASE, PACK))
    subject, achievement = badge["credentialSubject"], badge["credentialSubject"]["achievement"]

    assert badge["issuer"]["id"] == "did:web:lms.contoh.go.id"
    assert badge["validFrom"] == "2026-03-03T02:00:01Z"
    assert "validUntil" not in badge
    assert subject["identifier"][0]["identityHash"] == "Ani"
    assert subject["licenseNumber"] == "800.2/00001/BKPSDM/2026"
    assert subject["activityStartDate"] == "2026-03-01T00:00:00+07:00"
    assert (subject["creditsEarned"], achievement["creditsAvailable"]) == (8, 8)
    assert subject["result"][0]["value"] == "83.33"
    assert achievement["resultDescription"][0]["resultType"] == "Percent"
    assert achievement["tag"] == ["SPBE, tingkat 1", "Pelayanan publik, tingkat 2"]
    assert [one["targetCode"] for one in achievement["alignment"]] == ["spbe/1", "pelayanan-publik/2"]
    record, release, pack = badge["evidence"]
    assert "3 Maret 2026 dengan nilai ujian 83,33" in record["narrative"]
    assert release["id"] == "ni:///sha-256;q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"
    assert PACK in pack["narrative"]


def test_it_never_names_nip_post_or_unit(settings):
    data = credentials.of(a_certificate(), settings, evidence=EVIDENCE).decode()

    certificate = a_certificate()
    for secret in ("identity_value", "rank", "position", "unit", "agency"):
        assert certificate.snapshot[secret] not in data


def test_without_a_mark_it_says_that_the_course_was_passed(settings):
    badge = read(a_certificate(percent=None, competencies=[], language="en"), settings)
    subject = badge["credentialSubject"]

    assert "value" not in subject["result"][0]
    assert subject["achievement"]["resultDescription"][0]["resultType"] == "Status"
    assert subject["achievement"]["inLanguage"] == "en"
    assert not {"tag", "alignment"} & subject["achievement"].keys()
    assert badge["evidence"][0]["narrative"].startswith("Passed on 3 March 2026.")


def test_it_holds_to_the_end_of_the_last_day_where_it_was_issued(settings):
    badge = read(a_certificate(expires_on=date(2027, 3, 3)), settings)

    assert badge["validUntil"] == "2027-03-03T16:59:59Z"


@pytest.mark.parametrize(
    ("percent", "value"), [("100", "100"), ("80", "80"), ("66.5", "66.5"), ("1/3", "0.33")]
)
def test_a_mark_is_written_plainly(settings, percent, value):
    badge = read(a_certificate(percent=percent), settings)

    assert badge["credentialSubject"]["result"][0]["value"] == value


def test_half_credit_hours_are_a_number(settings):
    badge = read(a_certificate(jp="2.5"), settings)

    assert badge["credentialSubject"]["creditsEarned"] == 2.5
    assert "2,5 JP · 2026".encode() in images.baked(json.dumps(badge).encode())


def test_without_a_key_there_is_none(settings, tmp_path):
    badge = credentials.of(a_certificate(), settings, evidence=EVIDENCE)
    bare = settings.model_copy(update={"instance": tmp_path / "bare"})

    assert credentials.of(a_certificate(), bare, evidence=EVIDENCE) is None
    assert credentials.as_token(badge, bare) is None
    assert issuer.document(bare) is None
    assert issuer.key_set(bare) is None


@pytest.mark.parametrize(
    ("base_url", "did"),
    [
        ("https://lms.contoh.go.id", "did:web:lms.contoh.go.id"),
        ("https://Contoh.go.id/belajar/asn", "did:web:contoh.go.id:belajar:asn"),
        ("http://127.0.0.1:8000", "did:web:127.0.0.1%3A8000"),
    ],
)
def test_the_did_is_made_of_the_sites_address(base_url, did):
    assert issuer.did(base_url) == did


def test_a_picture_carries_the_badge_whatever_its_title_says(settings):
    for title in ("A ]]> B & <C>", "Penyusunan " * 20, "Satu"):
        data = credentials.of(a_certificate(course_title=title), settings, evidence=EVIDENCE)
        picture = images.baked(data).decode()
        inside = picture.partition("<![CDATA[")[2].partition("]]>")[0]

        assert json.loads(inside) == json.loads(data)
        assert picture.count("<openbadges:credential>") == 1


def test_each_certificate_of_a_list_has_a_bit_of_its_own_and_none_next_to_its_neighbours(settings):
    secret = places.secret(settings)

    found = [places.of(secret, id_).index for id_ in range(1, MANY + 1)]

    assert len(set(found)) == MANY
    assert 0 <= min(found) < max(found) < places.PER_LIST
    assert sum(abs(one - other) < 100 for one, other in pairwise(found)) < MANY * 0.01
    assert places.of(secret, places.PER_LIST).number == 0
    assert places.of(secret, places.PER_LIST + 1).number == 1


def test_the_places_stay_for_ever_and_differ_between_sites(settings, tmp_path):
    other = settings.model_copy(update={"instance": tmp_path / "other"})
    before = [places.of(places.secret(settings), id_) for id_ in range(1, 9)]

    purposes.create(settings, Purpose.BADGES)

    assert [places.of(places.secret(settings), id_) for id_ in range(1, 9)] == before
    assert [places.of(places.secret(other), id_) for id_ in range(1, 9)] != before
    path = settings.instance / "keys" / "badges" / "places"
    assert path.stat().st_mode & 0o077 == 0
    assert list(path.parent.glob(".places*")) == []


def test_the_pdf_carries_it_as_data(settings):
    data = credentials.of(a_certificate(), settings, evidence=EVIDENCE)

    attached = credentials.attachment(data)

    assert dataclasses.astuple(attached) == (
        "openbadge.json",
        data,
        "application/json",
        "Open Badges 3.0",
        "Data",
    )


def test_it_is_made_fast(settings, seconds):
    for _ in range(50):
        credentials.of(a_certificate(), settings, evidence=EVIDENCE)

    # 0.6 ms each on the slow machine that we have; three times that is a change of kind.
    assert seconds() < 50 * 0.002
