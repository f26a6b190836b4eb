"""Answers of many attempts, counted by class and third; each different answer is read once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Select, String, cast
from sqlalchemy.orm import Session

from lms.assessment.models import Answer
from lms.assessment.rules.statistics.distractors import BANDS, Tally, bands
from lms.assessment.statistics import columns
from lms.assessment.statistics.columns import Codes, Places
from lms.assessment.statistics.forms import Asked, Body, Form
from lms.assessment.statistics.gathering import Gathered, of_form
from lms.questions import registry
from lms.questions.kind import Kind
from lms.questions.response import Malformed

# The class of an answer to an older version that the corrected one can no longer say.
GONE = {"": ("gone",)}
Threes = tuple[int, int, int]


def tallies(
    session: Session, quiz: str, form: Form, found: Gathered, bodies: Mapping[str, Body]
) -> dict[tuple[str, str], list[Tally]]:
    """Return how many of each third gave which answer, by question and version; one query."""
    wanted = [one.id for one in form.questions.values() if counted(one, bodies)]
    if not wanted:
        return {}
    texts = Codes()
    given = _given(session, _answers(quiz, form, wanted), found, wanted, texts)
    third = bands(found.scores.totals)
    responses = [json.loads(text) for text in texts]
    told: dict[tuple[str, str], list[Tally]] = {}
    for item in (*found.scores.items, *found.surveyed):
        asked, version = form.questions[item.column.question], item.column.version
        if asked.id not in given:
            continue
        codes = given[asked.id][item.who]
        answered = codes >= 0
        who = item.who[answered]
        reader = _Reader(bodies, asked, form.quizzes, version, form.body.get("language") or "id")
        told[asked.id, version] = [
            (reader.classed(responses[code], was), of_bands)
            for (code, was), of_bands in _alike(codes[answered], found.quizzes[who], third[who])
        ]
    return told


def asked_of(found: Gathered) -> dict[tuple[str, str], Threes]:
    """Return how many of each third got a question, by question and version."""
    third = bands(found.scores.totals)
    return {
        (item.column.question, item.column.version): _three(np.bincount(third[item.who], minlength=BANDS))
        for item in (*found.scores.items, *found.surveyed)
    }


def counted(asked: Asked, bodies: Mapping[str, Body]) -> bool:
    """Tell whether a question has answers to be counted apart: an essay has not."""
    newest = bodies[list(asked.versions.values())[-1]]
    kind = registry.kinds().get(newest["kind"])
    return kind is not None and bool(kind.classes(newest["body"]))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Says into which classes an answer falls, in the words of the version that it was marked by.

    One that was given to an older version, and marked again by a newer, is carried over.
    """

    bodies: Mapping[str, Body]
    asked: Asked
    quizzes: Sequence[str]
    version: str
    language: str

    def classed(self, response: Any, quiz: int) -> dict[str, tuple[str, ...]]:
        now, was = self.bodies[self.version], self.asked.versions[self.quizzes[quiz]]
        kind = registry.get(now["kind"])
        try:
            if was != self.version:
                response = self._carried(kind, self.bodies[was], response)
            return dict(kind.classed(now["body"], response, language=self.language))
        except Malformed:
            return dict(GONE)

    def _carried(self, kind: Kind, was: Body, response: Any) -> Any:
        if was["kind"] != kind.name:
            raise Malformed("response.not-carried")
        return kind.carried(was["body"], self.bodies[self.version]["body"], response)


def _answers(quiz: str, form: Form, questions: Sequence[str]) -> Select[Any]:
    text = cast(Answer.response, String)
    rows = of_form(Answer, quiz, form, Answer.attempt_id, Answer.question, Answer.sequence, text)
    return rows.where(Answer.late.is_(False), Answer.question.in_(questions))


def _given(
    session: Session, statement: Select[Any], found: Gathered, wanted: Sequence[str], texts: Codes
) -> dict[str, Places]:
    """Return, by question, the number of the text that each attempt answered last; -1 where it did not."""
    ids, asked, sequence, code = columns.read(
        session, statement, (None, columns.numbered(wanted), None, texts)
    )
    place, kept = columns.find(found.ids, ids)
    chosen = np.flatnonzero(kept)
    chosen = chosen[columns.last(place[chosen] * len(wanted) + asked[chosen], sequence[chosen])]
    given = {id_: np.full(len(found.ids), -1, dtype=np.int64) for id_ in wanted}
    for group in columns.groups(asked[chosen]):
        part = chosen[group]
        given[wanted[asked[part[0]]]][place[part]] = code[part]
    return given


def _alike(codes: Places, quizzes: Places, third: Places) -> Iterator[tuple[tuple[int, int], Threes]]:
    """Yield each answer, and the quiz in which it was given, with how many of each third gave it."""
    if not len(codes):
        return
    wide = int(quizzes.max()) + 1
    keys, places = np.unique(codes * wide + quizzes, return_inverse=True)
    counts = np.bincount(places * BANDS + third, minlength=len(keys) * BANDS).reshape(-1, BANDS)
    for key, row in zip(keys, counts, strict=True):
        yield (int(key) // wide, int(key) % wide), _three(row)


def _three(row: Places) -> Threes:
    return int(row[0]), int(row[1]), int(row[2])
