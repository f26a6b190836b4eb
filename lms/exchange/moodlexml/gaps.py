"""Missing words: `[[1]]` in the prompt stands for the first choice; others of its group may be chosen too."""

import re
from fractions import Fraction

from lms.exchange.model import Answer, Choice, Gap, Gaps, Option, Text, gap_sign
from lms.exchange.moodlexml.fields import Form, Unreadable
from lms.exchange.xml import Node

PLACE = re.compile(r"\[\[(\d{1,3})\]\]")


def selected(form: Form, prompt: Text) -> tuple[Text, Answer]:
    return _gaps(form, prompt, form.node.children("selectoption"))


def dragged(form: Form, prompt: Text) -> tuple[Text, Answer]:
    return _gaps(form, prompt, form.node.children("dragbox"))


def _gaps(form: Form, prompt: Text, choices: list[Node]) -> tuple[Text, Answer]:
    texts = [form.text(node) for node in choices]
    groups = [(node.findtext("group") or "1").strip() for node in choices]
    wanted = [int(found[1]) - 1 for found in PLACE.finditer(prompt.text)]
    if not wanted or not all(0 <= place < len(choices) for place in wanted):
        raise Unreadable("exchange.gap")
    found = []
    for place in wanted:
        options = tuple(
            Option(text, Fraction(int(at == place)))
            for at, text in enumerate(texts)
            if groups[at] == groups[place] and text
        )
        if len(options) < 2:
            raise Unreadable("exchange.few-options")
        found.append(Gap(Choice(options)))
    signs = iter(range(len(wanted)))
    words = PLACE.sub(lambda _: gap_sign(next(signs)), prompt.text)
    return Text(words, prompt.markup), Gaps(tuple(found))
