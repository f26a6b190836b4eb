import pytest

from lms.asn import kinds, ranks
from lms.asn.kinds import EmployeeKind

PNS, PPPK, PART_TIME, NON_ASN = EmployeeKind


@pytest.mark.parametrize("code", [*ranks.PNS, *ranks.PPPK])
def test_every_code_reads_as_itself(code: str) -> None:
    assert ranks.read(code) == code


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("III.a", None, "III/a"),
        ("IIIa", PNS, "III/a"),
        ("III - A", None, "III/a"),
        ("Penata Muda Tk. I / III.b", PNS, "III/b"),
        ("Penata Muda Tingkat I (III/b)", PNS, "III/b"),
        ("PENATA MUDA TK.I", PNS, "III/b"),
        ("Penata Muda Tk 1, III/b", None, "III/b"),
        ("Pembina Utama Muda, IV/c", None, "IV/c"),
        ("Gol. Ruang III/c", None, "III/c"),
        ("32", PNS, "III/b"),
        ("IX", PPPK, "IX"),
        ("Golongan IX", PPPK, "IX"),
        ("gol. xvii", None, "XVII"),
        ("9", PART_TIME, "IX"),
        ("11", PPPK, "XI"),
        ("11", PNS, "I/a"),
    ],
)
def test_a_rank_is_read_however_it_is_written(text: str, kind: EmployeeKind | None, code: str) -> None:
    assert ranks.read(text, kind) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("III/e", None),
        ("II/e", PNS),
        ("Pembina / III.a", PNS),
        ("III", PNS),
        ("XVIII", PPPK),
        ("IIX", PPPK),
        ("0", PPPK),
        ("18", PPPK),
        ("35", PNS),
        ("11", None),
        ("", None),
        ("-", PNS),
        ("Kepala Seksi", PNS),
    ],
)
def test_what_is_no_rank_is_not_read(text: str, kind: EmployeeKind | None) -> None:
    assert ranks.read(text, kind) is None


@pytest.mark.parametrize(
    ("kind", "code", "line"),
    [
        (PNS, "IV/c", "Pembina Utama Muda (IV/c)"),
        (PPPK, "IX", "Golongan IX"),
        (PART_TIME, "V", "Golongan V"),
        (PNS, None, ""),
        (PNS, "", ""),
        (NON_ASN, "IX", ""),
        ("pns", "III/a", "Penata Muda (III/a)"),
        ("pppk", "IX", "Golongan IX"),
    ],
)
def test_a_rank_is_printed_as_its_kind_has_it(kind: EmployeeKind, code: str | None, line: str) -> None:
    assert ranks.line(kind, code) == line


def test_pns_hold_ranks_with_rooms_and_pppk_plain_ones() -> None:
    assert ranks.fits(PNS, "III/a")
    assert not ranks.fits(PNS, "IX")
    assert ranks.fits(PART_TIME, "IX")
    assert not ranks.fits(PPPK, "III/a")
    assert not ranks.fits(NON_ASN, "IX")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PNS", PNS),
        ("cpns", PNS),
        ("P3K", PPPK),
        ("PPPK Paruh Waktu", PART_TIME),
        ("pppk_pw", PART_TIME),
        ("Non-ASN", NON_ASN),
        ("Honorer", NON_ASN),
        ("TNI", None),
        ("", None),
    ],
)
def test_a_kind_of_employee_is_read_however_it_is_written(text: str, kind: EmployeeKind | None) -> None:
    assert kinds.read(text) is kind


def test_numbers_are_called_after_the_kind_of_employee() -> None:
    assert [kind.identity_label for kind in EmployeeKind] == ["NIP", "NI PPPK", "NI PPPK", ""]
    assert set(kinds.LABELS) == set(EmployeeKind)
