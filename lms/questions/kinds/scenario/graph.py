"""The ways through a scenario: what each is worth, which is the best, where one gets lost.

A choice earns its points the first time it is made; made again it earns nothing. So a circle of scenes brings
no more than what stands in it, and the best path is a finite thing: within a circle it is found by going
through every set of choices already made, between circles by the best that follows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Body = Mapping[str, Any]
# Choices with points within one circle; each doubles the ways to go through.
MOST_IN_CIRCLE = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """The scene it leads to, by number, and what it earns the first time."""

    to: int
    points: Fraction


# Of each scene the choices; a scene without any ends the scenario.
Graph = Sequence[Sequence[Choice]]


def graph_of(body: Body) -> Graph:
    return [
        [Choice(choice["to"], Fraction(choice["points"])) for choice in scene["choices"]]
        for scene in body["scenes"]
    ]


def reached(graph: Graph, start: int = 0) -> set[int]:
    """Return the scenes to which some way leads."""
    found, waiting = {start}, [start]
    while waiting:
        for choice in graph[waiting.pop()]:
            if choice.to not in found:
                found.add(choice.to)
                waiting.append(choice.to)
    return found


def trapped(graph: Graph) -> set[int]:
    """Return the scenes from which no way leads to an end."""
    before: list[list[int]] = [[] for _ in graph]
    for scene, choices in enumerate(graph):
        for choice in choices:
            before[choice.to].append(scene)
    free = {scene for scene, choices in enumerate(graph) if not choices}
    waiting = list(free)
    while waiting:
        for scene in before[waiting.pop()]:
            if scene not in free:
                free.add(scene)
                waiting.append(scene)
    return set(range(len(graph))) - free


def circles(graph: Graph) -> list[set[int]]:
    """Return the groups of scenes that lead back to each other, each before those that lead to it."""
    forward = {scene: reached(graph, scene) for scene in range(len(graph))}
    groups: list[set[int]] = []
    seen: set[int] = set()
    for scene in sorted(forward, key=lambda one: len(forward[one])):
        if scene not in seen:
            group = {other for other in forward[scene] if scene in forward[other]}
            groups.append(group)
            seen |= group
    return groups


def tangled(graph: Graph) -> set[int]:
    """Return the scenes of circles with more choices that earn something than can be gone through."""
    return {
        scene for group in circles(graph) for scene in group if len(_inner(graph, group)) > MOST_IN_CIRCLE
    }


def best(graph: Graph) -> tuple[Fraction, list[int]]:
    """Return what the best path earns, and that path; every scene must have a way out."""
    known: dict[int, tuple[Fraction, list[int]]] = {}
    for group in circles(graph):
        inner = _inner(graph, group)
        for scene in group:
            known[scene] = _best_from(graph, scene, group, inner, known)
    return known[0]


def gained(graph: Graph, path: Sequence[int]) -> list[Fraction]:
    """Return what each choice of a path earned."""
    earned: list[Fraction] = []
    made: set[tuple[int, int]] = set()
    scene = 0
    for number in path:
        choice = graph[scene][number - 1]
        earned.append(Fraction(0) if (scene, number) in made else choice.points)
        made.add((scene, number))
        scene = choice.to
    return earned


def _inner(graph: Graph, group: set[int]) -> dict[tuple[int, int], int]:
    """Return the choices with points that stay within a circle, each with a bit of its own."""
    found = [
        (scene, number)
        for scene in sorted(group)
        for number, choice in enumerate(graph[scene], start=1)
        if choice.to in group and choice.points
    ]
    return {edge: 1 << place for place, edge in enumerate(found)}


def _best_from(
    graph: Graph,
    start: int,
    group: set[int],
    inner: Mapping[tuple[int, int], int],
    known: Mapping[int, tuple[Fraction, list[int]]],
) -> tuple[Fraction, list[int]]:
    if not graph[start]:
        return Fraction(0), []
    ways: dict[tuple[int, int], tuple[Fraction, list[int]]] = {(start, 0): (Fraction(0), [])}
    waiting = [(start, 0)]
    found: tuple[Fraction, list[int]] | None = None
    for scene, made in waiting:
        so_far, path = ways[scene, made]
        for number, choice in enumerate(graph[scene], start=1):
            bit = inner.get((scene, number), 0)
            total = so_far + (Fraction(0) if bit & made else choice.points)
            if choice.to not in group:
                after, rest = known[choice.to]
                if found is None or total + after > found[0]:
                    found = total + after, [*path, number, *rest]
            elif (choice.to, made | bit) not in ways:
                ways[choice.to, made | bit] = total, [*path, number]
                waiting.append((choice.to, made | bit))
    assert found is not None
    return found
