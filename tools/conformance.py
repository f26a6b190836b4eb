"""Compares our reading and marking with another program's: `make conformance PACK=folder`.

A pack holds files of any format beside answers, NAME.gift and NAME.gift.json: the questions that the other
program made of the file, and the marks it gave to a grid of responses. Every question goes the whole way:
read, written as our Markdown, read back by our reader, marked by our kinds.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.content.question import Question
from lms.errors import Refused
from lms.exchange import formats, grading
from lms.exchange.model import (
    Bank,
    Choice,
    Description,
    Essay,
    Gap,
    Gaps,
    Grouping,
    Item,
    Markup,
    Matching,
    Number,
    Ordering,
    ShortText,
    Text,
    TrueFalse,
)
from lms.exchange.quizfile import rich, writing

NEAR = Fraction(1, 10**6)
TYPES = {
    "multichoice": Choice,
    "truefalse": TrueFalse,
    "shortanswer": ShortText,
    "numerical": Number,
    "match": Matching,
    "ordering": Ordering,
    "multianswer": Gaps,
    "gapselect": Gaps,
    "ddwtos": Gaps,
    "essay": Essay,
    "description": Description,
}
STATES = {
    "right": "gradedright",
    "partly": "gradedpartial",
    "wrong": "gradedwrong",
    "blank": "gaveup",
    "unmarked": "needsgrading",
}


@dataclass(slots=True)
class Tally:
    questions: int = 0
    questions_equal: int = 0
    pairs: int = 0
    pairs_equal: int = 0
    differences: list[str] = field(default_factory=list)


def main(pack: Path) -> int:
    tally = Tally()
    for answers in sorted(pack.rglob("*.json")):
        if answers.with_suffix("").is_file():
            compare(answers, tally)
    print("\n".join(tally.differences))
    print(f"questions equal: {tally.questions_equal} of {tally.questions}")
    print(f"pairs equal: {tally.pairs_equal} of {tally.pairs}")
    return int(tally.questions_equal < tally.questions or tally.pairs_equal < tally.pairs)


def compare(answers: Path, tally: Tally) -> None:
    """Hold one file against what the other program made of it, question by question."""
    expected = json.loads(answers.read_text(encoding="utf-8"))["questions"]
    source = answers.with_suffix("")
    bank = read(source)
    written = writing.write(bank, title=source.stem, lang="en")
    questions = {id(item): question for item, question in written.questions}
    tally.questions += len(expected)
    tally.pairs += sum(len(one["grid"] or ()) for one in expected)
    if len(bank.items) != len(expected):
        reasons = "; ".join(f"line {one.line}: {one.text('en')}" for one in bank.remarks)
        tally.differences.append(
            f"{source.name}: {len(bank.items)} questions instead of {len(expected)}. {reasons}"
        )
    for item, wanted in zip(bank.items, expected, strict=False):
        where = f"{source.name}:{item.line} {item.title[:40]!r}"
        unlike = list(differing(item, wanted))
        tally.questions_equal += not unlike
        tally.differences += [f"{where}: {what}" for what in unlike]
        if wanted["grid"]:
            mark(item, questions.get(id(item)), wanted, tally, where)


def read(source: Path) -> Bank:
    """Read a file in the format that it shows; line ends and encoding are part of the trial."""
    try:
        return formats.read(source.read_bytes(), source.name)[1]
    except Refused as refused:
        print(f"{source.name}: {refused.text('en')}")
        return Bank()


def differing(item: Item, wanted: dict[str, Any]) -> Iterator[str]:
    """Yield what differs between our question and theirs."""
    for what, ours, theirs in (
        ("title", item.title, wanted["name"]),
        ("prompt", item.prompt.text, wanted["questiontext"]),
        ("explanation", item.explanation.text, wanted["generalfeedback"]),
        ("type", type(item.answer), TYPES.get(wanted["qtype"])),
    ):
        if ours != theirs and what_is_read(ours) != what_is_read(theirs):
            yield f"{what} {ours!r} instead of {theirs!r}"
    ours, theirs = answers_of(item.answer), answers_of_theirs(wanted)
    if not alike(ours, theirs):
        yield f"answers {ours!r} instead of {theirs!r}"


def what_is_read(text: Any) -> Any:
    """Pictures have other addresses with us; the words are what is compared then."""
    marked = isinstance(text, str) and ("PLUGINFILE" in text or "files/" in text or "\ue010" in text)
    return rich.words(Text(text, Markup.HTML)) if marked else text


def answers_of(answer: Any) -> list[tuple[Any, ...]]:
    match answer:
        case TrueFalse():
            true, false = answer.if_true.text, answer.if_false.text
            return [("True", Fraction(answer.right), true), ("False", Fraction(not answer.right), false)]
        case Choice():
            return [(one.text.text, one.weight, one.feedback.text) for one in answer.options]
        case ShortText():
            return [(one.pattern, one.weight, one.feedback.text) for one in answer.answers]
        case Number():
            spans = [(one.low, one.high, one.weight, one.feedback.text) for one in answer.spans]
            return spans + ([("*", Fraction(0), answer.otherwise.text)] if answer.otherwise else [])
        case Matching():
            return [(one.left.text, one.right) for one in answer.pairs]
    return []


def answers_of_theirs(wanted: dict[str, Any]) -> list[tuple[Any, ...]]:
    if wanted["qtype"] == "match":
        return [(one["questiontext"], one["answertext"]) for one in wanted["subquestions"]]
    found: list[tuple[Any, ...]] = []
    for one in wanted.get("answers", ()):
        weight = Fraction(str(one["fraction"]))
        if wanted["qtype"] == "numerical" and one["answer"] != "*":
            middle, width = Fraction(one["answer"]), Fraction(one["tolerance"] or 0)
            found.append((middle - width, middle + width, weight, one["feedback"]))
        else:
            found.append((one["answer"], weight, one["feedback"]))
    return found


def alike(ours: Any, theirs: Any) -> bool:
    """Fractions are alike when their seven decimals are."""
    if isinstance(ours, Fraction) and isinstance(theirs, Fraction):
        return abs(ours - theirs) < NEAR
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple):
        return len(ours) == len(theirs) and all(alike(*pair) for pair in zip(ours, theirs, strict=True))
    return bool(ours == theirs)


def mark(item: Item, question: Question | None, wanted: dict[str, Any], tally: Tally, where: str) -> None:
    """Mark each response of the grid by the kind that the question became."""
    if question is None:
        tally.differences.append(f"{where}: not carried into our format")
        return
    for pair in wanted["grid"]:
        row = grading.one(question, given(item, pair["response"]), "en")
        # What our form refuses to take, Moodle takes and marks as wrong.
        state = STATES.get(row.state, "gradedwrong")
        fraction = None if state == "gaveup" else row.fraction
        theirs = None if pair["fraction"] is None else Fraction(str(pair["fraction"]))
        if state == pair["state"] and alike(fraction, theirs):
            tally.pairs_equal += 1
        else:
            tally.differences.append(
                f"{where}: {pair['response']!r} is {state} {fraction}, theirs {pair['state']} {theirs}"
            )


def given(item: Item, response: Any) -> Any:
    """Turn a response of the grid into ours; what names no option was no answer to Moodle."""
    if not response:
        return None
    match item.answer:
        case Choice(several=False):
            return chosen(item.answer, response["answer"])
        case Choice():
            found = [chosen(item.answer, text) for text, taken in response.items() if taken]
            return [place for place in found if place]
        case Matching(pairs=pairs) | Grouping(items=pairs):
            stems = {rich.words(one.left) for one in pairs}
            return {left: right for left, right in response.items() if left in stems}
        case Gaps(gaps=gaps):
            return filled(gaps, response)
    return plainly(item, response)


def plainly(item: Item, response: Any) -> Any:
    if isinstance(item.answer, Ordering):
        return response if isinstance(response, list) else list(response.values())
    if isinstance(item.answer, TrueFalse):
        return {"1": 1, "0": 2, "true": 1, "false": 2}[str(response["answer"]).lower()]
    return " ".join(str(response[name]) for name in ("answer", "unit") if response.get(name))


def chosen(answer: Choice, text: Any) -> int | None:
    """Return the place of an option from 1, by its words with or without markup."""
    texts = [rich.words(one.text) for one in answer.options]
    # What has no markup must be the same to the letter.
    marked = "<" in str(text) or "&" in str(text)
    words = rich.words(Text(str(text), Markup.HTML)) if marked and str(text) not in texts else str(text)
    return texts.index(words) + 1 if words in texts else None


def filled(gaps: tuple[Gap, ...], response: dict[str, Any]) -> list[Any]:
    """Return what was given for each gap: `sub1_answer`, `p1` and the like, by the number in the name."""
    by_number = {
        int(found[0]): value for name, value in response.items() if (found := re.search(r"\d+", name))
    }
    values = [by_number.get(number) for number in range(1, len(gaps) + 1)]
    return [
        (chosen(gap.answer, value) or value) if isinstance(gap.answer, Choice) and value else value
        for gap, value in zip(gaps, values, strict=True)
    ]


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: make conformance PACK=folder")
    sys.exit(main(Path(sys.argv[1])))
