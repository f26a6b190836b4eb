"""What lets a learner guess, or stumble: flaws of questions that are not errors."""

import re
from collections.abc import Iterator, Sequence

from lms.content.findings import Finding, shortened
from lms.content.question import Question
from lms.content.quiz import Quiz
from lms.questions.problem import Severity
from lms.questions.text import plain

# Fewer questions may have the key in one place by chance.
ENOUGH = 4
# Of so many, this percentage is no chance any more.
MANY, MOSTLY = 10, 80
EVERYTHING = re.compile(
    r"(?:semua|seluruh)\s+(?:jawaban|pilihan|hal)?\s*(?:di\s*atas\s+)?(?:adalah\s+)?(?:benar|betul|salah)"
    r"|(?:semua|seluruh)(?:nya)?\s+(?:benar|betul|salah)"
    r"|semua\s+(?:jawaban|pilihan)?\s*di\s*atas"
    r"|tidak\s+ada\s+(?:jawaban\s+)?(?:yang\s+)?(?:benar|betul)"
    r"|(?:jawaban\s+)?[a-e]\s+dan\s+[a-e]\s+(?:benar|betul)"
    r"|(?:all|none)\s+of\s+the\s+above",
    re.IGNORECASE,
)
NEGATION = re.compile(
    r"\b(?:yang|yg)\s+(bukan|tidak)\b|\b(kecuali)\b|\b(except)\b|\bwhich\b.{0,60}?\b(not)\b", re.IGNORECASE
)
EMPHASISED = re.compile(r"<(strong|em|b|u)\b[^>]*>.*?</\1>", re.DOTALL)


def check(quiz: Quiz) -> Iterator[Finding]:
    choices = [one for one in quiz.questions if one.kind == "choice"]
    single = [one for one in choices if one.body["mode"] == "single"]
    if len(single) >= ENOUGH:
        yield from _guessable(quiz, single)
    for question in choices:
        yield from _everything(question)
        yield from _negation(question)


def _guessable(quiz: Quiz, questions: Sequence[Question]) -> Iterator[Finding]:
    count = len(questions)
    many = sum(_key_is_longest(question) for question in questions)
    if many == count:
        yield _warning(quiz.span.path, 1, "check.longest", count=count)
    elif count >= MANY and many * 100 >= count * MOSTLY:
        yield _warning(quiz.span.path, 1, "check.mostly-longest", many=many, count=count)
    places = {_key(question) for question in questions}
    if len(places) == 1 and "options" not in quiz.shuffle:
        yield _warning(quiz.span.path, 1, "check.same-place", count=count, place=places.pop() + 1)


def _key(question: Question) -> int:
    return next(place for place, option in enumerate(question.body["options"]) if option["right"])


def _key_is_longest(question: Question) -> bool:
    lengths = [len(plain(option["text"])) for option in question.body["options"]]
    key = lengths.pop(_key(question))
    return all(key > other for other in lengths)


def _everything(question: Question) -> Iterator[Finding]:
    for option in question.body["options"]:
        text = plain(option["text"])
        if EVERYTHING.fullmatch(text.strip(" .")):
            yield _warning(
                question.span.path, question.span.line, "check.all-of-the-above", text=shortened(text)
            )


def _negation(question: Question) -> Iterator[Finding]:
    found = NEGATION.search(plain(EMPHASISED.sub(" ", question.prompt)))
    if found:
        word = next(group for group in found.groups() if group)
        place = question.asked or question.span
        yield _warning(place.path, place.line, "check.negation", word=word)


def _warning(path: str, line: int, code: str, **values: str | int) -> Finding:
    return Finding(path, line, 1, code, values, Severity.WARNING)
