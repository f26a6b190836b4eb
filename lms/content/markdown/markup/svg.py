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
    | {"animatetransform", "animatemotion", "animatecolor", "discard", "a"}
)
REACHES_OUT = re.compile(
    r"url\s*\(\s*['\"]?(?!['\"]?#)|image-set\s*\(|\bsrc\s*\(|@import|expression\s*\(|javascript:",
    re.IGNORECASE,
)
# `u\72l(` is `url(` to a browser; no drawing needs such a spelling.
ESCAPED = re.compile(r"\\[0-9a-f]", re.IGNORECASE)
# So is `u\rl(`, whose letter stands for itself; a formula's `\left(` stays one.
SPELLED = re.compile(r"\\(?=[g-z@])", re.IGNORECASE)
STYLESHEET = b"xml-stylesheet"
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)


def objection(data: bytes) -> str | None:
    """Return what makes the picture unfit: `broken`, or the part that is refused; None for a good one."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return "broken"
    if root.tag != SVG + "svg":
        return "broken"
    # The parser passes over it, a browser fetches it; in UTF-16 there is a null beside each letter.
    if STYLESHEET in data.replace(b"\0", b""):
        return "<?xml-stylesheet?>"
    return next((found for node in root.iter() if (found := _refused(node))), None)


def _refused(node: Element) -> str | None:
    tag = node.tag.rpartition("}")[2].lower()
    if tag in REFUSED_TAGS:
        return f"<{tag}>"
    style = "".join(node.itertext()) if tag == "style" else ""
    if _reaches_out(style) or ESCAPED.search(style):
        return "url(…)"
    for name, value in node.attrib.items():
        plain = name.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return f"{plain}=…"
        if plain == "href" and not value.startswith("#") and not PICTURE.match(value):
            return "href=…"
        styled = "}" not in name and "(" in value and ESCAPED.search(value)
        if plain != "href" and (styled or _reaches_out(value)):
            return "url(…)"
    return None


def _reaches_out(text: str) -> bool:
    return bool(REACHES_OUT.search(text) or REACHES_OUT.search(SPELLED.sub("", text)))
