"""Strategies of questions that QTI packages carry, beside those of banks.py."""

from fractions import Fraction

from banks import FEEDBACK, NUMERICALS, SHORTTEXTS, SOLID, TEXTS, TRUEFALSES, severals, singles
from hypothesis import strategies as st

from lms.exchange.model import (
    Bank,
    Choice,
    Criterion,
    Description,
    Essay,
    Gap,
    Gaps,
    Grouping,
    Item,
    Matching,
    Option,
    Ordering,
    Pair,
    Text,
    gap_sign,
)


@st.composite
def wholes(draw: st.DrawFn) -> Choice:
    """Everything right and nothing else, or each by itself."""
    texts = draw(st.lists(TEXTS, min_size=2, max_size=5, unique_by=lambda text: text.text))
    keys = draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)).filter(any))
    options = (Option(text, Fraction(key, sum(keys))) for text, key in zip(texts, keys, strict=True))
    return Choice(tuple(options), several=True, rule=draw(st.sampled_from(("all", "each"))))


@st.composite
def pairings(draw: st.DrawFn) -> Matching | Grouping:
    left = draw(st.lists(SOLID, min_size=2, max_size=4, unique=True))
    labels = draw(st.lists(SOLID, min_size=2, max_size=4, unique_by=str.casefold))
    pairs = [Pair(Text(one), draw(st.sampled_from(labels))) for one in left]
    pairs += [Pair(Text(), label) for label in labels if label not in {pair.right for pair in pairs}]
    return draw(st.sampled_from((Matching, Grouping)))(tuple(pairs))


@st.composite
def orderings(draw: st.DrawFn) -> Ordering:
    items = draw(st.lists(SOLID, min_size=2, max_size=5, unique=True))
    rule = draw(st.sampled_from(("all", "position", "relative", "longest")))
    return Ordering(tuple(Text(one) for one in items), rule)


@st.composite
def gapped(draw: st.DrawFn) -> Item:
    answers = draw(st.lists(st.one_of(SHORTTEXTS, NUMERICALS, singles()), min_size=1, max_size=3))
    gaps = tuple(Gap(one, Fraction(draw(st.integers(1, 3)))) for one in answers)
    words = draw(st.lists(SOLID, min_size=len(gaps), max_size=len(gaps)))
    prompt = " ".join(f"{word} {gap_sign(place)}" for place, word in enumerate(words))
    return Item(title=draw(SOLID), prompt=Text(prompt), answer=Gaps(gaps), explanation=draw(FEEDBACK))


def reachable(choice: Choice) -> bool:
    """Tell whether the whole mark can be had: else the best answer earns it, when it comes back."""
    return sum(max(one.weight, Fraction(0)) for one in choice.options) >= 1


ESSAYS = st.builds(
    Essay,
    st.one_of(st.none(), st.tuples(st.integers(1, 50), st.integers(51, 500))),
    st.lists(st.builds(Criterion, st.integers(1, 9).map(Fraction), SOLID.map(Text)), max_size=3).map(tuple),
)
ANSWERS = st.one_of(
    singles(),
    severals().filter(reachable),
    SHORTTEXTS,
    NUMERICALS,
    TRUEFALSES,
    wholes(),
    pairings(),
    orderings(),
    ESSAYS,
    st.just(Description()),
)
POINTS = st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2), Fraction(5, 3)])
PLAIN = st.builds(Item, title=SOLID, prompt=TEXTS, answer=ANSWERS, explanation=FEEDBACK, points=POINTS)
BANKS = st.lists(st.one_of(PLAIN, gapped()), min_size=1, max_size=3).map(lambda items: Bank(tuple(items)))
