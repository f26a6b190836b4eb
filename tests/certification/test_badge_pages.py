"""Badges on the site: its owner takes them, every program reads keys and lists."""

import json
from datetime import timedelta

import pytest
from badge_builders import Network, badge_of, digital_bazaar
from build import NINE, a_person, sign_in
from certification_builders import a_release, completion
from flask import Flask
from openbadgeslib.ob3 import OB3Verifier

from lms.app import LMS
from lms.certification import certificates
from lms.certification.badges import credentials, places, status
from lms.certification.models import Certificate, Reason
from lms.certification.register import decisions
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose

LATER = NINE + timedelta(days=40)
OPEN = (
    "/.well-known/did.json",
    "/did.json",
    "/.well-known/jwks.json",
    "/lencana/penerbit.json",
    "/lencana/status/0.json",
    "/lencana/status/0.jwt",
)


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.fixture
def ani(site):
    with site.database.write() as session:
        return a_person(session, "Ani")


@pytest.fixture
def issued(site, ani):
    purposes.create(site.settings, Purpose.BADGES)
    with site.database.write() as session:
        certificate = certificates.issue_if_due(session, completion(ani, a_release(session)))
    badge_of(site, certificate.id)
    return certificate


def list_of(site, at=LATER):
    with site.database.read() as session:
        return status.of(session, 0, "json", at=at)


def test_its_owner_takes_it_in_three_forms(client, site, ani, issued):
    sign_in(client, ani)
    at = f"/sertifikat/{issued.public_id}/lencana"

    badge, token, picture = (client.get(f"{at}.{form}") for form in ("json", "jwt", "svg"))

    assert badge.data == badge_of(site, issued.id)
    assert badge.mimetype == "application/vc"
    assert token.text == credentials.as_token(badge.data, site.settings)
    assert token.mimetype == "application/vc+jwt"
    assert OB3Verifier.extract_token_from_svg(picture.data).encode() == badge.data
    assert picture.headers["Content-Disposition"] == (
        'attachment; filename="Lencana-800.2_00001_BKPSDM_2026.svg"'
    )
    assert {one.headers["Cache-Control"] for one in (badge, token, picture)} == {"private, no-cache"}
    assert all("Access-Control-Allow-Origin" not in one.headers for one in (badge, token, picture))


def test_the_one_that_was_issued_is_sent_though_the_key_has_changed(client, site, ani, issued):
    with site.database.write() as session:
        row = session.get_one(Certificate, issued.id)
        row.credential_sha256 = site.files.put(badge_of(site, issued.id))
    before = badge_of(site, issued.id)
    purposes.create(site.settings, Purpose.BADGES)
    sign_in(client, ani)

    assert client.get(f"/sertifikat/{issued.public_id}/lencana.json").data == before


def test_nobody_else_takes_it(client, app, site, issued):
    with site.database.write() as session:
        budi = a_person(session, "Budi")
    sign_in(client, budi)
    address = f"/sertifikat/{issued.public_id}/lencana.json"

    assert client.get(address).status_code == 404
    assert app.test_client().get(address).status_code == 302


def test_without_a_key_its_owner_is_told_what_to_do(client, site, ani):
    with site.database.write() as session:
        issued = certificates.issue_if_due(session, completion(ani, a_release(session)))
    sign_in(client, ani)

    answer = client.get(f"/sertifikat/{issued.public_id}/lencana.json")

    assert answer.status_code == 404
    assert "lms keys create" in answer.text
    assert client.get("/.well-known/did.json").status_code == 404
    assert client.get("/lencana/status/0.json").status_code == 404


def test_every_program_reads_keys_and_lists(app, issued):
    visitor = app.test_client()

    for address in OPEN:
        answer = visitor.get(address)
        again = visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]})

        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert "Set-Cookie" not in answer.headers
        assert (again.status_code, again.data) == (304, b"")


