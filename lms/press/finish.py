"""The last touch on an archive file: it also says that it is accessible, and is as PDF/UA-1 wants it.

WeasyPrint writes PDF/A or PDF/UA, never both. Both are PDF 1.7 and forbid nothing of each other.
"""

from collections.abc import Iterator, Mapping, MutableMapping, MutableSequence, Sequence
from typing import Protocol, cast

# ISO 14289-1, 5: the file names the part it follows. ISO 19005-3, 6.6.2.3: an archive file describes
# every property that is not XMP's own, and there may be one rdf:RDF only.
ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
END = b"</rdf:RDF>"
POINTS_PER_PIXEL = 0.75

Node = MutableMapping[str, object]


class Stream(Protocol):
    """A stream of pydyf, of which its text is used."""

    stream: MutableSequence[bytes]


class File(Protocol):
    """The part of pydyf's PDF that is used; an object's number is its place."""

    objects: Sequence[object]
    catalog: Node


def accessible(_: object, pdf: File, field: str = "") -> None:  # noqa: ARG001 # the field follows
    """Make a tagged archive file PDF/UA-1 too; WeasyPrint's `finisher`. `field` names a signature field."""
    _declare(pdf)
    for node in _nodes(pdf):
        for key in ("Pattern", "Shading"):
            if node.get(key) == {}:
                del node[key]
        if node.get("S") == "/TH":
            _scope(pdf, node)
        if node.get("S") == "/Figure":
            _place(pdf, node)
    if "AF" in pdf.catalog:
        files = cast(MutableSequence[object], pdf.catalog["AF"])
        # WeasyPrint 70 lists every attached file twice.
        files[:] = dict.fromkeys(files)


def _declare(pdf: File) -> None:
    metadata = cast(Stream, _at(pdf, pdf.catalog["Metadata"]))
    before, end, after = b"".join(metadata.stream).partition(END)
    if not end or END in after:
        raise ValueError("the file's metadata is not one rdf:RDF")
    metadata.stream[:] = [before + ACCESSIBLE + end + after]


def _scope(pdf: File, header: Node) -> None:
    """Say whether a header stands over a column or before a row (ISO 14289-1, 7.5)."""
    row = cast(Node, _at(pdf, header["P"]))
    group = cast(Node, _at(pdf, row["P"]))
    cast(Node, header["A"])["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _place(pdf: File, figure: Node) -> None:
    """Put a figure's box where it is drawn: WeasyPrint 70 writes pixels from the page's top."""
    page = cast(Mapping[str, Sequence[float]], _at(pdf, figure["Pg"]))
    height = page["MediaBox"][3]
    box = cast(MutableSequence[float], cast(Node, figure["A"])["BBox"])
    left, top, right, bottom = (POINTS_PER_PIXEL * value for value in box)
    box[:] = [left, height - bottom, right, height - top]


def _nodes(pdf: File) -> Iterator[Node]:
    return (cast(Node, item) for item in pdf.objects if isinstance(item, dict))


def _at(pdf: File, reference: object) -> object:
    return pdf.objects[int(cast(bytes, reference).split()[0])]
