"""What a new revision prints of a person: the roster's data, and what an officer approved against them.

The roster is the source of truth, for it comes from SIMPEG. An approved correction that it does not bear out
yet is kept beside what the roster said on that day. As long as the roster says the same, the correction is
printed, in every later revision too; once it says something else, the roster has been mended, or the person
promoted, and its word counts again. So nothing that was approved is undone in silence, and nothing lasts
longer than the mistake that it mended.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

# What a learner may ask to have mended; all else about a person is the roster's alone.
FIELDS = ("name", "rank", "position")
CORRECTED = "corrected"
LONGEST = 300


def printed(
    old: Mapping[str, Any], roster: Mapping[str, str], corrected: Mapping[str, str]
) -> dict[str, Any]:
    """Return the snapshot of the next revision: `old` with the person's data as they are to be printed."""
    kept = {
        field: known
        for field, known in old.get(CORRECTED, {}).items()
        if known["roster"] == roster[field] and field not in corrected
    }
    kept |= {
        field: {"roster": roster[field], "printed": text}
        for field, text in corrected.items()
        if text != roster[field]
    }
    snapshot = {**old, **roster, **{field: known["printed"] for field, known in kept.items()}}
    snapshot.pop(CORRECTED, None)
    return snapshot | ({CORRECTED: kept} if kept else {})


def clean(text: str) -> str:
    """Return what was typed as one line of composed letters, without what cannot be seen."""
    seen = "".join(" " if unicodedata.category(one).startswith("C") else one for one in text)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def wanted(said: Mapping[str, str], snapshot: Mapping[str, Any]) -> dict[str, str]:
    """Return of what was typed only what differs from what is printed; an empty field asks for nothing."""
    typed = {field: clean(said.get(field, "")) for field in FIELDS}
    return {field: text for field, text in typed.items() if text and text != snapshot.get(field, "")}
