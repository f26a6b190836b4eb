"""A real certificate of the served site, printed and scanned."""

import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from served_site import ServedSite
from sqlalchemy import select

from lms.certification.models import Certificate
from lms.people import persons

NAME = "Cek Nang Palembang"
DPI = "150"


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate on paper: its two sides as a scanner at 150 dpi sees them."""

    front: Image.Image
    back: Image.Image
    certificate: Certificate

    @property
    def text(self) -> str:
        assert self.certificate.claim is not None
        return self.certificate.claim


def printed(site: ServedSite, folder: Path) -> Paper:
    """Let somebody finish a course, and scan what was printed."""
    nip = site.person(NAME)
    site.graduate(nip)
    with site.installation.database.read() as session:
        owner = persons.find(session, nip).id
        certificate = session.scalars(select(Certificate).where(Certificate.learner_id == owner)).one()
    assert certificate.sha256 is not None
    (folder / "c.pdf").write_bytes(site.installation.files.get(certificate.sha256))
    command = ["pdftoppm", "-r", DPI, "-gray", "-png", str(folder / "c.pdf"), str(folder / "side")]
    subprocess.run(command, check=True)
    with ExitStack() as opened:
        sides = [opened.enter_context(Image.open(path)) for path in sorted(folder.glob("side-*.png"))]
        front, back = (side.copy() for side in sides)
    return Paper(front, back, certificate)
