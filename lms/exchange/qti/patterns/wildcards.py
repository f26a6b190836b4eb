"""Patterns of XML Schema as words with stars, where there are few of them."""

from collections.abc import Iterator

from lms.exchange.qti.patterns.regex import NEWLINES, SPACE, Either, Letters, Repeat, Row, Tree

MOST_WORDS = 64


def words(tree: Tree) -> list[str] | None:
    """Return patterns with `*` that say the same, or nearly; None when there are too many."""
    for folded in (False, True):
        try:
            return list(dict.fromkeys(_listed(tree, folded)))
        except _TooMany:
            continue
    return None


def example(tree: Tree) -> str:
    """Return a short text that the pattern takes."""
    match tree:
        case Letters(ranges=ranges, negated=negated):
            if negated:
                return next((letter for letter in "aA1 -" if tree.holds(letter)), "\uffff")
            return chr(ranges[0][0]) if ranges else ""
        case Row(parts=parts):
            return "".join(example(part) for part in parts)
        case Either(parts=parts):
            return example(parts[0])
        case Repeat(part=part, least=least):
            return example(part) * least


def loose(tree: Tree) -> bool:
    """Tell whether the words say it nearly only: it counts spaces."""
    match tree:
        case Row(parts=parts) | Either(parts=parts):
            return any(loose(part) for part in parts)
        case Repeat(part=Letters(ranges=ranges), most=None):
            return set(ranges) <= set(SPACE)
        case Repeat(part=part):
            return loose(part)
    return False


class _TooMany(Exception):
    pass


def _words(tree: Tree, folded: bool) -> Iterator[str]:
    """Yield what a tree takes; `folded` names a letter once for both its cases."""
    match tree:
        case Letters():
            yield from _letters(tree, folded)
        case Either(parts=parts):
            for part in parts:
                yield from _words(part, folded)
        case Row(parts=parts):
            yield from _joined([_listed(part, folded) for part in parts])
        case Repeat():
            yield from _repeated(tree, folded)


def _repeated(tree: Repeat, folded: bool) -> Iterator[str]:
    """Any number of any letters is a star, of spaces none or one; others are counted out."""
    if tree.most is None:
        if _anything(tree.part):
            yield "*"
        elif isinstance(tree.part, Letters) and set(tree.part.ranges) <= set(SPACE):
            yield from ("", " ") if not tree.least else (" ",)
        else:
            raise _TooMany
    elif tree.most > 3:
        raise _TooMany
    else:
        for count in range(tree.least, tree.most + 1):
            yield from _joined([_listed(tree.part, folded)] * count)


def _anything(tree: Tree) -> bool:
    match tree:
        case Letters():
            return tree.negated and tree.ranges == NEWLINES
        case Row(parts=(part,)):
            return _anything(part)
        case Either(parts=parts):
            return any(_anything(part) for part in parts)
    return False


def _listed(tree: Tree, folded: bool) -> list[str]:
    found = []
    for word in _words(tree, folded):
        found.append(word)
        if len(found) > MOST_WORDS:
            raise _TooMany
    return found


def _joined(parts: list[list[str]]) -> list[str]:
    found = [""]
    for part in parts:
        if len(found) * len(part) > MOST_WORDS:
            raise _TooMany
        found = [before + word for before in found for word in part]
    return found


def _letters(letters: Letters, folded: bool) -> Iterator[str]:
    size = sum(high - low + 1 for low, high in letters.ranges)
    if letters.ranges == SPACE and not letters.negated:
        yield " "
    elif letters.negated or size > 10:
        raise _TooMany
    else:
        known = [chr(code) for low, high in letters.ranges for code in range(low, high + 1)]
        if folded and len({letter.casefold() for letter in known}) == 1:
            known = known[:1]
        yield from ("\\*" if letter == "*" else letter for letter in known)
