"""How a response is written for each kind, and the values that a page would send for it.

A choice, an item or a label is named by its words or by its position from 1; null is what was left blank.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

from lms.content.findings import Findings
from lms.content.markdown.document import Setting
from lms.content.markdown.renderer import Pen
from lms.content.source import Source
from lms.questions.kind import Body
from lms.questions.response import FIELD, PART, Form, Malformed
from lms.questions.text import fold, plain

Given = Any
POSITION = re.compile(r"[0-9]{1,4}")
# No option is longer; who sends a book is not read as Markdown.
LONGEST = 2000


def form_of(kind: str, body: Body, given: Given) -> Form:
    """Return the form of a response; raise `Malformed` for what no page could send."""
    if given is None or given in ("", [], {}):
        return {}
    return FORMS.get(kind, _raw)(body, given)


def _scalar(given: Given) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise Malformed("response.form")
    return str(given)


def _text(body: Body, given: Given) -> Form:  # noqa: ARG001 # the signature that FORMS share
    return {FIELD: [_scalar(given)]}


def _number(body: Body, given: Given) -> Form:
    """Write a JSON number as digits and a power of ten: its point is no author's thousands mark."""
    text = _scalar(given)
    if isinstance(given, float) and isfinite(given):
        sign, digits, power = Decimal(text).as_tuple()
        text = f"{'-' * sign}{''.join(map(str, digits))}e{power}"
    return _text(body, text)


def _raw(body: Body, given: Given) -> Form:  # noqa: ARG001 # the signature that FORMS share
    """Send what a kind of another package was given as it is: one value, several, or one for each part."""
    if isinstance(given, Mapping):
        return {PART + name: [_scalar(value)] for name, value in given.items() if value is not None}
    return {FIELD: [_scalar(value) for value in (given if isinstance(given, list) else [given])]}


def place(texts: Sequence[str], given: Given) -> int:
    """Find a text by its words, as they are read or as Markdown, or else by its position from 1."""
    names = [fold(text, case=True) for text in texts]
    if isinstance(given, str):
        if fold(given, case=True) in names:
            return names.index(fold(given, case=True))
        if len(given) <= LONGEST and (read := fold(_as_read(given), case=True)) in names:
            return names.index(read)
    position = int(given) if isinstance(given, str) and POSITION.fullmatch(given) else given
    if isinstance(position, bool) or not isinstance(position, int) or not 0 < position <= len(texts):
        raise Malformed("response.form")
    return position - 1


def _as_read(text: str) -> str:
    """Return the words of Markdown."""
    return plain(Pen(Setting(Source.of("", text), Findings(""))).inline(text, 1))


def _choice(body: Body, given: Given) -> Form:
    texts = [plain(option["text"]) for option in body["options"]]
    wanted = given if isinstance(given, list) else [given]
    return {FIELD: [str(place(texts, text)) for text in wanted]}


def _assignments(body: Body, given: Given) -> Form:
    """Read an object of left to right."""
    if not isinstance(given, Mapping):
        raise Malformed("response.form")
    items, labels = body["items"], body["labels"]
    lefts, rights = [plain(item["text"]) for item in items], [label["text"] for label in labels]
    form: dict[str, list[str]] = {}
    for left, right in given.items():
        name = PART + items[place(lefts, left)]["id"]
        if name in form:
            raise Malformed("response.form")
        if right not in (None, ""):
            form[name] = [labels[place(rights, right)]["id"]]
    return form


def _ordering(body: Body, given: Given) -> Form:
    """Read the items in the order given; null is a place left blank."""
    texts = [plain(item["text"]) for item in body["items"]]
    if not isinstance(given, list) or len(given) > len(texts):
        raise Malformed("response.form")
    places = {
        number: place(texts, text) for number, text in enumerate(given, start=1) if text not in (None, "")
    }
    if len(set(places.values())) < len(places):
        raise Malformed("response.form")
    return {PART + body["items"][at]["id"]: [str(number)] for number, at in places.items()}


def _gaps(body: Body, given: Given) -> Form:
    """Read a list, one for each gap in order; each is written as its own kind is."""
    gaps = body["gaps"]
    wanted = given if isinstance(given, list) else [given]
    if isinstance(given, Mapping) or len(wanted) > len(gaps):
        raise Malformed("response.form")
    forms = [
        (gap["id"], form_of(gap["kind"], gap["body"], one)) for gap, one in zip(gaps, wanted, strict=False)
    ]
    return {PART + id_: form[FIELD] for id_, form in forms if form}


def _rating(body: Body, given: Given) -> Form:
    """Read a step of the scale, by its number or its label."""
    text = _scalar(given)
    labels = [fold(label, case=True) for label in body["labels"]]
    if fold(text, case=True) in labels:
        text = str(body["low"] + labels.index(fold(text, case=True)))
    return {FIELD: [text]}


def _scenario(body: Body, given: Given) -> Form:
    """Read the choices one after the other, each among those of the scene that was reached."""
    scene = body["scenes"][0]
    path = []
    for one in given if isinstance(given, list) else [given]:
        at = place([plain(choice["text"]) for choice in scene["choices"]], one)
        path.append(str(at + 1))
        scene = body["scenes"][scene["choices"][at]["to"]]
    return {FIELD: path}


FORMS: dict[str, Callable[[Body, Given], Form]] = {
    "choice": _choice,
    "shorttext": _text,
    "number": _number,
    "pairs": _assignments,
    "grouping": _assignments,
    "ordering": _ordering,
    "gaps": _gaps,
    "essay": _text,
    "comment": _text,
    "poll": _choice,
    "rating": _rating,
    "scenario": _scenario,
}
