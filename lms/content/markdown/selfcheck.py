"""Self-checks: a ```quiz block, answered in place and never scored.

What a machine marks and no heading has to call for may stand here: choices, short texts, numbers, pairs,
groups, gaps. Without JavaScript the answer opens beneath; with it, a choice, a text or a number gets its
feedback at once, and the others are thought over before their answer is opened. The page's script reads
`data-` attributes only: `data-selfcheck` (choice-single, choice-multiple, text, number, reveal),
`data-right` on an option, `data-accept` on an input, `data-feedback` beside its option.
"""

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from lms.content import question
from lms.content.findings import Findings
from lms.content.question import Lines
from lms.questions.block import Block, Writer
from lms.questions.gaps import GAPS, signs
from lms.questions.kind import Body, Kind, Marker

WORDS = {
    "id": {
        "title": "Cek pemahaman",
        "single": "Pilih satu jawaban",
        "multiple": "Pilih semua jawaban yang benar",
        "answer": "Jawaban Anda",
        "check": "Periksa",
        "right": "Tepat.",
        "wrong": "Belum tepat. Coba lagi, atau lihat jawabannya.",
        "show": "Lihat jawaban",
        "key": "Jawaban yang benar:",
        "choices": "Pilihannya:",
    },
    "en": {
        "title": "Check yourself",
        "single": "Choose one answer",
        "multiple": "Choose every right answer",
        "answer": "Your answer",
        "check": "Check",
        "right": "Right.",
        "wrong": "Not yet. Try again, or see the answer.",
        "show": "See the answer",
        "key": "Right answer:",
        "choices": "To choose from:",
    },
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    uid: str
    words: dict[str, str]
    body: Body


def written(lines: Lines, number: int, language: str, writer: Writer, findings: Findings) -> str:
    """Return the HTML of one self-check; empty, with a finding, when nothing can be checked."""
    if question.name_unclosed(lines, findings):
        return ""
    parts = question.parted(lines)
    start = question.starts(lines)
    if not question.joined(parts.prompt).strip():
        findings.error("question.no-prompt", start)
    kind, body = question.read_block(parts, {}, language, writer, findings)
    block = Block(tuple(parts.prompt), {}, language, writer, start)
    if not parts.block and GAPS.claims(block):
        kind = GAPS
        body, problems = kind.parse(block)
        findings.problems(problems)
    if kind is None or kind.marked_by is not Marker.MACHINE:
        findings.error("selfcheck.kind", start)
        return ""
    if body is None:
        return ""
    if parts.stray:
        findings.error("question.after-answers", parts.stray[0][0])
    sheet = _Sheet(f"cek-{number}", WORDS[language], body)
    prompt = (
        signs.elided(body["html"])
        if kind.holds_prompt
        else writer.block(question.joined(parts.prompt), question.starts(parts.prompt))
    )
    explanation = writer.block(question.unquoted(parts.explanation), question.starts(parts.explanation))
    return _frame(sheet, prompt, _control(kind, sheet), kind.describe(body), explanation)


def _frame(sheet: _Sheet, prompt: str, control: tuple[str, str], key: str, explanation: str) -> str:
    uid, words, (sort, widget) = sheet.uid, sheet.words, control
    texts = f'data-right="{words["right"]}" data-wrong="{words["wrong"]}"'
    verdict = f'<p class="selfcheck-verdict" role="status" {texts}></p>'
    return (
        f'<div class="selfcheck" role="group" data-selfcheck="{sort}" aria-labelledby="{uid}-title">'
        f'<p class="selfcheck-title" id="{uid}-title">{words["title"]}</p>'
        f'<div class="selfcheck-prompt" id="{uid}-prompt">{prompt}</div>{widget}'
        f'<button class="button selfcheck-check" type="button" hidden>{words["check"]}</button>{verdict}'
        f'<details class="selfcheck-answer"><summary>{words["show"]}</summary>'
        f"<p>{words['key']} <strong>{escape(key, quote=False)}</strong></p>{explanation}</details></div>"
    )


def _control(kind: Kind, sheet: _Sheet) -> tuple[str, str]:
    if kind.name == "choice":
        return f"choice-{sheet.body['mode']}", _options(sheet)
    if kind.name == "number":
        return "number", _input(sheet, [_span(answer) for answer in sheet.body["answers"]], "decimal")
    if kind.name == "shorttext":
        return "text", _input(sheet, [_pattern(answer) for answer in sheet.body["answers"]], "text")
    if kind.name in ("pairs", "grouping"):
        return "reveal", _lists(sheet, kind.show(sheet.body, []))
    # Gaps, or a kind from another package: no widget that works without the server, its answer still opens.
    return "reveal", ""


def _options(sheet: _Sheet) -> str:
    uid, mode = sheet.uid, sheet.body["mode"]
    sort = "radio" if mode == "single" else "checkbox"
    options = []
    for place, option in enumerate(sheet.body["options"]):
        right = " data-right" if option["right"] else ""
        options.append(
            f'<label class="choice" for="{uid}-{place}"><input type="{sort}" id="{uid}-{place}" name="{uid}" '
            f'value="{place}"{right}><span class="choice-text">{option["text"]}</span></label>'
        )
        if option["feedback"]:
            options.append(_feedback(place, option["feedback"]))
    legend = f"<legend>{sheet.words[mode]}</legend>"
    described = f'class="selfcheck-options" aria-describedby="{uid}-prompt"'
    return f"<fieldset {described}>{legend}{''.join(options)}</fieldset>"


def _lists(sheet: _Sheet, shown: dict[str, Any]) -> str:
    """Write what belongs together as two lists to think about; the answer opens beneath."""
    rows = "".join(f"<li>{row['text']}</li>" for row in shown["rows"])
    labels = "; ".join(escape(label["text"], quote=False) for label in shown["labels"])
    return f"<ul>{rows}</ul><p>{sheet.words['choices']} {labels}</p>"


def _feedback(place: int, html: str) -> str:
    return f'<div class="selfcheck-feedback" data-feedback="{place}" hidden>{html}</div>'


def _input(sheet: _Sheet, accepted: list[dict[str, Any]], keyboard: str) -> str:
    uid = sheet.uid
    accept = escape(json.dumps(accepted, ensure_ascii=False, separators=(",", ":")))
    feedback = "".join(
        _feedback(place, answer["feedback"])
        for place, answer in enumerate(sheet.body["answers"])
        if answer["feedback"]
    )
    case = " data-case" if sheet.body.get("case") else ""
    return (
        f'<div class="field"><label for="{uid}-input">{sheet.words["answer"]}</label>'
        f'<input class="input" id="{uid}-input" type="text" inputmode="{keyboard}" autocomplete="off" '
        f'autocapitalize="none" spellcheck="false" aria-describedby="{uid}-prompt" '
        f'data-accept="{accept}"{case}></div>'
        f"{feedback}"
    )


def _span(answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "low": _decimal(answer["low"]),
        "high": _decimal(answer["high"]),
        "unit": answer["unit"],
        "right": answer["weight"] == "1",
    }


def _decimal(text: str) -> float:
    over, _, under = text.partition("/")
    return int(over) / int(under or 1)


def _pattern(answer: dict[str, Any]) -> dict[str, Any]:
    return {"text": answer["text"], "right": answer["weight"] == "1"}
