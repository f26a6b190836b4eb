"""What a need may come from: an element of the survey or a category of complaints, and its name."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.needs.rules.detection import CATEGORY, ELEMENT
from lms.voice.complaints.models import Category
from lms.voice.rules import elements


@dataclass(frozen=True, slots=True)
class Source:
    """`skm/waktu` or `pengaduan/prosedur`, and how people call it in both languages."""

    key: str
    id: str
    en: str

    @property
    def is_element(self) -> bool:
        return self.key.startswith(ELEMENT)

    def name(self, language: str) -> str:
        return self.en if language == "en" else self.id


def every(session: Session) -> dict[str, Source]:
    """Return all sources by key: the elements in questionnaire order, then the categories as laid out."""
    rows = select(Category.key, Category.name, Category.name_en).order_by(Category.position, Category.key)
    asked = [Source(f"{ELEMENT}{one.key}", one.name.id, one.name.en) for one in elements.ELEMENTS]
    told = [Source(f"{CATEGORY}{key}", own, english or own) for key, own, english in session.execute(rows)]
    return {one.key: one for one in (*asked, *told)}


def named(known: dict[str, Source], key: str) -> Source:
    """Return a source; one that is no longer kept is called by its key."""
    return known.get(key) or Source(key, key, key)
