"""A released quiz as a bank, pictures and all: what was published goes out, not what lies in a folder."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from lms.assessment.authored import Authored
from lms.catalogue import assets, contents
from lms.content.question import Question
from lms.content.quiz import Pool, Quiz
from lms.content.source import Span
from lms.db.files import FileStore
from lms.errors import NotFound
from lms.exchange import moodle
from lms.exchange.model import Bank
from lms.exchange.quizfile import reading
from lms.questions.text import plain

ADDRESS = re.compile(r"lms-asset:([0-9a-f]{64})(\.\w+)")


def bank(session: Session, files: FileStore, authored: Authored) -> Bank:
    """Return the quiz of the release that stands; what other programs cannot ask is in the remarks."""
    quiz = _quiz(session, authored)
    return reading.bank(quiz, _pictures(session, files, quiz))


def _quiz(session: Session, authored: Authored) -> Quiz:
    body = contents.body(session, authored.hash)
    pieces = [piece for pool in body["pools"] for piece in pool["questions"]]
    bodies = contents.bodies(session, [piece["hash"] for piece in pieces])
    span = Span(f"quizzes/{authored.key}.md", 0)
    return Quiz(
        key=authored.key,
        title=body["title"],
        kind=body["kind"],
        pass_percent=Fraction(body["pass"]),
        attempts=body["attempts"],
        wait=timedelta(seconds=body["wait"]),
        minutes=body["minutes"],
        shuffle=tuple(body["shuffle"]),
        feedback=body["feedback"],
        keep=body["keep"],
        language=body["language"],
        intro_html=body["intro"],
        pools=tuple(
            Pool(
                pool["title"],
                pool["draw"],
                tuple(_question(piece, bodies[piece["hash"]], span) for piece in pool["questions"]),
            )
            for pool in body["pools"]
        ),
        span=span,
        penalty=Fraction(body["penalty"]) if "penalty" in body else None,
        certainty=bool(body.get("certainty")),
    )


def _question(piece: Mapping[str, Any], body: Mapping[str, Any], span: Span) -> Question:
    """Return a question named by its words: the author's label is not published."""
    return Question(
        id=piece["id"],
        label=moodle.default_name(plain(body["prompt"])) or piece["id"],
        points=Fraction(piece["points"]),
        kind=body["kind"],
        prompt=body["prompt"],
        body=body["body"],
        explanation=body["explanation"],
        span=span,
        hints=tuple(body.get("hints", ())),
    )


def _pictures(session: Session, files: FileStore, quiz: Quiz) -> dict[str, tuple[str, bytes]]:
    found: dict[str, tuple[str, bytes]] = {}
    pieces = [(one.prompt, one.explanation, one.body, one.hints) for one in quiz.questions]
    for text in _texts([quiz.intro_html, pieces]):
        for sha256, suffix in ADDRESS.findall(text):
            try:
                data = assets.get(session, files, sha256).data
            except NotFound:
                continue
            found[sha256 + suffix] = (f"gambar-{sha256[:8]}{suffix}", data)
    return found


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            yield from _texts(list(value.values()))
        case list() | tuple():
            for one in value:
                yield from _texts(one)
