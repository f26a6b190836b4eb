"""SVG pictures: parsed without entities, refused when they hold what could run or reach out."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"
REFUSED_TAGS = frozenset(
    {
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "audio",
        "video",
        "handler",
        "listener",
        "animate",
        "set",
    }
    | {"animatetransform", "animatemotion", "a"}
)
REACHES_OUT = re.compile(r"url\s*\(\s*['\"]?(?!['\"]?#)|@import|expression\s*\(|javascript:", re.IGNORECASE)
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)


def objection(data: bytes) -> str | None:
    """Return what makes the picture unfit: `broken`, or the part that is refused; None for a good one."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return "broken"
    if root.tag != SVG + "svg":
        return "broken"
    return next((found for node in root.iter() if (found := _refused(node))), None)


def _refused(node: Element) -> str | None:
    tag = node.tag.rpartition("}")[2].lower()
    if tag in REFUSED_TAGS:
        return f"<{tag}>"
    if tag == "style" and REACHES_OUT.search(node.text or ""):
        return "url(…)"
    for name, value in node.attrib.items():
        plain = name.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return f"{plain}=…"
        if plain == "href" and not value.startswith("#") and not PICTURE.match(value):
            return "href=…"
        if plain != "href" and REACHES_OUT.search(value):
            return "url(…)"
    return None
