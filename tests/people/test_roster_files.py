import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import date

import pytest
from build import NINE
from rosters import ANI, BUDI, HEADER, csv, many, xlsx
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.errors import InvalidInput
from lms.people.roster import columns, files
from lms.people.roster.applying import apply
from lms.people.roster.comparing import State, plan

TODAY = date(2026, 3, 3)


def names(data: bytes) -> list[str]:
    return [row.text("nama") for row in columns.named(files.rows(data))]


def refused(data: bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        columns.named(files.rows(data))
    return caught.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_with_the_separator_that_it_has(separator: str) -> None:
    assert names(csv(ANI, BUDI, separator=separator)) == ["Ani Lestari", "Budi"]


@pytest.mark.parametrize(
    "data",
    [
        csv(ANI).removeprefix(b"\xef\xbb\xbf"),
        b"sep=;\r\n" + csv(ANI).removeprefix(b"\xef\xbb\xbf"),
        csv(ANI).decode("utf-8-sig").encode("utf-16"),
        b"Daftar Pegawai;;;;;\r\n\r\n" + csv(ANI).removeprefix(b"\xef\xbb\xbf"),
        csv(ANI) + b";;;;;;;;\r\n\r\n",
    ],
    ids=["plain", "sep", "utf-16", "title above", "empty rows below"],
)
def test_a_csv_is_read_however_excel_wrote_it(data: bytes) -> None:
    assert names(data) == ["Ani Lestari"]


def test_a_csv_of_old_windows_keeps_its_letters() -> None:
    data = csv([*ANI[:1], "Renée", *ANI[2:]]).decode("utf-8-sig").encode("cp1252")

    assert names(data) == ["Renée"]


@pytest.mark.parametrize(
    "header",
    [
        ["NIP/NI PPPK", "NAMA LENGKAP", "jenis_asn"],
        ["nip_baru", "Nama Pegawai", "Status Kepegawaian"],
        [" N I P ", "nama (tanpa gelar)", "Jenis-ASN"],
    ],
)
def test_column_names_are_read_as_offices_write_them(header: list[str]) -> None:
    rows = columns.named(files.rows(csv(["1", "Ani", "PNS"], header=header)))

    assert [(row.number, row.text("nip"), row.text("nama"), row.text("jenis_asn")) for row in rows] == [
        (2, "1", "Ani", "PNS")
    ]


def test_row_numbers_are_those_that_excel_shows() -> None:
    data = xlsx([""] * 9, ANI, [""] * 9, BUDI)

    assert [row.number for row in columns.named(files.rows(data))] == [3, 5]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "roster.no-header"),
        (b"halo\n", "roster.no-header"),
        (csv(header=["nama", "opd"]), "roster.no-header"),
        (csv(), "roster.empty"),
        (csv(header=[*HEADER, "nip"]), "roster.column-twice"),
        (b"\xd0\xcf\x11\xe0old excel", "roster.unreadable"),
        (b"%PDF-1.7\x00\x01", "roster.unreadable"),
        (b"PK\x03\x04 broken", "roster.unreadable"),
        (xlsx(ANI)[:-40], "roster.unreadable"),
        (csv(ANI, header=[*HEADER, *(f"c{n}" for n in range(60))]), "roster.too-big"),
        (xlsx(*([[""] * 61] * 2 + [["x"] * 61])), "roster.too-big"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_file_that_unpacks_to_much_more_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * (files.MOST_BYTES + 1))

    assert len(out.getvalue()) < 100_000
    assert refused(out.getvalue()) == "roster.too-big"


def test_a_part_that_lies_about_its_size_is_refused_or_cut_short() -> None:
    data = bytearray(xlsx(ANI))
    place = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[place + 24 : place + 28] = (1).to_bytes(4, "little")
    data[place + 16 : place + 20] = zlib.crc32(b"<").to_bytes(4, "little")

    assert refused(bytes(data)) == "roster.unreadable"


def test_a_cell_at_the_end_of_the_sheet_does_not_fill_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(ANI))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'r="I2"', b'r="XFD1048576"'))

    assert refused(out.getvalue()) == "roster.too-big"


def test_entities_are_not_expanded() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bomb:
        bomb.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')

    assert refused(out.getvalue()) == "roster.unreadable"


def test_five_thousand_rows_take_seconds_and_few_queries(
    session: Session, seconds: Callable[[], float]
) -> None:
    data, statements = many(5000), []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2]))

    outcome = apply(session, plan(session, data, today=TODAY), at=NINE, by=None)
    again = plan(session, data, today=TODAY)

    assert (outcome.new, outcome.units, again.counts[State.UNCHANGED]) == (5000, 50, 5000)
    assert seconds() < 10
    assert len(statements) < 200
