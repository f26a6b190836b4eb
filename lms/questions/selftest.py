"""A kind tried on one question: answers of its own making must be marked, shown and kept as promised."""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from lms.errors import Message
from lms.questions.kind import Body, Kind, Marker, Specimens
from lms.questions.problem import Problem
from lms.questions.response import Malformed, Response
from lms.questions.score import NOTHING, ONE, Score, State

LANGUAGES = ("id", "en")
# What a form for learners may have no member named.
SECRETS = frozenset({"right", "weight", "fraction", "feedback", "correct"})

MEND_ID = "Laporkan kepada pembuat jenis soal itu; sementara itu tulis soal ini dengan jenis lain."
MEND_EN = "Tell the makers of that kind; until it is mended write this question as another kind."
MESSAGES: dict[str, Message] = {
    code: Message(f"Jenis soal “{{kind}}” gagal menguji dirinya: {text_id}.", text_en, MEND_ID, MEND_EN)
    for code, text_id, text_en in (
        (
            "selftest.right",
            "jawaban yang benar tidak mendapat nilai penuh",
            "The kind “{kind}” fails its self-test: a right answer does not get the full mark.",
        ),
        (
            "selftest.wrong",
            "jawaban yang salah mendapat nilai",
            "The kind “{kind}” fails its self-test: a wrong answer earns something.",
        ),
        (
            "selftest.blank",
            "jawaban kosong tidak dianggap kosong",
            "The kind “{kind}” fails its self-test: a blank is not taken for one.",
        ),
        (
            "selftest.malformed",
            "isian yang rusak diterima",
            "The kind “{kind}” fails its self-test: a malformed form is accepted.",
        ),
        (
            "selftest.untried",
            "tidak ada contoh jawaban yang dibuatnya",
            "The kind “{kind}” fails its self-test: it makes up no answers to try.",
        ),
        (
            "selftest.described",
            "jawaban yang benar tidak dapat disebutkan",
            "The kind “{kind}” fails its self-test: it has no words for the right answer.",
        ),
        (
            "selftest.shown",
            "kunci atau umpan balik terlihat sebelum dijawab",
            "The kind “{kind}” fails its self-test: the key or feedback is shown before the answer.",
        ),
        (
            "selftest.stored",
            "soal atau jawabannya berubah setelah disimpan",
            "The kind “{kind}” fails its self-test: the question or an answer changes when it is stored.",
        ),
        (
            "selftest.carried",
            "jawaban berubah padahal soalnya sama",
            "The kind “{kind}” fails its self-test: an answer changes although the question is the same.",
        ),
        (
            "selftest.classes",
            "jawaban tidak masuk golongan untuk statistik",
            "The kind “{kind}” fails its self-test: an answer is in no class that statistics know.",
        ),
        (
            "selftest.crashed",
            "program berhenti dengan {reason}",
            "The kind “{kind}” fails its self-test: its program ends with {reason}.",
        ),
    )
}


def failures(kind: Kind, body: Body, line: int = 1) -> list[Problem]:
    """Return what the kind fails of its promises on this question; an empty list when it keeps them all."""
    found: dict[str, dict[str, str | int]] = {}
    try:
        specimens = kind.specimens(body)
        for trial, code in TRIALS:
            if not trial(kind, body, specimens):
                found[code] = {"kind": kind.name}
    except Exception as error:  # noqa: BLE001 # another package's program: its crash is what is to be told
        found["selftest.crashed"] = {"kind": kind.name, "reason": f"{type(error).__name__}: {error}"[:200]}
    return [Problem(line, code, values) for code, values in found.items()]


def _answers(specimens: Specimens) -> tuple[Response, ...]:
    return (*specimens.right, *specimens.wrong)


def _marks(kind: Kind, body: Body, responses: Iterable[Response]) -> Iterator[Score]:
    for response in responses:
        for language in LANGUAGES:
            yield kind.score(body, response, language=language)


def _right(kind: Kind, body: Body, specimens: Specimens) -> bool:
    """Tell whether right answers are right; what others mark waits for them, or for nobody."""
    expected = {
        Marker.MACHINE: (State.RIGHT, ONE),
        Marker.TRAINER: (State.UNMARKED, NOTHING),
        Marker.NOBODY: (State.UNSCORED, NOTHING),
    }[kind.marked_by]
    return all((mark.state, mark.fraction) == expected for mark in _marks(kind, body, specimens.right))


def _wrong(kind: Kind, body: Body, specimens: Specimens) -> bool:
    return not any(mark.fraction for mark in _marks(kind, body, specimens.wrong))


def _blank(kind: Kind, body: Body, specimens: Specimens) -> bool:  # noqa: ARG001 # a trial's signature
    """Tell whether an empty form is a blank; where nobody marks, nothing may be left to answer."""
    mark = kind.score(body, None, language="id")
    allowed = {State.BLANK} if kind.marked_by is not Marker.NOBODY else {State.BLANK, State.UNSCORED}
    return kind.accept(body, {}) is None and mark.state in allowed and not mark.fraction


