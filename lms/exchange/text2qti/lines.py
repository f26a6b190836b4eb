"""The outermost layer of text2qti: statements by what opens them, with the lines that continue each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

QUESTION, RIGHT, WRONG, CHECKED, UNCHECKED = "question", "right", "wrong", "checked", "unchecked"
ACCEPTED, NUMBER, ESSAY, UPLOAD = "accepted", "number", "essay", "upload"
FEEDBACK, PRAISE, CORRECTION, SOLUTION = "feedback", "praise", "correction", "solution"
TITLE, POINTS, TEXT_TITLE, TEXT = "title", "points", "text-title", "text"
QUIZ_TITLE, DESCRIPTION, OPTION = "quiz-title", "description", "option"
GROUP, END_GROUP, PICK, GROUP_POINTS = "group", "end-group", "pick", "group-points"
CODE, UNKNOWN = "code", "unknown"
# What takes its whole line, and what goes on after its sign.
ALONE = {ESSAY: r"___+", UPLOAD: r"\^\^\^+", GROUP: r"GROUP", END_GROUP: r"END_GROUP"}
LED = {
    QUESTION: r"\d+\.",
    RIGHT: r"\*[a-zA-Z]\)",
    WRONG: r"[a-zA-Z]\)",
    CHECKED: r"\[\*\]",
    UNCHECKED: r"\[ ?\]",
    FEEDBACK: r"\.\.\.",
    PRAISE: r"\+",
    CORRECTION: r"-",
    SOLUTION: r"!",
    NUMBER: r"=",
    TITLE: r"[Tt]itle:",
    POINTS: r"[Pp]oints:",
    TEXT_TITLE: r"[Tt]ext [Tt]itle:",
    TEXT: r"[Tt]ext:",
    QUIZ_TITLE: r"[Qq]uiz [Tt]itle:",
    DESCRIPTION: r"[Qq]uiz [Dd]escription:",
    OPTION: r"(?:[Ss]huffle|[Ss]how|[Oo]ne|[Cc]an't|[Ff]eedback is|[Ss]olutions)[a-z' ]*:",
    GROUP_POINTS: r"[Pp]oints per question:",
    PICK: r"(?:[Ss]olutions )?[Pp]ick:",
    ACCEPTED: r"\*",
}
# `pick` goes before the options of a quiz that also begin with "solutions".
ORDER = (PICK, GROUP_POINTS, *(name for name in LED if name not in {PICK, GROUP_POINTS}))
OPENING = re.compile(
    "|".join(
        [
            *(f"(?P<{name.replace('-', '_')}>{LED[name]})[ \\t]+(?=\\S)" for name in ORDER),
            *(f"(?P<{name.replace('-', '_')}>{sign})\\s*$" for name, sign in ALONE.items()),
        ]
    )
)
RUN = re.compile(r"(```+)\s*\{\s*\.[\w-]+\s+\.run\s*\}\s*$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: what opens it, its first line's number, the sign itself, and its text."""

    kind: str
    line: int
    text: str
    sign: str = ""


def statements(text: str) -> Iterator[Statement]:
    """Part a text whose lines end in line feeds; comments are left out, code to be run is one statement."""
    numbered = iter(enumerate(text.split("\n"), start=1))
    held: tuple[int, str] | None = next(numbered, None)
    while held is not None:
        number, line = held
        held = next(numbered, None)
        if not line.strip() or line.startswith("%"):
            continue
        if line.strip() == "COMMENT":
            while held is not None and held[1].strip() != "END_COMMENT":
                held = next(numbered, None)
            held = next(numbered, None)
        elif run := RUN.match(line):
            while held is not None and held[1].strip() != run[1]:
                held = next(numbered, None)
            held = next(numbered, None)
            yield Statement(CODE, number, line.strip())
        else:
            more: list[str] = []
            while held is not None and (not held[1].strip() or held[1][0] in " \t"):
                more.append(held[1])
                held = next(numbered, None)
            yield _statement(number, line, more)


def _statement(number: int, line: str, more: list[str]) -> Statement:
    found = OPENING.match(line)
    if found is None or found.lastgroup is None:
        return Statement(UNKNOWN, number, line.strip())
    indented = [one.expandtabs(4) for one in more]
    depths = [len(one) - len(one.lstrip()) for one in indented if one.strip()]
    wanted = len(line[: found.end()].expandtabs(4))
    depth = min([wanted, *depths]) if not found[0].rstrip().endswith(":") else min(depths, default=0)
    rest = [one[depth:].rstrip() for one in indented]
    text = "\n".join([line[found.end() :].strip(), *rest]).strip()
    return Statement(found.lastgroup.replace("_", "-"), number, text, found[0].strip())
