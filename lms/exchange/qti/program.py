"""Processing made ready to run many times: rules without their XML, and the steps a file may take."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lms.exchange.qti.asking import Unsound
from lms.exchange.xml import Node

MOST_RULES = 20_000
# What any item may take; an item that takes more lives on what the whole file has to spare.
PER_ITEM = 60_000
SPARE = 2_000_000


class Rule:
    """One element of a processing: a condition, an expression or an assignment."""

    __slots__ = ("attributes", "line", "name", "parts", "text")

    def __init__(self, name: str, attributes: dict[str, str], parts: tuple["Rule", ...], text: str) -> None:
        self.name = name
        self.attributes = attributes
        self.parts = parts
        self.text = text

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def named(self, *names: str) -> list["Rule"]:
        return [one for one in self.parts if one.name in names]

    def walk(self) -> Iterator["Rule"]:
        """Yield this rule and all within."""
        yield self
        for part in self.parts:
            yield from part.walk()


def ready(node: Node) -> Rule:
    """Take the rules out of their XML; raises Unsound when there are too many."""
    if sum(1 for _ in node.iter()) > MOST_RULES:
        raise Unsound("size")
    return _ready(node)


def _ready(node: Node) -> Rule:
    return Rule(node.name, dict(node.attrib), tuple(_ready(one) for one in node.children()), node.words())


@dataclass(slots=True)
class Budget:
    """Steps that a file's processing may take before it is taken for one that means harm."""

    spare: int = SPARE
    left: int = field(default=PER_ITEM + SPARE)

    def begin(self) -> None:
        """Begin with another item."""
        self.spare = min(self.spare, self.left)
        self.left = PER_ITEM + self.spare

    def take(self, steps: int = 1) -> None:
        self.left -= steps
        if self.left < 0:
            raise Unsound("size")
