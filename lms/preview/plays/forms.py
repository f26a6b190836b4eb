"""What a form says of a paper; a hidden field remembers of each question what rows of an attempt would."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.assessment.refusals import ANSWER_FIRST, TRIED_BEFORE, Given
from lms.assessment.rules import earning, reveal
from lms.assessment.rules.paper import Item
from lms.errors import Message
from lms.preview.plays.dealing import Body, Deal
from lms.questions import registry
from lms.questions.kind import Kind
from lms.questions.response import FIELD, PART, Malformed
from lms.web.i18n import language

# The buttons, and the field that carries a question's tries from page to page.
MARK, CHECK, SAID = "nilai", "periksa", "sudah-"
CERTAINTY = "certainty-"
# More tries than any question has hints.
MOST_TRIES = 20

Form = Mapping[str, object]
# What was typed, and what is wrong with it.
Problem = tuple[Any, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says: the answers by question, and what cannot be read of them."""

    given: Mapping[str, Given]
    problems: Mapping[str, Problem]


def marks_wanted(form: Form) -> bool:
    """Tell whether the paper is handed in."""
    return bool(values(form, MARK))


def read(deal: Deal, form: Form, *, at: datetime) -> Said:
    """Read the answers to a paper; what cannot be read is named beside its question and costs nothing."""
    given: dict[str, Given] = {}
    problems: dict[str, Problem] = {}
    for item in deal.attempt.paper:
        body = deal.bodies[item["hash"]]
        kind = registry.kinds().get(body["kind"])
        if kind is None or not item["asks"]:
            continue
        one = _Answer(deal, item, body, kind, form, at)
        try:
            answer = one.given()
        except Malformed as problem:
            problems[item["id"]] = (one.typed, _words(problem.message, problem.values))
            answer = one.before
        if values(form, CHECK) == [item["id"]] and item["id"] not in problems:
            answer, refusal = one.checked(answer)
            if refusal:
                problems[item["id"]] = (answer.response if answer else None, _words(refusal))
        if answer is not None:
            given[item["id"]] = answer
    return Said(given, problems)


def kept(given: Given) -> str:
    """Return the value of the hidden field."""
    said = {"tried": list(given.tried), "certainty": given.certainty, "surest": given.surest}
    return json.dumps(said, ensure_ascii=False)


def values(form: Form, name: str) -> list[str]:
    """Return what stands under a name, once or many times."""
    found = form.get(name, ())
    if isinstance(found, str):
        return [found]
    return [str(one) for one in found] if isinstance(found, Sequence) else []


@dataclass(frozen=True, slots=True)
class _Answer:
    """One question's part of a form."""

    deal: Deal
    item: Item
    body: Body
    kind: Kind
    form: Form
    at: datetime

    def given(self) -> Given | None:
        """Return the answer; that of a closed question is its last try, for its field is gone."""
        tried, known, surest = self._tries()
        if tried and earning.closed(len(tried), earning.tries(self.body), self._state(tried[-1])):
            return self._made(tried[-1], tried, known, surest)
        response = self.kind.accept(self.body["body"], dict(self._fields()))
        if response is None and not tried:
            return None
        return self._made(response, tried, self._certainty(), surest)

    @property
    def before(self) -> Given | None:
        """Return what was known before the form could not be read."""
        tried, known, surest = self._tries()
        return self._made(tried[-1], tried, known, surest) if tried else None

    @property
    def typed(self) -> str | dict[str, str]:
        fields = dict(self._fields())
        whole = " ".join(fields.pop(FIELD, []))
        return {name.removeprefix(PART): " ".join(parts) for name, parts in fields.items()} or whole

    def checked(self, answer: Given | None) -> tuple[Given | None, Message | None]:
        """Use up a try, unless there is nothing to try."""
        allowed, tried = earning.tries(self.body), answer.tried if answer else ()
        over = bool(tried) and earning.closed(len(tried), allowed, self._state(tried[-1]))
        if over or not reveal.checks(self.deal.attempt.rules["feedback"]):
            return answer, None
        if answer is None or answer.response is None:
            return answer, ANSWER_FIRST
        if answer.response in tried:
            return answer, TRIED_BEFORE
        surest = max(answer.surest, answer.certainty or 0)
        return self._made(answer.response, (*tried, answer.response), answer.certainty, surest), None

    def _made(self, response: Any, tried: tuple[Any, ...], certainty: int | None, surest: int) -> Given:
        another = response is not None and (not tried or response != tried[-1])
        return Given(response, 0, self.at, bool(tried), certainty, tried, len(tried) + another, surest)

    def _fields(self) -> Iterator[tuple[str, list[str]]]:
        name = f"{FIELD}-{self.item['id']}"
        yield FIELD, values(self.form, name)
        for key in self.form:
            if key.startswith(f"{name}."):
                yield FIELD + key.removeprefix(name), values(self.form, key)

    def _certainty(self) -> int | None:
        said = values(self.form, CERTAINTY + self.item["id"])
        return next((sure for sure in earning.CERTAINTIES if said == [str(sure)]), None)

    def _tries(self) -> tuple[tuple[Any, ...], int | None, int]:
        """Read the hidden field; what is not as we wrote it is as though nothing had been tried."""
        if not reveal.checks(self.deal.attempt.rules["feedback"]):
            return (), None, 0
        try:
            said = json.loads("".join(values(self.form, SAID + self.item["id"])) or "{}")
            # A lone surrogate cannot be sent back.
            json.dumps(said, ensure_ascii=False).encode()
            tried = tuple(said.get("tried", ()))[:MOST_TRIES]
            for response in tried:
                self._state(response)
            sure = said.get("certainty")
            surest = int(said.get("surest") or 0)
        except (ValueError, TypeError, AttributeError, RecursionError, Malformed):
            return (), None, 0
        return tried, sure if sure in earning.CERTAINTIES else None, surest

    def _state(self, response: Any) -> Any:
        rules = self.deal.attempt.rules
        return self.kind.score(self.body["body"], response, language=rules["language"]).state


def _words(message: Message, given: Mapping[str, str | int] | None = None) -> str:
    return f"{message.text(language(), given)} {message.remedy(language(), given)}"
