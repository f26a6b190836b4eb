"""Ranks: golongan ruang and pangkat of PNS, golongan of PPPK, as rosters write them (domain.md §1.5)."""

import re
from types import MappingProxyType

from lms.asn.kinds import EmployeeKind

# Code: (number in BKN's table, pangkat). There is no I/e, II/e, III/e.
PNS = MappingProxyType(
    {
        "I/a": (11, "Juru Muda"),
        "I/b": (12, "Juru Muda Tingkat I"),
        "I/c": (13, "Juru"),
        "I/d": (14, "Juru Tingkat I"),
        "II/a": (21, "Pengatur Muda"),
        "II/b": (22, "Pengatur Muda Tingkat I"),
        "II/c": (23, "Pengatur"),
        "II/d": (24, "Pengatur Tingkat I"),
        "III/a": (31, "Penata Muda"),
        "III/b": (32, "Penata Muda Tingkat I"),
        "III/c": (33, "Penata"),
        "III/d": (34, "Penata Tingkat I"),
        "IV/a": (41, "Pembina"),
        "IV/b": (42, "Pembina Tingkat I"),
        "IV/c": (43, "Pembina Utama Muda"),
        "IV/d": (44, "Pembina Utama Madya"),
        "IV/e": (45, "Pembina Utama"),
    }
)
PPPK = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
BY_BKN_NUMBER = {str(number): code for code, (number, _) in PNS.items()}
BY_NAME = {name.casefold(): code for code, (_, name) in PNS.items()}
PNS_CODE = re.compile(r"\b(I|II|III|IV)\s*[/.\-]?\s*([A-E])\b", re.IGNORECASE)
PPPK_CODE = re.compile(r"(?:gol(?:ongan)?\.?\s*)?([IVX]+)", re.IGNORECASE)
LEVEL_ONE = re.compile(r"\b(?:tk|tkt|tingkat)\b\.?\s*(?:I|1)\b", re.IGNORECASE)
FILLERS = re.compile(r"\b(?:gol(?:ongan)?|ruang|pangkat)\b\.?", re.IGNORECASE)


def read(text: str, kind: EmployeeKind | None = None) -> str | None:
    """Return the code, `III/b` or `IX`; None for what is no rank, or says two different ones.

    A bare number needs the kind: 11 is I/a among PNS and XI among PPPK.
    """
    text = " ".join(text.split())
    if text.isascii() and text.isdigit():
        return _numbered(text, kind)
    if kind is not EmployeeKind.PNS and (found := PPPK_CODE.fullmatch(text)):
        code = found[1].upper()
        return code if code in PPPK else None
    return _pns(text)


def _pns(text: str) -> str | None:
    found = PNS_CODE.search(text)
    code = f"{found[1].upper()}/{found[2].lower()}" if found else ""
    if found:
        text = text[: found.start()] + text[found.end() :]
    name = FILLERS.sub(" ", LEVEL_ONE.sub("Tingkat I", text))
    name = " ".join(re.sub(r"[()/,.\-]", " ", name).split()).casefold()
    named = BY_NAME.get(name, "") if name else code
    return named if named in PNS and (not code or code == named) else None


def _numbered(text: str, kind: EmployeeKind | None) -> str | None:
    if kind is not None and kind.is_pppk:
        return PPPK[int(text) - 1] if 1 <= int(text) <= len(PPPK) else None
    return BY_BKN_NUMBER.get(text) if kind is EmployeeKind.PNS else None


def fits(kind: EmployeeKind, code: str) -> bool:
    """Tell whether people of this kind can hold this rank; those who are no ASN hold none."""
    if kind is EmployeeKind.PNS:
        return code in PNS
    return kind.is_pppk and code in PPPK


def line(kind: EmployeeKind | str, code: str | None) -> str:
    """Write `Pembina Utama Muda (IV/c)`, or `Golongan IX` for PPPK, who have no pangkat; empty for none."""
    if not code:
        return ""
    if kind == EmployeeKind.PNS and code in PNS:
        return f"{PNS[code][1]} ({code})"
    return f"Golongan {code}" if EmployeeKind(kind).is_pppk else ""
