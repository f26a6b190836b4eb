"""The canonical form of content and its SHA-256: what editions keep and learners' records point at."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from lms.content.course import Course, Module
from lms.content.question import Question
from lms.content.quiz import Quiz

FORMAT = 1


def digest(form: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the compact JSON with sorted keys; equal content has equal digests everywhere."""
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def module(given: Module) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "title": given.title,
        "jp": str(given.jp),
        "outcomes": list(given.outcomes),
        "quiz": given.quiz,
        "cites": list(given.cites),
        "html": given.html,
        "toc": [{"id": entry.id, "title": entry.title, "level": entry.level} for entry in given.toc],
        "sections": list(given.sections),
        "words": given.words,
        "minutes": given.minutes,
        "language": given.language,
    }


def question(given: Question) -> dict[str, Any]:
    """Leave out label, identity and points: the same question may stand elsewhere, worth more.

    What few questions have is there only if given, so that the others keep their digests.
    """
    hints = {"hints": list(given.hints)} if given.hints else {}
    return {
        "format": FORMAT,
        "kind": given.kind,
        "prompt": given.prompt,
        "body": dict(given.body),
        "explanation": given.explanation,
        **hints,
    }


def quiz(given: Quiz) -> dict[str, Any]:
    """Name a penalty, in percent, and certainty only where a quiz has them."""
    penalty = {"penalty": str(given.penalty)} if given.penalty else {}
    certainty = {"certainty": True} if given.certainty else {}
    return {
        "format": FORMAT,
        "title": given.title,
        "kind": given.kind,
        "pass": str(given.pass_percent),
        "attempts": given.attempts,
        "wait": int(given.wait.total_seconds()),
        "minutes": given.minutes,
        "shuffle": list(given.shuffle),
        "feedback": given.feedback,
        "keep": given.keep,
        "language": given.language,
        "intro": given.intro_html,
        **penalty,
        **certainty,
        "pools": [
            {
                "title": pool.title,
                "draw": pool.draw,
                "questions": [
                    {"id": one.id, "hash": digest(question(one)), "points": str(one.points)}
                    for one in pool.questions
                ],
            }
            for pool in given.pools
        ],
    }


def course(given: Course) -> dict[str, Any]:
    """Name translations only where there are some, so that courses without any keep their digests."""
    said = {one.language: {"title": one.title, "intro": one.intro_html} for one in given.translations}
    return {
        **({"translations": said} if said else {}),
        "format": FORMAT,
        "slug": given.slug,
        "title": given.title,
        "field": given.field,
        "kind": given.kind,
        "level": given.level,
        "competencies": list(given.competencies),
        "trainers": list(given.trainers),
        "requires": list(given.requires),
        "certificate": given.certificate,
        "exam": given.exam,
        "addresses": list(given.addresses),
        "valid": given.valid,
        "language": given.language,
        "intro": given.intro_html,
        "jp": str(given.jp),
        "minutes": given.minutes,
        "modules": [{"name": one.name, "hash": digest(module(one))} for one in given.modules],
        "assets": [
            {"path": one.path, "sha256": one.sha256, "media_type": one.media_type, "size": one.size}
            for one in given.assets
        ],
    }
