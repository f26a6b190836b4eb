"""From rows of a spreadsheet to sheets of answers, each with all that is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lms.people.roster.columns import RawRow
from lms.voice.models import ExtraKind, ExtraQuestion
from lms.voice.rules import elements
from lms.voice.satisfaction import extras
from lms.voice.satisfaction.answers import LONGEST_TEXT, Filled
from lms.voice.satisfaction.sheets import columns
from lms.voice.satisfaction.sheets.remarks import Remark

LONGEST_NUMBER = 30
LONGEST_QUOTE = 40


@dataclass(slots=True)
class Sheet:
    """One citizen's sheet: its number on the paper, what it says, why it cannot be taken."""

    row: int
    number: str
    filled: Filled
    refusals: list[Remark] = field(default_factory=list)


def read(rows: Iterable[RawRow], asked: Sequence[str], own: Sequence[ExtraQuestion] = ()) -> list[Sheet]:
    """Read every row; the second of two with one number is refused."""
    found: list[Sheet] = []
    first: dict[str, int] = {}
    for raw in rows:
        sheet = _sheet(raw, asked, own)
        found.append(sheet)
        key = sheet.number.casefold()
        if key and key in first:
            sheet.refusals.append(Remark("sheet.twice", {"row": first[key]}))
        first.setdefault(key, raw.number)
    return found


def refused_number(number: str) -> Remark | None:
    """Say what is wrong with the number of a sheet; nothing when it will do."""
    if not number:
        return Remark("sheet.no-number")
    if len(number) > LONGEST_NUMBER:
        return Remark("sheet.long-number", {"longest": LONGEST_NUMBER})
    return None


def _sheet(raw: RawRow, asked: Sequence[str], own: Sequence[ExtraQuestion]) -> Sheet:
    refusals: list[Remark] = []
    number = raw.text(columns.SHEET)
    if (wrong := refused_number(number)) is not None:
        refusals.append(wrong)
    scores = {key: _score(raw, key, refusals) for key in asked}
    if not refusals and all(score is None for score in scores.values()):
        refusals.append(Remark("sheet.nothing"))
    person = {column: _said(raw, column, refusals) for column in columns.PERSON}
    suggestion = raw.text(columns.SUGGESTION)
    if len(suggestion) > LONGEST_TEXT:
        refusals.append(Remark("sheet.long-text", {"longest": LONGEST_TEXT}))
    filled = Filled(
        scores,
        sex=person[columns.SEX],
        education=person[columns.EDUCATION],
        occupation=person[columns.OCCUPATION],
        extras={str(one.id): said for one in own if (said := _own(raw, one, refusals)) is not None},
        suggestion=suggestion,
    )
    return Sheet(raw.number, number[:LONGEST_NUMBER], filled, refusals)


def _score(raw: RawRow, key: str, refusals: list[Remark]) -> int | None:
    text = raw.text(key)
    if not text or text == "-":
        return None
    if text in {str(score) for score in elements.SCORES}:
        return int(text)
    score = columns.OPTIONS[key].get(columns.folded(text))
    if score is None:
        refusals.append(Remark("sheet.score", {"text": text[:LONGEST_QUOTE], "column": key}))
    return score


def _own(raw: RawRow, question: ExtraQuestion, refusals: list[Remark]) -> int | str | None:
    text = raw.text(f"{columns.OWN}{question.id}")
    if not text or text == "-":
        return None
    if question.kind == ExtraKind.TEXT:
        if len(text) > extras.LONGEST_TEXT:
            values: dict[str, str | int] = {"column": question.wording, "longest": extras.LONGEST_TEXT}
            refusals.append(Remark("sheet.long-own", values))
        return text
    if text in {str(score) for score in elements.SCORES}:
        return int(text)
    refusals.append(Remark("sheet.score", {"text": text[:LONGEST_QUOTE], "column": question.wording}))
    return None


def _said(raw: RawRow, column: str, refusals: list[Remark]) -> str | None:
    text = raw.text(column)
    if not text or text == "-":
        return None
    known = columns.SAID[column]
    said = known.get(columns.folded(text))
    if said is None:
        words = ", ".join(dict.fromkeys(known.values()))
        refusals.append(
            Remark("sheet.person", {"text": text[:LONGEST_QUOTE], "column": column, "known": words})
        )
    return said
