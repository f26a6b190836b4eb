"""Pages on which a trainer marks what was written, one answer at a time and without names."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lms.assessment import authored
from lms.assessment.authored import Authored
from lms.assessment.essays import marking, queue
from lms.assessment.essays.marking import Written
from lms.assessment.essays.refusals import Overtaken, Unreadable
from lms.assessment.views.addresses import link
from lms.assessment.views.blueprint import bp
from lms.catalogue import contents, courses
from lms.errors import InvalidInput, LmsError
from lms.questions import registry
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session

NEXT = "berikut"


@bp.get("/pengajar/penilaian")
@roles("trainer", "admin")
def essays_of_all() -> str:
    """Show every quiz of one's courses that has answers to mark."""
    mine = courses.every(session()) if me().may("admin") else courses.of_trainer(session(), me().person_id)
    waiting = queue.of_courses(session(), [course.id for course in mine])
    return render("lms/assessment/essays_of_all.html", waiting=waiting)


@bp.get("/pengajar/penilaian/<path:key>")
@roles("trainer", "admin")
def essays(key: str) -> str:
    """Show a quiz's questions that are marked by hand, and of one of them what was marked."""
    quiz = _authored(key)
    question = request.args.get("soal", "")
    return render(
        "lms/assessment/essays.html",
        quiz=quiz,
        title=contents.body(session(), quiz.hash)["title"],
        heaps=queue.heaps(session(), key, quiz.hash),
        question=question,
        marked=queue.marked(session(), key, question) if question else [],
    )


@bp.get("/pengajar/penilaian/jawaban/<int:written_id>/<question>/<path:key>")
@roles("trainer", "admin")
def essay(written_id: int, question: str, key: str) -> str:
    """Show one answer with its rubric; whose it is stays unsaid."""
    quiz = _authored(key)
    return _page(quiz, marking.of(session(), key, written_id, question))


@bp.post("/pengajar/penilaian/jawaban/<int:written_id>/<question>/<path:key>")
@roles("trainer", "admin")
def mark_essay(written_id: int, question: str, key: str) -> ResponseReturnValue:
    """Keep the marks, and go on to the next answer that waits."""
    quiz = _authored(key)
    following = queue.after(session(), key, question, written_id) if _goes_on() else None
    try:
        marking.give(
            session(),
            key,
            written_id,
            question,
            texts=_texts(),
            comment=request.form.get("comment", ""),
            revision=request.form.get("revision", 0, type=int),
            by=me().person_id,
            at=now(),
        )
    except (InvalidInput, Overtaken) as refusal:
        written = marking.of(session(), key, written_id, question)
        return _page(quiz, written, refusal), 409 if isinstance(refusal, Overtaken) else 422
    flash(_("The marks are saved."), "success")
    if following is None:
        return redirect(url_for("lms.assessment.essays", key=key), 303)
    return redirect(_address(key, following), 303)


def _authored(key: str) -> Authored:
    return authored.begun_with(session(), me().person_id, key, everything=me().may("admin"))


def _page(quiz: Authored, written: Written, refusal: LmsError | None = None) -> str:
    """Show an answer; after a refusal with what was typed, which is nowhere else."""
    here, words = link(), language()
    kind = registry.get(written.body["kind"])
    newest = written.newest
    typed = _texts() if refusal else [f"{float(one):g}" for one in newest.given] if newest else []
    shown = kind.reveal(written.body["body"], written.order, written.text, language=written.language)
    left = queue.waiting(session(), quiz.key)
    following = queue.after(session(), quiz.key, written.question, written.attempt_id)
    return render(
        "lms/assessment/essay.html",
        quiz=quiz,
        written=written,
        prompt=Markup(here(written.body["prompt"])),  # noqa: S704 # sanitised when it was published
        explanation=Markup(here(written.body["explanation"])),  # noqa: S704 # as above
        lines=[Markup(here(line.text)) for line in written.lines],  # noqa: S704 # as above
        shown=shown,
        typed=typed,
        comment=request.form.get("comment", "") if refusal else newest.comment if newest else "",
        problem=f"{refusal.text(words)} {refusal.remedy(words)}" if refusal else "",
        wrong=refusal.lines if isinstance(refusal, Unreadable) else (),
        left=len(left),
        here_waits=any(
            (one.attempt_id, one.question) == (written.attempt_id, written.question) for one in left
        ),
        next_url=_address(quiz.key, following) if following else "",
    )


def _address(key: str, waiting: queue.Waiting) -> str:
    return url_for("lms.assessment.essay", written_id=waiting.attempt_id, question=waiting.question, key=key)


def _texts() -> list[str]:
    return request.form.getlist("given")


def _goes_on() -> bool:
    return request.form.get("lanjut") == NEXT
