"""A certificate's page with marks for what differs by person: the press prints it once for many."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lms.certification.designs import Design
from lms.certification.rules.wording import Wording
from lms.press.orders import Mould
from lms.press.pictures import Picture

FIRST = 0xE000


class _Marks:
    """Hands out marks and remembers what each stands for."""

    def __init__(self) -> None:
        self.values: list[str | Picture] = []

    def __call__(self, value: str | Picture) -> str:
        self.values.append(value)
        return chr(FIRST + len(self.values) - 1)


def of(design: Design, values: Mapping[str, Any]) -> Mould:
    """Return the mould of a page that `values` fill: the same for all of a course who take the same sizes."""
    mark = _Marks()
    sheet = values["sheet"]
    marked = {
        "w": _wording(values["w"], mark),
        "sheet": replace(sheet, address=mark(sheet.address)),
        "shown_address": mark(values["shown_address"]),
        "issued": mark(values["issued"]),
    }
    marked |= {key: mark(values[key]) for key in ("qr", "claim_qr") if values[key]}
    return Mould(design.page({**values, **marked}), tuple(mark.values))


def _wording(wording: Wording, mark: _Marks) -> Wording:
    shared = {wording.words["course"], wording.words["competencies"]}
    return replace(
        wording,
        title=mark(wording.title),
        number=mark(wording.number),
        name=mark(wording.name),
        who=tuple(map(mark, wording.who)),
        where=tuple(map(mark, wording.where)),
        when=mark(wording.when),
        place_and_date=mark(wording.place_and_date),
        facts=tuple((label, value if label in shared else mark(value)) for label, value in wording.facts),
    )
