"""How a choice is written: `- ( )`, `- (x)`, `- (50%)`; `- [ ]`, `- [x]`, `- [50%]`, `- [-50%]`."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.errors import Message
from lms.questions.block import Block, Entry, entries
from lms.questions.kind import Body
from lms.questions.problem import Problem, Severity
from lms.questions.score import ONE, weight_of
from lms.questions.text import fold, plain

RULES = ("net", "each", "all")
SINGLE, MULTIPLE, WEIGHTS = "single", "multiple", "weights"
OPTION = re.compile(
    r"[-*+]\s+(?:\((?P<round>\s*|[xX]|[+\-−]?\d[\d.,]*\s*%)\)|\[(?P<square>\s*|[xX]|[+\-−]?\d[\d.,]*\s*%)\])"
    r"(?:\s+(?P<text>.*))?$"
)

MESSAGES: dict[str, Message] = {
    "choice.unreadable": Message(
        "Pilihan “{text}” tidak terbaca.",
        "The option “{text}” cannot be read.",
        "Awali tiap pilihan dengan - ( ), - (x), - [ ] atau - [x]; beri spasi di depan baris lanjutannya.",
        "Begin each option with - ( ), - (x), - [ ] or - [x]; indent the lines that continue it.",
    ),
    "choice.mixed": Message(
        "Tanda ( ) dan [ ] bercampur dalam satu soal.",
        "Marks ( ) and [ ] are mixed in one question.",
        "Pakai ( ) untuk satu jawaban, [ ] untuk beberapa jawaban.",
        "Use ( ) for one answer, [ ] for several.",
    ),
    "choice.too-few": Message(
        "Soal ini hanya punya satu pilihan.",
        "This question has one option only.",
        "Tulis sedikitnya dua pilihan.",
        "Write at least two options.",
    ),
    "choice.empty": Message(
        "Pilihan tanpa teks.",
        "An option without text.",
        "Tulis teks pilihannya, atau hapus baris ini.",
        "Write the option's text, or delete this line.",
    ),
    "choice.no-key": Message(
        "Tidak ada pilihan yang benar.",
        "No option is right.",
        "Tandai pilihan yang benar: (x) atau [x] di teks, Benar di formulir.",
        "Mark the right option: (x) or [x] in the text, Right in the form.",
    ),
    "choice.several-keys": Message(
        "Ada {count} pilihan bertanda (x), padahal hanya satu boleh dipilih.",
        "{count} options are marked (x), yet only one may be chosen.",
        "Sisakan satu (x), atau pakai [ ] dan [x] untuk soal dengan beberapa jawaban.",
        "Keep one (x), or use [ ] and [x] for a question with several answers.",
    ),
    "choice.weights-and-rule": Message(
        "Aturan score={rule} tidak berlaku bila pilihan diberi bobot.",
        "The rule score={rule} does not apply when options carry weights.",
        "Hapus score={rule}, atau ganti bobot dengan [x] dan [ ].",
        "Remove score={rule}, or replace the weights with [x] and [ ].",
    ),
    "choice.single-rule": Message(
        "Aturan score={rule} hanya untuk soal dengan beberapa jawaban.",
        "The rule score={rule} is for questions with several answers only.",
        "Hapus score={rule}, atau pakai [ ] dan [x].",
        "Remove score={rule}, or use [ ] and [x].",
    ),
    "choice.weights-short": Message(
        "Bobot pilihan yang benar berjumlah kurang dari 100%; nilai penuh tidak dapat dicapai.",
        "The weights of the right options add up to less than 100%; the full mark cannot be reached.",
        "Naikkan bobotnya sampai berjumlah 100%.",
        "Raise the weights until they add up to 100%.",
    ),
    "choice.repeated": Message(
        "Pilihan ini sama dengan pilihan di baris {first}.",
        "This option repeats the one on line {first}.",
        "Ganti atau hapus salah satunya.",
        "Change or delete one of them.",
    ),
    "choice.overlapping": Message(
        "Rentang pilihan ini beririsan dengan pilihan di baris {first}.",
        "This option's range overlaps the one on line {first}.",
        "Pisahkan batasnya, misalnya 1–5 dan 6–10.",
        "Part their bounds, such as 1–5 and 6–10.",
    ),
}
RANGE = re.compile(r"(\d+)\s*(?:-|–|—|\.\.|sampai(?:\s+dengan)?|s\.d\.|hingga|to)\s*(\d+)\s*(.*)")


@dataclass(frozen=True, slots=True)
class _Option:
    line: int
    square: bool
    mark: str
    text: str
    feedback: str
    weight: Fraction | None


def parse(block: Block) -> tuple[Body | None, list[Problem]]:
    """Read the options; errors leave no body, warnings leave one."""
    problems: list[Problem] = []
    options = [option for entry in entries(block) if (option := _option(entry, block, problems))]
    rule = block.attributes.get("score", "")
    if not any(problem.severity is Severity.ERROR for problem in problems):
        _check(block.lines[0][0], options, rule, problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    _warn(options, problems)
    square = options[0].square
    weighted = square and any(option.mark.endswith("%") for option in options)
    return {
        "mode": MULTIPLE if square else SINGLE,
        "rule": WEIGHTS if weighted else (rule or RULES[0]) if square else SINGLE,
        "options": [_plain(option) for option in options],
    }, problems


def _plain(option: _Option) -> dict[str, Any]:
    weight = option.weight or Fraction(0)
    shown = {"shown": option.mark.replace(" ", "")} if option.mark.endswith("%") else {}
    right = weight > 0 if option.square else weight == ONE
    return {"text": option.text, "weight": str(weight), "right": right, "feedback": option.feedback, **shown}


def _option(entry: Entry, block: Block, problems: list[Problem]) -> _Option | None:
    found = OPTION.match(entry.head)
    if found is None:
        problems.append(Problem(entry.line, "choice.unreadable", {"text": entry.head[:60]}))
        return None
    square = found["square"] is not None
    mark = (found["square"] if square else found["round"]).strip().lower()
    text = "\n".join(part for part in ((found["text"] or "").strip(), entry.more) if part)
    if not text:
        problems.append(Problem(entry.line, "choice.empty"))
    weight = {"": Fraction(0), "x": ONE}.get(mark, weight_of(mark))
    if weight is None:
        problems.append(Problem(entry.line, "question.weight", {"weight": mark}))
    html = block.writer.inline(text, entry.line)
    return _Option(entry.line, square, mark, html, entry.feedback, weight)


def _check(line: int, options: list[_Option], rule: str, problems: list[Problem]) -> None:
    if len({option.square for option in options}) > 1:
        problems.append(Problem(line, "choice.mixed"))
        return
    if len(options) < 2:
        problems.append(Problem(line, "choice.too-few"))
    crossed = sum(option.mark == "x" for option in options)
    if not options[0].square:
        _check_single(line, options, crossed, problems)
        if rule:
            problems.append(Problem(line, "choice.single-rule", {"rule": rule}))
        return
    gain = sum((option.weight for option in options if option.weight and option.weight > 0), Fraction(0))
    weighted = any(option.mark.endswith("%") for option in options)
    if not gain:
        problems.append(Problem(line, "choice.no-key"))
    elif weighted and gain < ONE:
        problems.append(Problem(line, "choice.weights-short", severity=Severity.WARNING))
    if weighted and rule:
        problems.append(Problem(line, "choice.weights-and-rule", {"rule": rule}))


def _check_single(line: int, options: list[_Option], crossed: int, problems: list[Problem]) -> None:
    if crossed > 1:
        problems.append(Problem(line, "choice.several-keys", {"count": crossed}))
    elif not any(option.weight == ONE for option in options):
        problems.append(Problem(line, "choice.no-key"))


def _warn(options: list[_Option], problems: list[Problem]) -> None:
    """Options that say the same, or ranges of numbers that share values, leave a learner to guess."""
    for place, option in enumerate(options):
        for earlier in options[:place]:
            code = _clash(plain(earlier.text), plain(option.text))
            # Pictures and formulas without words are not compared.
            if code and plain(option.text):
                problems.append(Problem(option.line, code, {"first": earlier.line}, Severity.WARNING))
                break


def _clash(one: str, other: str) -> str:
    if fold(one).rstrip(".") == fold(other).rstrip("."):
        return "choice.repeated"
    first, second = RANGE.fullmatch(fold(one)), RANGE.fullmatch(fold(other))
    if first is None or second is None or first[3] != second[3]:
        return ""
    apart = int(first[2]) < int(second[1]) or int(second[2]) < int(first[1])
    return "" if apart else "choice.overlapping"
