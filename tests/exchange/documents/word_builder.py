"""Word files as Word writes them: styles in its own language, runs split, lists by numId; built by hand."""

import zipfile
from html import escape
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
NAMES = " ".join(f'xmlns:{key}="{value}"' for key, value in SPACES.items())
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Indonesian Word writes the ids in its own language and the names in English.
STYLES = {
    "Judul": "Title", "Judul1": "heading 1", "Judul2": "heading 2", "Judul3": "heading 3", "Kutipan": "Quote",
    "Keterangan": "caption", "DAFISI1": "toc 1", "Kuat": "Strong", "DaftarParagraf": "List Paragraph",
}  # fmt: skip
FORMS = {
    "1": "decimal",
    "2": "bullet",
    "3": "upperLetter",
    "4": "lowerLetter",
    "5": "decimal",
    "6": "upperLetter",
}


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts, style="", num="", level=0, properties=""):
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    runs = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p><w:pPr>{inner}{properties}</w:pPr>{runs}</w:p>"


def table(rows, *, spans=None, merged=None):
    """`spans` widens cells, `merged` lets cells go on downwards: both by (row, column)."""
    made = ""
    for y, row in enumerate(rows):
        made += "<w:tr>"
        for x, cell in enumerate(row):
            inner = f'<w:gridSpan w:val="{spans[y, x]}"/>' if spans and (y, x) in spans else ""
            state = (merged or {}).get((y, x))
            inner += "" if state is None else f'<w:vMerge w:val="{state}"/>'
            made += (
                f"<w:tc><w:tcPr>{inner}</w:tcPr>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>"
            )
        made += "</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def picture(key, alt=None):
    words = f' descr="{escape(alt)}"' if alt is not None else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Gambar 1"{words}/><a:graphic><a:graphicData '
        f'uri="{SPACES["pic"]}"><pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def graphic(sort):
    uri = f"http://schemas.openxmlformats.org/drawingml/2006/{sort}"
    inner = f'<a:graphic><a:graphicData uri="{uri}"/></a:graphic>'
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="2" name="x"/>{inner}</wp:inline></w:drawing></w:r>'


def text_box(text):
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    inner = f'<a:graphic><a:graphicData uri="x">{shape}</a:graphicData></a:graphic>'
    drawn = f"<w:drawing><wp:anchor>{inner}</wp:anchor></w:drawing>"
    older = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def link(key, text):
    return f'<w:hyperlink r:id="{key}">{run(text)}</w:hyperlink>'


def note(number):
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def docx(*blocks, media=None, links=None, notes=None, comments=None, header="", title="", extra=None):
    """Return the bytes of a document; `media` and `links` by their relation's id, `notes` by number."""
    relations = [("rStyles", "styles", "styles.xml", ""), ("rNum", "numbering", "numbering.xml", "")]
    parts = {"word/styles.xml": _styles(), "word/numbering.xml": _numbering()}
    for key, (name, data) in (media or {}).items():
        relations.append((key, "image", f"media/{name}", ""))
        parts[f"word/media/{name}"] = data
    relations += [(key, "hyperlink", to, "External") for key, to in (links or {}).items()]
    section = ""
    if header:
        relations.append(("rHead", "header", "header1.xml", ""))
        parts["word/header1.xml"] = f"<w:hdr {NAMES}>{paragraph(header)}</w:hdr>"
        section = '<w:sectPr><w:headerReference w:type="default" r:id="rHead"/></w:sectPr>'
    for name, given in (("footnote", notes), ("comment", comments)):
        if given:
            inner = "".join(
                f'<w:{name} w:id="{key}">{paragraph(text)}</w:{name}>' for key, text in given.items()
            )
            relations.append((f"r{name}", f"{name}s", f"{name}s.xml", ""))
            parts[f"word/{name}s.xml"] = f"<w:{name}s {NAMES}>{inner}</w:{name}s>"
    parts["word/document.xml"] = (
        f"<w:document {NAMES}><w:body>{''.join(blocks)}{section}</w:body></w:document>"
    )
    parts["word/_rels/document.xml.rels"] = _relations(relations)
    parts["_rels/.rels"] = _relations([("rId1", "officeDocument", "word/document.xml", "")])
    parts["[Content_Types].xml"] = _types()
    if title:
        dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        parts["docProps/core.xml"] = (
            f"<cp:coreProperties xmlns:cp='x' {dc}><dc:title>{title}</dc:title></cp:coreProperties>"
        )
    return zipped({**parts, **(extra or {})})


def zipped(parts):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def _styles():
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    return f"<w:styles {NAMES}>{inner}</w:styles>"


def _numbering():
    forms = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{sort}"/></w:lvl>'
            for level, sort in enumerate((form, *(("lowerLetter",) * 2 if key == "5" else (form, form))))
        )
        + "</w:abstractNum>"
        for key, form in FORMS.items()
    )
    nums = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in FORMS)
    return f"<w:numbering {NAMES}>{forms}{nums}</w:numbering>"


def _relations(given):
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}{kind}" Target="{escape(to)}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for key, kind, to, mode in given
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{lines}</Relationships>'


def _types():
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/></Types>'
    )
