"""Finding courses by words: Indonesian stems, titles before texts, and a guess when a word is mistyped."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

import snowballstemmer
from sqlalchemy import ColumnElement, and_, case, literal

from lms.catalogue.models import Course

WORD = re.compile(r"[^\W_]+")
# A query of more words than this is a pasted text; the rest is not looked at.
MOST_WORDS = 8
# Words of a question that every course could answer.
COMMON = frozenset(
    {"dan", "atau", "yang", "di", "ke", "dari", "untuk", "pada", "dengan", "the", "and", "or", "of"}
)


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    # A stemmer keeps state while it works, so threads may not share one.
    return str(snowballstemmer.stemmer("indonesian").stemWord(word))


def stems(texts: Iterable[str], limit: int = 20_000) -> str:
    """Return the stems of some texts, each once, between spaces: ` dasar layan spbe `."""
    found = dict.fromkeys(stem(word) for text in texts for word in words(text) if word not in COMMON)
    kept: list[str] = []
    size = 1
    for one in found:
        size += len(one) + 1
        if size > limit:
            break
        kept.append(one)
    return f" {' '.join(kept)} "


def wanted(query: str) -> list[str]:
    """Return the stems that a query asks for."""
    asked = [word for word in words(query) if word not in COMMON] or words(query)
    return list(dict.fromkeys(stem(word) for word in asked))[:MOST_WORDS]


def matches(query: str) -> ColumnElement[bool]:
    """Say that a course holds every word of a query, each at least as the beginning of a stem."""
    return and_(
        literal(value=True), *(Course.stems.contains(f" {one}", autoescape=True) for one in wanted(query))
    )


def rank(query: str) -> ColumnElement[int]:
    """Say that a course whose title holds every word comes first."""
    asked = wanted(query)
    if not asked:
        return literal(0)
    hits = and_(*(Course.title_stems.contains(f" {one}", autoescape=True) for one in asked))
    return case((hits, 0), else_=1)


def guess(query: str, titles: Iterable[str]) -> str:
    """Return the query with each unknown word replaced by the nearest of the titles; empty when none is."""
    vocabulary = sorted({word for title in titles for word in words(title)})
    known = {stem(word) for word in vocabulary}
    mended = []
    for word in words(query)[:MOST_WORDS]:
        if word in COMMON or stem(word) in known:
            mended.append(word)
            continue
        near = get_close_matches(word, vocabulary, 1, 0.72)
        if not near:
            return ""
        mended.append(near[0])
    better = " ".join(mended)
    return "" if better == " ".join(words(query)) else better
