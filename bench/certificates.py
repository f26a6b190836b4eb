"""Certificates per second and core: WeasyPrint plain, WeasyPrint tuned, spliced, spliced and signed.

`make bench`, or `python bench/certificates.py --certificates 40`. First the time from record to kept file,
one certificate after another in one process. Then the same certificates all four ways in turn, in
CPU time: of real records, with badge, offline code and signature field. A ratio below the one wanted, or a
certificate that takes too long, fails: exit 1.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from unittest import mock

import graduates
from sqlalchemy import select
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from lms.certification import designs, making
from lms.certification.badges import credentials
from lms.certification.models import Certificate
from lms.certification.signing import keys, lean
from lms.db.installation import Installation
from lms.press import finish, machine, orders
from lms.press.orders import Order, Print
from lms.press.shelf import Shelf, attachments, quiet

WANTED_RATIO, WANTED_SECONDS = 20, 1.0
LINK = '<link rel="stylesheet" href="design.css">'
HEAD = f"{'design':<10}{'way':<22}{'ms':>9}{'per s and core':>16}{'ratio':>8}"
ROUND = 5
SINGLY = 150


@dataclass(frozen=True, slots=True)
class Job:
    """A record, its badge, and what the press is asked for."""

    certificate: Certificate
    badge: bytes | None
    order: Order


class Tuned:
    """WeasyPrint with all that can be kept from certificate to certificate: fonts, style, pictures."""

    def __init__(self, order: Order) -> None:
        self.fonts = FontConfiguration()
        self.cache: dict[str, object] = {}
        style = order.folder / "design.css"
        self.style = CSS(filename=style, font_config=self.fonts)

    def __call__(self, job: Job) -> bytes:
        order = job.order
        html = HTML(
            string=order.html.replace(LINK, ""),
            base_url=order.folder.as_uri() + "/",
            url_fetcher=Shelf(order.folder),
        )
        with quiet():
            data = html.write_pdf(
                stylesheets=[self.style],
                font_config=self.fonts,
                cache=self.cache,
                pdf_variant=order.variant,
                pdf_identifier=order.identifier,
                attachments=attachments(order),
                finisher=partial(finish.accessible, field=order.signature_field),
            )
        return bytes(data)


def plain(job: Job) -> bytes:
    return machine.make(replace(job.order, mould=None)).data


def jobs(installation: Installation, count: int, design: str) -> list[Job]:
    """Return certificates with what the press would be asked for each."""
    files, settings, found = installation.files, installation.settings, []
    with installation.database.read() as session:
        for one in session.scalars(select(Certificate).order_by(Certificate.id).limit(count)):
            one.design = design
            badge = credentials.kept(session, files, one)
            asked: list[Order] = []
            with mock.patch.object(orders, "run", side_effect=partial(caught, asked)):
                making.draw(one, settings, files, badge)
            session.expunge(one)
            found.append(Job(one, badge, asked[0]))
    return found


def caught(asked: list[Order], order: Order) -> Print:
    asked.append(order)
    return Print(b"%PDF", order.pages or 0)


def measure(installation: Installation, design: str, work: Sequence[Job]) -> float:
    """Print a design's four lines; return how many times faster spliced and signed is than tuned."""
    settings, files = installation.settings, installation.files
    key = keys.current(settings)

    def spliced(job: Job) -> bytes:
        return making.draw(job.certificate, settings, files, job.badge)

    def signed(job: Job) -> bytes:
        return lean.sign(spliced(job), key, at=datetime.now(UTC).replace(microsecond=0), place="Palembang")

    begun = time.process_time()
    spliced(work[0])
    compiled = time.process_time() - begun
    with machine.only(work[0].order.fonts):
        ways: dict[str, Callable[[Job], bytes]] = {
            "WeasyPrint, plain": plain,
            "WeasyPrint, tuned": Tuned(work[0].order),
            "spliced": spliced,
            "spliced and signed": signed,
        }
        spent: dict[str, list[float]] = {name: [] for name in ways}
        for way in ways.values():
            way(work[0])
        for low in range(0, len(work), ROUND):
            for name, way in ways.items():
                # One round of the slow ways is as long as a hundred of the fast.
                for job in work[low : low + ROUND]:
                    begun = time.process_time()
                    way(job)
                    spent[name].append(time.process_time() - begun)
    middle = {name: statistics.median(times) for name, times in spent.items()}
    tuned = middle["WeasyPrint, tuned"]
    for name, seconds in middle.items():
        print(f"{design:<10}{name:<22}{seconds * 1000:>9.1f}{1 / seconds:>16.1f}{tuned / seconds:>8.1f}")
    print(f"{design:<10}{'first of a page':<22}{compiled * 1000:>9.1f}", flush=True)
    return tuned / middle["spliced and signed"]


def singly(installation: Installation, ids: Sequence[int]) -> float:
    """Make one file after another as after a course; return the seconds that 95 of 100 stay below."""
    took: list[tuple[float, float]] = []
    for one in ids:
        begun = time.perf_counter(), time.process_time()
        making.render(installation, {"certificate_id": one})
        took.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    print(f"one at a time, from record to kept file, {len(took)} files, ms")
    for name, times in zip(("wall", "CPU"), zip(*took, strict=True), strict=True):
        last = statistics.quantiles(times, n=20)[-1]
        figures = statistics.median(times), last, max(times), times[0]
        words = ("median", "p95", "slowest", "first")
        print(
            f"{name:<10}"
            + "  ".join(f"{word} {figure * 1000:.0f}" for word, figure in zip(words, figures, strict=True))
        )
    return last


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--certificates", type=int, default=40)
    count = parser.parse_args().certificates
    with tempfile.TemporaryDirectory(prefix="ampera-certificates-") as folder:
        installation = graduates.found(Path(folder), "sqlite", max(count, SINGLY))
        with installation.database.read() as session:
            ids = session.scalars(select(Certificate.id).order_by(Certificate.id)).all()
        last = singly(installation, ids)
        print(HEAD)
        ratios = [
            measure(installation, name, jobs(installation, count, name))
            for name in designs.names(installation.settings.content_root / "certificates")
        ]
        installation.database.dispose()
    met = min(ratios) >= WANTED_RATIO and last < WANTED_SECONDS
    print(f"wanted: {WANTED_RATIO} times WeasyPrint tuned, p95 below {WANTED_SECONDS:.0f} s of CPU: "
          f"{'met' if met else 'MISSED'}")  # fmt: skip
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
