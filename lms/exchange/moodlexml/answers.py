"""Answers of the plain kinds: choice, true or false, short text, pairs, orders, essays."""

import re
from fractions import Fraction

from lms.exchange import moodle
from lms.exchange.gift import numbers
from lms.exchange.model import (
    Accepted,
    Answer,
    Choice,
    Criterion,
    Description,
    Essay,
    Markup,
    Matching,
    Option,
    Ordering,
    Pair,
    ShortText,
    Text,
    TrueFalse,
)
from lms.exchange.moodlexml.fields import Form, Unreadable
from lms.exchange.quizfile import rich
from lms.exchange.xml import Node

# Older files say the rule of an order by its number, from -1.
NUMBERED = {str(number): name for number, name in enumerate(moodle.ORDERS, start=-1)}


CRITERION = re.compile(r"<li>\[(\d{1,4}(?:\.\d{1,4})?)\] ((?:(?!</?li>).)+)</li>", re.DOTALL)
RUBRIC = re.compile(rf"<ul>(?:{CRITERION.pattern})+</ul>", re.DOTALL)


def choice(form: Form, prompt: Text) -> tuple[Text, Answer]:
    options = tuple(
        Option(form.text(node), form.weight(node), form.text(node.child("feedback")))
        for node in form.node.children("answer")
        if form.text(node)
    )
    if len(options) < 2:
        raise Unreadable("exchange.few-options")
    return prompt, Choice(options, several=not form.flag("single", default=True))


def truefalse(form: Form, prompt: Text) -> tuple[Text, Answer]:
    """Go by the words `true` and `false`; in old files, which say them in a language, by their order."""
    told: dict[bool, Text] = {}
    right: bool | None = None
    for place, node in enumerate(form.node.children("answer")[:2]):
        says = words(node).lower()
        spoken = says == "true" if says in {"true", "false"} else place == 0
        told[spoken] = form.text(node.child("feedback"))
        full = numbers.read(node.get("fraction") or "0") == 100
        right = full == spoken
    if right is None:
        raise Unreadable("exchange.few-options")
    return prompt, TrueFalse(right, told.get(True, Text()), told.get(False, Text()))


def words(node: Node) -> str:
    """Return an answer as plain words; old files keep them outside of `<text>`."""
    inner = node.child("text")
    return ((node.text if inner is None else inner.text) or "").strip(moodle.SPACES)


def shorttext(form: Form, prompt: Text) -> tuple[Text, Answer]:
    found = tuple(
        Accepted(words(node), form.weight(node), form.text(node.child("feedback")))
        for node in form.node.children("answer")
        if words(node)
    )
    if not any(one.weight == 1 for one in found):
        raise Unreadable("exchange.no-full-mark")
    return prompt, ShortText(found, case=form.flag("usecase", default=False))


def matching(form: Form, prompt: Text) -> tuple[Text, Answer]:
    pairs: list[Pair] = []
    for node in form.node.children("subquestion"):
        partner = node.child("answer")
        right = words(partner) if partner is not None else ""
        left = form.text(node)
        if left and not right:
            raise Unreadable("gift.pair", text=rich.words(left)[:40])
        pairs += [Pair(left, right)] if right else []
    if sum(bool(pair.left) for pair in pairs) < 2:
        raise Unreadable("exchange.few-pairs")
    return prompt, Matching(tuple(pairs))


def ordering(form: Form, prompt: Text) -> tuple[Text, Answer]:
    """Take the items in the order of the file, which is the right one."""
    items = tuple(text for node in form.node.children("answer") if (text := form.text(node)))
    if len(items) < 2:
        raise Unreadable("exchange.few-options")
    given = form.value("gradingtype").upper() or "ABSOLUTE_POSITION"
    given = NUMBERED.get(given, given)
    rule = moodle.ORDERS.get(given)
    if rule is None:
        form.warn("exchange.order-rule", rule=given[:40])
    if form.value("selecttype").upper() not in {"", "ALL", "0"}:
        form.warn("exchange.order-drawn", count=form.value("selectcount", "?")[:10])
    return prompt, Ordering(items, rule or "position")


def essay(form: Form, prompt: Text) -> tuple[Text, Answer]:
    """Ask for a text; what whoever marks is told is a rubric only where it was one."""
    most = numbers.read(form.value("maxwordlimit")) or Fraction(0)
    least = numbers.read(form.value("minwordlimit")) or Fraction(0)
    limit = (int(least), int(most)) if 0 < most < 100_000 else None
    if least and not limit:
        form.warn("exchange.words", least=str(int(least)))
    if form.value("attachments", "0") != "0":
        form.warn("exchange.attachments")
    if form.named("responsetemplate"):
        form.warn("exchange.template")
    return prompt, Essay(limit, rubric(form))


def rubric(form: Form) -> tuple[Criterion, ...]:
    """Read the notes for whoever marks, where they are a list of ours: `<li>[2] …</li>`."""
    info = form.named("graderinfo").text
    if not RUBRIC.fullmatch(info):
        return ()
    return tuple(
        Criterion(Fraction(points), Text(words, Markup.HTML)) for points, words in CRITERION.findall(info)
    )


def description(form: Form, prompt: Text) -> tuple[Text, Answer]:  # noqa: ARG001 # Reader's signature
    return prompt, Description()
