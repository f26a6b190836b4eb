"""A drill: certificates' files are made while their makers are killed again and again, then all are counted.

`make drill`, or `python bench/drill.py sqlite --certificates 200`. By kill -9 falls now one process of the
crew, now all of them at once; the command is begun again until nothing is missing. Then some are drawn anew
and compared, byte for byte. Exit 1 when anything was lost, doubled, left half-written or came out otherwise.
"""

import argparse
import hashlib
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import graduates
from sqlalchemy import func, select

from lms.certification.bulk import missing
from lms.certification.models import Certificate
from lms.db.installation import Installation

MOST_RUNS = 100
AGAIN = 20
APART = (3, 20)


class Reaper:
    """Kills one of a crew, or the whole crew with its parent, each time when so many more files are there.

    It goes by files, not by seconds: on a busy machine a maker that has just begun would else never make one.
    """

    def __init__(self, group: int, dice: random.Random, made: Callable[[], int]) -> None:
        self.group, self.dice, self.made = group, dice, made
        self.killed: Counter[str] = Counter()
        self.due = made() + dice.randint(*APART)

    def look(self, children: Sequence[int]) -> None:
        makers = [pid for pid in children if b"spawn_main" in graduates.words_of(pid)]
        if not makers or self.made() < self.due:
            return
        self.due = self.made() + self.dice.randint(*APART)
        with suppress(ProcessLookupError):
            if self.dice.random() < 0.5:
                os.kill(self.dice.choice(makers), signal.SIGKILL)
                self.killed["one"] += 1
            else:
                os.killpg(self.group, signal.SIGKILL)
                self.killed["all"] += 1


def drill(kind: str, count: int, dice: random.Random) -> bool:
    with tempfile.TemporaryDirectory(prefix="ampera-drill-") as name:
        town = graduates.found(Path(name), kind, count)
        killed: Counter[str] = Counter()
        runs = 0
        while missing.count(town) and runs < MOST_RUNS:
            process = graduates.begin(town, "certificates", "render", "--processes", "2")
            reaper = Reaper(process.pid, dice, lambda: count - _unmade(town))
            graduates.watched(process, reaper.look)
            killed += reaper.killed
            runs += 1
        right = told(kind, town, count, f"{runs} runs, killed {dict(killed)}")
        same = made_again(town, dice)
        print(
            f"{kind}: {AGAIN} files lost on purpose and made again, {same} of them byte for byte", flush=True
        )
        town.database.dispose()
        return right and same == AGAIN and killed.total() > 0


def told(kind: str, town: Installation, count: int, how: str) -> bool:
    """Compare what was issued with what lies in the store; say it in one line."""
    with town.database.read() as session:
        rows = session.execute(select(Certificate.number, Certificate.sha256, Certificate.size)).all()
    found = [row for row in rows if row.sha256 and _whole(town, row.sha256, row.size)]
    twice = len(found) - len({row.sha256 for row in found})
    numbers = len(rows) - len({row.number for row in rows})
    # A maker that is killed leaves its temporary file; nothing names it, so it is no file of the store.
    strays = sum(1 for path in town.settings.files.rglob("tmp*") if path.is_file())
    print(
        f"{kind}: {how}; acknowledged {count}, found {len(found)}, lost {count - len(found)},"
        f" twice {twice + numbers}, half-written {len(rows) - len(found)}; temporary files left {strays}",
        flush=True,
    )
    return len(found) == count and not twice and not numbers


def made_again(town: Installation, dice: random.Random) -> int:
    """Lose some files, have them made by one process more than before, and count those that are the same."""
    with town.database.read() as session:
        kept = dice.sample(list(session.scalars(select(Certificate.sha256))), AGAIN)
    for sha256 in kept:
        town.files.delete(sha256)
    graduates.watched(graduates.begin(town, "certificates", "render", "--processes", "3"))
    return sum(hashlib.sha256(town.files.get(one)).hexdigest() == one for one in kept if town.files.has(one))


def _unmade(town: Installation) -> int:
    with town.database.read() as session:
        return session.scalar(select(func.count(Certificate.id)).where(missing.unmade())) or 0


def _whole(town: Installation, sha256: str, size: int) -> bool:
    try:
        data = town.files.get(sha256)
    except KeyError:
        return False
    return len(data) == size and hashlib.sha256(data).hexdigest() == sha256


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--certificates", type=int, default=200)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)
    right = [drill(kind, asked.certificates, dice) for kind in asked.databases]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
