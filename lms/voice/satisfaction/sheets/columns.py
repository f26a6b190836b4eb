"""The columns of a spreadsheet of answers, and the words that people write in them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lms.errors import InvalidInput
from lms.people.roster.columns import RawRow
from lms.people.roster.files import Cells
from lms.voice.models import ExtraQuestion
from lms.voice.rules import elements
from lms.voice.satisfaction.sheets.remarks import COLUMN_TWICE, EMPTY, NO_HEADER

SHEET, SEX, EDUCATION, OCCUPATION, SUGGESTION = "lembar", "kelamin", "pendidikan", "pekerjaan", "saran"
PERSON = (SEX, EDUCATION, OCCUPATION)
# Before the id of a question of the service's own.
OWN = "t-"
# How deep a title may stand above the row of names.
SEARCHED = 10


def folded(text: str) -> str:
    """Return a name of a column or an answer without case, spaces and marks."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


# Never u8 or u9: the regulation's narrative and its questionnaire number the last two the other way round.
WRITTEN: Mapping[str, str] = {
    **{folded(key): key for key in elements.KEYS},
    **{folded(one.name.id): one.key for one in elements.ELEMENTS},
    **{
        name: column
        for column, names in {
            SHEET: "lembar nolembar nomorlembar nomor no",
            SEX: "kelamin jeniskelamin",
            EDUCATION: "pendidikan pendidikanterakhir",
            OCCUPATION: "pekerjaan",
            SUGGESTION: "saran saranmasukan masukan",
        }.items()
        for name in names.split()
    },
}
# What people write for each answer about themselves.
SAID: Mapping[str, Mapping[str, str]] = {
    SEX: {
        **dict.fromkeys(("perempuan", "p", "pr", "wanita"), "perempuan"),
        **dict.fromkeys(("lakilaki", "l", "lk", "pria"), "laki-laki"),
    },
    EDUCATION: {
        "sd": "sd",
        **dict.fromkeys(("smp", "sltp"), "smp"),
        **dict.fromkeys(("sma", "smk", "slta"), "sma"),
        **dict.fromkeys(("s1", "d4", "div"), "s1"),
        "s2": "s2",
        "s3": "s3",
    },
    OCCUPATION: {
        "pns": "pns",
        "tni": "tni",
        "polri": "polri",
        **dict.fromkeys(("swasta", "pegawaiswasta", "karyawanswasta"), "swasta"),
        **dict.fromkeys(("wirausaha", "wiraswasta"), "wirausaha"),
        **dict.fromkeys(("lainnya", "lain", "lainlain"), "lainnya"),
    },
}
# The words of an element's options, for who writes them instead of the score.
OPTIONS: Mapping[str, Mapping[str, int]] = {
    one.key: {folded(word.id): score for score, word in enumerate(one.options, start=1)}
    for one in elements.ELEMENTS
}


def headings(own: Sequence[ExtraQuestion]) -> dict[str, str]:
    """Return how the columns of a service's own questions are headed: the key of each, by its heading.

    That is its wording, unless another column is called so.
    """
    found: dict[str, str] = {}
    for one in own:
        known = {*WRITTEN, *(folded(heading) for heading in found)}
        heading = one.wording if folded(one.wording) not in known else f"{one.wording} ({one.id})"
        found[heading] = f"{OWN}{one.id}"
    return found


def named(rows: Iterable[Cells], asked: Sequence[str], own: Sequence[ExtraQuestion] = ()) -> list[RawRow]:
    """Find the row of names and return what is below it, without empty rows; `InvalidInput` without one.

    The names must hold the sheet's number and every element that is `asked`; `own` questions may be there.
    """
    written = {**{folded(heading): key for heading, key in headings(own).items()}, **WRITTEN}
    places: dict[int, str] = {}
    found: list[RawRow] = []
    for number, cells in enumerate(rows, start=1):
        if not places:
            places = _places(cells, asked, written)
            if not places and number >= SEARCHED:
                break
            continue
        row = RawRow(number, {name: cells[place] for place, name in places.items() if place < len(cells)})
        # The template numbers its rows beforehand: a number alone is no sheet.
        if any(row.text(name) for name in row.cells if name != SHEET):
            found.append(row)
    if not places:
        raise InvalidInput(NO_HEADER, "sheets.no-header", "berkas", missing=", ".join(asked))
    if not found:
        raise InvalidInput(EMPTY, "sheets.empty", "berkas")
    return found


def _places(cells: Cells, asked: Sequence[str], written: Mapping[str, str]) -> dict[int, str]:
    """Return which column is where; nothing when this row names too little to be the row of names."""
    names = [written.get(folded(str(cell)), "") for cell in cells]
    if not {SHEET, *asked}.issubset(names):
        return {}
    for name in {*written.values()}:
        if names.count(name) > 1:
            raise InvalidInput(COLUMN_TWICE, "sheets.column-twice", "berkas", column=name)
    return {place: name for place, name in enumerate(names) if name}
