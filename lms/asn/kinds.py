"""Kinds of employee, and how rosters write them."""

import re
from enum import StrEnum


class EmployeeKind(StrEnum):
    """UU 20/2023: PNS and PPPK are ASN; part-time PPPK (*paruh waktu*) since 2025; others are not ASN."""

    PNS = "pns"
    PPPK = "pppk"
    PPPK_PW = "pppk_pw"
    NON_ASN = "non_asn"

    @property
    def is_pppk(self) -> bool:
        return self in {EmployeeKind.PPPK, EmployeeKind.PPPK_PW}

    @property
    def identity_label(self) -> str:
        """What the number is called where it is printed; empty for people without one."""
        if self is EmployeeKind.NON_ASN:
            return ""
        return "NIP" if self is EmployeeKind.PNS else "NI PPPK"


LABELS = {
    EmployeeKind.PNS: "PNS",
    EmployeeKind.PPPK: "PPPK",
    EmployeeKind.PPPK_PW: "PPPK Paruh Waktu",
    EmployeeKind.NON_ASN: "Non-ASN",
}
WRITTEN = {
    "pns": EmployeeKind.PNS,
    "cpns": EmployeeKind.PNS,
    "pegawainegerisipil": EmployeeKind.PNS,
    "calonpegawainegerisipil": EmployeeKind.PNS,
    "pppk": EmployeeKind.PPPK,
    "p3k": EmployeeKind.PPPK,
    "pppkpenuhwaktu": EmployeeKind.PPPK,
    "pegawaipemerintahdenganperjanjiankerja": EmployeeKind.PPPK,
    "pppkpw": EmployeeKind.PPPK_PW,
    "pppkparuhwaktu": EmployeeKind.PPPK_PW,
    "p3kparuhwaktu": EmployeeKind.PPPK_PW,
    "p3kpw": EmployeeKind.PPPK_PW,
    "paruhwaktu": EmployeeKind.PPPK_PW,
    "nonasn": EmployeeKind.NON_ASN,
    "honorer": EmployeeKind.NON_ASN,
    "pjlp": EmployeeKind.NON_ASN,
    "thl": EmployeeKind.NON_ASN,
    "tenagaahli": EmployeeKind.NON_ASN,
    "tenagakontrak": EmployeeKind.NON_ASN,
}


def read(text: str) -> EmployeeKind | None:
    """Read `PPPK Paruh Waktu`, `P3K`, `non-ASN`; None for what no roster we know writes."""
    return WRITTEN.get(re.sub(r"[^a-z0-9]", "", text.casefold()))
