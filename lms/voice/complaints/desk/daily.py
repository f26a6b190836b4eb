"""What the desk's clock does once a day: note what came, remind, end what stayed without reply, erase."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lms.db.installation import Installation
from lms.jobs import queue
from lms.voice.complaints import limits
from lms.voice.complaints.desk import deadlines, lists, silence
from lms.voice.complaints.desk.lists import Days
from lms.voice.complaints.desk.silence import Clock, Ended
from lms.voice.complaints.retention import erasure, receipts

JOB = f"{queue.DAILY}complaints"

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a day's run did: reminders written, reports closed, archived by silence, erased for their age."""

    reminded: int
    closed: int
    archived: int
    erased: int


def work(installation: Installation, payload: Mapping[str, Any]) -> None:  # noqa: ARG001 # a handler's signature
    """Do a day's run; its handler."""
    run(installation, at=datetime.now(UTC))


def run(installation: Installation, *, at: datetime, told: Told | None = None) -> Outcome:
    """Go through all reports that are due or silent, a batch a transaction; done twice changes nothing.

    `told` hears how many reports with a near or past deadline are done, of how many.
    """
    today = at.astimezone(installation.settings.zone).date()
    with installation.database.read() as session:
        site = limits.site_days(session)
    clock = Clock(at, today, installation.settings.zone, site)
    with installation.database.write() as session:
        receipts.seal(session, zone=installation.settings.zone, at=at)
    # First: what ends by silence is not reminded of.
    closed = _ended(installation, clock, silence.close)
    archived = _ended(installation, clock, silence.archive)
    erased = _erased(installation, clock)
    reminded = _reminded(installation, lists.days(today, site), at, told)
    return Outcome(reminded, closed, archived, erased)


def _reminded(installation: Installation, days: Days, at: datetime, told: Told | None) -> int:
    with installation.database.read() as session:
        total = deadlines.count_due(session, days)
    after: int | None = 0
    written = done = 0
    while after is not None:
        with installation.database.write() as session:
            batch = deadlines.remind(session, days, at=at, after=after)
        after, written, done = batch.last_id, written + batch.written, done + batch.seen
        if told is not None:
            told(done, max(total, done))
    return written


def _ended(installation: Installation, clock: Clock, step: Callable[..., Ended]) -> int:
    after: int | None = 0
    count = 0
    while after is not None:
        with installation.database.write() as session:
            ended = step(session, clock, after=after)
        after, count = ended.last_id, count + ended.count
    return count


def _erased(installation: Installation, clock: Clock) -> int:
    count = 0
    while True:
        with installation.database.write() as session:
            erased = erasure.erase(session, today=clock.today, zone=clock.zone, at=clock.at)
        # Only now: bytes that are gone cannot be rolled back.
        for sha256 in erased.files:
            installation.files.delete(sha256)
        count += len(erased.complaint_ids)
        if len(erased.complaint_ids) < erasure.BATCH:
            return count
