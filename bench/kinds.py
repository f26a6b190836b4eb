"""Questions marked per second by each kind, beside a bare kind that compares one word.

`make bench`, or `python bench/kinds.py`. One question marked is: the posted form read, the answer marked. The
figures are for people to read; the ratio to the bare kind depends little on the machine. A wrong mark fails.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from lms.questions import registry
from lms.questions.block import Block
from lms.questions.kind import Body, Kind
from lms.questions.kinds.scenario import SCENARIO
from lms.questions.kinds.shorttext import SHORTTEXT
from lms.questions.response import FIELD, PART, Form, Response, text_of
from lms.questions.score import Score, State, scored

ROUNDS, SECONDS = 5, 0.1
HEAD = f"{'kind':<34}{'per second':>12}{'µs each':>10}{'ratio':>8}"
# What is measured: its name, how it is written, and whether what is posted is right.
QUESTIONS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("choice, one of 4", "- (x) A\n- ( ) B\n- ( ) C\n- ( ) D", {}),
    ("choice, several of 6, net", "- [x] A\n- [x] B\n- [x] C\n- [ ] D\n- [ ] E\n- [ ] F", {}),
    ("choice, several of 6, weights", "- [50%] A\n- [50%] B\n- [-50%] C\n- [0%] D\n- [0%] E\n- [0%] F", {}),
    ("choice, several of 100", "\n".join(f"- [{'x' if n % 2 else ' '}] pilihan {n}" for n in range(100)), {}),
    ("short text, 3 answers", "= interoperabilitas\n= (50%) *operabilitas\n= (25%) keterpaduan", {}),
    ("number, tolerance", "= 91,475 ± 0,005", {}),
    ("number, unit of another size", "= 15 jam", {"unit": "required"}),
    ("matching, 5 pairs", "\n".join(f"- istilah {n} -> arti {n}" for n in range(5)), {}),
    ("sorting, 12 items", "\n".join(f"- butir {n} => kelompok {n % 3}" for n in range(12)), {}),
    ("ordering, 6 items, position", "\n".join(f"{n}. langkah {n}" for n in range(1, 7)), {"order": ""}),
    (
        "ordering, 40 items, longest",
        "\n".join(f"{n}. langkah {n}" for n in range(1, 41)),
        {"order": "", "score": "longest"},
    ),
    ("gaps, 3 of three kinds", "SPBE: [[tujuh]], [[= 7 ± 1]], [[(x) ya / ( ) tidak]].", {"gaps": ""}),
)
SCENES = "\n".join(
    f"## Adegan {n} {{#a{n}}}\nSilakan.\n\n- [ya](#a{n + 1}) {{+1}}\n- [tidak](#a{n + 1})\n" for n in range(8)
)
STORY = ("scenario, 8 scenes", f"{SCENES}\n## Akhir {{#a8}}\nSelesai.")
TYPED = {"number, unit of another size": "900 menit", "short text, 3 answers": "interoperabilitas"}


class Bare:
    """The least a kind can do: read one word, compare it with another."""

    def accept(self, body: Body, form: Form) -> Response | None:  # noqa: ARG002 # Kind's signature
        return text_of(form)

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        return scored(Fraction(int(response == body["answer"])))


@dataclass(frozen=True, slots=True)
class Trial:
    """One question with one right answer, as it is posted."""

    name: str
    mark: Callable[[], Score]

    def seconds(self) -> float:
        """Return how long one takes: the median round."""
        return statistics.median(_once(self.mark) for _ in range(ROUNDS))


def _once(mark: Callable[[], Score]) -> float:
    count, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < SECONDS:
        for _ in range(20):
            mark()
        count += 20
    return spent / count


def trials() -> list[Trial]:
    bare, body = Bare(), {"answer": "tujuh"}
    form = {FIELD: ["tujuh"]}
    made = [Trial("bare", lambda: bare.score(body, bare.accept(body, form), language="id"))]
    return [*made, *(_trial(*question) for question in QUESTIONS), _story()]


def _trial(name: str, text: str, attributes: dict[str, str]) -> Trial:
    block = Block(tuple(enumerate(text.split("\n"), start=1)), attributes)
    kind = registry.claimant(block)
    if kind is None:
        raise SystemExit(f"no kind for {name}")
    return _of(kind, name, block)


def _story() -> Trial:
    name, text = STORY
    return _of(SCENARIO, name, Block(tuple(enumerate(text.split("\n"), start=1))))


def _of(kind: Kind, name: str, block: Block) -> Trial:
    body, problems = kind.parse(block)
    if body is None:
        raise SystemExit(f"{name}: {problems}")
    form = posted(TYPED.get(name) or kind.specimens(body).right[0])
    return Trial(name, lambda: kind.score(body, kind.accept(body, form), language="id"))


def posted(response: Response) -> Form:
    """Return what a page sends for a response."""
    if isinstance(response, dict):
        return {PART + part: [value] for part, value in response.items()}
    if isinstance(response, list) and isinstance(response[0], str):
        return {PART + str(item): [str(place)] for place, item in enumerate(response, start=1)}
    return {FIELD: [str(value) for value in response] if isinstance(response, list) else [response]}


def hostile() -> float:
    """Return the seconds that 40 wildcards need against 5,000 letters that nearly fit."""
    pattern = "= " + "a*" * 40 + "b"
    body, _ = SHORTTEXT.parse(Block(((1, pattern),)))
    if body is None:
        raise SystemExit("the hostile pattern cannot be read")
    form = {FIELD: ["a" * 5000]}
    return _once(lambda: SHORTTEXT.score(body, SHORTTEXT.accept(body, form), language="id"))


def main() -> int:
    wrong = 0
    print(HEAD)
    every = trials()
    stick = 0.0
    for trial in every:
        each = trial.seconds()
        stick = stick or each
        right = trial.mark().state is State.RIGHT
        wrong += not right
        flag = "" if right else "  WRONG MARK"
        print(f"{trial.name:<34}{1 / each:>12,.0f}{each * 1e6:>10.1f}{stick / each:>8.2f}{flag}")
    print(f"{'short text, 40 × * on 5,000 letters':<34}{hostile() * 1e3:>12.2f} ms")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
