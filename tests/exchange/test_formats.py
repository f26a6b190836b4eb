"""Which format a file is in shows in what it holds; unknown ones are refused with the list of those known."""

import time

import pytest

from lms.errors import Refused
from lms.exchange import formats

GIFT = "::Soal::Ibu kota?{=Jakarta ~Bandung}\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (GIFT.encode(), "gift"),
        (b"// catatan\n\n$CATEGORY: A\n\nBenar?{T}\n", "gift"),
        (GIFT.encode("utf-16"), "gift"),
        (b"Soal?\r\nA) x\r\nB) y\r\nANSWER: B\r\n", "aiken"),
        (b"1.  Soal?\n*a) x\nb) y\n", "text2qti"),
        (b"Title: A\n1. Soal {x}?\n*   kata\n= 5\n", "text2qti"),
        (b"1. Ibu kota? {=Jakarta ~Bandung}\n\n2. Lain? {T}\n", "gift"),
        (b"<?xml version='1.0'?><!-- x --><quiz/>", "moodle-xml"),
        ("<?xml version='1.0'?>\n<quiz/>".encode("utf-16"), "moodle-xml"),
        (b"<questestinterop/>", "qti"),
        (b"<qti-assessment-item/>", "qti"),
        (b"PK\x03\x04", "qti"),
        (b"<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz/>", "moodle-xml"),
    ],
)
def test_a_format_shows_itself(data: bytes, name: str) -> None:
    found = formats.detected(data)

    assert found is not None
    assert found.name == name


def test_only_where_nothing_shows_the_name_counts() -> None:
    told = b"Cerita saja.\n"

    assert formats.detected(told) is None
    assert formats.detected(told, "a.GIFT") == formats.formats()["gift"]


def test_a_file_is_read_and_written_by_the_name_of_its_format() -> None:
    found, bank = formats.read(GIFT.encode(), "x")
    _, same = formats.read(GIFT.encode(), "x", "gift")

    assert (found.name, bank) == ("gift", same)
    assert b"Jakarta" in formats.write(bank, "moodle-xml").data
    assert {one.name for one in formats.writable()} >= {"gift", "moodle-xml", "aiken", "text2qti"}


def test_letters_of_windows_are_read_and_doubted() -> None:
    _, bank = formats.read("Siapa?{=José ~Ana}".encode("cp1252"))

    assert bank.items[0].answer.options[0].text.text == "José"
    assert [one.code for one in bank.remarks] == ["exchange.encoding"]


@pytest.mark.parametrize("name", ["", "tidak-ada"])
def test_what_is_in_no_format_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        formats.read(b"halo", name=name)

    assert "GIFT" in refused.value.remedy("id")


def test_a_flood_of_comments_costs_no_time() -> None:
    started = time.monotonic()

    formats.detected(b"<!---->" * 3000)
    formats.detected(b"<? " * 9000)
    formats.detected(b"{\\" * 9000)

    assert time.monotonic() - started < 1
