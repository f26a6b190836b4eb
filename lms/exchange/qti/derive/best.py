"""The best response to an item: its key where it names one, else what a short search finds."""

from collections.abc import Iterator
from itertools import islice, product

from lms.exchange.qti.asking import Arrange, Asked, Entry, Given, Interaction, Join, Pick, Slide, Sort
from lms.exchange.qti.derive import numbers
from lms.exchange.qti.derive.orders import orders
from lms.exchange.qti.derive.picks import sets
from lms.exchange.qti.modern.values import NUMERIC
from lms.exchange.qti.patterns import regex, wildcards

MOST = 600


def response(asked: Asked) -> dict[str, Given]:
    """Return the response that earns most; the key first, so that it stays when nothing is better."""
    found = {one.response: _key(asked, one) for one in asked.interactions}
    top = asked.grade(found).score
    # A key that earns nothing is none.
    known = [one for one in asked.interactions if not found[one.response] or top <= 0]
    choices = {one.response: list(_candidates(asked, one)) for one in known}
    # Parts that earn alone are found one by one; parts that earn together only side by side.
    for one in known:
        for given in choices[one.response][:MOST]:
            score = asked.grade({**found, one.response: given}).score
            if score > top:
                top, found[one.response] = score, given
    if top <= 0 and known:
        for row in islice(product(*choices.values()), MOST):
            tried = {**found, **dict(zip(choices, row, strict=True))}
            score = asked.grade(tried).score
            if score > top:
                top, found = score, tried
    return found


def _candidates(asked: Asked, one: Interaction) -> Iterator[Given]:
    match one:
        case Pick():
            yield from ((option.id,) for option in one.options) if one.most == 1 else sets(one, ())
        case Arrange():
            yield from orders([option.id for option in one.options], ())
        case Join():
            yield from _pairs(asked, one)
        case Entry() | Slide():
            yield from _typed(asked, one)


def _pairs(asked: Asked, join: Join) -> Iterator[Given]:
    """Add one pair after another, as long as each earns more."""
    found: Given = ()
    top = asked.grade({join.response: found}).score
    known = [*asked.known.get(join.response, ()), *(clue.text for clue in asked.clues if " " in clue.text)]
    for pair in dict.fromkeys(known):
        score = asked.grade({join.response: (*found, pair)}).score
        if score > top:
            top, found = score, (*found, pair)
    yield found or tuple(dict.fromkeys(known))


def _typed(asked: Asked, one: Entry | Slide) -> Iterator[Given]:
    known = asked.known.get(one.response, ())
    yield from ((text,) for text in known)
    if one.base in NUMERIC:
        yield from numbers.candidates(known, asked.clues, one)
        return
    for clue in asked.clues:
        if clue.sort in {Sort.WORD, Sort.NUMBER, Sort.PART}:
            yield (clue.text,)
        elif clue.sort is Sort.PATTERN:
            yield (wildcards.example(regex.read(clue.text).tree),)


def _key(asked: Asked, one: Interaction) -> Given:
    """Return the key that the item names; several of them, where one is to be given, are none."""
    key = asked.correct.get(one.response, ())
    single = (isinstance(one, Pick) and one.most == 1) or isinstance(one, Entry | Slide)
    return () if single and len(key) > 1 else key
