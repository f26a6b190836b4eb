"""The last touch on an archive file: it also says that it is accessible, and is as PDF/UA-1 wants it.

WeasyPrint writes PDF/A or PDF/UA, never both. Both are PDF 1.7 and forbid nothing of each other.
"""

from collections.abc import Iterator, Mapping, MutableMapping, MutableSequence, Sequence
from typing import Protocol, cast

import pydyf

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
FIELD = "Signature"
# ISO 32000-1, table 219: there are signature fields, and the file is changed by appending only.
SIGNED_BY_APPENDING = 3
# ISO 32000-1, table 165: printed (which ISO 19005-3, 6.3.2 asks of every annotation) and locked.
PRINTED_AND_LOCKED = 132

Node = MutableMapping[str, object]


class Stream(Protocol):
    """A stream of pydyf, of which its text is used."""

    stream: MutableSequence[bytes]


class File(Protocol):
    """The part of pydyf's PDF that is used; an object's number is its place."""

    objects: Sequence[object]
    catalog: Node
    page_references: Sequence[bytes]

    def add_object(self, item: object, /) -> None: ...


def accessible(_: object, pdf: File, field: str = "") -> None:
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
    if field:
        _await_signature(pdf, field)


def _await_signature(pdf: File, name: str) -> None:
    """Give the first page an empty signature field that is not seen, and that `name` tells of aloud.

    A field that the signer made would stand outside of the structure, which ISO 14289-1, 7.18.4 forbids.
    """
    page = pdf.page_references[0]
    on_page = cast(Node, _at(pdf, page))
    root = cast(Node, _at(pdf, pdf.catalog["StructTreeRoot"]))
    document = cast(Node, _at(pdf, cast(Sequence[object], root["K"])[0]))
    first = cast(Node, _at(pdf, cast(Sequence[object], document["K"])[0]))
    parents = cast(MutableSequence[object], cast(Node, _at(pdf, root["ParentTree"]))["Nums"])
    key = cast(int, parents[-2]) + 1
    # Without extent it needs no appearance (ISO 19005-3, 6.3.3).
    widget = _add(
        pdf, Type="/Annot", Subtype="/Widget", FT="/Sig", T=pydyf.String(FIELD), TU=pydyf.String(name),
        F=PRINTED_AND_LOCKED, Rect=pydyf.Array([0, 0, 0, 0]), P=page, StructParent=key,
    )  # fmt: skip
    seen = _add(pdf, Type="/OBJR", Obj=widget, Pg=page)
    form = _add(
        pdf, Type="/StructElem", S="/Form", P=_reference(first), Pg=page, K=pydyf.Array([seen]),
        Alt=pydyf.String(name),
    )  # fmt: skip
    cast(MutableSequence[object], first["K"]).append(form)
    parents.extend([key, form])
    cast(MutableSequence[object], on_page.setdefault("Annots", pydyf.Array())).append(widget)
    pdf.catalog["AcroForm"] = pydyf.Dictionary(
        {"Fields": pydyf.Array([widget]), "SigFlags": SIGNED_BY_APPENDING}
    )


def _add(pdf: File, **values: object) -> bytes:
    made = pydyf.Dictionary(values)
    pdf.add_object(made)
    return _reference(made)


def _reference(item: object) -> bytes:
    return cast(bytes, cast(pydyf.Object, item).reference)


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
