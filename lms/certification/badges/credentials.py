"""A certificate as an Open Badge 3.0: a verifiable credential (VCDM 2.0) with a proof inside.

The recipient is named as on the verification page, and by nothing else. A hash of the NIP would give the NIP
away: it is made of dates and a counter, so all that there can be are tried in minutes, and Open Badges prints
the salt beside the hash. The subject's `id` is the certificate's own random id: no other credential has it.
"""

import json
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bahasa import dates, numbers
from lms.catalogue.models import Release
from lms.certification import certificates
from lms.certification.badges import issuer, places, proofs, words
from lms.certification.models import Certificate
from lms.certification.rules import wording
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose
from lms.config import Settings
from lms.db.files import FileStore
from lms.press.orders import Attached

NAME = "openbadge.json"
CENT = Decimal("0.01")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the result rests on, by SHA-256 in hex: the release of the course, and the pack if it is kept."""

    release: str
    pack: str | None = None


def evidence(session: Session, certificate: Certificate) -> Evidence:
    """Name what a certificate rests on."""
    release = session.scalars(select(Release.hash).where(Release.id == certificate.release_id)).one()
    return Evidence(release, certificate.pack_sha256)


def of(certificate: Certificate, settings: Settings, *, evidence: Evidence) -> bytes | None:
    """Return the credential as JSON; the same record and key give the same bytes. None without a key."""
    signer = issuer.signer(settings, certificate.snapshot["base_url"])
    if signer is None:
        return None
    document = _document(certificate, settings, evidence)
    return proofs.secure(document, signer, created=document["validFrom"])


def can_be_had(certificate: Certificate, settings: Settings) -> bool:
    """Tell whether there is one, or a key that would make it; no secret is needed."""
    return certificate.credential_sha256 is not None or bool(purposes.published(settings, Purpose.BADGES))


def kept(session: Session, files: FileStore, certificate: Certificate) -> bytes | None:
    """Return the credential that was issued; one of a time before badges is made now. None without a key."""
    if certificate.credential_sha256 is not None and files.has(certificate.credential_sha256):
        return files.get(certificate.credential_sha256)
    return of(certificate, session.info["settings"], evidence=evidence(session, certificate))


def as_token(credential: bytes, settings: Settings) -> str | None:
    """Return the same credential as a VC-JWT; its status list is a JWT too. None without a key."""
    document = json.loads(credential)
    signer = issuer.signer(settings, document["issuer"]["url"])
    if signer is None:
        return None
    del document["proof"]
    status = document["credentialStatus"]
    in_json = status["statusListCredential"]
    status["statusListCredential"] = in_json.removesuffix("json") + "jwt"
    status["id"] = status["statusListCredential"] + status["id"].removeprefix(in_json)
    return proofs.token(document, signer)


def attachment(credential: bytes) -> Attached:
    """Return it as the file that the certificate's PDF carries."""
    return Attached(NAME, credential, "application/json", "Open Badges 3.0")


def _document(certificate: Certificate, settings: Settings, evidence: Evidence) -> Json:
    snapshot = certificate.snapshot
    said = words.of(snapshot["language"])
    address = certificates.address(certificate)
    document: Json = {
        "@context": list(issuer.OB_CONTEXTS),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": snapshot["course_title"],
        "issuer": issuer.issuer(snapshot["base_url"], snapshot["organiser"], snapshot["government"]),
        "validFrom": _moment(certificate.issued_at),
        "credentialSubject": _subject(certificate, settings, said),
        "evidence": _evidence(certificate, evidence, said, address),
        "credentialStatus": _status(certificate, settings),
    }
    if certificate.expires_on is not None:
        last = datetime.combine(certificate.expires_on, time(23, 59, 59), settings.zone)
        document["validUntil"] = _moment(last)
    return document


