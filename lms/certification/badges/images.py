"""The badge as a picture, SVG, with the credential baked in (Open Badges 3.0, "Baked Badge")."""

import json
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from lms.certification.badges import words
from lms.config import Settings

# Size of the letters, letters a line, lines: the first that holds the title.
STEPS = ((32, 18, 2), (27, 22, 3), (22, 27, 4), (17, 34, 5))
MIDDLE, TOP, HEIGHT = 256, 222, 136
ORGANISER = 40


def baked(credential: bytes) -> bytes:
    """Draw the badge of a credential and bake it in, to the byte as it was signed."""
    document = json.loads(credential)
    subject = document["credentialSubject"]
    worth = f"{_figure(subject)} JP · {subject['activityEndDate'][:4]}"
    # The one way in which JSON can end a CDATA section early; so written it is the same JSON.
    text = credential.decode().replace("]]>", "]]\\u003e")
    inside = f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>\n"
    return _drawn(document["name"], worth, document["issuer"]["name"], inside)


def plain(settings: Settings) -> bytes:
    """Draw the badge of no course in particular: what programs show beside a credential."""
    return _drawn(words.of(settings.language)["badge"], settings.site_name, settings.organiser, "")


def _drawn(title: str, worth: str, organiser: str, inside: str) -> bytes:
    size, lines = _set(title)
    step = size * 1.25
    first = TOP + HEIGHT / 2 - step * (len(lines) - 1) / 2 + size * 0.35
    texts = [
        f'<text x="{MIDDLE}" y="{first + step * place:.1f}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    ]
    drawn = _template().substitute(
        credential=inside,
        label=escape(f"{title}, {worth}, {organiser}"),
        size=size,
        lines="\n".join(texts),
        worth=escape(worth),
        organiser=escape(textwrap.shorten(organiser, ORGANISER, placeholder="…")),
    )
    return drawn.encode()


def _set(title: str) -> tuple[int, Sequence[str]]:
    """Break a title into lines of the largest letters that hold it; the longest ends in "…"."""
    for size, letters, most in STEPS[:-1]:
        lines = textwrap.wrap(title, letters)
        if len(lines) <= most:
            return size, lines
    size, letters, most = STEPS[-1]
    return size, textwrap.wrap(title, letters, max_lines=most, placeholder="…")


def _figure(subject: dict[str, Any]) -> str:
    figure = str(subject["creditsEarned"])
    return figure if subject["achievement"]["inLanguage"] == "en" else figure.replace(".", ",")


@lru_cache(1)
def _template() -> Template:
    return Template(Path(__file__).with_name("badge.svg").read_text(encoding="utf-8"))
