"""`lms quiz regrade|void|unvoid|history`: marks finished attempts again, after showing what would change."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from lms.assessment import authored
from lms.assessment.authored import Authored
from lms.assessment.cli.group import quiz
from lms.assessment.models import Regrade
from lms.assessment.regrades import dry_runs, letters, past, plans, records, runs
from lms.assessment.regrades.past import Past
from lms.assessment.regrades.plans import Plan, Wish
from lms.assessment.regrades.proposals import Line, Proposal
from lms.db.commands import Site, pass_site, say
from lms.errors import Message, NotFound

ROWS = 60
NAME_WIDTH = 34

NO_QUIZ = Message(
    "Kuis “{quiz}” tidak ada pada kursus yang terbit.",
    "There is no quiz “{quiz}” in a published course.",
    "Tulis kuncinya seperti pada kursus, misalnya dasar-spbe/ujian-akhir.",
    "Write its key as courses do, dasar-spbe/ujian-akhir for example.",
)
USUAL_REASON = Message("Kunci jawaban diperbaiki.", "The key was corrected.")
LOOKING = Message("Menghitung", "Looking")
APPLYING = Message("Menilai ulang", "Marking again")
HEAD = Message("Nama{pad}Percobaan   Nilai", "Name{pad}Try         Mark")
PASSES = Message("lulus", "passes")
PASSES_NO_MORE = Message("tidak lulus lagi", "passes no more")
MORE_ROWS = Message(
    "… dan {count} lagi; semuanya ada dalam --format json.",
    "… and {count} more; all of them are in --format json.",
)
UNCHANGED = Message(
    "Belum ada yang diubah. Tambahkan --apply untuk menerapkannya.",
    "Nothing was changed. Add --apply to apply it.",
)
ASK = Message("Terapkan?", "Apply?")
GO_ON = Message(
    "Penilaian ulang tanggal {day} terputus setelah {seen} percobaan. Lanjutkan dengan pilihan yang sama?",
    "The regrade of {day} was cut off after {seen} attempts. Go on with the same options?",
)
STOPPED = Message(
    "Dihentikan. Yang sudah dinilai ulang tersimpan; perintah yang sama melanjutkannya.",
    "Stopped. What was marked again is kept; the same command goes on.",
)
DONE = Message(
    "Selesai: {seen} percobaan dinilai ulang; {rose} naik, {fell} turun, {crossed} melewati batas lulus.",
    "Done: {seen} attempts marked again; {rose} rose, {fell} fell, {crossed} crossed the pass mark.",
)
NO_HISTORY = Message("Kuis ini belum pernah dinilai ulang.", "This quiz has never been marked again.")
PAST = Message(
    "{day}  {by}  {seen} dinilai, {rose} naik, {fell} turun, {crossed} melewati batas lulus  {state}",
    "{day}  {by}  {seen} marked, {rose} rose, {fell} fell, {crossed} crossed the pass mark  {state}",
)
COMMAND_LINE = Message("baris perintah", "command line")
UNFINISHED = Message("belum selesai", "unfinished")

_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
_apply = click.option("--apply", "apply_", is_flag=True, help="Change the marks, after showing what changes.")
_falls = click.option("--allow-falls", is_flag=True, help="Let marks fall too; by default nobody loses.")
_yes = click.option("--yes", is_flag=True, help="Apply without asking.")


@quiz.command()
@click.argument("key", metavar="QUIZ")
@click.option("--question", "only", multiple=True, metavar="ID", help="Mark this question alone; repeatable.")
@click.option("--reason", help="Told to the learners.")
@_apply
@_falls
@_yes
@_format
@pass_site
def regrade(
    site: Site, /, key: str, *, only: tuple[str, ...], reason: str | None, allow_falls: bool, **how: Any
) -> None:
    """Mark the finished attempts at a quiz again by what is published now; a dry run unless --apply."""
    why = reason or USUAL_REASON.text(site.language)
    _carry_out(site, key, Wish(only=frozenset(only), allow_falls=allow_falls, reason=why), **how)


@quiz.command()
@click.argument("key", metavar="QUIZ")
@click.argument("question")
@click.option("--reason", required=True, help="Told to the learners.")
@_apply
@_falls
@_yes
@_format
@pass_site
def void(site: Site, /, key: str, question: str, *, reason: str, allow_falls: bool, **how: Any) -> None:
    """Let a question count no more in any attempt; a dry run unless --apply."""
    one = frozenset({question})
    _carry_out(site, key, Wish(only=one, void=one, allow_falls=allow_falls, reason=reason), **how)


@quiz.command()
@click.argument("key", metavar="QUIZ")
@click.argument("question")
@click.option("--reason", required=True, help="Told to the learners.")
@_apply
@_falls
@_yes
@_format
@pass_site
def unvoid(site: Site, /, key: str, question: str, *, reason: str, allow_falls: bool, **how: Any) -> None:
    """Let a voided question count again; a dry run unless --apply."""
    one = frozenset({question})
    _carry_out(site, key, Wish(only=one, restore=one, allow_falls=allow_falls, reason=reason), **how)


@quiz.command()
@click.argument("key", metavar="QUIZ")
@_format
@pass_site
def history(site: Site, key: str, form: str) -> None:
    """List the regrades of a quiz: when, by whom, with what effect."""
    with site.installation.database.read() as session:
        found = past.of_quiz(session, _quiz_of(session, key).key)
    if form == "json":
        click.echo(json.dumps([_past(one) for one in found], ensure_ascii=False, indent=2))
        return
    if not found:
        say(site, NO_HISTORY)
    for one in found:
        say(site, PAST, **_past_words(site, one))
        click.echo(f"    {one.reason}")


def _carry_out(site: Site, key: str, wish: Wish, *, apply_: bool, yes: bool, form: str) -> None:
    """Show what a wish would do; do it when asked to, or go on with what was cut off."""
    with site.installation.database.read() as session:
        found = _quiz_of(session, key)
        going = runs.unfinished(session, found.key)
        plan = plans.make(session, found, wish) if going is None or not apply_ else None
    if plan is None:
        if going is not None and (yes or _confirmed(site, GO_ON, day=_day(site, going), seen=going.seen)):
            _go_on(site, going.id, form)
        return
    proposal = _proposed(site, plan)
    if not apply_ or form == "text":
        _show(site, proposal, form)
    if proposal.empty:
        return
    if not apply_:
        if form == "text":
            say(site, UNCHANGED)
        return
    if yes or _confirmed(site, ASK):
        with site.installation.database.write() as session:
            run = runs.begin(session, plan, shown=plan.digest, by=None, at=datetime.now(UTC))
        _go_on(site, run.id, form)


def _proposed(site: Site, plan: Plan) -> Proposal:
    with _bar(site, LOOKING, plan.quiz) as told:
        return dry_runs.propose(site.installation, plan, at=datetime.now(UTC), told=told)


def _go_on(site: Site, regrade_id: int, form: str) -> None:
    database = site.installation.database
    with database.read() as session:
        run = session.get_one(Regrade, regrade_id)
    try:
        with _bar(site, APPLYING, run.quiz) as told:
            told(run.seen)
            runs.go_on(site.installation, regrade_id, at=datetime.now(UTC), told=told)
    except KeyboardInterrupt:
        click.echo(err=True)
        click.echo(STOPPED.text(site.language), err=True)
        raise click.exceptions.Exit(130) from None
    with database.read() as session:
        run = session.get_one(Regrade, regrade_id)
    if form == "json":
        click.echo(json.dumps({"applied": True, "regrade": run.id, **_counts(run)}, indent=2))
    else:
        say(site, DONE, **_counts(run))


@contextmanager
def _bar(site: Site, label: Message, key: str) -> Iterator[Callable[[int], object]]:
    """Show a bar on the terminal, so that nobody wonders whether anything happens."""
    with site.installation.database.read() as session:
        length = records.count(session, key)
    with click.progressbar(length=length, label=label.text(site.language), file=sys.stderr) as bar:
        yield bar.update


def _show(site: Site, proposal: Proposal, form: str) -> None:
    if form == "json":
        click.echo(json.dumps(_plain(proposal), ensure_ascii=False, indent=2, default=str))
        return
    for paragraph in letters.letter(proposal, site.language):
        click.echo(f"{'! ' if paragraph.careful else ''}{paragraph.text}{':' if paragraph.items else ''}")
        for item in paragraph.items:
            click.echo(f"    {item}")
    if proposal.lines:
        _table(site, proposal)


def _table(site: Site, proposal: Proposal) -> None:
    click.echo()
    say(site, HEAD, pad=" " * (NAME_WIDTH - 2))
    for line in proposal.lines[:ROWS]:
        before, after = (letters.mark(value, line, site.language) for value in (line.before, line.after))
        word = PASSES if line.reaches else PASSES_NO_MORE if line.drops else None
        said = f"   {word.text(site.language)}" if word else ""
        click.echo(f"{line.name[:NAME_WIDTH]:<{NAME_WIDTH}}  {line.number:>9}   {before} → {after}{said}")
    if len(proposal.lines) > ROWS:
        say(site, MORE_ROWS, count=len(proposal.lines) - ROWS)
    click.echo()


def _plain(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as JSON says it; marks are exact, 250/3 for example."""
    return {
        "applied": False,
        "quiz": proposal.plan.quiz,
        "hash": proposal.plan.quiz_hash,
        "digest": proposal.plan.digest,
        "options": proposal.plan.options(),
        "seen": proposal.seen,
        "marks": [_line(line) for line in proposal.lines],
        "questions": [asdict(one) for one in proposal.questions],
        "kept": [asdict(one) for one in proposal.kept],
        "completes": [one.name for one in proposal.completes],
        "certificates": [one.name for one in proposal.certificates],
        "resting": [asdict(one) for one in proposal.resting],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"rises": line.rose, "falls": line.fell, "reaches": line.reaches, "drops": line.drops} | asdict(
        line
    )


