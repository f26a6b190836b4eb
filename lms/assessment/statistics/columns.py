"""Rows of a query as whole columns of numbers, and how such columns are put side by side."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select
from sqlalchemy.orm import Session

Places = NDArray[np.int64]
SMALL = 1 << 15
# Few rows are alive at once, so that the garbage collector finds nothing to walk through.
FETCHED = 200


class Codes(dict[Any, int]):
    """Numbers things in the order in which they come."""

    def __missing__(self, key: Any) -> int:
        self[key] = code = len(self)
        return code


def numbered(things: Iterable[Any]) -> Codes:
    return Codes({thing: place for place, thing in enumerate(things)})


def read(
    session: Session, statement: Select[*tuple[Any, ...]], codes: Sequence[Codes | None]
) -> list[Places]:
    """Read rows into whole columns; a column with codes becomes the numbers of its values."""
    parts: list[list[Places]] = [[] for _ in codes]
    result = session.connection().execute(statement.execution_options(yield_per=FETCHED))
    for rows in result.partitions():
        for place, (part, code) in enumerate(zip(parts, codes, strict=True)):
            values: Iterable[Any] = map(itemgetter(place), rows)
            numbers = values if code is None else map(code.__getitem__, values)
            part.append(np.fromiter(numbers, dtype=np.int64, count=len(rows)))
    return [np.concatenate(part) if part else empty() for part in parts]


def empty() -> Places:
    return np.zeros(0, dtype=np.int64)


def find(ids: Places, wanted: Places) -> tuple[Places, NDArray[np.bool_]]:
    """Return where each wanted id stands among the ascending `ids`, and whether it does."""
    if not len(ids):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=np.bool_)
    place = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return place, ids[place] == wanted


def last(key: Places, order: Places) -> Places:
    """Return, of all places with the same key, the one that comes last in the order."""
    if not len(key):
        return empty()
    places = np.lexsort((order, key))
    return places[np.flatnonzero(np.append(np.diff(key[places]) != 0, [True]))]


def groups(key: Places) -> list[Places]:
    """Return the places of each key, keys ascending."""
    if not len(key):
        return []
    # Small numbers are sorted in one walk.
    small = key.astype(np.int16) if key.max() < SMALL else key
    order = np.argsort(small, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(small[order])) + 1)
