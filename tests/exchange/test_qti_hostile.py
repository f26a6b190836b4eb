"""Files that mean harm are refused whole, or their questions by name, before they cost anything."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from qti_builders import base, choice, declared, document, packed, read, refused, rules, variable

from lms.errors import Refused

ITEM = document(declared("single", "identifier", "B"), "<p>Mana?</p>" + choice("A", "B"))


def put(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def bomb() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"0" * 50_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><assessmentItem>&a;</assessmentItem>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><assessmentItem>&a;</assessmentItem>',
        b"<assessmentItem>" + b"<p>" * 200_000,
        packed({"../a.xml": ITEM}),
        packed({"a.xml": b"<assessmentItem>" + b"<p>" * 200_000}),
        bomb(),
        b"",
    ],
)
def test_hostile_files_are_refused_whole(data: bytes) -> None:
    with pytest.raises(Refused):
        read(data)


COSTLY = '<patternMatch pattern="(.*){20}x"><variable identifier="RESPONSE"/></patternMatch>'
DOUBLED = "<multiple><variable identifier='X'/><variable identifier='X'/></multiple>"
X = (
    '<outcomeDeclaration identifier="X" cardinality="multiple" baseType="identifier"><defaultValue>'
    "<value>a</value></defaultValue></outcomeDeclaration>"
)


@pytest.mark.parametrize(
    "processing",
    [
        rules((f"<or>{COSTLY * 400}</or>", "1")),
        rules(("<null/>", "1")).replace("</responseProc", f"{put('X', DOUBLED) * 60}</responseProc"),
        rules(*((f"<match>{variable()}{base(str(at), 'string')}</match>", "1") for at in range(9_000))),
    ],
)
def test_costly_processing_is_told_off(processing: str) -> None:
    response = declared("single", "string", "a" * 900)
    body = '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'

    assert refused(document(response + X, body, processing))[0] in {"qti.processing", "qti.no-key"}


def test_a_section_that_names_itself_is_walked_once() -> None:
    section = (
        '<assessmentSection title="x">' + '<assessmentSectionRef href="s.xml"/>' * 3 + "</assessmentSection>"
    )
    test = '<assessmentTest><testPart><assessmentSectionRef href="s.xml"/></testPart></assessmentTest>'

    assert refused(packed({"t.xml": test, "s.xml": section})) == ["exchange.empty"]
