"""The job process: huey carries ids of outbox rows to handlers; a handler runs at least once."""

import logging
import time
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from huey import Huey, RedisHuey, SqliteHuey, crontab

from lms.config import Settings
from lms.db.installation import Installation
from lms.errors import LmsError
from lms.jobs import queue
from lms.jobs.models import Job, JobState
from lms.jobs.queue import Handler

log = logging.getLogger(__name__)


def open_queue(settings: Settings) -> Huey:
    """Redis/Valkey when `jobs_url` names one, else a SQLite file of its own beside the database."""
    if settings.jobs_url:
        return RedisHuey("lms", url=settings.jobs_url, results=False)
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    return SqliteHuey("lms", filename=str(settings.instance / "jobs.sqlite"), results=False)


class Worker:
    """Binds a huey queue to an installation and its handlers."""

    def __init__(self, installation: Installation, handlers: Mapping[str, Handler]) -> None:
        self.installation = installation
        self.handlers = handlers
        self.huey = open_queue(installation.settings)
        self.task = self.huey.task(name="lms-job")(self.run)
        self.huey.periodic_task(crontab(minute="*"), name="lms-sweep")(self.sweep)
        self.huey.periodic_task(crontab(minute="*"), name="lms-day")(self.begin_day)

    def tell(self, job_id: int) -> None:
        """Hand a committed job to the queue; when that fails the sweep will find the row."""
        try:
            self.task(job_id)
        except OSError:
            log.warning("queue out of reach; job %s waits for the sweep", job_id)

    def sweep(self) -> None:
        """Run what the queue never heard of: rows whose process died between commit and message."""
        with self.installation.database.read() as session:
            ids = queue.due(session, at=datetime.now(UTC))
        for job_id in ids:
            self.run(job_id)

    def begin_day(self) -> None:
        """Promise today's daily work; asked each minute, so a process that starts late makes up for it."""
        at = datetime.now(UTC)
        day = at.astimezone(self.installation.settings.zone).date()
        with self.installation.database.read() as session:
            names = queue.missing(session, self.handlers, day)
        for name in names:
            with self.installation.database.write() as session:
                queue.promise_daily(session, name, day, at=at)

    def run(self, job_id: int) -> None:
        """Do one job; a failure is kept and tried again, later each time."""
        with self.installation.database.read() as session:
            job = session.get(Job, job_id)
        if job is None or job.state != JobState.WAITING:
            return
        handler = self.handlers[job.name]
        error = ""
        try:
            handler(self.installation, job.payload)
        except Exception as failure:  # the edge of a worker: what went wrong is kept in the row
            error = traceback.format_exc() + _words(failure)
            log.exception("job %s (%s) failed", job.id, job.name)
        self._record(job_id, error)

    def _record(self, job_id: int, error: str) -> None:
        at = datetime.now(UTC)
        with self.installation.database.write() as session:
            job = session.get_one(Job, job_id)
            job.tries += 1
            job.error = error[-2000:]
            if not error:
                job.state, job.finished_at = JobState.DONE, at
            elif job.tries >= queue.MAX_TRIES:
                job.state, job.finished_at = JobState.FAILED, at
            else:
                job.due_at = at + queue.wait_before(job.tries)

    def drain(self, seconds: float = 60) -> int:
        """Do all that is due now, in this process; returns how many. For commands and tests."""
        done, until = 0, time.monotonic() + seconds
        while time.monotonic() < until:
            with self.installation.database.read() as session:
                ids = queue.due(session, at=datetime.now(UTC))
            if not ids:
                break
            for job_id in ids:
                self.run(job_id)
                done += 1
        return done


def _words(failure: Exception) -> str:
    """Say a refusal in both languages, a line each, for the pages that show why (`queue.reason`)."""
    if not isinstance(failure, LmsError):
        return ""
    lines = (f"{lang}: {failure.text(lang)} {failure.remedy(lang)}".strip() for lang in ("id", "en"))
    return "\n".join(lines)


def queue_file(settings: Settings) -> Path | None:
    """Where the local queue lives; None when it is Redis."""
    return None if settings.jobs_url else settings.instance / "jobs.sqlite"


def consume(worker: Worker, *, workers: int = 1) -> Any:
    """Make huey's consumer; its `run()` blocks until a signal."""
    return worker.huey.create_consumer(workers=workers, periodic=True, initial_delay=0.1, max_delay=1.0)
