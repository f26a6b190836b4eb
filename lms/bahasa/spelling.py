"""Indonesian words told from slips of the pen: a list of stems, and the affixes that make words of them.

The stems are any list of words, such as that of Hunspell; its own rules for affixes lack half of the passives
and of the forms in -nya, so these are written here: me-, di-, ber-, ter-, ke-, pe-, se- with what may end
such a word, what becomes of the first letter of a stem, the clitics, and doubling with a hyphen.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 3
PARTICLES, CLITICS = re.compile(r"(?:lah|kah|tah|pun)$"), re.compile(r"(?:nya|ku|mu)$")
# A prefix, what it puts in place of the letters that it took, and the endings that go with it.
BARE, ACTIVE, STATE, NOUN = ("",), ("", "kan", "i"), ("", "kan", "an"), ("", "an")
PREFIXES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("meng", ("", "k"), ACTIVE),
    ("meny", ("s",), ACTIVE),
    ("mem", ("", "p"), ACTIVE),
    ("men", ("", "t"), ACTIVE),
    ("menge", ("",), ACTIVE),
    ("me", ("",), ACTIVE),
    ("memper", ("",), ACTIVE),
    ("diper", ("",), ACTIVE),
    ("di", ("",), ACTIVE),
    ("teper", ("",), ACTIVE),
    ("ter", ("",), ACTIVE),
    ("te", ("",), ("",)),
    ("ber", ("",), STATE),
    ("be", ("",), STATE),
    ("bel", ("",), STATE),
    ("peng", ("", "k"), NOUN),
    ("peny", ("s",), NOUN),
    ("pem", ("", "p"), NOUN),
    ("pen", ("", "t"), NOUN),
    ("penge", ("",), NOUN),
    ("pe", ("",), NOUN),
    ("per", ("",), ("", "an", "kan", "i")),
    ("pel", ("",), NOUN),
    ("ke", ("",), NOUN),
    ("se", ("",), ("", "nya")),
    ("antar", ("",), BARE),
    ("pra", ("",), BARE),
    ("pasca", ("",), BARE),
    ("non", ("",), BARE),
    ("nir", ("",), BARE),
    ("sub", ("",), BARE),
    ("multi", ("",), BARE),
    ("", ("",), ("", "kan", "an", "i")),
)
# What may stand between a prefix and the stem: ke-ber-, pem-ber-, di-ke-, ke-ter-, se-per- and their like.
INNER = frozenset({"ber", "be", "bel", "ke", "se", "ter", "per", "pen", "pem", "peng", ""})


class Speller:
    """Knows words by their stems; `more` are a site's and a course's own, taken as they are written."""

    def __init__(self, stems: Iterable[str], more: Iterable[str] = ()) -> None:
        self._stems = frozenset(word.lower() for word in stems)
        self._own = frozenset(word.lower() for word in more)
        self.knows = lru_cache(maxsize=100_000)(self._knows)

    def nearest(self, word: str, common: Collection[str] = ()) -> str:
        """Return a known word of which one slip makes this one; empty when there is none.

        `common` are words that are used elsewhere in the same texts: the likeliest to be meant.
        """
        known = [one for one in _slips(word.lower()) if self.knows(one)]
        return min(known, key=lambda one: (one not in common, one not in self._stems), default="")

    def _knows(self, word: str) -> bool:
        word = word.lower()
        if any(one in self._own or one in self._stems for one in _plain(word)):
            return True
        if "-" in word:
            return self._double(word)
        return any(self._made(one) for one in _plain(word) if len(one) >= SHORTEST)

    def _double(self, word: str) -> bool:
        """Judge a doubled word or a compound: each half is a word, or the second is the stem of the first."""
        first, _, second = word.partition("-")
        bare = CLITICS.sub("", PARTICLES.sub("", second))
        return bool(first and second) and self.knows(first) and (self.knows(second) or bare in first)

    def _made(self, word: str, inner: Collection[str] | None = None) -> bool:
        """Tell whether affixes make the word of a stem; `inner` are the prefixes that it may begin with."""
        if word in self._stems or word in self._own:
            return True
        for prefix, stem, alone in _stripped(word):
            if inner is not None and prefix not in inner:
                continue
            if stem in self._stems or stem in self._own:
                return True
            # A borrowed prefix stands before any word: antar-percobaan.
            if inner is None and prefix and self._made(stem, None if alone else INNER):
                return True
        return False


def _plain(word: str) -> set[str]:
    """Return the word, and what it is without what hangs on its end."""
    bare = PARTICLES.sub("", word)
    return {word, bare, CLITICS.sub("", bare)}


def _stripped(word: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each prefix of a word, what stands under it, and whether it takes no ending."""
    for prefix, first, endings in PREFIXES:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        for ending in endings:
            if rest.endswith(ending) and len(rest) - len(ending) >= SHORTEST - 1:
                stem = rest[: len(rest) - len(ending)]
                yield from ((prefix, letter + stem, endings is BARE) for letter in first)


def _slips(word: str) -> Iterator[str]:
    """Yield what may be meant, the likeliest first: letters exchanged, left out, doubled, wrong."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(len(word) + 1):
        yield from (word[:at] + letter + word[at:] for letter in LETTERS)
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(len(word)):
        yield from (word[:at] + letter + word[at + 1 :] for letter in LETTERS)
