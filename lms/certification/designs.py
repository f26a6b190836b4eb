"""Designs on the shelf `certificates/`: a page in HTML and CSS, fonts, art, and `design.toml` about them."""

import base64
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from lms.errors import Message, SetUpError

DESCRIPTION = "design.toml"
STANDARD = "standar"
FONTS = "fontTools.ttLib"
EMBLEMS = {"emblem.svg": "image/svg+xml", "emblem.png": "image/png"}
NO_DESIGN = Message(
    "Desain sertifikat “{name}” tidak ada di {folder}.",
    "Certificate design “{name}” is not in {folder}.",
    "Salin foldernya ke certificates/, atau perbaiki `certificate:` di berkas kursus.",
    "Copy its folder to certificates/, or mend `certificate:` in the course's file.",
)
BAD_DESIGN = Message(
    "Desain sertifikat “{name}” tidak terbaca: {reason}.",
    "Certificate design “{name}” cannot be read: {reason}.",
    "Perbaiki {name}/design.toml.",
    "Mend {name}/design.toml.",
)


COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour that people may change without code; in CSS it is the variable of its name."""

    label: Mapping[str, str]
    default: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people may write without code, at most `limit` letters in each language; empty at first."""

    label: Mapping[str, str]
    limit: int


@dataclass(frozen=True, slots=True)
class Design:
    """One folder of `certificates/`; `steps`: after how many letters (or rows) a text takes its next size.

    `paper` is the ground that every colour must stand out from.
    """

    name: str
    folder: Path
    title: Mapping[str, str]
    pages: int
    row_letters: int
    steps: Mapping[str, tuple[int, ...]]
    about: Mapping[str, str] = field(default_factory=dict)
    paper: str = "#ffffff"
    colours: Mapping[str, Colour] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)

    def step(self, field: str, length: int) -> str:
        """Return the class of a text's size: `name-0` is the largest."""
        return f"{field}-{sum(length > limit for limit in self.steps[field])}"

    def style(self, chosen: Mapping[str, str]) -> str:
        """Return the colours as CSS variables: the design's own where none, or no colour, is chosen."""
        colours = {name: colour.default for name, colour in self.colours.items()}
        known = {name: value for name, value in chosen.items() if name in colours and COLOUR.fullmatch(value)}
        return ":root{" + "".join(f"--{name}:{value};" for name, value in (colours | known).items()) + "}"

    def page(self, values: Mapping[str, object]) -> str:
        """Fill `design.html`; what a design names and does not get is an error, not a gap."""
        return _environment(self.folder).get_template("design.html").render(values)


def unprintable(design: Design, text: str) -> str:
    """Return the letters of a text that no font of the design has, each once, in their order."""
    known = _letters(design.folder)
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known))


@lru_cache(maxsize=16)
def _letters(folder: Path) -> frozenset[int]:
    # Web processes seldom ask: whoever does loads the library.
    fonts = import_module(FONTS)
    known: set[int] = set()
    for path in (folder / "fonts").glob("*.[to]tf"):
        with fonts.TTFont(path, lazy=True) as face:
            known |= set(face.getBestCmap())
    return frozenset(known)


@lru_cache(maxsize=16)
def _environment(folder: Path) -> SandboxedEnvironment:
    """Return the folder's own environment; it reads `design.html` again when the file has changed."""
    return SandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def load(shelf: Path, name: str) -> Design:
    """Read a design from `certificates/`; raises `SetUpError` when it is not there or not sound."""
    folder = shelf / name
    if not name.replace("-", "").isalnum() or not (folder / DESCRIPTION).is_file():
        raise SetUpError(NO_DESIGN, "certificate.no-design", name=name, folder=str(shelf))
    try:
        text = tomllib.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        return Design(
            name=name,
            folder=folder.resolve(),
            title=_words(text["title"]),
            pages=int(text["pages"]),
            row_letters=int(text["row_letters"]),
            steps={str(part): tuple(map(int, limits)) for part, limits in text["steps"].items()},
            about=_words(text.get("about", {})),
            paper=_colour(text.get("paper", "#ffffff")),
            colours={
                _variable(key): Colour(_words(one["label"]), _colour(one["default"]))
                for key, one in text.get("colours", {}).items()
            },
            texts={
                _variable(key): Text(_words(one["label"]), int(one["limit"]))
                for key, one in text.get("texts", {}).items()
            },
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SetUpError(BAD_DESIGN, "certificate.bad-design", name=name, reason=str(error)) from error


def names(shelf: Path) -> list[str]:
    """Return the names of the designs on the shelf, the standard one first."""
    found = sorted(path.parent.name for path in shelf.glob(f"*/{DESCRIPTION}"))
    return sorted(found, key=lambda name: name != STANDARD)


def _words(value: Mapping[str, Any]) -> Mapping[str, str]:
    return {str(language): str(text) for language, text in value.items()}


def _colour(value: str) -> str:
    if not COLOUR.fullmatch(value):
        raise ValueError(f"{value!r} is no colour of the form #7a1725")
    return value


def _variable(name: str) -> str:
    if not name.isascii() or not name.isalpha() or not name.islower():
        raise ValueError(f"{name!r} is no name of small letters")
    return name


def emblem_file(instance: Path) -> tuple[bytes, str] | None:
    """Return the government's emblem and its type, if the instance folder holds one."""
    for name, media_type in EMBLEMS.items():
        path = instance / name
        if path.is_file():
            return path.read_bytes(), media_type
    return None


def emblem(instance: Path) -> str:
    """Return the emblem of the instance folder as an address for a picture."""
    found = emblem_file(instance)
    return picture(*found) if found else ""


def picture(data: bytes, media_type: str) -> str:
    """Return a picture as an address that holds all of it."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
