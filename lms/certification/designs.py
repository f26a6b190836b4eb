"""Designs on the shelf `certificates/`: a page in HTML and CSS, fonts, art, and `design.toml` about them."""

import base64
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from lms.errors import Message, SetUpError

DESCRIPTION = "design.toml"
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


@dataclass(frozen=True, slots=True)
class Design:
    """One folder of `certificates/`; `steps`: after how many letters (or rows) a text takes its next size."""

    name: str
    folder: Path
    title: Mapping[str, str]
    pages: int
    row_letters: int
    steps: Mapping[str, tuple[int, ...]]

    def step(self, field: str, length: int) -> str:
        """Return the class of a text's size: `name-0` is the largest."""
        return f"{field}-{sum(length > limit for limit in self.steps[field])}"

    def page(self, values: Mapping[str, object]) -> str:
        """Fill `design.html`; what a design names and does not get is an error, not a gap."""
        environment = SandboxedEnvironment(
            loader=FileSystemLoader(self.folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        return environment.get_template("design.html").render(values)


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
            title={str(language): str(title) for language, title in text["title"].items()},
            pages=int(text["pages"]),
            row_letters=int(text["row_letters"]),
            steps={str(field): tuple(map(int, limits)) for field, limits in text["steps"].items()},
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SetUpError(BAD_DESIGN, "certificate.bad-design", name=name, reason=str(error)) from error


def emblem(instance: Path) -> str:
    """Return the government's emblem, if the instance folder holds one, as an address for a picture."""
    for name, media_type in EMBLEMS.items():
        path = instance / name
        if path.is_file():
            return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode()}"
    return ""
