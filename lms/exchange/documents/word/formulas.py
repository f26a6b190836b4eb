"""Word's formulas (OMML) as LaTeX, as far as they are simple; what is not, is left out and told."""

import re

from lms.exchange.xml import Node

GREEK = {
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "ε": r"\epsilon ", "ζ": r"\zeta ",
    "η": r"\eta ", "θ": r"\theta ", "ι": r"\iota ", "κ": r"\kappa ", "λ": r"\lambda ", "μ": r"\mu ", "ν":
    r"\nu ", "ξ": r"\xi ", "π": r"\pi ", "ρ": r"\rho ", "σ": r"\sigma ", "τ": r"\tau ", "υ": r"\upsilon ",
    "φ": r"\varphi ", "χ": r"\chi ", "ψ": r"\psi ", "ω": r"\omega ", "Γ": r"\Gamma ", "Δ": r"\Delta ", "Θ":
    r"\Theta ", "Λ": r"\Lambda ", "Ξ": r"\Xi ", "Π": r"\Pi ", "Σ": r"\Sigma ", "Φ": r"\Phi ", "Ψ": r"\Psi ",
    "Ω": r"\Omega ",
}  # fmt: skip
SIGNS = {
    **GREEK,
    "×": r"\times ", "÷": r"\div ", "±": r"\pm ", "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "≈": r"\approx ",
    "∑": r"\sum ", "∏": r"\prod ", "∫": r"\int ", "√": r"\surd ", "∞": r"\infty ", "→": r"\to ",
    "·": r"\cdot ",
    "∈": r"\in ", "−": "-", "…": r"\ldots ", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "{": r"\{", "}": r"\}", "~": r"\sim ", "\\": r"\backslash ", "^": r"\hat{}",
}  # fmt: skip
BIG = {"∑": r"\sum", "∏": r"\prod", "∫": r"\int", "⋃": r"\bigcup", "⋂": r"\bigcap"}
ACCENTS = {
    "\u0302": "hat",
    "\u0304": "bar",
    "\u0305": "bar",
    "\u20d7": "vec",
    "\u0307": "dot",
    "\u0303": "tilde",
}
FUNCTIONS = frozenset({"sin", "cos", "tan", "log", "ln", "exp", "lim", "max", "min"})
FENCES = {"(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "|": "|", "": "."}
SILENT = frozenset(
    {"ctrlPr", "rPr", "fPr", "radPr", "dPr", "naryPr", "sSubPr", "sSupPr", "sSubSupPr", "funcPr"}
)


class Unsaid(Exception):
    """A formula holds what we have no LaTeX for; named by the element."""


def latex(node: Node) -> str:
    """Return the LaTeX of a formula; raise Unsaid when a part of it would be lost."""
    return re.sub(r"\s+", " ", _all(node)).strip()


def _all(node: Node | None) -> str:
    return "".join(_one(child) for child in node.children()) if node is not None else ""


def _one(node: Node) -> str:
    if node.name in SILENT or node.name.endswith("Pr"):
        return ""
    if node.name == "r":
        return "".join(_letters(one.text or "") for one in node.children("t"))
    if node.name in {
        "oMath",
        "e",
        "num",
        "den",
        "sub",
        "sup",
        "deg",
        "fName",
        "box",
        "ins",
        "lim",
        "groupChr",
    }:
        return _all(node)
    writer = WRITERS.get(node.name)
    if writer is None:
        raise Unsaid(node.name)
    return writer(node)


def _letters(text: str) -> str:
    if text.isalpha() and len(text) > 1 and text.isascii():
        return f"\\{text} " if text in FUNCTIONS else rf"\text{{{text}}}"
    return "".join(SIGNS.get(sign, sign) for sign in text)


def _fraction(node: Node) -> str:
    return rf"\frac{{{_all(node.child('num'))}}}{{{_all(node.child('den'))}}}"


def _root(node: Node) -> str:
    degree = _all(node.child("deg"))
    return rf"\sqrt{f'[{degree}]' if degree else ''}{{{_all(node.child('e'))}}}"


def _scripts(node: Node) -> str:
    sub, sup = node.child("sub"), node.child("sup")
    low = f"_{{{_all(sub)}}}" if sub is not None else ""
    high = f"^{{{_all(sup)}}}" if sup is not None else ""
    return f"{{{_all(node.child('e'))}}}{low}{high}"


def _big(node: Node) -> str:
    sign = _property(node, "naryPr", "chr") or "∫"
    if sign not in BIG:
        raise Unsaid(f"nary {sign}")
    low, high = _all(node.child("sub")), _all(node.child("sup"))
    return (
        f"{BIG[sign]}{f'_{{{low}}}' if low else ''}{f'^{{{high}}}' if high else ''} {_all(node.child('e'))}"
    )


def _fenced(node: Node) -> str:
    begin, end = (_property(node, "dPr", name) for name in ("begChr", "endChr"))
    begin, end = "(" if begin is None else begin, ")" if end is None else end
    if begin not in FENCES or end not in FENCES:
        raise Unsaid(f"fence {begin}{end}")
    inner = ",".join(_all(one) for one in node.children("e"))
    return rf"\left{FENCES[begin]}{inner}\right{FENCES[end]}"


def _function(node: Node) -> str:
    return f"{_all(node.child('fName'))} {_all(node.child('e'))}"


def _accent(node: Node) -> str:
    sign = _property(node, "accPr", "chr") or "\u0302"
    if sign not in ACCENTS:
        raise Unsaid("acc")
    return rf"\{ACCENTS[sign]}{{{_all(node.child('e'))}}}"


def _over(node: Node) -> str:
    return rf"\overline{{{_all(node.child('e'))}}}"


def _limit(node: Node) -> str:
    return f"{_all(node.child('e'))}_{{{_all(node.child('lim'))}}}"


def _matrix(node: Node) -> str:
    rows = [" & ".join(_all(cell) for cell in row.children("e")) for row in node.children("mr")]
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _property(node: Node, group: str, name: str) -> str | None:
    found = node.child(group)
    sign = found.child(name) if found is not None else None
    if sign is None:
        return None
    return next((value for key, value in sign.attrib.items() if key.endswith("}val")), "")


WRITERS = {
    "f": _fraction, "rad": _root, "sSub": _scripts, "sSup": _scripts, "sSubSup": _scripts, "nary": _big,
    "d": _fenced, "func": _function, "acc": _accent, "bar": _over, "limLow": _limit, "m": _matrix,
}  # fmt: skip
