"""Which format a file is in shows in what it holds; unknown ones are refused with the list of those known."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.errors import Refused, SetUpError
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


@pytest.fixture
def anew() -> Iterator[None]:
    """Look for formats again, now and afterwards."""
    formats.formats.cache_clear()
    yield
    formats.formats.cache_clear()


def bring(folder: Path, value: str) -> None:
    metadata = folder / "foreign-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: foreign\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[{formats.GROUP}]\nextra = {value}\n")


@pytest.mark.usefixtures("anew")
def test_another_package_brings_a_format(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bring(tmp_path, "lms_foreign_format:FORMAT")
    made = "from lms.exchange.formats import Format\nFORMAT = Format('own', 'Own', '.own', 'text/plain')\n"
    (tmp_path / "lms_foreign_format.py").write_text(made)
    monkeypatch.syspath_prepend(str(tmp_path))

    assert formats.formats()["own"].label == "Own"
    assert "own" not in {one.name for one in (*formats.readable(), *formats.writable())}


@pytest.mark.usefixtures("anew")
def test_it_cannot_replace_one_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bring(tmp_path, "lms_thief_format:FORMAT")
    (tmp_path / "lms_thief_format.py").write_text("from lms.exchange.formats import OWN\nFORMAT = OWN[0]\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(SetUpError):
        formats.formats()


@pytest.mark.parametrize("name", ["gift", "aiken", "text2qti"])
@pytest.mark.parametrize("data", [b"a" * (8 * 2**20 + 1), b"\n" * 200_001])
def test_a_text_that_no_bank_needs_is_refused_before_it_is_read(name: str, data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        formats.read(data, "bank.txt", name)

    assert refusal.value.code == "exchange.large"


def test_a_cloze_weight_of_many_digits_is_no_weight() -> None:
    text = "{" + "9" * 200_000 + ":NM:=1:0}"
    named = f"<name><text>x</text></name><questiontext><text>{text}</text></questiontext>"
    bank = f"<quiz><question type='cloze'>{named}</question></quiz>"

    assert formats.read(bank.encode(), "bank.xml", "moodle-xml")[1].items == ()


@pytest.mark.parametrize(
    ("kind", "text", "parts", "code"),
    [
        ("ddwtos", "[[1]]" * 100_000, "<dragbox><text>a</text></dragbox>" * 50_000, "exchange.too-many"),
        (
            "multichoice",
            "Berapa?",
            "<answer fraction='0'><text>a</text></answer>" * 100_000,
            "exchange.too-many",
        ),
        ("cloze", "{1:NM:=1}" * 200_000, "", "exchange.too-long"),
    ],
)
def test_a_question_beyond_all_measure_is_named_before_it_is_read(
    kind: str, text: str, parts: str, code: str
) -> None:
    named = f"<name><text>x</text></name><questiontext><text>{text}</text></questiontext>"
    data = f"<quiz><question type='{kind}'>{named}{parts}</question></quiz>".encode()

    began = time.process_time()
    bank = formats.read(data, "bank.xml", "moodle-xml")[1]

    assert [one.code for one in bank.remarks] == [code]
    assert time.process_time() - began < 10
