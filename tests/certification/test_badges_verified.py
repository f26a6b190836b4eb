"""Badges before programs that are not ours: Digital Bazaar's under Node, openbadgeslib, joserfc."""

import copy
import io
import json
import warnings
from datetime import timedelta

import pikepdf
import pytest
from badge_builders import Network, badge_of, digital_bazaar
from build import NINE, a_person, sign_in
from certification_builders import a_release, completion
from joserfc import jwt
from joserfc.jwk import KeySet
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from lms.certification import certificates, making
from lms.certification.badges import credentials, issuer, proofs
from lms.certification.models import Certificate, Reason
from lms.certification.register import decisions
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose
from lms.people.models import Person

LATER = NINE + timedelta(days=40)
DID = "did:web:localhost"


@pytest.fixture
def site(app):
    installation = app.extensions["lms"].installation
    purposes.create(installation.settings, Purpose.BADGES)
    return installation


@pytest.fixture
def network(app):
    return Network(app.test_client())


@pytest.fixture
def issued(site):
    """Certificates of three people, by name."""
    with site.database.write() as session:
        release = a_release(session)
        people = [a_person(session, name) for name in ("Ani", "Budi", "Citra")]
        return {
            person.name: certificates.issue_if_due(session, completion(person, release)) for person in people
        }


def revoke(site, certificate):
    with site.database.write() as session:
        return decisions.revoke(session, certificate.number, Reason.MISTAKE, "BA 12", by=None, at=LATER)


def expire(site, certificate):
    with site.database.write() as session:
        session.get_one(Certificate, certificate.id).expires_on = LATER.date()


def changed(credential, *path, to):
    altered = copy.deepcopy(credential)
    place = altered
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return altered


def test_digital_bazaar_verifies_what_we_issue_and_nothing_else(site, network, issued, tmp_path):
    ani, budi = (json.loads(badge_of(site, issued[name].id)) for name in ("Ani", "Budi"))
    expire(site, issued["Citra"])
    foreign = site.settings.model_copy(update={"instance": tmp_path / "elsewhere"})
    purposes.create(foreign, Purpose.BADGES)
    plain = {key: value for key, value in ani.items() if key != "proof"}
    _, key = purposes.for_badges(foreign)
    ours = ani["proof"]["verificationMethod"].partition("#")[2]
    forged = proofs.secure(plain, issuer.Signer(DID, ours, key), created=ani["validFrom"])

    answers = digital_bazaar(
        network.documents(ani),
        {
            "genuine": ani,
            "other name": changed(ani, "credentialSubject", "identifier", 0, "identityHash", to="Budi"),
            "more hours": changed(ani, "credentialSubject", "creditsEarned", to=80),
            "other place": changed(ani, "credentialStatus", "statusListIndex", to="1"),
            "proof of another": changed(ani, "proof", to=budi["proof"]),
            "key of another": json.loads(forged),
            "expired": json.loads(badge_of(site, issued["Citra"].id)),
        },
    )

    assert {name for name, answer in answers.items() if answer["verified"]} == {"genuine"}
    assert "signature" in answers["more hours"]["error"]
    assert "signature" in answers["key of another"]["error"]
    assert "validUntil" in answers["expired"]["error"]
    # JSON-LD's safe mode: no word of it is without a meaning.
    assert answers["genuine"]["defined"] == ""


def test_what_lies_in_the_pdf_is_what_its_owner_takes_and_verifies(app, site, network, issued):
    making.render(site, {"certificate_id": issued["Ani"].id})
    with site.database.read() as session:
        row = session.get_one(Certificate, issued["Ani"].id)
        owner = session.get_one(Person, row.learner_id)
    with pikepdf.open(io.BytesIO(site.files.get(row.sha256))) as pdf:
        inside = pdf.attachments["openbadge.json"].get_file().read_bytes()

    answers = digital_bazaar(network.documents(json.loads(inside)), {"inside": json.loads(inside)})

    assert answers["inside"]["verified"]
    client = app.test_client()
    sign_in(client, owner)
    assert client.get(f"/sertifikat/{row.public_id}/lencana.json").data == inside


