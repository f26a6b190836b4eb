"""The report of a quiz: every figure and what it says to the author, as plain JSON that can be kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from lms.assessment.rules.statistics import item_statistics, quiz_statistics
from lms.assessment.rules.statistics.advice import Advice, advise, need
from lms.assessment.rules.statistics.distractors import Choices, tabulate
from lms.assessment.rules.statistics.figures import Figure
from lms.assessment.rules.statistics.item_statistics import ItemFigures
from lms.assessment.rules.statistics.quiz_statistics import QuizFigures
from lms.assessment.rules.statistics.scores import Column, Item, Scores
from lms.assessment.rules.statistics.versions import Drift, drifts
from lms.assessment.statistics import answering, forms, gaining
from lms.assessment.statistics.forms import Body, Form
from lms.assessment.statistics.gathering import Which, gather
from lms.catalogue import contents
from lms.catalogue.rules.impact import excerpt
from lms.questions import registry
from lms.questions.kind import OTHER

Report = dict[str, Any]
# The resamples of every report are drawn alike, so that the same marks give the same intervals.
SEED = 1
BINS = 20
FORMAT = 1
EMPTY: Report = {"attempts": 0, "whole": None, "questions": [], "drifts": [], "surveyed": []}


def compute(session: Session, quiz: str, which: Which, form_key: str = "") -> Report:
    """Weigh the finished attempts at a quiz; of its forms that asked for, or the newest with enough."""
    found = forms.forms(session, quiz)
    form = forms.chosen(found, form_key)
    head: Report = {
        "format": FORMAT,
        "quiz": quiz,
        "which": str(which),
        "forms": [_form(one) for one in found],
        "gain": gaining.told(session, quiz, which),
    }
    if form is None:
        return head | EMPTY | {"form": ""}
    sheet = gather(session, quiz, form, which)
    bodies = contents.bodies(session, _versions(form, [*sheet.scores.items, *sheet.surveyed]))
    tallied = answering.tallies(session, quiz, form, sheet, bodies)
    asked = answering.asked_of(sheet)
    choices = {key: _choices(bodies[key[1]], tally, asked[key]) for key, tally in tallied.items()}
    head |= {"form": form.key, "pass": float(Fraction(form.body["pass"]))}
    guesses = [_guess(bodies[item.column.version]) for item in sheet.scores.items]
    order = {id_: _in_order(sheet.scores, id_, form) for id_ in form.questions}
    told = weigh(sheet.scores, form.most, guesses, choices, order)
    places = {id_: place for place, id_ in enumerate(form.questions, start=1)}
    told["surveyed"] = [_surveyed(item, choices) for item in sheet.surveyed if _key(item) in choices]
    for one in [*told["questions"], *told["surveyed"]]:
        body = bodies[one["version"]]
        one |= {"place": places[one["id"]], "text": excerpt(body.get("prompt", "")), "kind": body["kind"]}
    return head | told


def weigh(
    found: Scores,
    most: Fraction,
    guesses: Sequence[Fraction | None],
    choices: Mapping[tuple[str, str], Choices] | None = None,
    versions: Mapping[str, Sequence[str]] | None = None,
) -> Report:
    """Weigh a sheet, wherever it comes from."""
    if not found.attempts:
        return dict(EMPTY)
    if not found.items:
        return EMPTY | {"attempts": found.attempts}
    moved = drifts(found, versions or {})
    items = item_statistics.figures(found, guesses, seed=SEED)
    return {
        "attempts": found.attempts,
        "whole": _whole(quiz_statistics.figures(found, most, seed=SEED)),
        "histogram": _histogram(found, most),
        "questions": [_question(one, choices or {}, moved) for one in items],
        "drifts": [asdict(one) for one in moved],
    }


def at(moment: datetime) -> str:
    return moment.isoformat()


def _form(form: Form) -> dict[str, Any]:
    return {
        "key": form.key,
        "attempts": form.attempts,
        "first": at(form.first),
        "last": at(form.last),
        "most": float(form.most),
    }


def _versions(form: Form, items: Sequence[Item]) -> list[str]:
    """Return the hashes of all versions that somebody got, as asked or as marked again."""
    asked = [version for one in form.questions.values() for version in one.versions.values()]
    return [*asked, *(item.column.version for item in items)]


def _in_order(found: Scores, question: str, form: Form) -> list[str]:
    """Return a question's versions that were weighed, oldest first; what a regrade brought comes last."""
    got = [item.column.version for item in found.items if item.column.question == question]
    known = list(form.questions[question].versions.values())
    return sorted(got, key=lambda one: known.index(one) if one in known else len(known))


def _guess(body: Body) -> Fraction | None:
    kind = registry.kinds().get(body["kind"])
    return None if kind is None else kind.guessed(body["body"])


def _choices(body: Body, tally: Sequence[Any], asked: tuple[int, int, int]) -> Choices:
    kind = registry.get(body["kind"])
    return tabulate(kind.classes(body["body"]), tally, asked)


def _whole(found: QuizFigures) -> dict[str, Any]:
    figures = {
        name: getattr(found, name).json()
        for name in QuizFigures.__dataclass_fields__
        if isinstance(getattr(found, name), Figure)
    }
    return {"n": found.n, "most": float(found.most), **figures}


def _histogram(found: Scores, most: Fraction) -> list[int]:
    """Count attempts by steps of five percent; the last step holds the full mark too."""
    if not most:
        return [0] * BINS
    reach = most * found.unit
    values, counts = np.unique(found.totals, return_counts=True)
    bars: Counter[int] = Counter()
    for value, count in zip(values.tolist(), counts.tolist(), strict=True):
        bars[min(max(int(value * BINS / reach), 0), BINS - 1)] += count
    return [bars[place] for place in range(BINS)]


def _question(
    one: ItemFigures, choices: Mapping[tuple[str, str], Choices], moved: Sequence[Drift]
) -> dict[str, Any]:
    column = one.column
    key = (column.question, column.version)
    own = [drift for drift in moved if (drift.question, drift.new) == key]
    advice = advise(one, choices.get(key), own)
    return {
        **_column(column),
        "n": one.n,
        "facility": one.facility.json(),
        "deviation": one.deviation.json(),
        "discrimination": one.discrimination.json(),
        "efficiency": one.efficiency.json(),
        "effective": one.effective.json(),
        "intended": one.intended,
        "guess": None if one.guess is None else float(one.guess),
        "rest": one.rest,
        "advice": [_advice(single) for single in advice],
        "need": need(advice),
        "choices": _table(choices[key]) if key in choices else None,
    }


def _key(item: Item) -> tuple[str, str]:
    return item.column.question, item.column.version


def _surveyed(item: Item, choices: Mapping[tuple[str, str], Choices]) -> dict[str, Any]:
    """Tell the answers to a question that nobody marks."""
    return {**_column(item.column), "n": len(item.who), "choices": _table(choices[_key(item)])}


def _column(column: Column) -> dict[str, Any]:
    return {
        "id": column.question,
        "version": column.version,
        "points": float(column.most),
        "drawn": bool(column.pool),
    }


def _advice(one: Advice) -> dict[str, Any]:
    return {"code": one.code, "need": int(one.need), "share": one.share, "answer": one.answer}


def _table(choices: Choices) -> dict[str, Any]:
    return {
        "asked": list(choices.asked),
        "blank": list(choices.blank),
        "classes": [
            {
                "part": one.part_text,
                "text": one.text,
                "other": one.id == OTHER,
                "fraction": None if one.fraction is None else float(one.fraction),
                "bands": list(one.bands),
            }
            for one in choices.classes
        ],
    }
