"""Translation with Babel's catalogues: one `.po` a room, merged at start; a host's Babel is left alone."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from babel.messages.pofile import read_po
from flask import g, has_app_context, has_request_context, request

LANGUAGES = ("id", "en")
SOURCE = "en"
COOKIE = "lms_language"
# The language that courses are read in: the cookie that keeps it, the field of an address that asks for it.
READING, ASKED = "lms_reading", "bahasa"


class Catalogues:
    """Messages of all rooms by language; msgids are the English text. What is read last wins.

    Indonesian has one plural form; English is the source. A third language may have up to two forms.
    """

    def __init__(self, *packages: Path) -> None:
        self.texts: dict[str, dict[str, tuple[str, ...]]] = {}
        for package in packages:
            for path in sorted(package.glob("**/translations/*.po")):
                self.texts.setdefault(path.stem, {}).update(_messages(path))

    def get(self, language: str, text: str) -> str:
        found = self.texts.get(language, {}).get(text)
        return found[0] if found else text

    def get_plural(self, language: str, one: str, many: str, n: int) -> str:
        found = self.texts.get(language, {}).get(one)
        if found is None:
            return one if n == 1 else many
        return found[0] if n == 1 else found[-1]


@cache
def _messages(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Read one catalogue; every site of this process shares it."""
    with path.open(encoding="utf-8") as file:
        catalogue = read_po(file, locale=path.stem)
    return dict(_forms(message.id, message.string) for message in catalogue if message.id and message.string)


class Lazy:
    """A text translated when it is shown, for constants of a module (labels of enums, of form fields)."""

    def __init__(self, text: str) -> None:
        self.msgid = text

    def __str__(self) -> str:
        return _(self.msgid)

    def __html__(self) -> str:
        return str(self)


def lazy(text: str) -> Lazy:
    return Lazy(text)


def use(catalogues: Catalogues, language: str) -> None:
    """Choose the language of the running request or command."""
    g.lms_catalogues, g.lms_language = catalogues, language


def language() -> str:
    """Return the language chosen for this request; the source language outside of one."""
    return cast(str, g.get("lms_language", SOURCE)) if has_app_context() else SOURCE


def asked_for() -> str | None:
    """Return the language that this browser chose with the switch."""
    chosen = request.cookies.get(COOKIE) if has_request_context() else None
    return chosen if chosen in LANGUAGES else None


def reading_language() -> str:
    """Return the language this reader wants courses in: asked for now, chosen before, the interface’s."""
    wishes = (request.args.get(ASKED), request.cookies.get(READING))
    return next((wish for wish in wishes if wish in LANGUAGES), language())


def _(text: str, **values: object) -> str:
    """Translate; `%(name)s` fields are filled after translation, never concatenated."""
    translated = cast(Catalogues, g.lms_catalogues).get(language(), text) if _chosen() else text
    return translated % values if values else translated


def translator() -> Callable[..., str]:
    """Return what `_` is for the whole of this request: a page asks for some thirty texts."""
    return _bound(cast(Catalogues, g.lms_catalogues), language()) if _chosen() else _


@lru_cache(16)
def _bound(catalogues: Catalogues, chosen: str) -> Callable[..., str]:
    texts = catalogues.texts.get(chosen, {})

    def translate(text: str, **values: object) -> str:
        found = texts.get(text)
        translated = found[0] if found else text
        return translated % values if values else translated

    return translate


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    if _chosen():
        text = cast(Catalogues, g.lms_catalogues).get_plural(language(), one, many, num)
    else:
        text = one if num == 1 else many
    return text % {"num": num, **values}


def _chosen() -> bool:
    return has_app_context() and "lms_catalogues" in g


def _forms(msgid: object, string: object) -> tuple[str, tuple[str, ...]]:
    if isinstance(msgid, str):
        return msgid, (str(string),)
    ids, strings = cast(tuple[str, str], msgid), cast(tuple[str, ...], string)
    return ids[0], tuple(text for text in strings if text) or (ids[0],)
