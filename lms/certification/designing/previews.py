"""A design drawn with a hard case: what people look at before anybody gets such a certificate."""

from datetime import UTC, datetime

from lms.certification import pdf
from lms.certification.designing.cases import CASES, PUBLIC_ID, Case
from lms.certification.designs import Design
from lms.certification.rules import wording
from lms.certification.rules.looks import Look
from lms.errors import Message, Refused

HOST = "https://belajar.example.go.id"
# What a certificate may weigh: a hundred fit into a mail, 5,000 onto a stick.
MOST_BYTES = 120_000
HEAVY = Message(
    "Sertifikat desain “{design}” menjadi {size} KB, lebih dari {most} KB.",
    "Certificates of design “{design}” become {size} KB, more than {most} KB.",
    "Pakai lambang yang lebih sederhana.",
    "Use a simpler emblem.",
)
UNDRAWABLE = Message(
    "Sertifikat desain “{design}” tidak dapat digambar dengan pilihan ini: {reason}.",
    "Certificates of design “{design}” cannot be drawn with this choice: {reason}.",
    "Ganti lambangnya, misalnya dengan PNG selebar 400 titik.",
    "Take another emblem, such as a PNG 400 pixels wide.",
)
# What numbers that are none, in a picture that is otherwise sound, make the press stumble over.
STUMBLES = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError)


def draw(
    design: Design, case: Case, look: Look | None = None, *, base_url: str = HOST, emblem: str = ""
) -> bytes:
    """Make the PDF of a case, dressed as `look` says; raises `Refused` as every certificate would."""
    return pdf.render(design, sheet(design, case, look, base_url=base_url, emblem=emblem), alone=True)


def require_fit(design: Design, look: Look, emblem: str) -> None:
    """Draw an ordinary certificate; raises `Refused` when nobody could be given one that looks so."""
    try:
        size = len(draw(design, CASES[0], look, emblem=emblem))
    except STUMBLES as error:
        reason = f"{type(error).__name__}: {error}"[:120]
        raise Refused(UNDRAWABLE, "certificate.undrawable", design=design.name, reason=reason) from error
    if size > MOST_BYTES:
        raise Refused(
            HEAVY, "certificate.heavy", design=design.name, size=size // 1000, most=MOST_BYTES // 1000
        )


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
