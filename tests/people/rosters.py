"""Rosters as offices write them, made in memory."""

import io
from collections.abc import Sequence

import xlsxwriter

HEADER = [
    "NIP",
    "Nama",
    "Gelar Depan",
    "Gelar Belakang",
    "Jenis ASN",
    "Golongan",
    "Jabatan",
    "Unit Kerja",
    "OPD",
]
ANI = [
    "198609262015052001",
    "Ani Lestari",
    "",
    "S.Kom.",
    "PNS",
    "III/c",
    "Programer",
    "Bid. Data",
    "Kominfo",
]
BUDI = [
    "199009132025242014",
    "Budi",
    "",
    "",
    "PPPK Paruh Waktu",
    "IX",
    "Operator",
    "Bid. Data",
    "Kominfo",
]
CICI = [
    "'198001012005012003",
    "Cici",
    "dr.",
    "",
    "PNS",
    "IV.a",
    "Dokter",
    "Puskesmas Plaju",
    "Dinkes",
]


def csv(*rows: Sequence[str], header: Sequence[str] = HEADER, separator: str = ";") -> bytes:
    lines = [separator.join(cells) for cells in (header, *rows)]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def xlsx(*rows: Sequence[object], header: Sequence[object] = HEADER) -> bytes:
    """A workbook; a float or int becomes a numeric cell, as when somebody forgot to format the column."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Pegawai")
        for number, cells in enumerate((header, *rows)):
            for place, cell in enumerate(cells):
                write = sheet.write_number if isinstance(cell, int | float) else sheet.write_string
                write(number, place, cell)
    return out.getvalue()


def many(count: int) -> bytes:
    return xlsx(
        *(
            [
                f"19{80 + n % 20}01012015{1 + n // 999 % 12:02d}{1 + n // 11988 % 2}{n % 999 + 1:03d}",
                f"Pegawai {n}",
                "",
                "S.E.",
                "PNS",
                "III/a",
                "Analis",
                f"Bidang {n % 40}",
                f"Dinas {n % 10}",
            ]
            for n in range(count)
        )
    )
