"""Requests per second of each page beside a bare Flask route, on SQLite and on PostgreSQL.

`make bench`, or `python bench/run.py sqlite --people 100,10000`. The figures are for people to read: they
depend on the machine, so nothing passes or fails by them. Wrong answers and wrong marks do fail: exit 1.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import bare
import pages
import town
from databases import empty
from flask import Flask
from load import Call, Figures, run
from serving import WORKERS, serving
from sqlalchemy import event, text

from lms.app import create_app

ROUNDS = 3
SUBMITS = 600
# Page: (bare route of its kind, the share of it that is wanted)
TARGETS = {
    "course": ("GET", 0.5),
    "module": ("GET", 0.5),
    "quiz": ("GET", 0.4),
    "hr": ("GET", 0.2),
    "save": ("POST", 0.5),
    "submit": ("POST", None),
}
MODULE_QUERIES = 4
HEAD = f"{'page':<24}{'req/s':>8}{'p50 ms':>9}{'p99 ms':>9}{'queries':>9}{'bytes':>9}{'ratio':>8}  wanted"


@dataclass(slots=True)
class Line:
    """One line of the table: the median round."""

    name: str
    rounds: list[Figures]
    queries: int | None = None
    stick: float | None = None
    wanted: float | None = None

    @property
    def per_second(self) -> float:
        return statistics.median(figures.per_second for figures in self.rounds)

    @property
    def ratio(self) -> float | None:
        return self.per_second / self.stick if self.stick else None

    def __str__(self) -> str:
        p50 = statistics.median(figures.percentile(0.50) for figures in self.rounds)
        p99 = statistics.median(figures.percentile(0.99) for figures in self.rounds)
        words = f"{self.name:<24}{self.per_second:>8.0f}{p50:>9.1f}{p99:>9.1f}"
        words += f"{'' if self.queries is None else self.queries:>9}{self.rounds[0].body_bytes:>9}"
        if self.ratio is not None:
            words += f"{self.ratio:>8.2f}"
        if self.ratio is not None and self.wanted is not None:
            words += f"  ≥ {self.wanted} {'met' if self.ratio >= self.wanted else 'MISSED'}"
        return words


class Bench:
    """One database, from a hundred people to the largest town."""

    def __init__(self, kind: str, folder: Path, seconds: float) -> None:
        self.kind, self.folder, self.seconds = kind, folder, seconds
        self.at = datetime.now(UTC)
        self.wrong: list[str] = []
        self.installation = town.found(folder / "instance", empty(kind))
        bare.make_table(self.installation.database)
        self.papers: list[town.Paper] = []

    def grow(self, people: int) -> None:
        town.populate(self.installation, people, self.at)
        if not self.papers:
            with self.installation.database.write() as session:
                self.papers = [town.begin(session, town.FIRST + n, self.at) for n in range(town.LEARNERS)]
        with self.installation.database.write() as session:
            session.execute(text("ANALYZE"))

    def measure(self, names: Sequence[str], *, label: str = "") -> list[Line]:
        """Take turns between the pages and the bare routes, so that all have the same weather."""
        app = create_app(self.installation.settings)
        browser = pages.Browser(app)
        reads = pages.reads(browser, self.papers)
        answered = [pages.Answered(browser, paper) for paper in self.papers]
        sources: dict[str, list[Iterator[Call]]] = {"bare GET": pages.bare("GET")}
        sources |= {name: reads[name] for name in names if name in reads}
        if "save" in names:
            sources |= {"bare POST": pages.bare("POST"), "save": [iter(one) for one in answered]}
        own = {name: calls for name, calls in sources.items() if "bare" not in name}
        queries = {name: count_queries(app, next(calls[0])) for name, calls in own.items()}
        rounds: dict[str, list[Figures]] = {name: [] for name in sources}
        with ExitStack() as stack:
            ours = stack.enter_context(serving("lms.app:create_app", self.folder / "instance"))
            stick = stack.enter_context(serving("bare:create_app", self.folder / "instance"))
            for _ in range(ROUNDS + 1):
                for name, calls in sources.items():
                    rounds[name].append(run(stick if "bare" in name else ours, calls, self.seconds))
            if "submit" in names:
                rounds["submit"] = [self._submit(browser, ours)]
        # The first round warms up.
        kept = {name: found if name == "submit" else found[1:] for name, found in rounds.items()}
        self._judge(kept, answered if "save" in names else [])
        return _lines(kept, queries, label)

    def _submit(self, browser: pages.Browser, port: int) -> Figures:
        """Hand in papers, half of them answered right, half wrong, and look at the stored marks."""
        learners = range(town.FIRST + town.LEARNERS, town.FIRST + town.LEARNERS + SUBMITS + 2)
        made: list[tuple[town.Paper, bool]] = []
        for own, right in ((learners[0::2], True), (learners[1::2], False)):
            with self.installation.database.write() as session:
                paper = town.begin(session, own[0], self.at)
                town.answer(session, paper, right=right, at=datetime.now(UTC))
                made += [(one, right) for one in town.copies(session, paper, own[1:])]
        figures = run(port, pages.submits(browser, [paper for paper, _ in made]), 600)
        with self.installation.database.read() as session:
            stored = town.marks(session, [paper.attempt_id for paper, _ in made])
        for paper, right in made:
            points = {asked.id: asked.points if right else 0 for asked in paper.questions}
            if stored.get(paper.attempt_id) != points:
                self.wrong.append(f"submit: attempt {paper.attempt_id} has {stored.get(paper.attempt_id)}")
        return figures

    def _judge(self, rounds: dict[str, list[Figures]], answered: Sequence[pages.Answered]) -> None:
        for name, found in rounds.items():
            self.wrong += [f"{name}: {answer!r}" for figures in found for answer in figures.wrong]
        for one in answered:
            self._hand_in(one)

    def _hand_in(self, one: pages.Answered) -> None:
        with self.installation.database.write() as session:
            town.attempts.submit(session, one.paper.learner_id, one.paper.attempt_id, at=datetime.now(UTC))
        with self.installation.database.read() as session:
            stored = town.marks(session, [one.paper.attempt_id])
        if stored.get(one.paper.attempt_id) != one.expected():
            self.wrong.append(f"save: attempt {one.paper.attempt_id}: {stored} instead of {one.expected()}")


def count_queries(app: Flask, call: Call) -> int:
    """Count the statements of one request in this process, after one that fills the caches."""
    counted = [0]

    def count(_: object, __: object, statement: str, *___: object) -> None:
        # SQLite's driver is told to begin in words, PostgreSQL's does it by itself.
        counted[0] += not statement.startswith("BEGIN")

    engine = app.extensions["lms"].installation.database.engine
    client = app.test_client(use_cookies=False)
    head, _, body = call.request.partition(b"\r\n\r\n")
    first, *others = head.decode().split("\r\n")
    method, path, _ = first.split(" ")
    headers = [tuple(line.split(": ", 1)) for line in others if not line.startswith("Content-Length")]
    send = partial(client.open, path, method=method, headers=headers, data=body)
    if method == "GET":
        send()
    event.listen(engine, "before_cursor_execute", count)
    send()
    event.remove(engine, "before_cursor_execute", count)
    return counted[0]


def _lines(rounds: dict[str, list[Figures]], queries: dict[str, int], label: str) -> list[Line]:
    lines = {name: Line(name + label, found, queries.get(name)) for name, found in rounds.items()}
    for name, line in lines.items():
        if name in TARGETS:
            kind, line.wanted = TARGETS[name]
            stick = lines.get(f"bare {kind}")
            line.stick = stick.per_second if stick else None
    return list(lines.values())


def measure(kind: str, people: Sequence[int], seconds: float) -> bool:
    """Print one database's table; tell whether every answer and every mark was right."""
    with tempfile.TemporaryDirectory(prefix="ampera-bench-") as folder:
        bench = Bench(kind, Path(folder), seconds)
        middle = sorted(people)[len(people) // 2]
        setting = f"{ROUNDS} rounds of {seconds} s, {town.LEARNERS} connections, {WORKERS} processes"
        print(f"\n{kind}: {setting}\n{HEAD}", flush=True)
        modules: dict[int, float] = {}
        for size in sorted(people):
            bench.grow(size)
            names = list(TARGETS) if size == middle else ["module"]
            lines = bench.measure(names, label=f" ({size:,} people)")
            print("\n".join(str(line) for line in lines), flush=True)
            modules[size] = next(line.ratio or 0 for line in lines if line.name.startswith("module"))
        low, high = min(people), max(people)
        if low != high:
            share = modules[high] / modules[low]
            print(f"module page, {high:,} people beside {low:,} (ratios): {share:.2f}  ≥ 0.9")
        for wrong in bench.wrong[:20]:
            print(f"WRONG {wrong}")
        print(f"wrong answers or marks: {len(bench.wrong)}", flush=True)
        bench.installation.database.dispose()
        return not bench.wrong


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--people", default="100,10000,100000")
    parser.add_argument("--seconds", type=float, default=2.0)
    chosen = parser.parse_args()
    people = [int(number) for number in chosen.people.split(",")]
    right = [measure(kind, people, chosen.seconds) for kind in chosen.databases]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
