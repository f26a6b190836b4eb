"""How a scenario is written: a level-2 heading opens a scene, links to scenes are its choices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction

from lms.errors import Message
from lms.questions.block import Block, Entry, entries, fenced
from lms.questions.kind import Body
from lms.questions.kinds.scenario import graph
from lms.questions.kinds.scenario.graph import Choice, Graph
from lms.questions.problem import Problem, Severity

HEADING = re.compile(r"##(?!#)[ \t]*(.*)")
TOP = re.compile(r"#(?!#)[ \t]+(.*)")
NAME = re.compile(r"\{\s*#([^\s{}]+)\s*\}\s*#*\s*$")
OPENS = re.compile(r"[-*+][ \t]+\[.*\]\(\s*#")
CHOICE = re.compile(
    r"[-*+][ \t]+\[(?P<text>.+)\]\(\s*#(?P<to>[^()\s]*)\s*\)\s*(?:\{(?P<points>[^{}]*)\})?\s*"
)
POINTS = re.compile(r"([+\-−]?)\s*(\d{1,4}(?:[.,]\d{1,4})?)")
MOST = 200

MESSAGES: dict[str, Message] = {
    "scenes.none": Message(
        "Skenario ini belum punya adegan.",
        "This scenario has no scene yet.",
        "Buka adegan dengan judul tingkat dua, misalnya ## Di loket {{#loket}}",
        "Open a scene with a level-two heading, such as ## At the counter {{#counter}}",
    ),
    "scenes.too-many": Message(
        "Skenario ini punya {count} adegan; paling banyak {most}.",
        "This scenario has {count} scenes; {most} at most.",
        "Bagilah menjadi beberapa skenario.",
        "Divide it into several scenarios.",
    ),
    "scenes.top": Message(
        "Judul tingkat satu tidak berarti apa-apa di skenario.",
        "A level-one heading means nothing in a scenario.",
        "Buka adegan dengan ##.",
        "Open a scene with ##.",
    ),
    "scenes.title": Message(
        "Adegan ini tidak punya judul.",
        "This scene has no title.",
        "Tulis judul yang dapat dibaca peserta sesudah tanda ##.",
        "Write a title for learners after the ## signs.",
    ),
    "scenes.id-repeated": Message(
        "Adegan #{id} sudah ada di baris {first}.",
        "The scene #{id} is there already, on line {first}.",
        "Beri salah satunya tanda pengenal lain, misalnya {{#{id}-2}}.",
        "Give one of them another id, such as {{#{id}-2}}.",
    ),
    "scenes.empty": Message(
        "Adegan “{title}” tidak bercerita apa-apa.",
        "The scene “{title}” tells nothing.",
        "Tulis apa yang terjadi sebelum pilihannya.",
        "Write what happens before its choices.",
    ),
    "scenes.choice": Message(
        "Pilihan “{text}” tidak terbaca.",
        "The choice “{text}” cannot be read.",
        "Tulis: - [Telepon pemohon](#telepon) {{+2}}",
        "Write: - [Phone the applicant](#phone) {{+2}}",
    ),
    "scenes.points": Message(
        "Poin “{points}” tidak terbaca.",
        "The points “{points}” cannot be read.",
        "Tulis bilangan dengan tandanya, misalnya {{+2}} atau {{-1}}.",
        "Write a number with its sign, such as {{+2}} or {{-1}}.",
    ),
    "scenes.dead-link": Message(
        "Tidak ada adegan #{to}.",
        "There is no scene #{to}.",
        "Mungkin maksud Anda #{nearest}?",
        "Did you mean #{nearest}?",
    ),
    "scenes.unreachable": Message(
        "Tidak ada pilihan yang menuju adegan “{title}”.",
        "No choice leads to the scene “{title}”.",
        "Tautkan dari adegan yang tercapai dengan [teks](#{id}), atau hapus.",
        "Link to it from a scene that is reached with [text](#{id}), or remove it.",
    ),
    "scenes.no-end": Message(
        "Skenario ini tidak pernah berakhir.",
        "This scenario never ends.",
        "Tulis sedikitnya satu adegan tanpa pilihan.",
        "Write at least one scene without choices.",
    ),
    "scenes.trapped": Message(
        "Dari adegan “{title}” tidak ada jalan ke akhir.",
        "From the scene “{title}” no way leads to an end.",
        "Beri pilihan yang keluar dari lingkaran itu.",
        "Give it a choice that leads out of the circle.",
    ),
    "scenes.tangled": Message(
        "Adegan “{title}” ada di lingkaran dengan lebih dari {most} pilihan berpoin.",
        "The scene “{title}” stands in a circle with more than {most} choices that have points.",
        "Kurangi pilihan berpoin yang kembali ke adegan sebelumnya.",
        "Use fewer choices with points that lead back to earlier scenes.",
    ),
    "scenes.no-points": Message(
        "Tidak ada jalan yang memberi poin, jadi setiap jalan sampai akhir bernilai penuh.",
        "No path earns points, so every path to an end gets the full mark.",
        "Beri pilihan yang baik poin, misalnya {{+2}}.",
        "Give good choices points, such as {{+2}}.",
    ),
}


@dataclass(slots=True)
class Draft:
    """A scene as its lines: the story, then the choices."""

    line: int
    title: str
    id: str
    story: list[tuple[int, str]] = field(default_factory=list)
    choices: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Written:
    """A choice as it was written: where, what it says (HTML), the id it leads to, points, feedback."""

    line: int
    text: str
    to: str
    points: Fraction
    feedback: str


def slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "adegan"


def outline(block: Block) -> tuple[list[tuple[int, str]], list[Draft], list[Problem]]:
    """Part the lines into what stands before the first scene, and the scenes."""
    before: list[tuple[int, str]] = []
    drafts: list[Draft] = []
    problems: list[Problem] = []
    code = fenced([line for _, line in block.lines])
    for (number, line), inside in zip(block.lines, code, strict=True):
        heading = None if inside else HEADING.fullmatch(line.rstrip())
        if heading:
            drafts.append(_opened(number, heading[1], problems))
        elif not inside and TOP.match(line):
            problems.append(Problem(number, "scenes.top"))
        elif not drafts:
            before.append((number, line))
        elif drafts[-1].choices or (not inside and OPENS.match(line)):
            drafts[-1].choices.append((number, line))
        else:
            drafts[-1].story.append((number, line))
    return before, drafts, problems


def _opened(line: int, heading: str, problems: list[Problem]) -> Draft:
    named = NAME.search(heading)
    title = (heading[: named.start()] if named else re.sub(r"(?:^|\s)#+$", "", heading)).strip()
    if not title:
        problems.append(Problem(line, "scenes.title"))
    return Draft(line, title, named[1] if named else slug(title))


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    """Read all scenes; None when an error leaves no sound graph."""
    _, drafts, problems = outline(block)
    if not drafts:
        return None, [*problems, Problem(block.line, "scenes.none")]
    if len(drafts) > MOST:
        values = {"count": len(drafts), "most": MOST}
        return None, [*problems, Problem(drafts[MOST].line, "scenes.too-many", values)]
    numbers = _numbered(drafts, problems)
    written = [list(_choices(draft, block, problems)) for draft in drafts]
    stories = [_story(draft, block, problems) for draft in drafts]
    known = [
        [Choice(numbers[one.to], one.points) for one in choices if _leads(one, numbers, problems)]
        for choices in written
    ]
    if not problems or all(one.severity is Severity.WARNING for one in problems):
        problems += _astray(known, drafts)
    if any(one.severity is Severity.ERROR for one in problems):
        return None, problems
    most, _ = graph.best(known)
    if most <= 0:
        problems.append(Problem(drafts[0].line, "scenes.no-points", {}, Severity.WARNING))
    scenes = [
        {
            "id": draft.id,
            "title": draft.title,
            "html": html,
            "choices": [
                {"to": numbers[one.to], "text": one.text, "points": str(one.points), "feedback": one.feedback}
                for one in choices
            ],
        }
        for draft, html, choices in zip(drafts, stories, written, strict=True)
    ]
    return {"scenes": scenes, "best": str(max(most, Fraction(0)))}, problems


def _numbered(drafts: list[Draft], problems: list[Problem]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, draft in enumerate(drafts):
        if draft.id in numbers:
            first = drafts[numbers[draft.id]].line
            problems.append(Problem(draft.line, "scenes.id-repeated", {"id": draft.id, "first": first}))
        numbers.setdefault(draft.id, number)
    return numbers


def _story(draft: Draft, block: Block, problems: list[Problem]) -> str:
    text = "\n".join(line for _, line in draft.story).strip("\n")
    if not text.strip():
        problems.append(Problem(draft.line, "scenes.empty", {"title": draft.title}, Severity.WARNING))
        return ""
    first = next(number for number, line in draft.story if line.strip())
    return block.writer.block(text, first)


def _choices(draft: Draft, block: Block, problems: list[Problem]) -> Iterator[Written]:
    for entry in entries(Block(tuple(draft.choices), writer=block.writer)):
        made = _choice(entry, block, problems)
        if made:
            yield made


def _choice(entry: Entry, block: Block, problems: list[Problem]) -> Written | None:
    line = " ".join([entry.head, *entry.more.split()])
    found = CHOICE.fullmatch(line)
    if found is None or not found["text"].strip():
        problems.append(Problem(entry.line, "scenes.choice", {"text": line[:60]}))
        return None
    points = _points(found["points"])
    if points is None:
        problems.append(Problem(entry.line, "scenes.points", {"points": found["points"][:20]}))
        return None
    text = block.writer.inline(found["text"].strip(), entry.line)
    return Written(entry.line, text, found["to"], points, entry.feedback)


def _points(text: str | None) -> Fraction | None:
    if text is None:
        return Fraction(0)
    found = POINTS.fullmatch(text.strip())
    if found is None:
        return None
    points = Fraction(found[2].replace(",", "."))
    return -points if found[1] in {"-", "−"} else points


def _leads(choice: Written, numbers: dict[str, int], problems: list[Problem]) -> bool:
    if choice.to in numbers:
        return True
    nearest = next(iter(get_close_matches(choice.to, sorted(numbers), 1, 0)), choice.to)
    values = {"to": choice.to[:60], "nearest": nearest}
    problems.append(Problem(choice.line, "scenes.dead-link", values))
    return False


def _astray(known: Graph, drafts: list[Draft]) -> Iterator[Problem]:
    """Yield the scenes that nobody reaches, or that nobody leaves."""
    if all(known):
        yield Problem(drafts[0].line, "scenes.no-end")
        return
    for scene in sorted(set(range(len(known))) - graph.reached(known)):
        yield Problem(
            drafts[scene].line, "scenes.unreachable", {"title": drafts[scene].title, "id": drafts[scene].id}
        )
    for scene in sorted(graph.trapped(known)):
        yield Problem(drafts[scene].line, "scenes.trapped", {"title": drafts[scene].title})
    for scene in sorted(graph.tangled(known))[:1]:
        title, most = drafts[scene].title, graph.MOST_IN_CIRCLE
        yield Problem(drafts[scene].line, "scenes.tangled", {"title": title, "most": most})
