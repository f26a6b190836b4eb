"""A large folder that nothing is known of is read by two processes, half of it each."""

import multiprocessing
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from lms.content.reader.memory import Memory
from lms.content.reader.reading import Reading

# With fewer files a second process does not pay.
MANY = 200


Course = tuple[str, Mapping[str, Path]]


@dataclass(frozen=True, slots=True)
class Second:
    """The other half, on its way."""

    courses: Sequence[Course]
    memory: Memory
    source: Connection | None = None

    def joined(self) -> Sequence[Course]:
        """Wait for it and remember what it has read; what never comes is read here."""
        if self.source is not None:
            with suppress(EOFError):
                self.memory.learn(self.source.recv())
        return self.courses


@contextmanager
def ahead(root: Path, courses: Sequence[Course], memory: Memory) -> Iterator[tuple[Sequence[Course], Second]]:
    """Yield the courses to read here, and the others as they are read in a process beside this one."""
    if not _worth(sum(1 + len(quizzes) for _, quizzes in courses), memory):
        yield courses, Second((), memory)
        return
    half = -(-len(courses) // 2)
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(root, courses[half:], there), daemon=True)
    process.start()
    there.close()
    try:
        yield courses[:half], Second(courses[half:], memory, here)
    finally:
        here.close()
        process.join()


def _worth(files: int, memory: Memory) -> bool:
    """Tell whether most of a large folder is unknown, on a machine with more than one processor."""
    able = "fork" in multiprocessing.get_all_start_methods() and (os.cpu_count() or 1) > 1
    return able and memory.cards and files >= MANY and memory.entries < files // 2


def _read(root: Path, courses: Sequence[Course], there: Connection) -> None:
    memory = Memory(cards=True)
    reading = Reading(root, None, memory, whole=False)
    for slug, quizzes in courses:
        reading.course(slug, quizzes)
    there.send(memory.told())
