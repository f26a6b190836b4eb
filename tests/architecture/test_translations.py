"""Every word of the interface has its Indonesian, in the catalogue of the room that says it."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[2]
LMS = ROOT / "lms"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy": None}
FIELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*[^}]*\}")


def spoken(path: Path) -> set[str | tuple[str, ...]]:
    """Messages of one file; a tuple holds singular and plural."""
    source = io.BytesIO(path.read_bytes())
    if path.suffix == ".py":
        found = extract_python(source, KEYWORDS, [], {})
    else:
        found = babel_extract(source, KEYWORDS, [], {"trimmed": "true", "silent": "false"})
    words: set[str | tuple[str, ...]] = set()
    for _, function, messages, _ in found:
        if function == "ngettext":
            words.add(tuple(messages[:2]))
        elif function in KEYWORDS:
            words.add(messages[0] if isinstance(messages, (tuple, list)) else messages)
    return {word for word in words if word and (isinstance(word, str) or all(word))}


def rooms() -> dict[Path, set[str | tuple[str, ...]]]:
    """Each catalogue, and what the files beside it say."""
    spoken_by: dict[Path, set[str | tuple[str, ...]]] = {}
    for path in sorted([*LMS.rglob("*.py"), *LMS.rglob("*.html")]):
        words = spoken(path)
        if words:
            spoken_by.setdefault(LMS / path.relative_to(LMS).parts[0], set()).update(words)
    return spoken_by


def catalogue() -> dict[str | tuple[str, ...], object]:
    """All catalogues as the shell reads them: one dictionary."""
    entries: dict[str | tuple[str, ...], object] = {}
    for path in sorted(LMS.rglob("translations/id.po")):
        entries |= read(path)
    return entries


def read(path: Path) -> dict[str | tuple[str, ...], object]:
    with path.open("rb") as file:
        catalog: Catalog = read_po(file, locale="id")
    return {message.id: message.string for message in catalog if message.id and not message.fuzzy}


def translated(string: object) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))


ROOMS = rooms()
KNOWN = catalogue()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_word_of_a_room_has_its_indonesian(room: Path) -> None:
    missing = [word for word in ROOMS[room] if not translated(KNOWN.get(word))]

    assert sorted(missing, key=str) == []


def test_a_translation_keeps_the_fields_of_its_message() -> None:
    torn = [
        message
        for message, string in KNOWN.items()
        for text in ([string] if isinstance(string, str) else list(string))  # type: ignore[call-overload] # plural
        if set(FIELD.findall(text))
        != set(FIELD.findall(message if isinstance(message, str) else message[-1]))
    ]

    assert torn == []


def test_no_catalogue_keeps_what_nobody_says() -> None:
    said = set().union(*ROOMS.values())
    stale = [word for word in KNOWN if word not in said]

    assert sorted(stale, key=str) == []


def test_two_rooms_that_say_the_same_mean_the_same() -> None:
    """The shell merges the catalogues: one English text has one Indonesian."""
    meanings: dict[str | tuple[str, ...], set[str]] = {}
    for path in sorted(LMS.rglob("translations/id.po")):
        for message, string in read(path).items():
            meanings.setdefault(message, set()).add(str(string))

    assert {message: texts for message, texts in meanings.items() if len(texts) > 1} == {}