def _subject(certificate: Certificate, settings: Settings, said: Mapping[str, str]) -> Json:
    snapshot = certificate.snapshot
    achievement = _achievement(certificate, said)
    described: Json = achievement["resultDescription"][0]
    result: Json = {"type": ["Result"], "resultDescription": described["id"], "status": "Completed"}
    mark = _mark(snapshot["percent"])
    if mark is not None:
        result["value"] = str(mark)
    return {
        "id": uuid.UUID(hex=certificate.public_id).urn,
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": snapshot["name"],
                "identityType": "name",
            }
        ],
        "activityStartDate": _day(certificate.began_on, settings),
        "activityEndDate": _day(certificate.completed_on, settings),
        "creditsEarned": _number(certificate.jp),
        "licenseNumber": certificate.number,
        "result": [result],
        "achievement": achievement,
    }


def _achievement(certificate: Certificate, said: Mapping[str, str]) -> Json:
    snapshot = certificate.snapshot
    language = snapshot["language"]
    page = f"{snapshot['base_url']}/kursus/{snapshot['slug']}"
    hours = said["hours"].format(figure=wording.figure(certificate.jp, language))
    skills = [(key, wording.competency(key, language)) for key in snapshot["competencies"]]
    framework = said["framework"].format(organiser=snapshot["organiser"])
    achievement: Json = {
        "id": page,
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": snapshot["course_title"],
        "description": said["description"].format(
            course=snapshot["course_title"], hours=hours, organiser=snapshot["organiser"]
        ),
        "criteria": {"id": page, "narrative": said["criteria"].format(modules=len(snapshot["modules"]))},
        "creditsAvailable": _number(certificate.jp),
        "fieldOfStudy": snapshot["field"],
        "humanCode": snapshot["slug"],
        "inLanguage": language,
        "image": {"id": f"{snapshot['base_url']}/lencana/gambar.svg", "type": "Image"},
        "resultDescription": [_described(snapshot["percent"], page, said)],
    }
    if skills:
        achievement["tag"] = [text for _, text in skills]
        achievement["alignment"] = [
            {
                "type": ["Alignment"],
                "targetCode": key,
                "targetName": text,
                "targetFramework": framework,
                "targetUrl": page,
            }
            for key, text in skills
        ]
    return achievement


def _described(percent: str | None, page: str, said: Mapping[str, str]) -> Json:
    described: Json = {"id": f"{page}#hasil", "type": ["ResultDescription"]}
    if percent is None:
        return {**described, "name": said["status"], "resultType": "Status"}
    scale = {"valueMin": "0", "valueMax": "100"}
    return {**described, "name": said["percent"], "resultType": "Percent", **scale}


def _evidence(
    certificate: Certificate, evidence: Evidence, said: Mapping[str, str], address: str
) -> list[Json]:
    language = certificate.snapshot["language"]
    mark = _mark(certificate.snapshot["percent"])
    facts = {
        "day": dates.long(certificate.completed_on, language),
        "number": certificate.number,
        "mark": "" if mark is None else numbers.decimal(mark, language),
    }
    passed = said["passed" if mark is None else "passed_with"].format(**facts)
    found = [_piece(address, said["record"], passed)]
    for name, digest in (("release", evidence.release), ("pack", evidence.pack)):
        if digest:
            found.append(_piece(_named(digest), said[name], said[f"{name}_is"].format(digest=digest)))
    return found


def _piece(id_: str, name: str, narrative: str) -> Json:
    return {"id": id_, "type": ["Evidence"], "name": name, "narrative": narrative}


def _status(certificate: Certificate, settings: Settings) -> Json:
    place = places.of(places.secret(settings), certificate.id)
    url = places.address(certificate.snapshot["base_url"], place.number, "json")
    return {
        "id": f"{url}#{place.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place.index),
        "statusListCredential": url,
    }


def _named(digest: str) -> str:
    """Name content by its SHA-256 (RFC 6920 §3): an address that is true wherever the content lies."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(digest)).rstrip(b'=').decode()}"


def _mark(percent: str | None) -> Decimal | None:
    if percent is None:
        return None
    exact = Fraction(percent)
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_HALF_UP)
    return Decimal(format(rounded.normalize(), "f"))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(day: date, settings: Settings) -> str:
    return datetime.combine(day, time(), settings.zone).isoformat()


def _number(jp: Decimal) -> int | float:
    return int(jp) if jp == jp.to_integral_value() else float(jp)
