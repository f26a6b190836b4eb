"""`lms check` over a thousand modules: the first time, when nothing and when one file has changed.

`make bench`, or `python bench/check.py`. Each figure is the whole command, start of the program included,
beside the least that any check must do: start Python, read every file and digest it. Two processes share the
first check, so its time by the clock depends on what else the machine does: the processor time is told too.
What is compared is the ratio; a second check that costs a large part of the first fails.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import shelves

HEAD = f"{'check of 1,000 modules':<34}{'seconds':>9}{'processor':>11}{'ratio':>8}"
BARE = (
    "import hashlib, pathlib\n"
    "for file in sorted(pathlib.Path('.').rglob('*')):\n"
    "    if file.is_file(): hashlib.sha256(file.read_bytes()).hexdigest()\n"
)
# A check that remembers may take this part of the first one's processor time.
MOST = 0.2


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock and of the processors."""

    clock: float
    processor: float


def run(root: Path, *words: str) -> Taken:
    """Run a program in the folder; what it says is not asked."""
    home = {"XDG_CACHE_HOME": str(root / ".cache"), "LMS_CONTENT_ROOT": ".", "LMS_INSTANCE": "none"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    made = subprocess.run(
        [sys.executable, *words], cwd=root, env={**os.environ, **home}, capture_output=True, check=False
    )
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if made.returncode:
        raise SystemExit(made.stdout.decode()[-2000:] + made.stderr.decode()[-2000:])
    return Taken(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shelves.write(root)
        bare = run(root, "-c", BARE)
        told("start, read and digest only", bare, bare)
        first = told("first, two processes", run(root, "-m", "lms", "check"), bare)
        same = told("nothing changed", run(root, "-m", "lms", "check"), bare)
        file = root / "courses" / "kursus-100" / "02-layanan-aplikasi.md"
        file.write_text(file.read_text(encoding="utf-8") + "\nSatu kalimat lagi.\n", encoding="utf-8")
        told("one module changed", run(root, "-m", "lms", "check"), bare)
    if same.processor > first.processor * MOST:
        raise SystemExit("a second check costs too much: it does not remember")


def told(name: str, taken: Taken, bare: Taken) -> Taken:
    ratio = taken.processor / bare.processor
    print(f"{name:<34}{taken.clock:>9.2f}{taken.processor:>11.2f}{ratio:>8.1f}")
    return taken


if __name__ == "__main__":
    main()
