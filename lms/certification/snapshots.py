"""What is kept of person, course and site on the day of issue; a certificate is made of nothing else."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from lms.catalogue.rules.edition import Edition
from lms.certification import designs
from lms.certification.rules.looks import Emblem, Look
from lms.certification.rules.wording import grouped
from lms.config import Settings
from lms.db.files import FileStore
from lms.people import persons


def take(
    session: Session,
    learner_id: int,
    edition: Edition,
    percent: Fraction | None,
    *,
    look: Look,
    design: str,
    day: date,
) -> dict[str, Any]:
    """Return the snapshot as JSON; later changes of name, rank, unit, signatory or look leave it as it is.

    `day` is the one that is certified: who signs on it, signs.
    """
    settings: Settings = session.info["settings"]
    return {
        "format": 1,
        "language": edition.language,
        **of_person(session, learner_id),
        "course_title": edition.title,
        "slug": edition.slug,
        "field": edition.field,
        "competencies": list(edition.competencies),
        "modules": [{"title": module.title, "jp": str(module.jp)} for module in edition.modules],
        "jp": str(edition.jp),
        "percent": None if percent is None else str(percent),
        "government": settings.government,
        "organiser": settings.organiser,
        "place": settings.place,
        "signatories": look.signing(day) or [_signatory(settings)],
        "look": _dress(session, look, design, edition.language),
        "base_url": settings.base_url,
    }


def of_person(session: Session, learner_id: int) -> dict[str, str]:
    """Return the part of the snapshot that is about the person, as the roster has it now."""
    person = persons.snapshot(session, learner_id)
    return {
        "name": person.name,
        "kind": str(person.kind),
        "identity_label": person.identity_label,
        "identity_value": person.identity_value,
        "rank": person.rank_line,
        "position": person.position,
        "unit": person.unit,
        "agency": person.agency,
    }


def _dress(session: Session, look: Look, design: str, language: str) -> dict[str, Any]:
    """Return colours, texts and the emblem's SHA-256: what is drawn again years later is drawn from these."""
    dress, emblem = look.dress(design), look.emblem or _emblem_of_instance(session)
    return {
        "colours": dict(dress.colours),
        "texts": dress.texts_in(language),
        "emblem": {"sha256": emblem.sha256, "type": emblem.media_type} if emblem else None,
    }


def _emblem_of_instance(session: Session) -> Emblem | None:
    settings: Settings = session.info["settings"]
    files: FileStore = session.info["files"]
    found = designs.emblem_file(settings.instance)
    return Emblem(files.put(found[0]), found[1]) if found else None


def _signatory(settings: Settings) -> Mapping[str, str]:
    nip = settings.signatory_nip
    return {
        "name": settings.signatory_name,
        "position": settings.signatory_position,
        "rank": settings.signatory_rank,
        "identity": f"NIP. {grouped(nip)}" if nip else "",
    }
