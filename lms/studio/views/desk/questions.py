"""The questions of a quiz by form: listed, added, changed, moved; self-checks of a module too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.content import quiz as content
from lms.errors import Conflict, Message, NotFound
from lms.studio import copies
from lms.studio.builder import outline, posted, reading, selfchecks, writing
from lms.studio.builder.asked import Asked
from lms.studio.builder.outline import Outline
from lms.studio.builder.selfchecks import Check
from lms.studio.builder.sorts import CHECKS, OWN, SORTS, Sort
from lms.studio.copies import Clash, Copy, File
from lms.studio.editor import desk
from lms.studio.views.blueprint import DESK, bp, copy_of, title_of
from lms.studio.views.desk.editing import clashed, here, refused
from lms.studio.views.desk.words import ARROWS, LABELS, OPTIONS, WHAT
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, me, now, session

NOT_AS_MEANT = Message(
    "Ada tulisan yang akan dibaca sebagai bagian lain dari soal, misalnya baris berawal #, =, > atau - ( ).",
    "Something would be read as another part of the question: a line that begins with #, =, > or - ( ).",
    "Ubah awal baris itu, atau sunting soal ini sebagai teks.",
    "Change how that line begins, or edit this question as text.",
)
NO_LABEL = Message(
    "Nama soal belum ditulis.",
    "The question has no name yet.",
    "Tulis nama singkat bagi Anda sendiri; peserta tidak melihatnya.",
    "Write a short name for yourself; learners do not see it.",
)
Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file whose questions are at hand."""

    copy: Copy
    file: File
    text: str
    outline: Outline
    quiz: bool

    @property
    def sorts(self) -> list[Sort]:
        """Return what may be asked here."""
        if not self.quiz:
            return [SORTS[name] for name in CHECKS]
        survey = self.outline.manner.survey
        return [
            one
            for one in OWN
            if (not one.scored or one.name == "text") == survey or one.name in ("rating", "text")
        ]


@bp.get("/pengajar/studio/<slug>/soal")
@roles("trainer", "admin")
def question(slug: str) -> ResponseReturnValue:
    """The list of questions, or the form of one: the one that `soal` marks, or a new one of sort `jenis`."""
    sheet = _sheet(slug, request.args.get("berkas", ""))
    mark, sort = request.args.get("soal", ""), request.args.get("jenis", "")
    if sort in SORTS:
        return _form(slug, sheet, posted.blank(sort), "", ())
    if not mark:
        return _list(slug, sheet)
    form = _original(sheet, mark)
    if form is None:
        flash(_("This question holds what the form has no field for. It is edited as text."), "warning")
        return redirect(
            url_for("lms.studio.edit", slug=slug, berkas=sheet.file.path, baris=_line(sheet, mark)), 303
        )
    return _form(slug, sheet, form, mark, ())


@bp.post("/pengajar/studio/<slug>/soal")
@roles("trainer", "admin")
def set_question(slug: str) -> ResponseReturnValue:
    """Do what a button of the list or of the form says."""
    sheet = _sheet(slug, request.form.get("berkas", ""))
    act, mark = request.form.get("aksi", "simpan"), request.form.get("soal", "")
    try:
        if act in LISTED:
            _keep(sheet, LISTED[act](sheet, mark))
            return redirect(_url(slug, sheet, f"s-{mark}" if act in ("naik", "turun") else ""), 303)
        original = _original(sheet, mark) if mark else None
        given = posted.asked(request.form, original)
        if act != "simpan":
            abandon()
            return _form(slug, sheet, posted.changed(given, act), mark, ())
        return _saved(slug, sheet, given, mark)
    except Clash as clash:
        # Somebody wrote between our look and our save: what was written here is set aside, and kept.
        return clashed(slug, clash)
    except Conflict as error:
        abandon()
        refused(error)
        return redirect(_url(slug, sheet), 303)


def _saved(slug: str, sheet: Sheet, given: Asked, mark: str) -> ResponseReturnValue:
    """Write the question if it will be read as it was meant; else show the form again with what is wrong."""
    manner = sheet.outline.manner
    wanted = posted.complete(given, manner)
    if sheet.quiz and not wanted.id:
        wanted = replace(wanted, id=_free_id(sheet, wanted.label))
    verdict = (reading.judged if sheet.quiz else selfchecks.judged)(wanted, manner)
    problems = list(_problems(sheet, wanted, verdict))
    if problems:
        abandon()
        return _form(slug, sheet, given, mark, problems)
    _keep(sheet, _with(sheet, wanted, mark))
    flash(_("The question is kept."), "success")
    if not sheet.quiz:
        return redirect(here(slug, sheet.file.path), 303)
    return redirect(_url(slug, sheet), 303)


def _with(sheet: Sheet, wanted: Asked, mark: str) -> str:
    if not sheet.quiz:
        line = request.form.get("baris", "")
        return (
            selfchecks.replaced(sheet.text, mark, wanted)
            if mark
            else selfchecks.added(sheet.text, int(line) if line.isdecimal() and len(line) < 7 else 0, wanted)
        )
    section = writing.section(wanted, survey=sheet.outline.manner.survey)
    if mark:
        return outline.replaced(sheet.text, mark, section)
    return outline.added(sheet.text, section, _pool())


