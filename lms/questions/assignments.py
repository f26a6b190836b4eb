"""Items that each get one of several labels: what matching and sorting into groups share.

A body holds `items` (`id`, `text` in HTML, the id of its `label`, `feedback`) in the author's order, and
`labels` (`id`, plain `text`) by their text. Ids are made of the texts, so that no place tells the key.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.questions.block import Entry, Writer
from lms.questions.kind import Body, ResponseClass, Specimens
from lms.questions.problem import Problem, Severity
from lms.questions.response import FIELD, PART, Form, Malformed, Response, parts_of
from lms.questions.score import BLANK, Score, State, scored
from lms.questions.text import fold, plain, tag, tags

BULLET = re.compile(r"[-*+]\s+")
DIGITS = re.compile(r"(\d+)")


class Arrow:
    r"""The sign between an item and its label, a space on one side at least; `\->` is a sign in the text."""

    def __init__(self, *signs: str) -> None:
        one = "|".join(re.escape(sign) for sign in signs)
        self._sign = re.compile(rf"\s*(?<![\\<>=-])(?:(?<!\S)(?:{one})|(?:{one})(?!\S))\s*")
        self._escaped = re.compile(rf"\\({one})")

    def opens(self, line: str) -> bool:
        bullet = BULLET.match(line)
        return bullet is not None and self._sign.search(line, bullet.end()) is not None

    def parts(self, entry: Entry) -> list[str]:
        """Return what stands around the signs; two texts when all is well."""
        bullet = BULLET.match(entry.head)
        if bullet is None:
            return []
        text = "\n".join(part for part in (entry.head[bullet.end() :], entry.more) if part)
        return [self._escaped.sub(r"\1", part.strip()) for part in self._sign.split(text)]


@dataclass(frozen=True, slots=True)
class Item:
    """One line as written: `text` in HTML, `label` in plain words, for a list of choices holds no more."""

    line: int
    text: str
    label: str
    feedback: str


def item(entry: Entry, text: str, label: str, writer: Writer) -> Item:
    html = writer.inline(text, entry.line) if text else ""
    return Item(entry.line, html, plain(writer.inline(label, entry.line)) if label else "", entry.feedback)


def body(items: Sequence[Item], others: Sequence[Item] = ()) -> dict[str, Any]:
    """Gather items and their labels; `others` lend a label and nothing else. Equal labels are one."""
    labels = {tag(one.label): one.label for one in reversed([*items, *others])}
    return {
        "items": [
            {"id": id_, "text": one.text, "label": tag(one.label), "feedback": one.feedback}
            for id_, one in zip(tags(one.text for one in items), items, strict=True)
        ],
        "labels": [
            {"id": id_, "text": labels[id_]} for id_ in sorted(labels, key=lambda id_: _natural(labels[id_]))
        ],
    }


def order_of_labels(body: Body) -> list[int]:
    """Return an order where nothing is shuffled: by text, unless that is the very order of the key."""
    labels = [one["id"] for one in body["labels"]]
    if labels != list(dict.fromkeys(one["label"] for one in body["items"])):
        return list(range(len(labels)))
    return sorted(range(len(labels)), key=labels.__getitem__)


def repeated(items: Sequence[Item], code: str) -> list[Problem]:
    """Warn of items that say the same: nobody can tell which is meant."""
    first: dict[str, int] = {}
    problems = []
    for one in items:
        before = first.setdefault(fold(one.text), one.line)
        if before != one.line:
            problems.append(Problem(one.line, code, {"first": before}, Severity.WARNING))
    return problems


def _natural(text: str) -> list[tuple[int, str]]:
    """Sort `Pasal 9` before `Pasal 10`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in DIGITS.split(fold(text))]


def accept(body: Body, form: Form) -> Response | None:
    parts = parts_of(form)
    return (
        given(body, {one["id"]: parts.pop(one["id"]) for one in body["items"] if one["id"] in parts} | parts)
        or None
    )


def given(body: Body, response: Response | None) -> dict[str, str]:
    """Return the label that each item got; what stayed blank is missing."""
    if response is None:
        return {}
    if not isinstance(response, dict):
        raise Malformed("response.form")
    labels = {one["id"] for one in body["labels"]}
    if not response.keys() <= {one["id"] for one in body["items"]} or not labels.issuperset(
        response.values()
    ):
        raise Malformed("response.form")
    return response


def score(body: Body, response: Response | None) -> Score:
    """Right items by all items; an item left blank is not right."""
    found = given(body, response)
    if not found:
        return BLANK
    right = sum(found.get(one["id"]) == one["label"] for one in body["items"])
    feedback = tuple(one["feedback"] for one in body["items"] if one["id"] in found)
    return scored(Fraction(right, len(body["items"])), feedback)


def revealed(body: Body, response: Response | None) -> list[dict[str, Any]]:
    """Return each item with what it got and what it should have got, in the author's order."""
    found, words = given(body, response), {one["id"]: one["text"] for one in body["labels"]}
    return [
        {
            "text": one["text"],
            "given": words.get(found.get(one["id"], ""), ""),
            "answer": words[one["label"]],
            "state": str(_state(one, found)),
            "feedback": one["feedback"] if one["id"] in found else "",
        }
        for one in body["items"]
    ]


def _state(one: dict[str, str], found: dict[str, str]) -> State:
    if one["id"] not in found:
        return State.BLANK
    return State.RIGHT if found[one["id"]] == one["label"] else State.WRONG


def specimens(body: Body) -> Specimens:
    """Give each item its label, give each another one, and forge what no form of ours can send."""
    items, labels = body["items"], [one["id"] for one in body["labels"]]
    right: Response = {one["id"]: one["label"] for one in items}
    wrong: Response = {one["id"]: next(id_ for id_ in labels if id_ != one["label"]) for one in items}
    name = PART + items[0]["id"]
    malformed: tuple[Form, ...] = (
        {name: ["0"]},
        {name: labels[:2]},
        {f"{PART}0": labels[:1]},
        {FIELD: labels[:1]},
    )
    return Specimens((right,), (wrong,), malformed)


def classes(body: Body) -> tuple[ResponseClass, ...]:
    """Return each label as a class of each item."""
    return tuple(
        ResponseClass(
            one["id"],
            label["id"],
            label["text"],
            Fraction(int(label["id"] == one["label"])),
            plain(one["text"]),
        )
        for one in body["items"]
        for label in body["labels"]
    )


def classed(body: Body, response: Response | None) -> dict[str, tuple[str, ...]]:
    found = given(body, response)
    return {one["id"]: (found[one["id"]],) for one in body["items"] if one["id"] in found}


def carried(old: Body, new: Body, response: Response | None) -> Response | None:
    """Keep what was said of items and labels that are still there; a new item stays blank."""
    try:
        return given(new, given(old, response)) or None
    except Malformed:
        raise Malformed("response.not-carried") from None


def guessed(body: Body) -> Fraction:
    return Fraction(1, len(body["labels"]))
