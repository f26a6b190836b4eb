"""A ticket opens by its secret alone; words go both ways, waiting is not held against the desk."""

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from build import NINE
from PIL import Image
from sqlalchemy import select
from test_complaint_reports import SLOW, filed

from lms.errors import Conflict, InvalidInput, NotFound, Refused
from lms.voice.complaints import attachments, moves, ticket
from lms.voice.complaints.attachments import Sent
from lms.voice.complaints.models import Author, Complaint, ComplaintAct, ComplaintMessage, State
from lms.voice.rules.states import Actor

TODAY = date(2026, 3, 3)


def a_report(session, *states, today=TODAY):
    """File a report and lead it through states on the desk's side."""
    complaint = session.get_one(Complaint, filed(session, SLOW).complaint_id)
    for state in states:
        lead(session, complaint, state, today=today)
    return complaint


def lead(session, complaint, state, actor=Actor.DESK, today=TODAY, **values):
    moves.move(session, complaint, State(state), actor, by=None, at=NINE, today=today, **values)


WORKED_ON = ("verified", "assigned", "in_progress")


def test_a_number_alone_opens_nothing(session):
    given = filed(session)
    other = filed(session, once="tanda-acak-0000000002")

    assert ticket.by_number(session, given.number.lower(), given.secret.upper()).number == given.number
    for number, secret in ((given.number, other.secret), (given.number, ""), ("", given.secret)):
        with pytest.raises(NotFound):
            ticket.by_number(session, number, secret)


def test_a_step_that_is_not_allowed_changes_nothing(session):
    complaint = a_report(session)

    with pytest.raises(Refused, match="cannot go"):
        lead(session, complaint, "done")

    assert complaint.state == State.NEW
    assert len(session.scalars(select(ComplaintAct)).all()) == 1


def test_two_who_decide_at_once_decide_once(installation):
    with installation.database.write() as session:
        number = a_report(session).id
    with installation.database.read() as session:
        stale = session.get_one(Complaint, number)
    with installation.database.write() as session:
        lead(session, session.get_one(Complaint, number), "verified")

    with (
        installation.database.session(writes=True) as session,
        pytest.raises(Conflict, match="somebody else"),
    ):
        lead(session, session.merge(stale, load=False), "rejected")


def test_days_spent_waiting_for_the_citizen_are_added_to_the_deadline(session):
    complaint = a_report(session, *WORKED_ON, "waiting")
    before = complaint.finish_by

    ticket.say(session, complaint, "Ini nomor berkasnya.", at=NINE, today=TODAY + timedelta(7))

    assert (complaint.state, complaint.waited_days, complaint.waiting_since) == (State.IN_PROGRESS, 5, None)
    assert (before, complaint.finish_by) == (date(2026, 3, 30), date(2026, 4, 7))
    lead(session, complaint, "done", today=complaint.finish_by)
    assert (complaint.in_time, complaint.taken_days) == (True, 14)


def test_a_report_is_in_time_on_its_last_day_and_late_the_day_after(session):
    complaint = a_report(session, *WORKED_ON)
    last = complaint.finish_by

    lead(session, complaint, "done", today=last)
    assert (complaint.in_time, complaint.taken_days) == (True, 14)

    ticket.say(session, complaint, "Belum selesai!", at=NINE, today=last)
    assert (complaint.state, complaint.in_time, complaint.done_at) == (State.IN_PROGRESS, None, None)

    lead(session, complaint, "done", today=last + timedelta(1))
    assert complaint.in_time is False
    lead(session, complaint, "archived", today=last + timedelta(30))
    assert (complaint.in_time, complaint.taken_days) == (False, 15)


def test_notes_of_the_desk_never_reach_the_citizen(session):
    complaint = a_report(session, *WORKED_ON)
    for text, internal in (("Mohon sabar.", False), ("Periksa bendahara.", True)):
        session.add(
            ComplaintMessage(
                complaint_id=complaint.id, author=Author.DESK, text=text, internal=internal, at=NINE
            )
        )
    ticket.say(session, complaint, " Baik. ", at=NINE, today=TODAY)

    assert [message.text for message in ticket.said(session, complaint)] == ["Mohon sabar.", "Baik."]


