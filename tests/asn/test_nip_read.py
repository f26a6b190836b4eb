from datetime import date

import pytest

from lms.asn import nip
from lms.asn.kinds import EmployeeKind
from lms.asn.nip_messages import MESSAGES

PNS, PPPK, PART_TIME, NON_ASN = EmployeeKind
TODAY = date(2026, 11, 25)
GOOD = "198609262015051001"


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        (GOOD, PNS, GOOD),
        ("19860926 201505 1 001", PNS, GOOD),
        ("19860926.201505.1.001", PNS, GOOD),
        ("'198609262015051001", PNS, GOOD),
        ("’198609262015051001", PNS, GOOD),
        ("  19860926\u00a0201505\u202f1 001\t", PNS, GOOD),
        ("\ufeff19860926-201505-1-001\u200b", PNS, GOOD),
        ("199009132025242014", PART_TIME, "199009132025242014"),
        ("199009132025242014", PPPK, "199009132025242014"),
        ("198609262015131001", PPPK, "198609262015131001"),
        ("200002292025061001", PNS, "200002292025061001"),
        ("198609262027011001", PNS, "198609262027011001"),
    ],
)
def test_a_number_is_read_as_people_write_it(raw: str, kind: EmployeeKind, value: str) -> None:
    reading = nip.read(raw, kind, TODAY)

    assert (reading.nip, reading.problem) == (value, None)


@pytest.mark.parametrize(
    ("raw", "kind", "code"),
    [
        ("199009132025242014", PNS, "nip.month"),
        ("198609262015131001", PNS, "nip.month"),
        ("198609262015001001", PNS, "nip.month"),
        ("198613262015051001", PNS, "nip.birth"),
        ("198602302015051001", PNS, "nip.birth"),
        ("190002292015051001", PNS, "nip.birth"),
        ("202712262015051001", PNS, "nip.birth"),
        ("198609262015053001", PNS, "nip.sex"),
        ("198609262015050001", PPPK, "nip.sex"),
        ("198609262027021001", PNS, "nip.ahead"),
        ("198609262028211001", PPPK, "nip.ahead"),
        ("198609262015051000", PNS, "nip.numeric"),
        ("199009132025242000", PPPK, "nip.numeric"),
        ("198602302015051000", PNS, "nip.numeric"),
        (1.98609262015051e17, PNS, "nip.numeric"),
        (198609262015051001, PNS, "nip.numeric"),
        ("1.98609E+17", PNS, "nip.numeric"),
        ("1,98609E+17", PNS, "nip.numeric"),
        ("2E17", PNS, "nip.numeric"),
        ("'1.98609262015051e+17 ", PNS, "nip.numeric"),
        ("198609262015051001.0", PNS, "nip.numeric"),
        ("198609262015051000,00", PNS, "nip.numeric"),
        ("130131110", PNS, "nip.old"),
        ("130 131 110", PNS, "nip.old"),
        ("１９８６０９２６２０１５０５１００１", PNS, "nip.odd-digits"),
        ("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", PNS, "nip.odd-digits"),
        ("19860926201505100²", PNS, "nip.odd-digits"),
        ("1671016609860003", PNS, "nip.nik"),
        ("1671999999860003", PNS, "nip.length"),
        ("19860926201505100", PNS, "nip.length"),
        ("1986092620150510011", PNS, "nip.length"),
        ("NIP 198609262015051001", PNS, "nip.not-digits"),
        ("1986O9262015051001", PNS, "nip.not-digits"),
        ("", PNS, "nip.missing"),
        (" ' ", PNS, "nip.missing"),
        (GOOD, NON_ASN, "nip.non-asn"),
    ],
)
def test_a_damaged_number_is_refused_with_its_reason(raw: object, kind: EmployeeKind, code: str) -> None:
    reading = nip.read(raw, kind, TODAY)

    assert reading.nip is None
    assert reading.problem is not None
    assert reading.problem.code == code


@pytest.mark.parametrize(
    ("raw", "kind", "codes"),
    [
        (GOOD, PNS, []),
        (GOOD, PPPK, ["nip.looks-pns", "nip.early-pppk"]),
        ("198609262022211001", PPPK, []),
        ("198609262025121001", PPPK, ["nip.looks-pns"]),
        ("195511251976051001", PNS, ["nip.age"]),
        ("195511261976051001", PNS, []),
        ("201011252026051001", PNS, ["nip.age", "nip.young"]),
        ("200911262026111001", PNS, ["nip.age"]),
    ],
)
def test_an_odd_number_is_read_with_remarks(raw: str, kind: EmployeeKind, codes: list[str]) -> None:
    reading = nip.read(raw, kind, TODAY)

    assert reading.nip == raw
    assert [remark.code for remark in reading.remarks] == codes


def test_a_refusal_says_how_many_digits_are_there() -> None:
    problem = nip.read("1986092620150510", PNS, TODAY).problem

    assert problem is not None
    assert problem.text("id") == "NIP harus 18 angka; di sini 16."
    assert problem.remedy("en") == "Complete or correct the NIP."


def test_every_message_can_be_filled_in_both_languages() -> None:
    values = {"part": "13", "count": 17, "age": 80, "year": 2000, "kind": "PPPK"}

    for message in MESSAGES.values():
        for language in ("id", "en"):
            assert message.text(language, values)
            assert message.remedy(language, values)


def test_a_number_is_printed_in_groups_and_hidden_but_for_four() -> None:
    assert nip.grouped(GOOD) == "19860926 201505 1 001"
    assert nip.grouped("ani") == "ani"
    assert nip.masked(GOOD) == "••••1001"
    assert nip.masked("ani") == "ani"


def test_a_number_tells_birth_date_and_sex() -> None:
    assert nip.born(GOOD) == date(1986, 9, 26)
    assert [nip.sex(GOOD), nip.sex("198609262015052001")] == ["male", "female"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("1671016609860003", True),
        ("1671 0126 0986 0003", True),
        ("1671013209860003", False),
        ("1671012613860003", False),
        (GOOD, False),
        ("", False),
    ],
)
def test_a_nik_is_known_by_its_day_and_month(text: str, seen: bool) -> None:
    assert nip.looks_like_nik(text) is seen
