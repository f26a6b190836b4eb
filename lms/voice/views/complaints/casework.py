"""One report on the desk and with its handler: what is known, what was said, which steps may follow."""

from collections.abc import Callable, Mapping, Sequence

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from lms.errors import LmsError, NotFound
from lms.voice.complaints import attachments
from lms.voice.complaints.desk import lists, opened
from lms.voice.complaints.desk.lists import Officer
from lms.voice.complaints.desk.opened import Opened
from lms.voice.complaints.models import AnswerTemplate, Complaint, ComplaintAttachment, HandlingClass
from lms.voice.rules import states
from lms.voice.rules.states import Actor
from lms.voice.views.blueprint import bp
from lms.voice.views.complaints import acts, wanting, words
from lms.voice.views.complaints.acts import Hand
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles, signed_in
from lms.web.shell import abandon, installation, me, now, session

DESK_ACT = f"<any({','.join(acts.DESK)}):act>"
HANDLER_ACT = f"<any({','.join(acts.HANDLER)}):act>"
# What a wrong field of the verbs is called on the page.
FIELDS = {"jawaban": "apa", "complaint": "pesan"}


@bp.get("/meja-warga/pengaduan/<int:complaint_id>")
@roles("desk", "admin")
def case(complaint_id: int) -> Response:
    """Show a report of the officer's branch, with everything that may be done about it."""
    who = wanting.officer()
    return _unkept(_page(opened.of_desk(session(), who, complaint_id), Actor.DESK, who, []))


@bp.post(f"/meja-warga/pengaduan/<int:complaint_id>/{DESK_ACT}")
@roles("desk", "admin")
def case_act(complaint_id: int, act: str) -> ResponseReturnValue:
    """Do one step as an officer of the desk."""
    who = wanting.officer()

    def find() -> Opened:
        return opened.of_desk(session(), who, complaint_id)

    return _acted(find, act, acts.DESK, Actor.DESK, who)


@bp.get("/meja-warga/pengaduan/<int:complaint_id>/lampiran/<int:evidence_id>")
@roles("desk", "admin")
def case_file(complaint_id: int, evidence_id: int) -> Response:
    return _file(opened.of_desk(session(), wanting.officer(), complaint_id).complaint, evidence_id)


@bp.get("/tindak-lanjut/<int:complaint_id>")
@signed_in
def errand(complaint_id: int) -> Response:
    """Show a report to who handles it."""
    found = opened.of_handler(session(), me().person_id, complaint_id)
    return _unkept(_page(found, Actor.HANDLER, Officer(me().person_id), []))


@bp.post(f"/tindak-lanjut/<int:complaint_id>/{HANDLER_ACT}")
@signed_in
def errand_act(complaint_id: int, act: str) -> ResponseReturnValue:
    """Do one step as the handler."""

    def find() -> Opened:
        return opened.of_handler(session(), me().person_id, complaint_id)

    return _acted(find, act, acts.HANDLER, Actor.HANDLER, Officer(me().person_id))


@bp.get("/tindak-lanjut/<int:complaint_id>/lampiran/<int:evidence_id>")
@signed_in
def errand_file(complaint_id: int, evidence_id: int) -> Response:
    return _file(opened.of_handler(session(), me().person_id, complaint_id).complaint, evidence_id)


def _acted(
    find: Callable[[], Opened],
    act: str,
    known: Mapping[str, Callable[[Hand], None]],
    actor: Actor,
    who: Officer,
) -> ResponseReturnValue:
    complaint = find().complaint
    complaint_id, before = complaint.id, complaint.state
    try:
        known[act](Hand(complaint, actor, who))
    except LmsError as error:
        abandon()
        session().rollback()
        field = getattr(error, "field", "pesan")
        wrong = [(FIELDS.get(field, field), f"{error.text(language())} {error.remedy(language())}".strip())]
        return _unkept(_page(find(), actor, who, wrong, act)), 422
    opened.seen(session(), complaint, at=now())
    if complaint.state == before:
        flash(_("It is kept."), "success")
    else:
        state = words.STATES[complaint.state]
        flash(_("The report is now: %(state)s. The citizen sees it on the ticket.", state=state), "success")
    try:
        find()
    except NotFound:
        # Handed over, or found to be about one's own unit: it is no longer this person's to see.
        return redirect(url_for("lms.voice.cases" if actor is Actor.DESK else "lms.voice.errands"), 303)
    return redirect(
        url_for("lms.voice.case" if actor is Actor.DESK else "lms.voice.errand", complaint_id=complaint_id),
        303,
    )


def _page(found: Opened, actor: Actor, who: Officer, wrong: list[tuple[str, str]], act: str = "") -> str:
    complaint = found.complaint
    offered = acts.offered(complaint.state, actor)
    files = attachments.of(session(), complaint)
    search = request.args.get("cari", "")[: wanting.LONGEST_TEXT]
    seen = wanting.days()
    next_by, due = lists.due_of(complaint, seen)
    return render(
        "lms/voice/complaints/case.html",
        found=found,
        complaint=complaint,
        desk=actor is Actor.DESK,
        kind=words.KINDS[complaint.kind],
        states=words.STATES,
        colours=words.COLOURS,
        ended=complaint.state in states.ENDED,
        next_by=next_by,
        due=due,
        dues=wanting.DUES,
        said=opened.said(session(), complaint),
        steps=opened.steps(session(), complaint),
        files=[one for one in files if one.message_id is None],
        sent=_by_message(files),
        scores=words.SCORES,
        offered=offered,
        names=acts.NAMES,
        act=act or request.args.get("langkah", "") or ("tugaskan" if search else next(iter(offered), "")),
        wrong=wrong,
        given=request.form,
        search=search,
        today=seen.today,
        **_choices(found, actor, who, offered, search),
    )


def _choices(found: Opened, actor: Actor, who: Officer, offered: list[str], search: str) -> dict[str, object]:
    """Return what the forms offer to choose from; only the desk's hold more than templates."""
    rows = select(AnswerTemplate).where(AnswerTemplate.retired_at.is_(None)).order_by(AnswerTemplate.name)
    templates = session().scalars(rows).all()
    wanted = wanting.number(request.args.get("templat", ""))
    chosen = next((one.text for one in templates if one.id == wanted), "")
    choices: dict[str, object] = {"templates": templates, "template": chosen}
    if actor is not Actor.DESK:
        return choices
    classes = session().scalars(select(HandlingClass).order_by(HandlingClass.finish_days)).all()
    candidates = opened.candidates(session(), found.complaint, who, search) if "tugaskan" in offered else ()
    return choices | {
        "categories": lists.choices(session()),
        "classes": classes,
        "units": wanting.branch(),
        "candidates": candidates,
    }


def _by_message(files: Sequence[ComplaintAttachment]) -> dict[int, list[ComplaintAttachment]]:
    found: dict[int, list[ComplaintAttachment]] = {}
    for one in files:
        if one.message_id is not None:
            found.setdefault(one.message_id, []).append(one)
    return found


def _file(complaint: Complaint, evidence_id: int) -> Response:
    """Send an attachment: cleaned when it came, and never shown in our own page."""
    kept = attachments.one(session(), complaint, evidence_id)
    response = _unkept(Response(installation().files.get(kept.sha256), mimetype=kept.media_type))
    response.headers.set("Content-Disposition", "attachment", filename=kept.name)
    return response


def _unkept(page: str | Response) -> Response:
    response = page if isinstance(page, Response) else Response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
