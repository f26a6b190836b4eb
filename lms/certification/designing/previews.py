"""A design drawn with a hard case: what people look at before anybody gets such a certificate."""

from datetime import UTC, datetime

from lms.certification import pdf
from lms.certification.designing.cases import PUBLIC_ID, Case
from lms.certification.designs import Design
from lms.certification.rules import wording
from lms.certification.rules.looks import Look

HOST = "https://belajar.example.go.id"


def draw(
    design: Design, case: Case, look: Look | None = None, *, base_url: str = HOST, emblem: str = ""
) -> bytes:
    """Make the PDF of a case, dressed as `look` says; raises `Refused` as every certificate would."""
    return pdf.render(design, sheet(design, case, look, base_url=base_url, emblem=emblem))


def sheet(design: Design, case: Case, look: Look | None, *, base_url: str, emblem: str = "") -> pdf.Sheet:
    """Return what is printed: the case's own signatories, emblem and texts win over what was chosen."""
    snapshot, chosen = case.snapshot, look or Look()
    signing = chosen.signing(case.completed_on)
    if signing and "signatories" not in case.values:
        snapshot["signatories"] = signing
    dress = chosen.dress(design.name)
    return pdf.Sheet(
        wording=wording.of(
            snapshot, number=case.number, began_on=case.began_on, completed_on=case.completed_on
        ),
        public_id=PUBLIC_ID,
        address=f"{base_url}/verifikasi/{PUBLIC_ID}",
        issued_at=datetime.combine(case.completed_on, datetime.min.time(), UTC),
        government=snapshot["government"],
        organiser=snapshot["organiser"],
        signatories=tuple(snapshot["signatories"]),
        emblem=case.emblem or emblem,
        claim=case.claim,
        mark=case.mark,
        colours=dress.colours,
        texts=case.texts or dress.texts_in(snapshot["language"]),
    )
