"""Names of columns, as offices write them, and the rows that they name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.errors import InvalidInput
from lms.people.roster.files import Cells
from lms.people.roster.remarks import COLUMN_TWICE, EMPTY, NO_HEADER

NIP, LOGIN, NAME, KIND = "nip", "login", "nama", "jenis_asn"
FRONT, BACK, RANK, RANK_NAME = "gelar_depan", "gelar_belakang", "golongan", "pangkat"
POSITION, UNIT, AGENCY, PARENT = "jabatan", "unit_kerja", "opd", "induk"
EMAIL, BKN_ID = "email", "bkn_person_id"

WRITTEN: Mapping[str, str] = {
    name: column
    for column, names in {
        NIP: "nip nipbaru nipnipppk nippppk nipppk nipnip nomorindukpegawai nipnipppp nipnippppk",
        LOGIN: "login namamasuk namapengguna username userid",
        NAME: "nama namalengkap namapegawai namatanpagelar name",
        KIND: "jenisasn jenispegawai jeniskepegawaian statuskepegawaian statuspegawai statusasn kind",
        FRONT: "gelardepan fronttitle",
        BACK: "gelarbelakang backtitle",
        RANK: "golongan gol golonganruang golruang golru pangkatgolongan pangkatgol pangkatgolruang rank",
        RANK_NAME: "pangkat namapangkat",
        POSITION: "jabatan namajabatan position",
        UNIT: "unitkerja unit unor unitorganisasi namaunitkerja",
        AGENCY: "opd perangkatdaerah instansi skpd unorinduk namaopd agency",
        PARENT: "induk unitinduk atasanunit indukunitkerja",
        EMAIL: "email surel alamatemail emaildinas",
        BKN_ID: "bknpersonid pnsorangid idbkn idsiasn",
    }.items()
    for name in names.split()
}
# How deep a title may stand above the row of names.
SEARCHED = 10
NEEDED = frozenset({NAME, KIND})


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file; `number` is what Excel shows beside it."""

    number: int
    cells: Mapping[str, object]

    def text(self, column: str) -> str:
        """Return a cell as text, spaces tidied; a whole number loses its `.0`."""
        value = self.cells.get(column, "")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return " ".join(str(value).split())


def named(rows: Iterable[Cells]) -> list[RawRow]:
    """Find the row of names, and return what is below it, without empty rows."""
    places: dict[int, str] = {}
    found: list[RawRow] = []
    for number, cells in enumerate(rows, start=1):
        if not places:
            places = _places(cells)
            if not places and number >= SEARCHED:
                break
            continue
        row = RawRow(number, {name: cells[place] for place, name in places.items() if place < len(cells)})
        if any(row.text(name) for name in row.cells):
            found.append(row)
    if not places:
        raise InvalidInput(NO_HEADER, "roster.no-header", "file")
    if not found:
        raise InvalidInput(EMPTY, "roster.empty", "file")
    return found


def _places(cells: Cells) -> dict[int, str]:
    """Return which column is where; nothing when this row names too little to be the row of names."""
    names = [WRITTEN.get(re.sub(r"[^a-z0-9]", "", str(cell).casefold()), "") for cell in cells]
    if not NEEDED.issubset(names) or not {NIP, LOGIN}.intersection(names):
        return {}
    for name in WRITTEN.values():
        if names.count(name) > 1:
            raise InvalidInput(COLUMN_TWICE, "roster.column-twice", "file", column=name)
    return {place: name for place, name in enumerate(names) if name}
