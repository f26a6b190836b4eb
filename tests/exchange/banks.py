"""Strategies of whole banks: any text, any weight, every kind that two formats share."""

from fractions import Fraction

from hypothesis import strategies as st

from lms.exchange import moodle
from lms.exchange.model import (
    Accepted,
    Bank,
    Choice,
    Item,
    Markup,
    Matching,
    Number,
    Option,
    Pair,
    ShortText,
    Span,
    Text,
    TrueFalse,
)

LETTERS = st.sampled_from(list("abcXYZé0159 .,:;=~#{}[]()<>*_`$%&|\\/-+!?\"'\n→@^"))
WORDS = (
    st.text(LETTERS, min_size=1, max_size=24)
    .map(lambda text: " ".join(text.split(" ")))
    .map(lambda text: text.strip(moodle.SPACES))
    .filter(bool)
)
PLAIN = WORDS.filter(lambda text: any(letter.isalnum() for letter in text))
SOLID = PLAIN.map(lambda text: " ".join(text.split()))
TEXTS = PLAIN.map(lambda text: Text(text, Markup.PLAIN))
FEEDBACK = st.one_of(st.just(Text()), TEXTS)
WEIGHTS = st.sampled_from([grade for grade in moodle.GRADES if grade < 1])
NUMBERS = st.decimals(-10_000, 10_000, places=3).map(Fraction)


@st.composite
def singles(draw: st.DrawFn) -> Choice:
    options = draw(st.lists(st.builds(Option, TEXTS, WEIGHTS, FEEDBACK), min_size=1, max_size=4))
    key = Option(draw(TEXTS), Fraction(1), draw(FEEDBACK))
    options.insert(draw(st.integers(0, len(options))), key)
    return Choice(tuple(options))


@st.composite
def severals(draw: st.DrawFn) -> Choice:
    wrong = st.builds(Option, TEXTS, WEIGHTS.map(lambda weight: -weight), FEEDBACK)
    right = st.builds(Option, TEXTS, WEIGHTS.filter(bool), FEEDBACK)
    options = [*draw(st.lists(st.one_of(wrong, right), min_size=1, max_size=4)), draw(right)]
    return Choice(tuple(draw(st.permutations(options))), several=True)


@st.composite
def spans(draw: st.DrawFn, weight: Fraction | None = None) -> Span:
    middle, width = draw(NUMBERS), abs(draw(NUMBERS))
    return Span(
        middle - width,
        middle + width,
        draw(WEIGHTS) if weight is None else weight,
        draw(FEEDBACK),
    )


FULL = st.builds(Accepted, SOLID, st.just(Fraction(1)), FEEDBACK)
SHORTTEXTS = st.builds(
    lambda first, rest: ShortText((first, *rest)),
    FULL,
    st.lists(st.builds(Accepted, SOLID, WEIGHTS, FEEDBACK), max_size=2),
)
NUMERICALS = st.builds(
    lambda first, rest: Number((first, *rest)), spans(Fraction(1)), st.lists(spans(), max_size=2)
)
MATCHINGS = st.builds(
    lambda pairs: Matching(tuple(Pair(Text(left, Markup.PLAIN), right) for left, right in pairs.items())),
    st.dictionaries(SOLID, SOLID, min_size=2, max_size=4),
)
TRUEFALSES = st.builds(TrueFalse, st.booleans(), FEEDBACK, FEEDBACK)
ANSWERS = st.one_of(singles(), severals(), SHORTTEXTS, NUMERICALS, MATCHINGS, TRUEFALSES)
ITEMS = st.builds(Item, title=SOLID, prompt=TEXTS, answer=ANSWERS, explanation=FEEDBACK)
BANKS = st.lists(ITEMS, min_size=1, max_size=3).map(lambda items: Bank(tuple(items)))
