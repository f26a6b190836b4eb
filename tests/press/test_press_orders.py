"""The press: same order, same bytes; nothing from elsewhere; loaded only when something is printed."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from lms.press import orders
from lms.press.orders import Attached, Order, OutOfReach

FONTS = Path(__file__).parents[2] / "certificates" / "standar" / "fonts.conf"
PAGE = '<html lang="id"><title>Uji</title><body style="font-family: Sertifikat Sans">{}'


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(PAGE.format("<h1>Satu</h1>"), tmp_path, FONTS, "pdf/ua-1", "0" * 32)


def test_the_same_order_gives_the_same_bytes(order: Order) -> None:
    first, second = orders.run(order), orders.run(order)

    assert first == second
    assert first.data.startswith(b"%PDF-1.7")
    assert first.pages == 1


def test_an_order_of_other_pages_is_not_written(order: Order) -> None:
    made = orders.run(replace(order, pages=2))

    assert made.data == b""
    assert made.pages == 1


def test_a_letter_without_a_glyph_is_told(order: Order) -> None:
    assert orders.run(replace(order, html=PAGE.format("ᬦ"))).missing == (("ᬦ", "1B26"),)


@pytest.mark.parametrize(
    "source",
    [
        "file:///etc/hostname",
        "FILE:///etc/hostname",
        "File:/etc/hostname",
        "../x.svg",
        "https://example.org/x.png",
    ],
)
def test_what_lies_outside_of_its_folder_is_out_of_reach(order: Order, source: str) -> None:
    with pytest.raises(OutOfReach):
        orders.run(replace(order, html=PAGE.format(f'<img src="{source}" alt="x">')))
    # A design that somebody hands on could take the site's own keys into every certificate so.
    with pytest.raises(OutOfReach):
        orders.run(replace(order, html=PAGE.format(f'<link rel="attachment" href="{source}">')))


def test_a_web_process_carries_neither_the_machine_nor_the_library_of_signatures() -> None:
    words = "import sys, lms.app; print(*{'weasyprint', 'pyhanko'} & set(sys.modules))"

    told = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True).stdout

    assert told == "\n"


BADGE = Attached("lencana.json", b'{"a":"b"}', "application/vc+ld+json", "Lencana (JSON)")
NOON = datetime(2026, 3, 17, 12, tzinfo=UTC)


def test_an_accessible_archive_file_says_both(order: Order) -> None:
    table = "<table><thead><tr><th>A<tbody><tr><th>B</table>"
    asked = replace(order, html=PAGE.format(table), variant="pdf/a-3a", accessible=True)

    with pikepdf.open(BytesIO(orders.run(asked).data)) as file:
        metadata = file.Root.Metadata.read_bytes()
        scopes = [str(item.A.Scope) for item in file.objects if _is_header(item)]

    assert metadata.count(b"<rdf:RDF") == 1
    assert b'pdfuaid:part="1"' in metadata
    assert scopes == ["/Column", "/Row"]
    assert orders.run(asked) == orders.run(asked)


def test_nothing_is_added_that_is_not_asked_for(order: Order) -> None:
    with pikepdf.open(BytesIO(orders.run(replace(order, variant="pdf/a-3a")).data)) as file:
        assert b"pdfuaid" not in file.Root.Metadata.read_bytes()


def test_an_attached_file_is_listed_once_as_what_it_is(order: Order) -> None:
    asked = replace(order, variant="pdf/a-3a", accessible=True, attached=(BADGE,), at=NOON)
    data = orders.run(asked).data

    with pikepdf.open(BytesIO(data)) as file:
        [listed] = list(file.Root.AF)
        found = file.attachments["lencana.json"].get_file()
        said = pdfa.check(file, "3b").findings
        assert str(listed.AFRelationship) == "/Data"
        assert str(listed.Desc) == "Lencana (JSON)"
        assert (found.read_bytes(), found.mime_type) == (BADGE.data, "application/vc+ld+json")
        assert found.mod_date == NOON
    assert orders.run(asked).data == data
    assert not [one for one in said if one.rule.startswith("ISO_19005_3:6.8")]


def test_a_file_without_a_date_is_not_attached(order: Order) -> None:
    with pytest.raises(ValueError, match=r"lencana\.json"):
        orders.run(replace(order, attached=(BADGE,)))


def _is_header(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"
