"""What people chose for their certificates without code: emblem, signatories, colours, texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lms.certification.rules.wording import grouped

# So many may be on the list, and so many sign on one day: a design has room for three.
MOST_KEPT, MOST_AT_ONCE = 6, 3
# WCAG 2.2, 1.4.3: text stands out from its ground at least so much.
LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs from one day to another, both included; an open end has none."""

    name: str
    position: str
    rank: str = ""
    nip: str = ""
    begins: date | None = None
    ends: date | None = None

    def signs_on(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)

    @property
    def printed(self) -> Mapping[str, str]:
        """The lines under a signature, as a snapshot keeps them."""
        identity = f"NIP. {grouped(self.nip)}" if self.nip else ""
        return {"name": self.name, "position": self.position, "rank": self.rank, "identity": identity}


@dataclass(frozen=True, slots=True)
class Emblem:
    """The government's emblem in the file store."""

    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Dress:
    """Colours of one design by name, its texts by name and language."""

    colours: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def texts_in(self, language: str) -> dict[str, str]:
        return {name: words[language] for name, words in self.texts.items() if words.get(language)}


@dataclass(frozen=True, slots=True)
class Look:
    """All that was chosen; what was not chosen is the design's and the installation's own.

    `design` is for courses that name none.
    """

    design: str = ""
    emblem: Emblem | None = None
    signatories: Sequence[Signatory] = ()
    dresses: Mapping[str, Dress] = field(default_factory=dict)

    def signing(self, day: date) -> list[Mapping[str, str]]:
        """Return who signs on a day, in their order; nobody: the installation's own signatory does."""
        found = [one.printed for one in self.signatories if one.signs_on(day)]
        return found[:MOST_AT_ONCE]

    def dress(self, design: str) -> Dress:
        return self.dresses.get(design, Dress())


def crowded_on(signatories: Sequence[Signatory]) -> date | None:
    """Return the first day on which more sign than a design has room for."""
    starts = sorted({one.begins or date.min for one in signatories})
    return next((day for day in starts if sum(one.signs_on(day) for one in signatories) > MOST_AT_ONCE), None)


def to_json(look: Look) -> dict[str, Any]:
    """Return the look as JSON that `from_json` reads back."""
    emblem = look.emblem and {"sha256": look.emblem.sha256, "type": look.emblem.media_type}
    return {
        "design": look.design,
        "emblem": emblem or None,
        "signatories": [
            {
                "name": one.name, "position": one.position, "rank": one.rank, "nip": one.nip,
                "begins": one.begins and one.begins.isoformat(), "ends": one.ends and one.ends.isoformat(),
            }
            for one in look.signatories
        ],
        "designs": {
            name: {
                "colours": dict(dress.colours),
                "texts": {key: dict(text) for key, text in dress.texts.items()},
            }
            for name, dress in look.dresses.items()
        },
    }  # fmt: skip


def from_json(kept: Mapping[str, Any]) -> Look:
    """Read what `to_json` wrote."""
    emblem = kept.get("emblem")
    return Look(
        design=kept.get("design", ""),
        emblem=Emblem(emblem["sha256"], emblem["type"]) if emblem else None,
        signatories=tuple(
            Signatory(
                one["name"], one["position"], one["rank"], one["nip"], _day(one["begins"]), _day(one["ends"])
            )
            for one in kept.get("signatories", [])
        ),
        dresses={
            name: Dress(dress["colours"], dress["texts"]) for name, dress in kept.get("designs", {}).items()
        },
    )


def contrast(colour: str, ground: str) -> float:
    """Return how much two colours stand out from each other, 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