def _malformed(kind: Kind, body: Body, specimens: Specimens) -> bool:
    for form in specimens.malformed:
        try:
            kind.accept(body, form)
        except Malformed:
            continue
        return False
    return True


def _tried(kind: Kind, body: Body, specimens: Specimens) -> bool:  # noqa: ARG001 # a trial's signature
    made = specimens.right or specimens.wrong or specimens.malformed
    return kind.marked_by is not Marker.MACHINE or bool(made)


def _described(kind: Kind, body: Body, specimens: Specimens) -> bool:  # noqa: ARG001 # a trial's signature
    """Tell whether the right answer is given in words; a picture without any leaves them empty."""
    words: object = kind.describe(body)
    return isinstance(words, str)


def _shown(kind: Kind, body: Body, specimens: Specimens) -> bool:
    """Look for members, feedback and typed answers that belong to the key."""
    shown = kind.show(body, kind.shuffled(body, random.Random(1)))  # noqa: S311 # no secret hangs on it
    names, texts = _inside(shown)
    if SECRETS & names or json.loads(json.dumps(shown)) != shown:
        return False
    whole, hidden, plain = "\0".join(texts), set(_texts(body, hidden=True)), list(_texts(body, hidden=False))
    # An option may say what some feedback says.
    if any(text in whole and not any(text in other for other in plain) for text in hidden):
        return False
    # A right answer may stand among wrong ones to choose from, but not alone.
    typed = [response for response in specimens.right if isinstance(response, str)]
    return not texts.intersection(typed) or bool(
        texts.intersection(response for response in specimens.wrong if isinstance(response, str))
    )


def _inside(node: Any) -> tuple[set[str], set[str]]:
    """Return the names of all members, and all texts."""
    names: set[str] = set()
    texts: set[str] = set()
    for name, one in _members(node):
        names.add(name)
        if isinstance(one, str):
            texts.add(one)
        else:
            inner_names, inner_texts = _inside(one)
            names |= inner_names
            texts |= inner_texts
    return names, texts


def _texts(node: Any, *, hidden: bool) -> Iterator[str]:
    """Yield the feedback that a body holds, or all texts but the feedback."""
    for name, one in _members(node):
        feedback = name == "feedback"
        if isinstance(one, str):
            if one and feedback is hidden:
                yield one
        elif not feedback:
            yield from _texts(one, hidden=hidden)


def _members(node: Any) -> Iterable[tuple[str, Any]]:
    """Return what stands inside, by name; the members of a list have none."""
    # A dict is told at once; whether something else is a mapping takes ten times as long to ask.
    if isinstance(node, dict):
        return node.items()
    if isinstance(node, list | tuple):
        return [("", one) for one in node]
    return node.items() if isinstance(node, Mapping) else ()


def _stored(kind: Kind, body: Body, specimens: Specimens) -> bool:
    """Tell whether question and answers are plain JSON, marked alike when read again, and can be reviewed."""
    again = json.loads(json.dumps(body))
    if again != body:
        return False
    answers = _answers(specimens)
    if tuple(json.loads(json.dumps(answers))) != answers:
        return False
    # What is equal is marked alike but for types that only look equal; one of each sort shows them.
    for response in (*specimens.right[:1], *specimens.wrong[:1]):
        same = json.loads(json.dumps(response))
        if kind.score(again, same, language="id") != kind.score(body, response, language="id"):
            return False
    for shown in (*specimens.right[:1], *specimens.wrong[:1], None):
        kind.reveal(body, [], shown, language="id")
    return True


def _carried(kind: Kind, body: Body, specimens: Specimens) -> bool:
    answers = (*_answers(specimens), None)
    return all(kind.carried(body, body, response) == response for response in answers)


def _classes(kind: Kind, body: Body, specimens: Specimens) -> bool:
    classes = kind.classes(body)
    known = {(one.part, one.id) for one in classes}
    sound = len(known) == len(classes) and all(
        one.fraction is None or -ONE <= one.fraction <= ONE for one in classes
    )
    guess = kind.guessed(body)
    chosen = {
        (part, id_)
        for response in _answers(specimens)
        for part, ids in kind.classed(body, response, language="id").items()
        for id_ in ids
    }
    none = kind.classed(body, None, language="id")
    return sound and (guess is None or NOTHING <= guess <= ONE) and chosen <= known and not none


Trial = Callable[[Kind, Body, Specimens], bool]
TRIALS: tuple[tuple[Trial, str], ...] = (
    (_tried, "selftest.untried"),
    (_right, "selftest.right"),
    (_wrong, "selftest.wrong"),
    (_blank, "selftest.blank"),
    (_malformed, "selftest.malformed"),
    (_described, "selftest.described"),
    (_shown, "selftest.shown"),
    (_stored, "selftest.stored"),
    (_carried, "selftest.carried"),
    (_classes, "selftest.classes"),
)
