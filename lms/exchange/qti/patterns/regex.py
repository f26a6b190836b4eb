"""Patterns of XML Schema, matched in linear time by stepping all states at once; no engine goes back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lms.exchange.qti.asking import Unsound

MOST_STATES = 2_000
LONGEST = 1_000
NEWLINES = ((10, 10), (13, 13))
DIGIT = ((48, 57),)
SPACE = ((32, 32), (9, 10), (13, 13))
WORD = ((48, 57), (65, 90), (97, 122), (95, 95), (0xC0, 0x24F))
SHORT = {"d": DIGIT, "s": SPACE, "w": WORD, "i": WORD, "c": WORD}
LITERAL = {"n": "\n", "r": "\r", "t": "\t"}
COUNT = re.compile(r"\{(\d{1,3})(,?)(\d{0,3})\}")
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """One letter of a set."""

    ranges: Ranges
    negated: bool = False

    def holds(self, letter: str) -> bool:
        code = ord(letter)
        return any(low <= code <= high for low, high in self.ranges) is not self.negated


@dataclass(frozen=True, slots=True)
class Row:
    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`most` None is any number of times."""

    part: "Tree"
    least: int
    most: int | None


Tree = Letters | Row | Either | Repeat


class _Reading:
    """A small parser of one level at a time; groups are limited by the length of the pattern."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST or text.count("(") > 50:
            raise Unsound("patternMatch")
        self.text = text
        self.at = 0

    def tree(self) -> Tree:
        tree = self._either()
        if self.at < len(self.text):
            raise Unsound("patternMatch")
        return tree

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self) -> str:
        letter = self._next()
        if not letter:
            raise Unsound("patternMatch")
        self.at += 1
        return letter

    def _either(self) -> Tree:
        parts = [self._row()]
        while self._next() == "|":
            self.at += 1
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _row(self) -> Tree:
        parts: list[Tree] = []
        while self._next() not in {"", "|", ")"}:
            parts.append(self._counted(self._atom()))
        return Row(tuple(parts))

    def _counted(self, part: Tree) -> Tree:
        sign = self._next()
        known = {"?": (0, 1), "*": (0, None), "+": (1, None)}
        if sign in known:
            self.at += 1
            return Repeat(part, *known[sign])
        found = COUNT.match(self.text, self.at)
        if sign == "{" and found is None:
            raise Unsound("patternMatch")
        if found is None:
            return part
        self.at = found.end()
        least = int(found[1])
        most = least if not found[2] else int(found[3]) if found[3] else None
        return Repeat(part, least, most)

    def _atom(self) -> Tree:
        letter = self._take()
        if letter == "(":
            if self._next() == "?":
                raise Unsound("patternMatch")
            inner = self._either()
            if self._take() != ")":
                raise Unsound("patternMatch")
            return inner
        if letter == "[":
            return self._set()
        if letter == ".":
            return Letters(NEWLINES, negated=True)
        if letter == "\\":
            return self._escape()
        if letter in "?*+{":
            raise Unsound("patternMatch")
        return Letters(((ord(letter), ord(letter)),))

    def _escape(self) -> Letters:
        letter = self._take()
        if letter.lower() in SHORT:
            return Letters(SHORT[letter.lower()], negated=letter.isupper())
        if letter.isalnum() and letter not in LITERAL:
            raise Unsound("patternMatch")
        code = ord(LITERAL.get(letter, letter))
        return Letters(((code, code),))

    def _set(self) -> Letters:
        negated = self._next() == "^"
        self.at += negated
        ranges: list[tuple[int, int]] = []
        while self._next() != "]":
            letter = self._take()
            if letter == "[":
                raise Unsound("patternMatch")
            found = self._escape() if letter == "\\" else Letters(((ord(letter), ord(letter)),))
            if found.negated:
                raise Unsound("patternMatch")
            if self._next() == "-" and self.text[self.at + 1 : self.at + 2] not in {"]", ""}:
                self.at += 1
                found = Letters(((found.ranges[0][0], self._end()),))
            ranges += found.ranges
        self.at += 1
        return Letters(tuple(ranges), negated)

    def _end(self) -> int:
        letter = self._take()
        if letter == "[":
            raise Unsound("patternMatch")
        return self._escape().ranges[0][0] if letter == "\\" else ord(letter)


@dataclass(slots=True)
class Machine:
    """States that step over a letter, and states that are passed for nothing."""

    steps: list[Letters | None] = field(default_factory=list)
    ways: list[list[int]] = field(default_factory=list)

    def add(self, letters: Letters | None, *ways: int) -> int:
        if len(self.steps) >= MOST_STATES:
            raise Unsound("patternMatch")
        self.steps.append(letters)
        self.ways.append(list(ways))
        return len(self.steps) - 1

    def build(self, tree: Tree, after: int) -> int:
        """Return the state from which `tree` leads to `after`."""
        match tree:
            case Letters():
                return self.add(tree, after)
            case Row(parts=parts):
                for part in reversed(parts):
                    after = self.build(part, after)
                return after
            case Either(parts=parts):
                return self.add(None, *(self.build(part, after) for part in parts))
            case Repeat():
                return self._repeat(tree, after)

    def _repeat(self, tree: Repeat, after: int) -> int:
        if tree.most is None:
            loop = self.add(None, after)
            self.ways[loop].append(self.build(tree.part, loop))
            after = loop
        for _ in range((tree.most or tree.least) - tree.least):
            after = self.add(None, after, self.build(tree.part, after))
        for _ in range(tree.least):
            after = self.build(tree.part, after)
        return after

    def reach(self, states: Iterable[int]) -> set[int]:
        found: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting += self.ways[state] if self.steps[state] is None else ()
        return found


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was read; it always takes the whole text."""

    tree: Tree
    machine: Machine
    start: int
    end: int

    def matches(self, text: str) -> bool:
        states = self.machine.reach([self.start])
        for letter in text:
            after = (
                way
                for state in states
                if (step := self.machine.steps[state]) is not None and step.holds(letter)
                for way in self.machine.ways[state]
            )
            states = self.machine.reach(after)
            if not states:
                return False
        return self.end in states


def read(text: str) -> Pattern:
    """Read a pattern; `^` and `$` at its ends are what everybody takes them for."""
    bare = text.removeprefix("^")
    # A dollar behind a backslash is one to be typed.
    behind = len(bare) - 1 - len(bare[:-1].rstrip("\\"))
    tree = _Reading(bare if behind % 2 else bare.removesuffix("$")).tree()
    machine = Machine()
    # The end steps over nothing: no letter leads on.
    end = machine.add(Letters(()))
    return Pattern(tree, machine, machine.build(tree, end), end)
