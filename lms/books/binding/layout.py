"""Pages of a book from its templates: own words, own style, no address of ours."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lms.bahasa import dates, numbers
from lms.books.binding.words import WORDS
from lms.books.volumes import Volume
from lms.questions import registry
from lms.questions.gaps import signs

FOLDER = Path(__file__).parent
_environment = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who makes the book: printed on its cover and in its metadata."""

    organiser: str
    government: str


def page(template: str, volume: Volume, imprint: Imprint, **values: object) -> str:
    """Fill a template; what it names and does not get is an error, not a gap."""
    words = WORDS[volume.language]
    given: Mapping[str, object] = {
        "volume": volume,
        "imprint": imprint,
        "words": words,
        "edition": edition(volume),
        "hours": words["jp"].format(jp=numbers.decimal(Decimal(volume.jp), volume.language)),
        "asked": asked,
        **values,
    }
    return _environment.get_template(template).render(given)


def edition(volume: Volume) -> str:
    """Say which edition of the course a book is."""
    words = WORDS[volume.language]
    if volume.number is None:
        return words["working"]
    return words["edition"].format(number=volume.number, date=_day(volume))


def _day(volume: Volume) -> str:
    return dates.long(date.fromisoformat(volume.date), volume.language)


def written(html: str) -> Markup:
    """Mark HTML of a release as it is to be shown: it was sanitised when it was read."""
    return Markup(html)  # noqa: S704 # sanitised when it was read


def style(name: str) -> str:
    return (FOLDER / "css" / name).read_text(encoding="utf-8")


def data_uri(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a trainer reads it: prompt, options with the right ones marked, key, explanation."""

    prompt: str
    options: tuple[tuple[str, bool], ...]
    key: str
    explanation: str


def asked(question: Mapping[str, Any]) -> Asked:
    kind, body = registry.get(question["kind"]), question["body"]
    prompt = signs.elided(body["html"]) if "html" in body else question["prompt"]
    options = body.get("options", ()) if kind.name == "choice" else ()
    listed = tuple((one["text"], bool(one["right"])) for one in options)
    return Asked(prompt, listed, "" if listed else kind.describe(body), question["explanation"])
