"""Released modules, quizzes and questions by hash, kept in memory: what never changes is not asked twice."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue.models import Content
from lms.errors import NotFound

Key = TypeVar("Key")
Value = TypeVar("Value")
Body = Mapping[str, Any]

# About 10 kB a body: some 40 MB a process when full.
BODIES = 4096
# SQLite takes at most 32,766 values in one statement; a course has some hundreds.
CHUNK = 500


class Recent(Generic[Key, Value]):
    """The values used last, for every thread of a process; made for what is immutable under its key."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def get_all(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Return what is here of many, each once, in their order."""
        with self._lock:
            found = {key: value for key in keys if (value := self._values.get(key)) is not None}
            for key in found:
                self._values.move_to_end(key)
            return found

    def put(self, key: Key, value: Value) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)

    def __len__(self) -> int:
        return len(self._values)


_recent: Recent[str, Body] = Recent(BODIES)


def body(session: Session, sha256: str) -> Body:
    """Return the canonical form that has this hash."""
    return bodies(session, (sha256,))[sha256]


def bodies(session: Session, hashes: Iterable[str]) -> dict[str, Body]:
    """Return the canonical forms by hash, in the order asked for; one query for all that is not in memory."""
    wanted = list(dict.fromkeys(hashes))
    found = _recent.get_all(wanted)
    if len(found) == len(wanted):
        return found
    missing = [sha256 for sha256 in wanted if sha256 not in found]
    for start in range(0, len(missing), CHUNK):
        found |= _load(session, missing[start : start + CHUNK])
    if len(found) < len(wanted):
        raise NotFound
    return {sha256: found[sha256] for sha256 in wanted}


def linked(html: str, asset_prefix: str, module_prefix: str) -> str:
    """Give a body's pictures and links their addresses; where the engine is mounted is no part of content."""
    return html.replace('="lms-asset:', f'="{asset_prefix}').replace('="lms-module:', f'="{module_prefix}')


def _load(session: Session, hashes: list[str]) -> dict[str, Body]:
    rows = session.execute(select(Content.hash, Content.body).where(Content.hash.in_(hashes)))
    found: dict[str, Body] = {}
    for sha256, kept in rows:
        found[sha256] = MappingProxyType(kept)
        _recent.put(sha256, found[sha256])
    return found
