"""The stick for whatever is written: bare INSERT and COMMIT from the same processes and threads, in turns."""

import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select

from lms import config, flow
from lms.db.installation import Installation

# One piece of work, committed when it returns; the number tells one piece from another.
Work = Callable[[Installation, int], object]
# Everybody is at the line by then.
LINE_UP = 0.3


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who works at the same time: so many processes, each of so many threads."""

    processes: int
    threads: int

    @property
    def size(self) -> int:
        return self.processes * self.threads

    def __str__(self) -> str:
        return f"{self.processes} processes of {self.threads} threads"


def found(folder: Path, database_url: str) -> Installation:
    """Open an installation whose content lies in this folder, its instance below; without a schema yet."""
    instance = folder / "instance"
    instance.mkdir()
    values = {"SECRET_KEY": "bench-" + "0" * 58, "DATABASE_URL": database_url, "CONTENT_ROOT": str(folder)}
    (instance / "config.py").write_text("".join(f"{name} = {value!r}\n" for name, value in values.items()))
    return flow.open_site(config.load(instance))


def opened(instance: Path) -> Installation:
    """Open the installation once in a process: nobody's round pays for the opening."""
    return _opened(instance, os.getpid())


@cache
def _opened(instance: Path, _process: int) -> Installation:
    # A fork must not use its parent's connections.
    return flow.open_site(config.load(instance))


def turns(
    instance: Path, rivals: Sequence[Work], crowd: Crowd, numbers: range, *, each: int
) -> Iterator[list[float]]:
    """Measure the rivals in turn, so that they have the same weather: work per second of each, a round.

    A round is `each` pieces of work, every one with a number of its own. The first round warms up and is not
    given.
    """
    with ProcessPoolExecutor(crowd.processes) as pool:
        for start in range(0, len(numbers), each):
            own = numbers[start : start + each]
            figures = [_per_second(pool, instance, work, crowd, own) for work in rivals]
            if start:
                yield figures


def medians(found: Sequence[Sequence[float]]) -> list[float]:
    return [statistics.median(each) for each in zip(*found, strict=True)]


def ratios(found: Sequence[Sequence[float]]) -> list[float]:
    """Return each rival's part of the first one's speed: the median of the rounds' own ratios."""
    return medians([[one / each[0] for one in each] for each in found])


def _per_second(pool: ProcessPoolExecutor, instance: Path, work: Work, crowd: Crowd, numbers: range) -> float:
    """Let every process begin at the same moment; count until the last one is done."""
    at = time.time() + LINE_UP
    parts = [numbers[place :: crowd.processes] for place in range(crowd.processes)]
    jobs = [pool.submit(_drive, instance, work, part, crowd.threads, at) for part in parts]
    return len(numbers) / (max(job.result() for job in jobs) - at)


def _drive(instance: Path, work: Work, numbers: range, threads: int, at: float) -> float:
    """Do the work of these numbers, shared out over threads; gives the moment when it was done."""
    installation = opened(instance)
    with installation.database.read() as session:
        session.execute(select(1))
    failed: list[BaseException] = []

    def run(own: range) -> None:
        try:
            for number in own:
                work(installation, number)
        except BaseException as error:  # noqa: BLE001 # told in the end, by whoever waits
            failed.append(error)

    running = [threading.Thread(target=run, args=(numbers[place::threads],)) for place in range(threads)]
    time.sleep(max(0.0, at - time.time()))
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if failed:
        raise failed[0]
    return time.time()