def test_only_they_are_open_to_scripts_of_other_sites(client, issued):
    for address in ("/", "/verifikasi", f"/verifikasi/{issued.public_id}", "/lencana/gambar.svg"):
        assert "Access-Control-Allow-Origin" not in client.get(address).headers


def test_the_did_document_names_every_key_that_ever_signed_the_present_one_first(client, site, issued):
    old = json.loads(client.get("/.well-known/did.json").data)
    new = purposes.create(site.settings, Purpose.BADGES)

    document = json.loads(client.get("/.well-known/did.json").data)
    keys = json.loads(client.get("/.well-known/jwks.json").data)["keys"]

    methods = document["verificationMethod"]
    assert document["id"] == methods[0]["controller"] == "did:web:localhost"
    assert methods[0]["id"] == f"did:web:localhost#{new}"
    assert methods[1:] == old["verificationMethod"]
    assert [key["kid"] for key in keys] == document["assertionMethod"] == [one["id"] for one in methods]
    assert all("d" not in key for key in keys)


def test_under_a_prefix_of_a_host_all_lies_below_it(site, issued, settings):
    host = Flask("host")
    host.config["SECRET_KEY"] = "of-the-host"
    given = settings.model_copy(update={"base_url": "https://contoh.go.id/belajar"})
    LMS(host, url_prefix="/belajar", settings=given)
    visitor = host.test_client()

    document = json.loads(visitor.get("/belajar/did.json").data)
    profile = visitor.get("/belajar/lencana/penerbit.json")
    lists = json.loads(visitor.get("/belajar/lencana/status/0.json").data)

    assert document["id"] == lists["issuer"] == "did:web:contoh.go.id:belajar"
    assert document["alsoKnownAs"] == ["https://contoh.go.id/belajar/lencana/penerbit.json"]
    assert json.loads(profile.data)["id"] == document["id"]
    assert lists["id"] == "https://contoh.go.id/belajar/lencana/status/0.json"
    host.extensions["lms"].installation.database.dispose()


def test_the_same_decisions_give_the_same_list_all_day(site, issued):
    before = list_of(site)
    hours_later = list_of(site, LATER + timedelta(hours=9))
    with site.database.write() as session:
        decisions.revoke(session, issued.number, Reason.MISTAKE, "BA 12", by=None, at=LATER)
    after = list_of(site)

    assert before == hours_later
    assert after != before
    assert json.loads(before)["validFrom"] == "2026-04-12T00:00:00Z"
    assert json.loads(before)["validUntil"] == "2026-04-19T00:00:00Z"
    assert len(after) < 2_000


def test_a_superseded_one_no_longer_holds_and_the_new_one_does(app, site, ani, issued):
    with site.database.write() as session:
        session.merge(ani).back_title = "S.T."
        session.flush()
        new = decisions.supersede(session, issued.number, "gelar", by=None, at=LATER)
    badges = {str(id_): json.loads(badge_of(site, id_)) for id_ in (issued.id, new.id)}

    documents = Network(app.test_client()).documents(badges[str(new.id)])
    answers = digital_bazaar(documents, badges)

    assert answers[str(issued.id)]["error"] == "revoked"
    assert answers[str(new.id)]["verified"]
    assert {one["credentialSubject"]["identifier"][0]["identityHash"] for one in badges.values()} == {
        "Ani",
        "Ani, S.T.",
    }


def test_a_list_whose_secret_is_lost_is_not_made_up(client, site, issued):
    (site.settings.instance / "keys" / "badges" / "places").unlink()

    assert client.get("/lencana/status/0.json").status_code == 404
    assert places.known_secret(site.settings) is None


def test_there_is_no_list_beyond_the_last_certificate(client, site, issued):
    assert client.get("/lencana/status/1.json").status_code == 404
    with site.database.write() as session:
        session.get_one(Certificate, issued.id).id = places.PER_LIST + 7

    assert client.get("/lencana/status/1.json").status_code == 200
