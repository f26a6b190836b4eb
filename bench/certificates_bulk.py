"""Five thousand certificates: issued, drawn and signed by several processes, written to one ZIP.

`make bench`, or `python bench/certificates_bulk.py sqlite --certificates 500 --processes 2`. The commands are
those that an administrator runs. Memory is theirs at its highest moment: of all processes together, shared
pages counted once, and of the largest one.
"""

import argparse
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import graduates
from graduates import Spent
from sqlalchemy import func, select

from lms.certification.models import Certificate, Mark

WANTED_MB = 400
HEAD = f"{'database':<12}{'step':<30}{'seconds':>9}{'per second':>12}{'peak MB':>9}{'largest':>9}"


def measure(kind: str, count: int, processes: int) -> bool:
    """Print one database's lines; tell whether every file is there, whole, signed, and memory stayed low."""
    with tempfile.TemporaryDirectory(prefix="ampera-bulk-") as name:
        folder, began = Path(name), time.perf_counter()
        town = graduates.found(folder, kind, count)
        line(kind, "founded and issued", count, time.perf_counter() - began)
        words = ("certificates", "render", "--processes", str(processes))
        made = graduates.watched(graduates.begin(town, *words))
        line(kind, f"drawn and signed, {processes} processes", count, made.seconds, made)
        target = folder / "all.zip"
        taken = graduates.watched(graduates.begin(town, "certificates", "export", str(target)))
        line(kind, "zipped", count, taken.seconds, taken)
        with town.database.read() as session:
            signed = session.scalar(
                select(func.count(Certificate.id)).where(
                    Certificate.mark == Mark.OWN, Certificate.signed_at.is_not(None)
                )
            )
        town.database.dispose()
        with zipfile.ZipFile(target) as archive:
            broken = archive.testzip()
            pdfs = sum(one.endswith(".pdf") for one in archive.namelist())
        size = target.stat().st_size / 1e6
        peak = max(made.peak, taken.peak)
        verdict = "met" if peak < WANTED_MB else "MISSED"
        print(f"{kind}: signed {signed}, in the ZIP {pdfs} ({size:.0f} MB), broken {broken};"
              f" all processes {peak:.0f} MB < {WANTED_MB}: {verdict}", flush=True)  # fmt: skip
        return signed == pdfs == count and broken is None and not made.status and not taken.status


def line(kind: str, step: str, count: int, seconds: float, spent: Spent | None = None) -> None:
    memory = f"{spent.peak:>9.0f}{spent.largest:>9.0f}" if spent else ""
    print(f"{kind:<12}{step:<30}{seconds:>9.1f}{count / seconds:>12.1f}{memory}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--certificates", type=int, default=5000)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    print(HEAD)
    right = [measure(kind, asked.certificates, asked.processes) for kind in asked.databases]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
