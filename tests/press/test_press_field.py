"""The empty field that a signature will fill: in the form, on the page and in the structure, seen nowhere."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import outloud
import pikepdf
import pytest
from pikepdf import pdfa

from lms.press import orders
from lms.press.orders import Order

FONTS = Path(__file__).parents[2] / "certificates" / "standar" / "fonts.conf"
TOLD = "Tanda tangan elektronik BKPSDM"
PAGE = """<html lang="id"><title>Uji</title><meta name="author" content="A">
<meta name="dcterms.created" content="2026-03-17"><body style="font-family: Sertifikat Sans"><h1>Satu</h1>
<p>Isi <a href="https://contoh.go.id/" title="Contoh">di sini</a>.</p>
<h2 style="break-before: page">Dua</h2><p>Akhir.</p>"""


@pytest.fixture(scope="module")
def order(tmp_path_factory):
    folder = tmp_path_factory.mktemp("order")
    return Order(PAGE, folder, FONTS, "pdf/a-3a", "0" * 32, accessible=True, signature_field=TOLD)


@pytest.fixture(scope="module")
def made(order):
    return orders.run(order).data


def test_one_empty_signature_field_that_is_not_seen_and_is_told_aloud(made):
    with pikepdf.open(BytesIO(made)) as file:
        form = file.Root.AcroForm
        (field,) = form.Fields

        assert (field.FT, str(field.TU), field.F) == ("/Sig", TOLD, 132)
        assert [int(edge) for edge in field.Rect] == [0, 0, 0, 0]
        assert "/V" not in field
        assert form.SigFlags == 3
        assert "/NeedAppearances" not in form
        assert field.objgen in {one.objgen for one in file.pages[0].Annots}


def test_the_field_stands_in_the_structure_from_both_ends(made):
    with pikepdf.open(BytesIO(made)) as file:
        (field,) = file.Root.AcroForm.Fields
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        form = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))[field.StructParent]

        assert (form.S, str(form.Alt)) == ("/Form", TOLD)
        assert form.K[0].Obj.objgen == field.objgen
        assert form.objgen == form.P.K[-1].objgen
        # The link keeps its own place.
        assert len(set(map(int, numbers[::2]))) == len(numbers) // 2


def test_the_field_costs_the_file_neither_of_its_standards(made, order, tmp_path):
    path = tmp_path / "field.pdf"
    path.write_bytes(made)
    result = outloud.check(str(path))
    plain = orders.run(replace(order, signature_field="")).data

    assert (result.error, result.verdict, result.findings) == (None, "pass", [])
    with pikepdf.open(BytesIO(made)) as file, pikepdf.open(BytesIO(plain)) as without:
        more = {found.message for found in pdfa.check(file, "3b").findings}
        less = {found.message for found in pdfa.check(without, "3b").findings}
    # The validator judges no forms; ISO 19005-3, 6.4.1 asks of them what the first test looks at.
    assert more - less == {"interactive forms (/AcroForm) are not supported"}


def test_without_a_name_there_is_no_form(order):
    with pikepdf.open(BytesIO(orders.run(replace(order, signature_field="")).data)) as file:
        assert "/AcroForm" not in file.Root
