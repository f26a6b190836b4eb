"""A town of which many have completed one course: certificates issued by the real verb, no file made yet."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import town
from databases import empty

from lms.catalogue import courses
from lms.certification import certificates
from lms.certification.signing import ring
from lms.db.installation import Installation
from lms.events import CourseCompleted

ROOT = Path(__file__).parent.parent
AT_ONCE = 100
EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds, and the most memory in MB; `largest` is that of one process of it.

    `peak` adds the processes up as the kernel shares them out (PSS): what two of them share counts once.
    """

    seconds: float
    peak: float
    largest: float
    status: int


def found(folder: Path, kind: str, count: int) -> Installation:
    """Found a town with keys in which so many have just completed the course."""
    at = datetime.now(UTC)
    installation = town.found(folder / "instance", empty(kind))
    with installation.database.write() as session:
        ring.complete(session, installation.settings, by=None, at=at)
    town.populate(installation, count + town.FIRST, at)
    with installation.database.read() as session:
        course = courses.by_slug(session, town.COURSE)
    for low in range(0, count, AT_ONCE):
        with installation.database.write() as session:
            for who in range(town.FIRST + low, town.FIRST + min(low + AT_ONCE, count)):
                done = CourseCompleted(
                    at=at, learner_id=who, course_id=course.id, release_id=course.release_id or 0,
                    began_at=at, percent=Fraction(90),
                )  # fmt: skip
                certificates.issue_if_due(session, done)
    return installation


def environment(installation: Installation) -> dict[str, str]:
    """Return what a command needs to find the town."""
    settings = installation.settings
    return os.environ | {"LMS_INSTANCE": str(settings.instance), "LMS_CONTENT_ROOT": str(ROOT)}


def begin(installation: Installation, *words: str) -> subprocess.Popen[bytes]:
    """Begin a command in a process group of its own, which can be killed as a whole."""
    return subprocess.Popen(
        [sys.executable, "-m", "lms", *words],
        env=environment(installation),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def watched(
    process: subprocess.Popen[bytes], look: Callable[[Sequence[int]], object] = lambda _: None
) -> Spent:
    """Wait for a command, adding up its memory with that of its children; `look` is shown these each time."""
    began, peak, largest = time.perf_counter(), 0.0, 0.0
    while process.poll() is None:
        own = children(process.pid)
        held = [memory(pid) for pid in (process.pid, *own)]
        peak = max(peak, sum(one["Pss"] for one in held))
        largest = max(largest, *(one["Rss"] for one in held))
        look(own)
        time.sleep(EVERY)
    return Spent(time.perf_counter() - began, peak, largest, process.returncode)


def children(pid: int) -> list[int]:
    """Return the processes that a process has begun, and those that these have (Linux, proc(5))."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    own = [int(one) for one in text.split()]
    return own + [found for one in own for found in children(one)]


def words_of(pid: int) -> bytes:
    """Return a process's command line; nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def memory(pid: int) -> dict[str, float]:
    """Return a process's resident and its share of the memory in MB; nothing when it has ended."""
    held = dict.fromkeys(("Rss", "Pss"), 0.0)
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return held
    for line in text.splitlines():
        name, _colon, size = line.partition(":")
        if name in held:
            held[name] = int(size.split()[0]) / 1024
    return held
