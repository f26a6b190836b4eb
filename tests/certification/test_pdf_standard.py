"""One file, two standards: an archive file (PDF/A-3a) that is accessible (PDF/UA-1), told by two checkers."""

from dataclasses import replace
from io import BytesIO

import outloud
import pikepdf
import pytest
from pikepdf import pdfa
from test_pdf import HARD, SHELF, drawn

from lms.certification import designs, pdf
from lms.press import orders

UA = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "ISO_19005_3:6.6.2.3.1-1"
# pikepdf judges level B and no extension schemas. Level A is B with structure (outloud's part), and of the
# extension schema every word is compared below: these six findings, and no other, may stand.
BEYOND_PIKEPDF = {
    ("ISO_19005_3:6.6.4-3", "pdfaid:conformance is 'A', expected 'B'"),
    (EXTENSION, "XMP property pdfuaid:part is not permitted"),
    (EXTENSION, "XMP property pdfaExtension:schemas is not permitted"),
    (EXTENSION, "XMP namespace pdfaExtension=http://www.aiim.org/pdfa/ns/extension/ is not permitted"),
    (EXTENSION, "XMP namespace pdfaSchema=http://www.aiim.org/pdfa/ns/schema# is not permitted"),
    (EXTENSION, "XMP namespace pdfaProperty=http://www.aiim.org/pdfa/ns/property# is not permitted"),
}


@pytest.fixture(scope="module", params=HARD)
def certificate(request):
    return drawn(**HARD[request.param])


@pytest.fixture
def opened():
    with pikepdf.open(BytesIO(drawn())) as file:
        yield file


def archived(file):
    return {(found.rule, found.message) for found in pdfa.check(file, "3b").findings}


def heard(data, tmp_path):
    path = tmp_path / "certificate.pdf"
    path.write_bytes(data)
    result = outloud.check(str(path))
    assert not result.error
    assert not [run.rule for run in result.runs if run.status == "crashed"]
    return {found.rule for found in result.findings}, result.verdict


def saved(file):
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def elements(file, kind):
    return [
        item
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{kind}" and "/P" in item
    ]


def test_it_is_an_archive_file(certificate):
    with pikepdf.open(BytesIO(certificate)) as file:
        assert archived(file) == BEYOND_PIKEPDF
    assert len(certificate) < 120_000


def test_it_is_an_accessible_file(certificate, tmp_path):
    assert heard(certificate, tmp_path) == (set(), "pass")


def test_as_a_plain_archive_file_nothing_is_left_unjudged(monkeypatch):
    run = orders.run

    def as_level_b(order):
        return run(replace(order, variant="pdf/a-3b", options={"pdf_tags": True}))

    monkeypatch.setattr(orders, "run", as_level_b)
    with pikepdf.open(BytesIO(drawn())) as file:
        kept = file.Root.Metadata.read_bytes()
        before, _, added = kept.partition(b'<rdf:Description rdf:about="" xmlns:pdfuaid=')
        file.Root.Metadata.write(before + added[added.index(b"</rdf:RDF>") :])

        assert pdfa.check(file, "3b").passed


@pytest.mark.parametrize("name", [path.parent.name for path in SHELF.glob("*/design.toml")])
def test_every_shipped_design_makes_both_with_an_emblem_too(name, tmp_path, monkeypatch):
    design, render = designs.load(SHELF, name), pdf.render
    emblem = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    monkeypatch.setattr(pdf, "render", lambda _, sheet: render(design, replace(sheet, emblem=emblem)))
    data = drawn()

    assert heard(data, tmp_path) == (set(), "pass")
    with pikepdf.open(BytesIO(data)) as file:
        assert archived(file) == BEYOND_PIKEPDF


def test_it_says_both_standards_in_one_description(opened):
    text = opened.Root.Metadata.read_bytes().decode()

    assert text.count("<rdf:RDF") == 1
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in text
    assert 'pdfuaid:part="1"' in text
    assert f"<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>" in text
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in text
    for name, value in {"name": "part", "valueType": "Integer", "category": "internal"}.items():
        assert f"<pdfaProperty:{name}>{value}</pdfaProperty:{name}>" in text


def test_its_structure_is_told(opened):
    figures, headers = elements(opened, "Figure"), elements(opened, "TH")

    assert str(opened.Root.Lang) == "id"
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    # The organiser's mark and two QR codes; borders and ornaments are artifacts.
    assert len(figures) == 3
    assert all(str(figure.Alt) for figure in figures)
    assert [str(header.A.Scope) for header in headers] == ["/Column"] * 3
    for page in opened.pages:
        assert b"/Artifact" in page.Contents.read_bytes()


def test_a_figure_s_box_lies_where_it_is_drawn(opened):
    boxes = [[float(value) for value in figure.A.BBox] for figure in elements(opened, "Figure")]
    mark = next(box for box in boxes if box[3] > 500)
    code = next(box for box in boxes if box[3] < 200)

    assert all(0 < left < right < 842 and 0 < low < high < 596 for left, low, right, high in boxes)
    assert (mark[0] + mark[2]) / 2 == pytest.approx(842 / 2, abs=1)
    assert code[2] - code[0] == pytest.approx(23 / 25.4 * 72, abs=0.1)


def wrong_widths(file):
    next(
        item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/W" in item
    ).W = pikepdf.Array([0, pikepdf.Array([1] * 400)])


def no_font(file):
    for item in file.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item.FontFile2


def a_script(file):
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))


@pytest.mark.parametrize("spoil", [wrong_widths, no_font, a_script])
def test_the_checkers_refuse_a_broken_archive_file(opened, spoil):
    spoil(opened)

    assert archived(opened) - BEYOND_PIKEPDF


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda file: elements(file, "Figure")[0].__delitem__("/Alt"), "FIG-001"),
        (lambda file: file.Root.__delitem__("/Lang"), "DOC-013"),
        (lambda file: file.Root.__delitem__("/MarkInfo"), "DOC-001"),
        (lambda file: file.Root.__delitem__("/Metadata"), "DOC-012"),
    ],
)
def test_the_checkers_refuse_an_inaccessible_file(opened, tmp_path, spoil, rule):
    spoil(opened)

    rules, verdict = heard(saved(opened), tmp_path)

    assert verdict == "fail"
    assert rule in rules
