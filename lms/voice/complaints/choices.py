"""What a citizen may choose from when a report is written: categories, and offices with their services."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.models import Unit
from lms.voice.complaints import defaults
from lms.voice.complaints.models import Category
from lms.voice.models import Service

# More would make a list that no thumb gets through, on a page that must stay below 100 KB.
MOST_SERVICES = 400


@dataclass(frozen=True, slots=True)
class Office:
    """A unit that serves the public, with its services by id and both names."""

    unit_id: int
    name: str
    services: tuple[tuple[int, str, str], ...]


def categories(session: Session) -> Sequence[tuple[str, str, str]]:
    """Return key, name and English name of each category; the first data as long as none are laid."""
    rows = (
        select(Category.key, Category.name, Category.name_en)
        .where(Category.retired_at.is_(None))
        .order_by(Category.position, Category.key)
    )
    found = [(key, name, english) for key, name, english in session.execute(rows)]
    return found or [(key, name, english) for key, name, english, _ in defaults.CATEGORIES]


def offices(session: Session) -> list[Office]:
    """Return the units that have a service, by name, each with its services."""
    rows = (
        select(Unit.id, Unit.name, Service.id, Service.name, Service.name_en)
        .join(Unit, Unit.id == Service.unit_id)
        .where(Service.retired_at.is_(None))
        .order_by(Unit.name, Unit.id, Service.name)
        .limit(MOST_SERVICES)
    )
    gathered: dict[tuple[int, str], list[tuple[int, str, str]]] = {}
    for unit_id, unit, service_id, name, english in session.execute(rows):
        gathered.setdefault((unit_id, unit), []).append((service_id, name, english))
    return [Office(unit_id, unit, tuple(services)) for (unit_id, unit), services in gathered.items()]
