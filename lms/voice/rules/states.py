"""Who may move a report from which state to which; whatever is not written here is refused.

The states are those of `complaints.models.State`, by their values: rules know no tables. The ways follow the
clock of SP4N-LAPOR! (domain.md §4.2): an answer that stays without reply ends by silence.
"""

from collections.abc import Mapping
from enum import StrEnum


class Actor(StrEnum):
    """Who acts: the citizen by the ticket, an officer of the desk, the handler, the engine on a deadline."""

    CITIZEN = "citizen"
    DESK = "desk"
    HANDLER = "handler"
    ENGINE = "engine"


START = "new"
ENDED = frozenset({"done", "rejected", "forwarded", "archived"})
# Nothing follows; figures keep it as what it was before.
CLOSED = frozenset({"archived"})

_DESK = frozenset({Actor.DESK})
_INSIDE = frozenset({Actor.DESK, Actor.HANDLER})
_ASIDE = {"rejected": _DESK, "forwarded": _DESK}
_SHELVED = {"archived": frozenset({Actor.DESK, Actor.ENGINE})}

WAYS: Mapping[str, Mapping[str, frozenset[Actor]]] = {
    "new": {"verified": _DESK, **_ASIDE},
    "verified": {"assigned": _DESK, **_ASIDE},
    # A handler may say that the report is not for that unit: it goes back to the desk.
    "assigned": {"in_progress": _INSIDE, "assigned": _DESK, "verified": _INSIDE, **_ASIDE},
    "in_progress": {"waiting": _INSIDE, "done": _INSIDE, "assigned": _DESK, **_ASIDE},
    "waiting": {
        "in_progress": _INSIDE | {Actor.CITIZEN},
        "done": frozenset({Actor.ENGINE}),
        "assigned": _DESK,
        **_ASIDE,
    },
    # Who is not content with the answer may say so until it is archived.
    "done": {"in_progress": frozenset({Actor.CITIZEN, Actor.DESK}), **_SHELVED},
    "rejected": {"verified": _DESK, **_SHELVED},
    "forwarded": dict(_SHELVED),
    "archived": {},
}
STATES = tuple(WAYS)
OPEN = frozenset(STATES) - ENDED


def allowed(before: str, after: str, actor: Actor) -> bool:
    """Tell whether `actor` may move a report from `before` to `after`; unknown states lead nowhere."""
    return actor in WAYS.get(before, {}).get(after, frozenset())


def ways(before: str, actor: Actor) -> tuple[str, ...]:
    """Return where `actor` may move a report that stands at `before`, in the order of `STATES`."""
    return tuple(after for after in STATES if allowed(before, after, actor))
