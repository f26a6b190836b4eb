"""`lms quiz stats`: the figures of a quiz, from its attempts or from a sheet of marks."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import click

from lms.assessment.cli.group import quiz
from lms.assessment.rules.statistics.figures import ENOUGH
from lms.assessment.statistics import forms, report, sheets, words
from lms.assessment.statistics.gathering import Which, gather
from lms.assessment.statistics.report import Report
from lms.db.commands import Site, pass_site
from lms.errors import InvalidInput, Message, NotFound

NO_SOURCE = Message(
    "Sebutkan satu kuis, atau berkas nilai dengan --from.",
    "Name a quiz, or a sheet of marks with --from.",
    "Misalnya: lms quiz stats dasar-spbe/ujian-akhir",
    "For example: lms quiz stats dasar-spbe/ujian-akhir",
)
NO_ATTEMPT = Message(
    "Belum ada percobaan yang selesai pada kuis {quiz}.",
    "There is no finished attempt at the quiz {quiz} yet.",
    "Periksa namanya: kursus/kuis, misalnya dasar-spbe/ujian-akhir.",
    "Check the name: course/quiz, dasar-spbe/ujian-akhir for example.",
)
HEAD = Message(
    "{attempts} percobaan, nilai tertinggi {most} poin.", "{attempts} attempts, worth {most} points."
)
OTHERS = Message(
    "{count} bentuk lain kuis ini punya percobaan sendiri: {keys}. Pilih dengan --form.",
    "{count} other forms of this quiz have attempts of their own: {keys}. Choose with --form.",
)
FEW = Message(
    "Kurang dari {enough} percobaan: angka di bawah belum dapat dipercaya.",
    "Fewer than {enough} attempts: the figures below cannot be trusted yet.",
)
UNMARKED = Message(
    "{attempts} percobaan; tidak ada soal yang dinilai. Sebaran jawabannya: --format json.",
    "{attempts} attempts; no question is marked. How answers are spread: --format json.",
)
NEEDS = Message("Yang perlu dilihat:", "To look at:")
VERSIONS = Message("Versi soal yang dibandingkan:", "Versions compared:")
GAIN = Message(
    "Kenaikan dari prauji ke ujian: {n} peserta, {before} → {after}; <g> kelas {g}, rata-rata orang {each}.",
    "Gain from pre-test to exam: {n} learners, {before} → {after}; class <g> {g}, mean of singles {each}.",
)
HEADINGS = ("n", *words.ITEM)


@quiz.command()
@click.argument("name", metavar="QUIZ", required=False)
@click.option("--from", "sheet", type=click.File(encoding="utf-8-sig"), help="Weigh a CSV or JSONL sheet.")
@click.option("--which", type=click.Choice([*Which]), default=Which.FIRST, show_default=True,
              help="Which attempts of a learner count.")  # fmt: skip
@click.option("--form", "form_key", default="", help="Which form of the papers, when there were several.")
@click.option("--format", "layout", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("--scores", type=click.Path(dir_okay=False, path_type=Path), help="Also write the marks (CSV).")
@pass_site
def stats(
    site: Site,
    name: str | None,
    sheet: TextIO | None,
    *,
    which: str,
    form_key: str,
    layout: str,
    scores: Path | None,
) -> None:
    """Print facility, discrimination, reliability and their intervals."""
    if (name is None) == (sheet is None):
        raise InvalidInput(NO_SOURCE, "stats.no-source", "QUIZ")
    if sheet is not None:
        found, most = sheets.read(sheet.read(), lines=sheet.name.endswith((".jsonl", ".ndjson")))
        made = {"quiz": Path(sheet.name).name} | report.weigh(found, most, [None] * len(found.items))
    else:
        made = _of_attempts(site, _key(name or ""), Which(which), form_key, scores)
    if layout == "json":
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
    elif layout == "csv":
        click.echo(_csv(made), nl=False)
    else:
        click.echo("\n".join(_table(made, site.language)))


def _key(name: str) -> str:
    """Take a file's path for the quiz's name."""
    return name.removeprefix("quizzes/").removesuffix(".md")


def _of_attempts(site: Site, key: str, which: Which, form_key: str, scores: Path | None) -> Report:
    with site.installation.database.read() as session:
        made = report.compute(session, key, which, form_key)
        if not made["attempts"]:
            raise NotFound(NO_ATTEMPT, "stats.no-attempt", quiz=key)
        form = forms.chosen(forms.forms(session, key), made["form"]) if scores else None
        if scores and form:
            scores.write_text(
                "".join(sheets.write(gather(session, key, form, which).scores)), encoding="utf-8"
            )
    return made


def _table(made: Report, language: str) -> Iterator[str]:
    whole = made["whole"]
    if whole is None:
        yield UNMARKED.text(language, {"attempts": made["attempts"]})
        return
    yield f"{made['quiz']}  {made.get('which', '')}".rstrip()
    values = {"attempts": made["attempts"], "most": words.number(whole["most"], language, 0)}
    yield HEAD.text(language, values)
    others = [one["key"] for one in made.get("forms", ()) if one["key"] != made["form"]]
    if others:
        yield OTHERS.text(language, {"count": len(others), "keys": ", ".join(others)})
    if made["attempts"] < ENOUGH:
        yield FEW.text(language, {"enough": ENOUGH})
    yield ""
    for code in words.WHOLE:
        yield f"  {words.name(code, language):<22}{_cell(whole[code], language, 4)}"
    yield ""
    yield from _items(made["questions"], language)
    yield from _needs(made["questions"], language)
    yield from _moved(made["drifts"], language)
    if made.get("gain"):
        yield from ("", _gain(made["gain"], language))


def _cell(figure: Mapping[str, Any], language: str, places: int = 2) -> str:
    if figure["value"] is None:
        return f"– ({words.reason(figure, language)})"
    found = words.number(figure["value"], language, places)
    range_ = words.interval(figure, language, places)
    return f"{found:>12}  [{range_}]" if range_ else f"{found:>12}"


def _items(questions: list[dict[str, Any]], language: str) -> Iterator[str]:
    wide = max((len(_name(one)) for one in questions), default=0)
    titles = [words.name(code, language) if code in words.NAMES else code for code in HEADINGS]
    sizes = [max(len(title), 7) for title in titles]
    yield "  ".join([" " * wide, *(f"{title:>{size}}" for title, size in zip(titles, sizes, strict=True))])
    for one in questions:
        cells = [_short(one[code], language) for code in HEADINGS]
        yield "  ".join(
            [f"{_name(one):<{wide}}", *(f"{cell:>{size}}" for cell, size in zip(cells, sizes, strict=True))]
        )


def _short(value: Any, language: str) -> str:
    if isinstance(value, int):
        return words.number(value, language, 0)
    found = value["value"] if isinstance(value, dict) else value
    return "–" if found is None else words.number(found, language, 2)


def _name(one: Mapping[str, Any]) -> str:
    return f"{one['id']}@{one['version'][:8]}" if one["version"] else str(one["id"])


def _needs(questions: list[dict[str, Any]], language: str) -> Iterator[str]:
    needy = sorted((one for one in questions if one["advice"]), key=lambda one: -one["need"])
    if needy:
        yield from ("", NEEDS.text(language))
    for one in needy:
        for advice in one["advice"]:
            yield f"  {_name(one)}: {' '.join(words.sentence(advice, language))}"


def _moved(drifts: list[dict[str, Any]], language: str) -> Iterator[str]:
    if drifts:
        yield from ("", VERSIONS.text(language))
    for one in drifts:
        values = [words.number(one[part], language) for part in ("difference", "low", "high", "others")]
        mark = " *" if one["differs"] else ""
        line = f"  {one['question']} {one['old'][:8]} → {one['new'][:8]}: {values[0]}"
        yield f"{line} [{values[1]} … {values[2]}] ({values[3]}){mark}"


def _gain(gain: Mapping[str, Any], language: str) -> str:
    values = {
        "n": gain["n"],
        "before": _short(gain["before"], language),
        "after": _short(gain["after"], language),
        "g": _cell(gain["of_class"], language).strip(),
        "each": _cell(gain["of_each"], language).strip(),
    }
    return GAIN.text(language, values)


def _csv(made: Report) -> str:
    """Write one figure a line, so that any program can sort them as it likes."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["question", "version", "n", "figure", "value", "low", "high", "why"])
    whole = made["whole"] or {}
    figures = [("", "", made["attempts"], code, whole[code]) for code in words.WHOLE if whole]
    figures += [
        (one["id"], one["version"], one["n"], code, one[code])
        for one in made["questions"]
        for code in words.ITEM
    ]
    for question, version, n, code, figure in figures:
        told = figure if isinstance(figure, dict) else {"value": figure, "low": None, "high": None}
        ends = [told["value"], told["low"], told["high"], told.get("why", "")]
        rows.writerow([question, version, n, code, *("" if one is None else one for one in ends)])
    return out.getvalue()