def test_digital_bazaar_reads_revocations_from_the_list(site, network, issued):
    badges = {name: json.loads(badge_of(site, certificate.id)) for name, certificate in issued.items()}
    revoke(site, issued["Ani"])
    revoke(site, issued["Budi"])
    with site.database.write() as session:
        decisions.reinstate(session, issued["Budi"].number, "BA 13", by=None, at=LATER)

    documents = network.documents(badges["Ani"])
    answers = digital_bazaar(documents, badges)

    assert {name: answer["error"] for name, answer in answers.items()} == {
        "Ani": "revoked",
        "Budi": "",
        "Citra": "",
    }


def test_digital_bazaar_refuses_a_list_that_somebody_else_wrote(site, network, issued):
    badge = json.loads(badge_of(site, issued["Ani"].id))
    clean = network.documents(badge)
    revoke(site, issued["Ani"])
    documents = network.documents(badge)
    url = badge["credentialStatus"]["statusListCredential"]
    documents[url]["credentialSubject"]["encodedList"] = clean[url]["credentialSubject"]["encodedList"]

    answers = digital_bazaar(documents, {"Ani": badge})

    assert not answers["Ani"]["verified"]
    assert "not verified" in answers["Ani"]["error"]


def test_openbadgeslib_verifies_the_token_and_its_list(site, network, issued):
    tokens = {
        name: credentials.as_token(badge_of(site, certificate.id), site.settings)
        for name, certificate in issued.items()
    }
    revoke(site, issued["Budi"])
    verifier = OB3Verifier.for_issuer_did(DID, download=network)

    found = verifier.verify(tokens["Ani"], check_status=True, download=network)

    assert found.achievement.name == "Dasar-dasar SPBE"
    assert found.achievement.credits_available == 8
    assert found.achievement.alignments[0].target_code == "spbe/1"
    assert [one.name for one in found.evidence] == [
        "Hasil pelatihan",
        "Rilis kursus yang diikuti",
        "Berkas bukti kelulusan",
    ]
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        verifier.verify(tokens["Budi"], check_status=True, download=network)
    header, _, signature = tokens["Ani"].split(".")
    with pytest.raises(OB3VerificationError, match="signature"):
        verifier.verify(".".join((header, tokens["Citra"].split(".")[1], signature)))
    expire(site, issued["Citra"])
    with pytest.raises(OB3VerificationError, match="expired"):
        verifier.verify(credentials.as_token(badge_of(site, issued["Citra"].id), site.settings))


def test_a_badge_of_an_old_key_still_verifies(site, network, issued):
    old = badge_of(site, issued["Ani"].id)
    old_token = credentials.as_token(old, site.settings)
    purposes.create(site.settings, Purpose.BADGES)

    new = badge_of(site, issued["Ani"].id)
    answers = digital_bazaar(
        network.documents(json.loads(old)), {"old": json.loads(old), "new": json.loads(new)}
    )

    assert old != new
    assert {name: answer["verified"] for name, answer in answers.items()} == {"old": True, "new": True}
    verifier = OB3Verifier.for_issuer_did(DID, download=network)
    assert verifier.verify(old_token, check_status=True, download=network).issuer.id == DID


def test_the_published_key_set_opens_the_token(site, network, issued):
    token = credentials.as_token(badge_of(site, issued["Ani"].id), site.settings)
    keys = KeySet.import_key_set(json.loads(network("https://localhost/.well-known/jwks.json")))

    with warnings.catch_warnings():
        # RFC 9864 renamed the algorithm; verifiers know it by its old name (proofs.token).
        warnings.simplefilter("ignore")
        read = jwt.decode(token, keys, algorithms=["EdDSA"])

    assert read.header["typ"] == "JWT"
    assert read.claims["iss"] == DID
    assert read.claims["jti"] == read.claims["id"] == certificates.address(issued["Ani"])
    assert read.claims["sub"] == read.claims["credentialSubject"]["id"]
    assert read.claims["nbf"] == int(NINE.timestamp())
