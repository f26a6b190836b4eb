"""Presentations made with python-pptx, and what it cannot make added by hand."""

from io import BytesIO

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

TITLE, CONTENT, SECTION, ONLY_TITLE, BLANK = 0, 1, 2, 5, 6
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def a_show():
    return Presentation()


def a_slide(show, layout=CONTENT, title="", lines=(), *, notes="", hidden=False):
    """`lines` are pairs of level and text."""
    slide = show.slides.add_slide(show.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    if lines:
        frame = slide.placeholders[1].text_frame
        for place, (level, text) in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.text, paragraph.level = text, level
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    if hidden:
        slide._element.set("show", "0")
    return slide


def a_picture(slide, alt=""):
    shape = slide.shapes.add_picture(BytesIO(png()), Inches(1), Inches(1))
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)
    return shape


def png(size=(60, 40), colour=(180, 30, 80)):
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    return made.getvalue()


def a_chart(slide):
    data = CategoryChartData()
    data.categories = ["2024", "2025"]
    data.add_series("IKM", (81.5, 88.3))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(4), Inches(3), data)


def in_sections(show, sections):
    """Part the slides into sections, as PowerPoint writes them: names and numbers of slides."""
    ids = [slide.slide_id for slide in show.slides]
    root = show.part._element
    extensions = etree.SubElement(root, "{http://schemas.openxmlformats.org/presentationml/2006/main}extLst")
    extension = etree.SubElement(
        extensions, "{http://schemas.openxmlformats.org/presentationml/2006/main}ext"
    )
    listed = etree.SubElement(extension, f"{{{P14}}}sectionLst", nsmap={"p14": P14})
    for name, count in sections:
        section = etree.SubElement(listed, f"{{{P14}}}section", name=name)
        held = etree.SubElement(section, f"{{{P14}}}sldIdLst")
        for _ in range(count):
            etree.SubElement(held, f"{{{P14}}}sldId", id=str(ids.pop(0)))


def saved(show):
    made = BytesIO()
    show.save(made)
    return made.getvalue()
