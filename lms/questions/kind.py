"""What a kind of question can do; kinds are stateless objects found through the registry."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.problem import Problem
from lms.questions.response import Form, Response
from lms.questions.score import Score

# What a kind keeps of a question: plain JSON, fractions as strings.
Body = Mapping[str, Any]


# The values of an attribute that the kind's own `parse` judges.
ANY = ("*",)


class Marker(StrEnum):
    """Who gives the mark: the kind itself, a trainer, or nobody, where nothing is asked or all is right."""

    MACHINE = "machine"
    TRAINER = "trainer"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Specimens:
    """Answers that a kind makes up about a question of its own, to test itself."""

    right: tuple[Response, ...]
    wrong: tuple[Response, ...]
    malformed: tuple[Form, ...]


# The class of every answer that no author foresaw.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class ResponseClass:
    """An answer that statistics count apart: `part` is empty, or names the item or gap that it answers.

    `fraction` is what it earns of its part when it is all that is said; `part_text` are the part's words.
    """

    part: str
    id: str
    text: str
    fraction: Fraction | None
    part_text: str = ""


class Kind(Protocol):
    """One kind of question: reads it, shows it, takes an answer, marks it, explains it."""

    @property
    def name(self) -> str:
        """Return the lasting name, stored with every question; also the folder of its templates."""

    @property
    def folder(self) -> Path:
        """Return where widget.html and review.html lie."""

    @property
    def attributes(self) -> Mapping[str, tuple[str, ...]]:
        """Return the heading attributes it knows, each with the values it may take; a flag takes none."""

    @property
    def messages(self) -> Mapping[str, Message]:
        """Return the words of the problems it reports."""

    @property
    def called_by(self) -> str:
        """Return the heading attribute that calls for it; empty when its answers alone tell it."""

    @property
    def marked_by(self) -> Marker:
        """Return who marks: of TRAINER and NOBODY, `score` gives the state `unmarked` or `unscored`."""

    @property
    def holds_prompt(self) -> bool:
        """Tell whether the prompt is part of the answer block, so that `show` and `reveal` bring it along."""

    def opens(self, line: str) -> bool:
        """Tell whether an unindented line is an answer of this kind."""

    def claims(self, block: Block) -> bool:
        """Tell whether this block, some line of which opens, is this kind's."""

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        """Read the block; None when an error leaves nothing that could be graded."""

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:
        """Return an order of what may be shuffled, as author positions; empty where nothing may."""

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:
        """Return what the widget may know: no key, no fraction, no feedback (see selftest.SECRETS)."""

    def accept(self, body: Body, form: Form) -> Response | None:
        """Return the canonical response of posted values, None for a blank; raise `Malformed`."""

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:
        """Return how an ambiguous response was read ("1000"); empty when there is nothing to say."""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:
        """Mark a canonical response; raise `Malformed` for one that is not."""

    def reveal(
        self, body: Body, order: Sequence[int], response: Response | None, *, language: str = "id"
    ) -> dict[str, Any]:
        """Return what the review shows: right, chosen, feedback, rule."""

    def describe(self, body: Body) -> str:
        """Return the right answer in words, as plain text."""

    def specimens(self, body: Body) -> Specimens:
        """Make up right and wrong canonical responses, and forms that must be refused."""

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        """Return every answer that statistics count apart, in the author's order; a blank is none."""

    def classed(
        self, body: Body, response: Response | None, *, language: str
    ) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the classes that were chosen, by part; nothing for what stayed blank."""

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:
        """Return the same answer to a corrected body; raise `Malformed` where it can no longer be said."""

    def guessed(self, body: Body) -> Fraction | None:
        """Return what a blind guess earns on average; None where that cannot be said."""


@runtime_checkable
class Growing(Protocol):
    """What a kind can do besides, whose answer is given piece by piece and never taken back."""

    def told(self, body: Body, response: Response | None) -> dict[str, Any]:
        """Return what the widget may know once so much has been answered; with None, what `show` returns."""

    def grows(self, before: Response | None, after: Response | None) -> bool:
        """Tell whether the later answer goes on where the earlier one stopped."""