def _past(one: Past) -> dict[str, Any]:
    run = one.run
    finished = run.finished_at.isoformat() if run.finished_at else None
    who = {"regrade": run.id, "by": one.by, "began_at": run.began_at.isoformat(), "finished_at": finished}
    options = {"only": one.only, "void": one.void, "unvoid": one.restore, "allow_falls": one.allow_falls}
    return {**who, "reason": one.reason, **options, **_counts(run)}


def _past_words(site: Site, one: Past) -> dict[str, str | int]:
    state = "" if one.run.finished_at else UNFINISHED.text(site.language)
    by = one.by or COMMAND_LINE.text(site.language)
    return {"day": _day(site, one.run), "by": by, "state": state, **_counts(one.run)}


def _counts(run: Regrade) -> dict[str, int]:
    return {"seen": run.seen, "rose": run.rose, "fell": run.fell, "crossed": run.crossed}


def _day(site: Site, run: Regrade) -> str:
    return f"{run.began_at.astimezone(site.settings.zone):%Y-%m-%d %H.%M}"


def _confirmed(site: Site, question: Message, **values: str | int) -> bool:
    return click.confirm(question.text(site.language, values), err=True)


def _quiz_of(session: Any, key: str) -> Authored:
    try:
        return authored.of_trainer(session, 0, key, everything=True)
    except NotFound:
        raise NotFound(NO_QUIZ, "regrade.no-quiz", quiz=key) from None
