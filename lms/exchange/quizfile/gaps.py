"""Gaps in our prompts: `[[2: tujuh | (50%) delapan # hampir]]`, `[[= 7 ± 1]]`, `[[(x) ya / ( ) tidak]]`."""

import re
from fractions import Fraction

from lms.exchange import patterns
from lms.exchange.model import Choice, Gap, Number, Option, ShortText, Text, gap_sign
from lms.exchange.moodle import percent
from lms.exchange.quizfile import rich
from lms.exchange.quizfile.spans import written as span

# What parts one thing from another inside of a gap.
SIGNS = re.compile(r"[|#\[\]/:=(]")
# A letter's number, which Markdown shows as the letter.
SHOWN = re.compile(r"\\?([|#\[\]/])")


def written(gap: Gap, lang: str) -> str:
    match gap.answer:
        case Choice():
            inner = " / ".join(_option(option, gap.answer) for option in gap.answer.options)
        case ShortText():
            inner = " | ".join(
                f"{_share(one.weight)}{_pattern(one.pattern)}{_told(one.feedback)}"
                for one in gap.answer.answers
            )
        case Number():
            rows = (f"{_share(one.weight)}{span(one, lang)}{_told(one.feedback)}" for one in gap.answer.spans)
            inner = f"= {' | '.join(rows)}"
    return f"[[{_weight(gap.weight)}{inner}]]"


def filled(prompt: str, gaps: tuple[Gap, ...], lang: str) -> str:
    """Put the gaps where their signs stand."""
    for place, gap in enumerate(gaps):
        prompt = prompt.replace(gap_sign(place), written(gap, lang))
    return prompt


def _weight(weight: Fraction) -> str:
    if weight == 1:
        return ""
    return f"{weight if weight.denominator == 1 else round(float(weight), 4)}: "


def _share(weight: Fraction) -> str:
    weight = max(weight, Fraction(0))
    return "" if weight == 1 else f"({percent(weight)}%) "


def _pattern(pattern: str) -> str:
    return SIGNS.sub(r"\\\g<0>", patterns.ours(pattern))


def _option(option: Option, answer: Choice) -> str:
    keys = sum(one.weight == 1 for one in answer.options)
    mark = (
        "x"
        if option.weight == 1 and keys == 1
        else " "
        if not option.weight
        else f"{percent(option.weight)}%"
    )
    return f"({mark}) {_shown(option.text)}{_told(option.feedback)}"


def _told(text: Text) -> str:
    return f" # {_shown(text)}" if text else ""


def _shown(text: Text) -> str:
    """Write plain words, for a list of options shows nothing else."""
    plain = rich.escaped(rich.words(text))
    return SHOWN.sub(lambda found: f"&#{ord(found[1])};" if found[1] != "#" else "&num;", plain)