def _problems(sheet: Sheet, wanted: Asked, verdict: reading.Verdict) -> Sequence[Problem]:
    """Name what keeps this from being the question that was meant, each with its field."""
    lang = language()
    found: list[Problem] = []
    if sheet.quiz and not wanted.label:
        found.append(("label", f"{NO_LABEL.text(lang)} {NO_LABEL.remedy(lang)}"))
    for one in verdict.errors:
        field = "prompt" if one.code in ("question.no-prompt", "gaps.none") else "rows"
        if one.code not in ("question.label", "question.no-id"):
            found.append((field, f"{one.text(lang)} {one.remedy(lang)}"))
    if not found and verdict.asked != wanted:
        found.append(("prompt", f"{NOT_AS_MEANT.text(lang)} {NOT_AS_MEANT.remedy(lang)}"))
    return list(dict.fromkeys(found))


def _form(slug: str, sheet: Sheet, form: Asked, mark: str, problems: Sequence[Problem]) -> str:
    source = request.form if request.method == "POST" else request.args
    return render(
        "lms/studio/desk/question.html",
        endpoint=DESK,
        slug=slug,
        title=title_of(slug),
        sheet=sheet,
        form=form,
        mark=mark,
        problems=problems,
        pool=_pool(),
        line=source.get("baris", ""),
        words=posted.words(form),
        labels=LABELS,
        what=WHAT,
        options=OPTIONS,
        arrow=ARROWS.get(form.kind.arrow),
    )


def _list(slug: str, sheet: Sheet) -> str:
    checks = () if sheet.quiz else selfchecks.read(sheet.text)
    return render(
        "lms/studio/desk/questions.html",
        endpoint=DESK,
        slug=slug,
        title=title_of(slug),
        sheet=sheet,
        kinds=_kinds(sheet, checks),
        checks=checks,
        labels=LABELS,
        what=WHAT,
        line=request.args.get("baris", ""),
    )


def _sheet(slug: str, path: str) -> Sheet:
    copy = copy_of(slug)
    path = path or f"courses/{slug}/course.md"
    if desk.sort_of(path) not in (desk.QUIZ, desk.MODULE, desk.COURSE):
        raise NotFound
    file, text = copies.text(session(), copy, path)
    return Sheet(copy, file, text, outline.read(text), desk.sort_of(path) == desk.QUIZ)


def _original(sheet: Sheet, mark: str) -> Asked | None:
    """Return a question's form; raise `Conflict` when it is no longer there."""
    manner = sheet.outline.manner
    if sheet.quiz:
        if sheet.outline.kind == "scenario":
            return None
        return reading.asked(sheet.outline.section(mark).text, manner)
    check = next((one for one in selfchecks.read(sheet.text) if one.mark == mark), None)
    if check is None:
        raise Conflict(outline.MOVED, "studio.question-moved")
    return selfchecks.asked(check, manner)


def _kinds(sheet: Sheet, checks: Sequence[Check]) -> dict[str, str]:
    """Return the sort of every question by its mark, each read once; empty where the form cannot hold it."""
    manner = sheet.outline.manner
    if sheet.quiz:
        scenes = sheet.outline.kind == "scenario"
        sections = (one for pool in sheet.outline.pools for one in pool.sections)
        forms = {one.mark: None if scenes else reading.asked(one.text, manner) for one in sections}
    else:
        forms = {one.mark: selfchecks.asked(one, manner) for one in checks}
    return {mark: form.sort if form else "" for mark, form in forms.items()}


def _line(sheet: Sheet, mark: str) -> int:
    if sheet.quiz:
        return sheet.outline.section(mark).line
    return next((one.line for one in selfchecks.read(sheet.text) if one.mark == mark), 1)


def _keep(sheet: Sheet, text: str) -> None:
    copies.save(
        session(), sheet.copy, sheet.file.path, text, base=sheet.file.version, by=me().person_id, at=now()
    )


def _free_id(sheet: Sheet, label: str) -> str:
    taken = {one.id for pool in sheet.outline.pools for one in pool.sections}
    name = content.slug(label)
    return next(
        one for one in (name, *(f"{name}-{number}" for number in range(2, 10_000))) if one not in taken
    )


def _pool() -> int:
    source = request.form if request.method == "POST" else request.args
    text = source.get("kumpulan", "0")
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _draw() -> str:
    text = request.form.get("ambil", "").strip()
    return text if text.isdecimal() and int(text[:5]) > 0 else ""


def _url(slug: str, sheet: Sheet, anchor: str = "") -> str:
    return url_for("lms.studio.question", slug=slug, berkas=sheet.file.path, _anchor=anchor or None)


LISTED: dict[str, Callable[[Sheet, str], str]] = {
    "hapus": lambda sheet, mark: outline.removed(sheet.text, mark),
    "naik": lambda sheet, mark: outline.moved(sheet.text, mark, -1),
    "turun": lambda sheet, mark: outline.moved(sheet.text, mark, 1),
    "kumpulan-baru": lambda sheet, _mark: outline.pool_added(
        sheet.text, request.form.get("judul", "").strip() or _("Questions"), _draw()
    ),
    "kumpulan-ubah": lambda sheet, _mark: outline.pool_changed(
        sheet.text, _pool(), request.form.get("judul", ""), _draw()
    ),
}
