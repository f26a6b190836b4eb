"""Matching, grouping and orders as interactions with their processing."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations

from lms.exchange.model import Grouping, Matching, Ordering, Pair, Text
from lms.exchange.qti.derive.orders import longest
from lms.exchange.qti.writing import processing as p
from lms.exchange.qti.writing import xhtml
from lms.exchange.qti.writing.asked import Asking, Unwritable
from lms.exchange.qti.writing.tree import Element, element

# So many arrangements are written one by one, where no expression says their worth.
MOST_LISTED = 5


def pairs(answer: Matching | Grouping, name: str) -> Asking:
    """Each left one is paired once; equal partners are one, and may be used as often as one likes."""
    rows = answer.pairs if isinstance(answer, Matching) else answer.items
    labels = list(dict.fromkeys(_label(one) for one in rows))
    left = [one for one in rows if one.left]
    names = {label: f"B{place}" for place, label in enumerate(sorted(labels), start=1)}
    keys = [
        (f"A{place} {names[_label(one)]}", Fraction(1, len(left))) for place, one in enumerate(left, start=1)
    ]
    mapped, whole = p.mapping(keys, bounded=True)
    kind = "matching" if isinstance(answer, Matching) else "grouping"
    made = element(
        "matchInteraction",
        element(
            "simpleMatchSet",
            *(_choice(f"A{place}", one.left, "1") for place, one in enumerate(left, start=1)),
        ),
        element("simpleMatchSet", *(_choice(names[label], Text(label), "0") for label in sorted(labels))),
        responseIdentifier=name,
        shuffle="true",
        maxAssociations="0",
        label=kind,
    )
    declaration = p.declared(
        name, "directedPair", [key for key, _ in keys], cardinality="multiple", mapped=mapped
    )
    return Asking(
        made, declaration, (), p.scaled(element("mapResponse", identifier=name), Fraction(1, whole))
    )


def _label(pair: Pair) -> str:
    return " ".join(pair.right.split())


def _choice(key: str, text: Text, most: str) -> Element:
    return xhtml.inline(element("simpleAssociableChoice", identifier=key, matchMax=most), text)


def order(answer: Ordering, name: str) -> Asking:
    """Items are listed by their words, so that no place tells the key."""
    count = len(answer.items)
    listed = sorted(range(count), key=lambda at: (answer.items[at].text, at))
    keys = [f"A{listed.index(at) + 1}" for at in range(count)]
    made = element("orderInteraction", responseIdentifier=name, shuffle="true")
    for place, at in enumerate(listed, start=1):
        made.append(xhtml.inline(element("simpleChoice", identifier=f"A{place}"), answer.items[at]))
    declaration = p.declared(name, "identifier", keys, cardinality="ordered")
    if answer.rule == "all":
        right = element("match", p.variable(name), element("correct", identifier=name))
        return Asking(
            made, declaration, (p.when(right, [p.put("RIGHT", p.base("1", "float"))]),), p.variable("RIGHT")
        )
    if answer.rule == "longest":
        return Asking(made, declaration, tuple(_listed(name, keys)), p.variable("RIGHT"))
    tests = _neighbours(name, keys) if answer.rule == "relative" else _places(name, keys)
    share = Fraction(1, count - 1 if answer.rule == "relative" else count)
    rules = tuple(p.when(test, [p.add("RIGHT", p.base("1", "float"))]) for test in tests)
    return Asking(made, declaration, rules, p.scaled(p.variable("RIGHT"), share))


def _at(name: str, place: int) -> Element:
    return element("index", p.variable(name), n=str(place))


def _places(name: str, keys: Sequence[str]) -> list[Element]:
    return [element("match", _at(name, place), p.base(key)) for place, key in enumerate(keys, start=1)]


def _neighbours(name: str, keys: Sequence[str]) -> list[Element]:
    """Say for each two items in a row that one follows the other, wherever they stand."""
    return [
        element(
            "or",
            *(
                element(
                    "and",
                    element("match", _at(name, place), p.base(before)),
                    element("match", _at(name, place + 1), p.base(after)),
                )
                for place in range(1, len(keys))
            ),
        )
        for before, after in pairwise(keys)
    ]


def _listed(name: str, keys: Sequence[str]) -> list[Element]:
    """Name each arrangement with what it is worth."""
    if len(keys) > MOST_LISTED:
        raise Unwritable("qti.rule", rule="longest", count=len(keys))
    branches = []
    for row in permutations(range(len(keys))):
        worth = longest(row)
        listed = element("ordered", *(p.base(keys[place]) for place in row))
        branches.append((element("match", p.variable(name), listed), [p.put("RIGHT", p.number(worth))]))
    return p.chain(branches)