def test_words_are_refused_when_empty_too_long_too_many_or_too_late(session, monkeypatch):
    complaint = a_report(session)
    for text in ("  ", "x" * 5001):
        with pytest.raises(InvalidInput):
            ticket.say(session, complaint, text, at=NINE, today=TODAY)
    monkeypatch.setattr(ticket, "MOST_MESSAGES", 1)
    ticket.say(session, complaint, "Satu", at=NINE, today=TODAY)
    with pytest.raises(Refused, match="holds 1"):
        ticket.say(session, complaint, "Dua", at=NINE, today=TODAY)
    lead(session, complaint, "rejected", reason="Bukan kewenangan kami")
    with pytest.raises(Refused, match="closed"):
        ticket.say(session, complaint, "Tiga", at=NINE, today=TODAY)


def test_a_report_is_rated_once_and_only_at_its_end(session):
    complaint = a_report(session, *WORKED_ON)
    with pytest.raises(Refused):
        ticket.rate(session, complaint, 5, "", at=NINE)
    lead(session, complaint, "done")
    with pytest.raises(InvalidInput):
        ticket.rate(session, complaint, 6, "", at=NINE)

    ticket.rate(session, complaint, 4, " Cepat ", at=NINE)

    assert (complaint.rating, complaint.rating_text) == (4, "Cepat")
    with pytest.raises(Conflict):
        ticket.rate(session, complaint, 1, "", at=NINE)


def a_picture(form, size=(60, 30), **options):
    target = BytesIO()
    Image.new("RGB", size, "teal").save(target, form, **options)
    return target.getvalue()


def a_photo_with_place():
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Kamera Ani", 6
    exif.get_ifd(0x8825)[1] = "S"
    return a_picture("JPEG", exif=exif)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
def test_a_picture_is_told_by_its_bytes_and_keeps_nothing_of_the_camera(form):
    data = a_photo_with_place() if form == "JPEG" else a_picture(form)

    (kept,) = attachments.cleaned([Sent("C:\\foto\\bukti.exe\x00", data)])

    with Image.open(BytesIO(kept.data)) as picture:
        assert not dict(picture.getexif())
        assert picture.size == ((30, 60) if form == "JPEG" else (60, 30))
    assert b"Kamera" not in kept.data
    assert (kept.name, kept.media_type) == ("bukti.jpg", "image/jpeg")


def test_a_pdf_loses_its_author_and_what_it_would_do_by_itself():
    target = BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page()

        def script():
            return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

        page.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=script())])
        page.obj.AA = pikepdf.Dictionary(O=document.make_indirect(script()))
        document.Root.OpenAction = document.make_indirect(script())
        document.docinfo["/Author"] = "Siti"
        document.attachments["x.exe"] = b"MZ"
        document.save(target)

    (kept,) = attachments.cleaned([Sent("bukti.pdf", target.getvalue())])

    with pikepdf.open(BytesIO(kept.data)) as document:
        assert len(document.pages) == 1
        assert not document.attachments
        whole = (
            b"".join(held.unparse(resolved=True) for held in document.objects) + document.trailer.unparse()
        )
    assert not any(word in whole for word in (b"alert", b"OpenAction", b"/AA", b"Siti"))


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg/>", b"MZ...", b"%PDF-1.7 broken", b"\xff\xd8\xff broken", b"GIF89a", b"RIFF....WEBPx"],
)
def test_what_is_neither_photo_nor_pdf_is_refused(data):
    with pytest.raises(InvalidInput, match="can be read"):
        attachments.cleaned([Sent("foto.jpg", data)])


def test_attachments_are_few_small_and_of_their_own_report(session):
    with pytest.raises(InvalidInput, match="At most 5"):
        attachments.cleaned([Sent("a.png", b"")] * 6)
    with pytest.raises(InvalidInput, match="too large"):
        attachments.cleaned([Sent("a.png", b"\x89" * (attachments.LARGEST + 1))])
    mine = a_report(session)
    other = session.get_one(Complaint, filed(session, once="tanda-acak-0000000002").complaint_id)
    attachments.keep(session, mine, attachments.cleaned([Sent("a.png", a_picture("PNG"))]))
    (kept,) = attachments.of(session, mine)

    assert session.info["files"].has(kept.sha256)
    assert attachments.one(session, mine, kept.id) is kept
    with pytest.raises(NotFound):
        attachments.one(session, other, kept.id)
