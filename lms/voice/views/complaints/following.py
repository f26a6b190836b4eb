"""The ticket: what a citizen follows, answers and rates, opened by its secret alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, NotFound
from lms.voice.complaints import attachments, ticket
from lms.voice.complaints.models import Author, Complaint, ComplaintAttachment, ComplaintMessage, State
from lms.voice.rules import masking, states, tickets
from lms.voice.views.blueprint import bp
from lms.voice.views.complaints import words
from lms.voice.views.complaints.filing import sent_files
from lms.web import limits
from lms.web.filters import local
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import public
from lms.web.shell import abandon, installation, now, session

# Wrong numbers and secrets; a secret of 99 bits is guessed by nobody, the limit spares the database.
TRIES, PER = 30, timedelta(minutes=10)
WORDS_OF_A_TICKET = 20


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the ticket shows it."""

    author: Author
    text: str
    at: datetime
    files: list[ComplaintAttachment]


@bp.get("/lapor/tiket")
@public
def find_ticket() -> str:
    """Ask for number and secret."""
    return render("lms/voice/complaints/find.html", given={}, wrong=[])


@bp.post("/lapor/tiket")
@public
def found_ticket() -> ResponseReturnValue:
    """Lead to the ticket of a number, for who has its secret too."""
    key = f"ticket:{request.remote_addr}"
    with installation().database.write() as counting:
        limits.hit(counting, key, at=now(), allowed=TRIES, per=PER)
    number, secret = request.form.get("nomor", ""), request.form.get("kode", "")
    try:
        ticket.by_number(session(), number, secret)
    except NotFound as error:
        wrong = [("nomor", f"{error.text(language())} {error.remedy(language())}")]
        return render("lms/voice/complaints/find.html", given=request.form, wrong=wrong), 422
    limits.give_back(session(), key, at=now(), per=PER)
    return redirect(url_for("lms.voice.ticket", secret=tickets.secret_read(secret)), 303)


@bp.get("/lapor/tiket/<secret>/baru", endpoint="ticket_given")
@public
def given(secret: str) -> Response:
    """Hand out number and secret, to be photographed or printed."""
    complaint = ticket.by_secret(session(), secret)
    page = render(
        "lms/voice/complaints/given.html",
        complaint=complaint,
        secret=secret,
        written=tickets.grouped(secret),
    )
    return _unkept(page)


@bp.get("/lapor/tiket/<secret>", endpoint="ticket")
@public
def show(secret: str) -> Response:
    """Show where a report stands, what was said, and what the citizen may do now."""
    return _unkept(_page(ticket.by_secret(session(), secret), secret, []))


@bp.post("/lapor/tiket/<secret>/pesan", endpoint="ticket_say")
@public
def say(secret: str) -> ResponseReturnValue:
    """Add the citizen's word, with attachments."""

    def act(complaint: Complaint) -> None:
        message = ticket.say(
            session(), complaint, request.form.get("pesan", ""), at=now(), today=local(now()).date()
        )
        attachments.keep(session(), complaint, files, message_id=message.id)

    try:
        files = attachments.cleaned(sent_files())
    except InvalidInput as error:
        return _wrong(secret, error)
    return _acted(secret, act, "pesan-pesan")


@bp.post("/lapor/tiket/<secret>/nilai", endpoint="ticket_rate")
@public
def rate(secret: str) -> ResponseReturnValue:
    """Keep the citizen's rating."""

    def act(complaint: Complaint) -> None:
        score = request.form.get("nilai", "")
        given_score = int(score) if score in {"1", "2", "3", "4", "5"} else 0
        ticket.rate(session(), complaint, given_score, request.form.get("kesan", ""), at=now())

    return _acted(secret, act, "nilai")


@bp.get("/lapor/tiket/<secret>/lampiran/<int:evidence_id>", endpoint="ticket_file")
@public
def file(secret: str, evidence_id: int) -> Response:
    """Send an attachment of this ticket: cleaned when it came, and never shown in our own page."""
    complaint = ticket.by_secret(session(), secret)
    attachment = ticket.file(session(), complaint, evidence_id)
    response = _unkept(Response(installation().files.get(attachment.sha256), mimetype=attachment.media_type))
    response.headers.set("Content-Disposition", "attachment", filename=attachment.name)
    return response


def _acted(secret: str, act: Callable[[Complaint], None], part: str) -> ResponseReturnValue:
    with installation().database.write() as counting:
        key = f"ticket-words:{tickets.secret_read(secret) or request.remote_addr}"
        limits.hit(counting, key, at=now(), allowed=WORDS_OF_A_TICKET, per=PER)
    complaint = ticket.by_secret(session(), secret)
    try:
        act(complaint)
    except InvalidInput as error:
        return _wrong(secret, error)
    told = _("Thank you, your rating is kept.") if part == "nilai" else _("Your message is sent.")
    flash(told, "success")
    return redirect(url_for("lms.voice.ticket", secret=secret, _anchor=part), 303)


def _wrong(secret: str, error: InvalidInput) -> ResponseReturnValue:
    abandon()
    session().rollback()
    complaint = ticket.by_secret(session(), secret)
    text = f"{error.text(language())} {error.remedy(language())}".strip()
    return _unkept(_page(complaint, secret, [(error.field, text)])), 422


def _page(complaint: Complaint, secret: str, wrong: list[tuple[str, str]]) -> str:
    english = language() == "en"
    about = ticket.about(session(), complaint)
    files = ticket.files(session(), complaint)
    return render(
        "lms/voice/complaints/ticket.html",
        complaint=complaint,
        secret=secret,
        written=tickets.grouped(secret),
        wrong=wrong,
        given=request.form,
        kind=words.KINDS[complaint.kind],
        category=about.category[1] if english and about.category[1] else about.category[0],
        service=about.service[1] if english and about.service[1] else about.service[0],
        unit=about.unit,
        state=words.STATES[complaint.state],
        meaning=words.STATES_MEAN[complaint.state],
        colour=words.COLOURS.get(complaint.state, ""),
        steps=[(words.STATES[state], at) for state, at in ticket.steps(session(), complaint)],
        said=[_said(message, files) for message in ticket.said(session(), complaint)],
        text=masking.masked(complaint.text),
        files=[file for file in files if file.message_id is None],
        scores=words.SCORES,
        ended=complaint.state in states.ENDED,
        open=complaint.state not in states.ENDED or complaint.state == State.DONE,
        most=attachments.MOST,
        megabytes=attachments.LARGEST // 1024 // 1024,
        longest=ticket.LONGEST_TEXT,
    )


def _said(message: ComplaintMessage, files: Sequence[ComplaintAttachment]) -> Said:
    """Cover numbers in the citizen's words, not those that the desk gives to be called."""
    text = masking.masked(message.text) if message.author == Author.CITIZEN else message.text
    return Said(message.author, text, message.at, [file for file in files if file.message_id == message.id])


def _unkept(page: str | Response) -> Response:
    """Keep a ticket out of caches and of search engines; its address goes to no other page."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
