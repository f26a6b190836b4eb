"""What a browser sent of the form, as a question; buttons that only change the form are obeyed here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from werkzeug.datastructures import MultiDict

from lms.questions.kinds.rating.syntax import MOST as MOST_STEPS
from lms.studio.builder import reading
from lms.studio.builder.asked import Asked, Row
from lms.studio.builder.reading import Manner
from lms.studio.builder.sorts import SORTS, Mark, Sort

Posted = MultiDict[str, str]
WORDS = re.compile(r"(\d*)\s*(-|–|\.\.)?\s*(\d*)")
ROWS, STEPS = 4, 4
MOST_ROWS = 60
# What a heading may add where the answers alone would be read as another kind.
INSISTS = {"shorttext": "shorttext", "gaps": "gaps"}


def blank(sort: str) -> Asked:
    """Return the empty form of a sort, with a few rows to fill in."""
    kind = SORTS[sort]
    if kind.mark is Mark.NONE:
        return Asked(sort)
    if kind.mark is Mark.SCALE:
        return Asked(sort, rows=tuple(Row(str(step)) for step in range(1, STEPS + 1)))
    count = 1 if kind.mark is Mark.EQUALS else ROWS
    return Asked(sort, rows=(Row(),) * count)


def asked(form: Posted, original: Asked | None) -> Asked:
    """Read every field; the heading's words that the form does not show come from the original."""
    kind = SORTS[original.sort if original else form.get("sort", "single")]
    return Asked(
        sort=kind.name,
        label=" ".join(form.get("label", "").split()),
        id=original.id if original else "",
        points="" if form.get("points", "").strip() in ("", "1") else form["points"].strip(),
        attributes=tuple(_attributes(form, kind, original)),
        prompt=_text(form.get("prompt", "")),
        rows=tuple(_steps(form) if kind.mark is Mark.SCALE else _rows(form, kind)),
        explanation=_text(form.get("explanation", "")) if kind.explained else "",
        hints=tuple(_text(hint) for hint in form.getlist("hint")) if kind.explained else (),
    )


def complete(given: Asked, manner: Manner) -> Asked:
    """Leave out what stayed empty; call the kind by name where its answers alone would not."""
    rows = tuple(row for row in given.rows if row or given.kind.mark is Mark.SCALE)
    wanted = replace(given, rows=rows, hints=tuple(hint for hint in given.hints if hint))
    call = INSISTS.get(wanted.sort)
    if call and wanted.attribute(call) is None and not reading.same(_with_id(wanted), manner):
        wanted = replace(wanted, attributes=((call, ""), *wanted.attributes))
    return wanted


def changed(given: Asked, act: str) -> Asked:
    """Obey a button of the form: `row`, `hint`, `up-2`, `down-2`, `drop-2`."""
    verb, _, place = act.partition("-")
    rows, at = list(given.rows), int(place) if place.isdecimal() else -1
    if verb == "hint":
        return replace(given, hints=(*given.hints, ""))
    if verb == "row" and len(rows) < MOST_ROWS:
        rows.append(Row())
    elif verb == "drop" and 0 <= at < len(rows):
        del rows[at]
    elif verb in ("up", "down"):
        other = at + (1 if verb == "down" else -1)
        if min(at, other) >= 0 and max(at, other) < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
    return replace(given, rows=tuple(rows))


def _with_id(given: Asked) -> Asked:
    return given if given.id else replace(given, id="x")


def _attributes(form: Posted, kind: Sort, original: Asked | None) -> Iterator[tuple[str, str]]:
    """Keep the order in which the heading had them; what the form does not know stays as it is."""
    posted = dict(_options(form, kind))
    before = dict(original.attributes) if original else {}
    for name, value in before.items():
        if name not in kind.known or name in INSISTS.values():
            yield name, value
        elif name in posted:
            yield name, posted[name]
    for name, value in posted.items():
        if name not in before:
            yield name, value


def _options(form: Posted, kind: Sort) -> Iterator[tuple[str, str]]:
    for name, values in kind.options.items():
        value = form.get(f"option-{name}", "")
        if not values and value:
            yield name, ""
        elif value in values:
            yield name, value
    if kind.words:
        low, high = (re.sub(r"\D", "", form.get(f"words-{end}", "")) for end in ("low", "high"))
        if low or high:
            yield "words", f"{low}-{high}" if low else high


def words(given: Asked) -> tuple[str, str]:
    """Return how few and how many words an essay asks for, as the form shows them."""
    found = WORDS.fullmatch((given.attribute("words") or "").strip())
    if found is None:
        return "", ""
    return (found[1], found[3]) if found[2] else ("", found[1])


def _rows(form: Posted, kind: Sort) -> Iterator[Row]:
    columns = [form.getlist(name) for name in ("text", "partner", "feedback", "weight")]
    keys = set(form.getlist("key"))
    for place, values in enumerate(zip_longest(*columns, fillvalue="")):
        if place < MOST_ROWS:
            yield _row([_text(value) for value in values], kind, key=str(place) in keys)


def _row(values: Sequence[str], kind: Sort, *, key: bool) -> Row:
    text, partner, feedback, weight = values
    weight = re.sub(r"\s", "", weight).removesuffix("%")
    mark = f"{weight}%" if weight else ""
    if kind.mark is Mark.POINTS:
        mark = weight
    elif kind.mark in (Mark.ROUND, Mark.SQUARE):
        mark = mark or ("x" if key else "")
    elif mark == "100%" and kind.mark is Mark.EQUALS:
        mark = ""
    # Only an option may be of several lines; the others are one line by their grammar.
    if kind.mark is Mark.EQUALS:
        text = " ".join(text.split())
    return Row(mark, text, " ".join(partner.split()), feedback if kind.feedback else "")


def _steps(form: Posted) -> Iterator[Row]:
    low, high = (int(text) if text.isdecimal() else fallback for text, fallback in _ends(form))
    labels = form.getlist("text")
    for place, step in enumerate(range(low, min(high, low + MOST_STEPS - 1) + 1)):
        yield Row(str(step), " ".join(labels[place].split()) if place < len(labels) else "")


def _ends(form: Posted) -> tuple[tuple[str, int], tuple[str, int]]:
    return (form.get("low", "")[:3], 1), (form.get("high", "")[:3], STEPS)


def _text(value: str) -> str:
    lines = re.sub(r"\r\n?", "\n", value).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
