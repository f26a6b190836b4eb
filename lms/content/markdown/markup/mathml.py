"""Formulas as MathML, made once at publish time; no script draws them in the page."""

from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring
from latex2mathml.converter import convert

LONGEST = 2000
DEEPEST = 40
NAMESPACE = "http://www.w3.org/1998/Math/MathML"
TAGS = frozenset(
    [
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "mpadded",
        "mphantom",
        "menclose",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mmultiscripts",
        "mprescripts",
        "none",
        "mtable",
        "mtr",
        "mtd",
        "mlabeledtr",
    ]
)
POWERS = frozenset(["msub", "msup", "msubsup"])
ATTRIBUTES = frozenset(
    [
        "display",
        "alttext",
        "mathvariant",
        "stretchy",
        "fence",
        "form",
        "separator",
        "lspace",
        "rspace",
        "minsize",
        "maxsize",
        "symmetric",
        "movablelimits",
        "largeop",
        "accent",
        "accentunder",
        "displaystyle",
        "scriptlevel",
        "linethickness",
        "columnalign",
        "columnspacing",
        "columnlines",
        "rowalign",
        "rowspacing",
        "rowlines",
        "width",
        "height",
        "depth",
        "notation",
        "columnspan",
        "rowspan",
        "mathcolor",
        "mathbackground",
        "mathsize",
    ]
)


def formula(latex: str, *, block: bool = False) -> str | None:
    """Return the `<math>` element with its source as the text alternative; None when it cannot be read."""
    latex = latex.strip()
    if not latex or len(latex) > LONGEST or not _balanced(latex):
        return None
    try:
        made = fromstring(convert(latex, display="block" if block else "inline"))
    # Its errors have no common root; what it writes for markup inside \text is no XML.
    except Exception:  # noqa: BLE001 # a foreign converter on a trainer's text
        return None
    return _written(made, latex)


def _written(made: Element, latex: str) -> str | None:
    for node in made.iter():
        node.tag = node.tag.removeprefix(f"{{{NAMESPACE}}}")
        if node.tag not in TAGS or not ATTRIBUTES.issuperset(node.attrib):
            return None
    for node in made.iter():
        _join_decimals(node)
    made.set("alttext", " ".join(latex.split()))
    return tostring(made, encoding="unicode", short_empty_elements=False)


def _join_decimals(node: Element) -> None:
    """Make `0{,}25` one number: a comma between two would be spaced and read as a list."""
    place = 1
    while place < len(node) - 1:
        before, comma, after = node[place - 1 : place + 2]
        # In 0{,}05^2 the raised one is the second half.
        rest = after[0] if after.tag in POWERS else after
        if before.tag == rest.tag == "mn" and _is_comma(comma):
            rest.text = f"{before.text},{rest.text}"
            node.remove(before)
            node.remove(comma)
        else:
            place += 1


def _is_comma(node: Element) -> bool:
    return node.tag == "mrow" and [(one.tag, one.text) for one in node] == [("mo", ",")]


def _balanced(latex: str) -> bool:
    depth, escaped = 0, False
    for letter in latex:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter in "{}":
            depth += 1 if letter == "{" else -1
            if not 0 <= depth <= DEEPEST:
                return False
    return depth == 0 and not escaped
