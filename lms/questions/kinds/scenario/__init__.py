"""Scenario: scenes in which a choice leads to the next; what was chosen cannot be taken back."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.scenario import graph, syntax
from lms.questions.problem import Problem
from lms.questions.response import FIELD, Form, Malformed, Response
from lms.questions.score import BLANK, NOTHING, ONE, Score, scored
from lms.questions.text import plain

# Longer than any way through; a circle could be gone round for ever.
LONGEST = 300


class Scenario:
    """A whole quiz file is one question: its response is the path, the numbers of the choices made."""

    name = "scenario"
    folder = Path(__file__).parent
    called_by = ""
    marked_by = Marker.MACHINE
    holds_prompt = True
    attributes: Mapping[str, tuple[str, ...]] = {}
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:  # noqa: ARG002 # Kind's signature
        return False

    def claims(self, block: Block) -> bool:  # noqa: ARG002 # Kind's signature
        """No question of another quiz is a scenario: the front matter of the file says that it is one."""
        return False

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:  # noqa: ARG002 # a story has its order
        return []

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:  # noqa: ARG002 # Kind's signature
        return self.told(body, None)

    def told(self, body: Body, response: Response | None) -> dict[str, Any]:
        """Return the scenes that were reached, with the replies to what was chosen, and nothing beyond."""
        steps, scene = [], body["scenes"][0]
        path = _path(body, response)
        for number in path:
            choice = scene["choices"][number - 1]
            steps.append({**_scene(scene), "chosen": choice["text"], "reply": choice["feedback"]})
            scene = body["scenes"][choice["to"]]
        choices = [choice["text"] for choice in scene["choices"]]
        return {"steps": steps, "scene": _scene(scene), "choices": choices, "path": path}

    def grows(self, before: Response | None, after: Response | None) -> bool:
        """Tell whether the later answer goes on where the earlier one stopped."""
        earlier, later = list(before or ()), list(after or ())
        return later[: len(earlier)] == earlier

    def accept(self, body: Body, form: Form) -> Response | None:
        values = list(form.get(FIELD, ()))
        if len(values) > LONGEST or any(not value.isascii() or not value.isdigit() for value in values):
            raise Malformed("response.form")
        return _path(body, [int(value[:6]) for value in values]) or None

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:  # noqa: ARG002 # Kind's signature
        return ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        """Divide what the path earned by what the best earns; where none earns, an end is all there is."""
        path = _path(body, response)
        if not path:
            return BLANK
        most, replies = Fraction(body["best"]), [step["reply"] for step in self.told(body, path)["steps"]]
        if not most:
            return scored(ONE if _ended(body, path) else NOTHING, tuple(replies))
        return scored(sum(graph.gained(graph.graph_of(body), path), NOTHING) / most, tuple(replies))

    def reveal(
        self,
        body: Body,
        order: Sequence[int],  # noqa: ARG002 # Kind's signature
        response: Response | None,
        *,
        language: str = "id",
    ) -> dict[str, Any]:
        told, ways = self.told(body, response), graph.graph_of(body)
        earned = graph.gained(ways, told["path"])
        return {
            "state": str(self.score(body, response, language=language).state),
            "steps": [
                {**step, "points": _number(points)}
                for step, points in zip(told["steps"], earned, strict=True)
            ],
            "scene": told["scene"],
            "ended": _ended(body, told["path"]),
            "gained": _number(sum(earned, NOTHING)),
            "best": _number(Fraction(body["best"])),
            "way": _way(body),
        }

    def describe(self, body: Body) -> str:
        """Return the choices of the best path."""
        return " → ".join(plain(step["chosen"]) for step in _way(body))

    def specimens(self, body: Body) -> Specimens:
        ways = graph.graph_of(body)
        _, way = graph.best(ways)
        worthless = [
            [number]
            for number, choice in enumerate(ways[0], start=1)
            if Fraction(body["best"]) and choice.points <= 0
        ]
        beyond = str(len(ways[0]) + 1)
        malformed: tuple[Form, ...] = ({FIELD: [beyond]}, {FIELD: ["0"]}, {FIELD: ["x"]})
        right: tuple[Response, ...] = (way,) if way else ()
        return Specimens(right, tuple(worthless), malformed)

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        """Each choice is a class of its scene; its share is of the best choice there."""
        return tuple(
            ResponseClass(
                scene["id"],
                str(number),
                plain(choice["text"]),
                _share(choice, scene["choices"]),
                scene["title"],
            )
            for scene in body["scenes"]
            for number, choice in enumerate(scene["choices"], start=1)
        )

    def classed(
        self,
        body: Body,
        response: Response | None,
        *,
        language: str,  # noqa: ARG002 # Kind's signature
    ) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        scene = body["scenes"][0]
        for number in _path(body, response):
            made = found.get(scene["id"], ())
            found[scene["id"]] = made if str(number) in made else (*made, str(number))
            scene = body["scenes"][scene["choices"][number - 1]["to"]]
        return found

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:
        """Go the same way through the corrected scenes: each choice is found by its words and its target."""
        path, here, there = [], old["scenes"][0], new["scenes"][0]
        for number in _path(old, response):
            chosen = here["choices"][number - 1]
            here = old["scenes"][chosen["to"]]
            same = [
                at
                for at, choice in enumerate(there["choices"], start=1)
                if plain(choice["text"]) == plain(chosen["text"])
                and new["scenes"][choice["to"]]["id"] == here["id"]
            ]
            if not same:
                raise Malformed("response.not-carried")
            path.append(number if number in same else same[0])
            there = new["scenes"][there["choices"][path[-1] - 1]["to"]]
        return path or None

    def guessed(self, body: Body) -> Fraction | None:  # noqa: ARG002 # Kind's signature
        return None


def _number(points: Fraction) -> int | float:
    """Return points for showing: they were written with a few decimals, so this is how they are read."""
    return int(points) if points.denominator == 1 else float(points)


def _scene(scene: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": scene["title"], "html": scene["html"]}


def _path(body: Body, response: Response | None) -> list[int]:
    """Return the numbers of a path that can be walked; raise `Malformed` for any other."""
    if response is None:
        return []
    if not isinstance(response, list) or len(response) > LONGEST:
        raise Malformed("response.form")
    path: list[int] = []
    choices = body["scenes"][0]["choices"]
    for number in response:
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= len(choices):
            raise Malformed("response.form")
        path.append(number)
        choices = body["scenes"][choices[number - 1]["to"]]["choices"]
    return path


def _ended(body: Body, path: Sequence[int]) -> bool:
    scene = body["scenes"][0]
    for number in path:
        scene = body["scenes"][scene["choices"][number - 1]["to"]]
    return not scene["choices"]


def _way(body: Body) -> list[dict[str, str]]:
    """Return the best path, scene by scene."""
    _, path = graph.best(graph.graph_of(body))
    way, scene = [], body["scenes"][0]
    for number in path:
        choice = scene["choices"][number - 1]
        way.append({"title": scene["title"], "chosen": choice["text"]})
        scene = body["scenes"][choice["to"]]
    return way


def _share(choice: Mapping[str, Any], choices: Sequence[Mapping[str, Any]]) -> Fraction | None:
    most = max(Fraction(one["points"]) for one in choices)
    return max(Fraction(choice["points"]) / most, -ONE) if most > 0 else None


SCENARIO: Kind = Scenario()
