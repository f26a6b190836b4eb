"""The paper of an attempt: dealt from a quiz, read back with what was answered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, func, or_, select
from sqlalchemy.orm import Session

from lms.assessment.models import Answer, Attempt
from lms.assessment.refusals import Given
from lms.assessment.rules import paper
from lms.assessment.rules.clock import deadline
from lms.catalogue import contents
from lms.catalogue.contents import Recent
from lms.errors import NotFound
from lms.questions import registry

# Of the quiz's canonical body, what an attempt keeps.
PINNED = ("pass", "attempts", "wait", "minutes", "shuffle", "feedback", "keep")
PINNED_IF_SET = ("penalty", "certainty")
# Of an answer, what `fold` wants to know.
GIVEN = (
    Answer.question,
    Answer.response,
    Answer.sequence,
    Answer.given_at,
    Answer.checked,
    Answer.certainty,
)


# Every page of a paper asks this: of the table, not of its class, and built once.
ANSWER = cast(Table, Answer.__table__).c
IN_TIME = (
    ANSWER.learner_id == bindparam("learner"),
    ANSWER.attempt_id == bindparam("attempt"),
    ANSWER.late.is_(False),
)
LAST = select(func.max(ANSWER.sequence)).where(*IN_TIME).group_by(ANSWER.question)
LATEST = (
    select(*(ANSWER[column.key] for column in GIVEN))
    .where(*IN_TIME, or_(ANSWER.sequence.in_(LAST), ANSWER.checked))
    .order_by(ANSWER.sequence)
)


@dataclass(frozen=True, slots=True)
class Dealt:
    """What a new attempt is bound to."""

    paper: list[paper.Item]
    rules: dict[str, Any]
    deadline: datetime | None


@dataclass(frozen=True, slots=True)
class _Deck:
    """What every paper of a quiz is dealt from; made once, for two thousand may begin in one minute."""

    quiz: Mapping[str, Any]
    rules: dict[str, Any]
    shuffles: Mapping[str, Callable[[Random], list[int]]]
    silent: frozenset[str]


_decks: Recent[str, _Deck] = Recent(256)


def deal(
    session: Session, quiz_hash: str, *, seed: int, language: str, time_factor: Fraction, at: datetime
) -> Dealt:
    """Draw a paper. Numbers are read by the quiz's language, by `language` when it names none."""
    deck = _decks.get(quiz_hash) or _deck(session, quiz_hash)
    rules = deck.rules | {"language": deck.quiz.get("language") or language, "factor": str(time_factor)}
    items = paper.compose(deck.quiz, seed, lambda hash_, dice: deck.shuffles[hash_](dice))
    for one in items:
        if one["hash"] in deck.silent:
            one["asks"] = False
    until = deadline(at, deck.quiz["minutes"], time_factor)
    return Dealt(items, rules, until.at)


def _deck(session: Session, quiz_hash: str) -> _Deck:
    quiz = contents.body(session, quiz_hash)
    hashes = [question["hash"] for pool in quiz["pools"] for question in pool["questions"]]
    bodies = contents.bodies(session, hashes)
    deck = _Deck(
        quiz,
        {key: quiz[key] for key in PINNED} | {key: quiz[key] for key in PINNED_IF_SET if key in quiz},
        {
            hash_: partial(registry.get(question["kind"]).shuffled, question["body"])
            for hash_, question in bodies.items()
        },
        frozenset(hash_ for hash_, question in bodies.items() if not paper.asks(question)),
    )
    _decks.put(quiz_hash, deck)
    return deck


def latest(session: Session, learner_id: int, attempt_id: int) -> dict[str, Given]:
    """Return the answer that counts of each question: the last one that came in time."""
    whose = {"learner": learner_id, "attempt": attempt_id}
    return fold(session.connection().execute(LATEST, whose))


def fold(rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[str, Given]:
    """Return the answer that counts of each question; rows of one attempt, in the order they were given."""
    found: dict[str, Given] = {}
    for row in rows:
        before = found.get(row.question)
        found[row.question] = _given(row, before)
    return found


def _given(row: Row[*tuple[Any, ...]], earlier: Given | None) -> Given:
    """Count the tries: each that was checked, and an answer that was given after the last of them."""
    before, surest = (earlier.tried, earlier.surest) if earlier else ((), 0)
    tried = (*before, row.response) if row.checked else before
    surest = max(surest, row.certainty or 0) if row.checked else surest
    another = row.response is not None and (not tried or row.response != tried[-1])
    used = len(tried) + another
    return Given(row.response, row.sequence, row.given_at, row.checked, row.certainty, tried, used, surest)


def questions(session: Session, attempt: Attempt) -> Mapping[str, Mapping[str, Any]]:
    """Return the bodies of an attempt's questions by hash, as they were when it began."""
    return contents.bodies(session, [item["hash"] for item in attempt.paper])


def title(session: Session, attempt: Attempt) -> str:
    return str(contents.body(session, attempt.quiz_hash)["title"])


def item(attempt: Attempt, question_id: str) -> paper.Item:
    """Return one question's place in the paper; raise NotFound when it is not in it."""
    for one in attempt.paper:
        if one["id"] == question_id:
            return one
    raise NotFound
