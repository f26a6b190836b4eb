"""The desk's overview, its list and board of reports, and what a handler has to do."""

from collections.abc import Iterator

from flask import Response, request

from lms.voice.complaints.desk import deadlines, lists, sheet
from lms.voice.complaints.desk.lists import Days, Due, Officer, Row, Wanted
from lms.voice.rules import states
from lms.voice.satisfaction import services
from lms.voice.views.blueprint import bp
from lms.voice.views.complaints import wanting, words
from lms.voice.views.complaints.wanting import DUES, GROUPS, here
from lms.web.filters import local
from lms.web.pages import render
from lms.web.security import roles, signed_in
from lms.web.shell import installation, me, now, session, settings

SOON = 8
BOARD = "papan"
COLUMNS = tuple(one for one in words.STATES if one in states.OPEN)


@bp.get("/meja-warga")
@roles("desk", "admin")
def desk() -> str:
    """Show the three numbers that matter, and what is due next."""
    who, seen = wanting.officer(), wanting.days()
    return render(
        "lms/voice/complaints/desk.html",
        counts=lists.counts(session(), who, Wanted(), seen),
        page=lists.page(session(), who, Wanted(), seen, size=SOON),
        period=services.running(session(), local(now()).date()),
        reminders=deadlines.unread(session(), lists.visible(who), seen, limit=SOON),
        **_shared(seen),
    )


@bp.get("/meja-warga/pengaduan")
@roles("desk", "admin")
def cases() -> str:
    """List reports by their next deadline, or show the open ones as a board."""
    who, seen, wanted = wanting.officer(), wanting.days(), wanting.wanted()
    as_board = request.args.get("tampilan") == BOARD
    page = lists.page(session(), who, wanted, seen, after=wanting.after()) if not as_board else None
    more = page.next if page else None
    return render(
        "lms/voice/complaints/cases.html",
        wanted=wanted,
        counts=lists.counts(session(), who, wanted, seen),
        page=page,
        board=lists.board(session(), who, wanted, seen) if as_board else {},
        columns=COLUMNS,
        categories=lists.choices(session()),
        units=wanting.branch(),
        unit_id=wanting.number(request.args.get("unit", "")),
        groups=GROUPS,
        here=here,
        next_url=here(sesudah=f"{more.day}~{more.complaint_id}") if more else "",
        **_shared(seen),
    )


@bp.get("/meja-warga/pengaduan.xlsx")
@roles("desk", "admin")
def cases_sheet() -> Response:
    """Send all reports that match the list's filter as a workbook."""
    who, seen, wanted, here_now = wanting.officer(), wanting.days(), wanting.wanted(), installation()

    def rows() -> Iterator[Row]:
        # The request's session is closed when the first block is sent.
        with here_now.database.read() as reading:
            yield from lists.everything(reading, who, wanted, seen)

    response = Response(sheet.make(rows(), seen, settings().zone), content_type=sheet.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="laporan-warga-{seen.today}.xlsx"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/tindak-lanjut")
@signed_in
def errands() -> str:
    """List the reports that this person handles."""
    who, seen = Officer(me().person_id), wanting.days()
    mine = Wanted(handler_id=me().person_id)
    return render(
        "lms/voice/complaints/errands.html",
        counts=lists.counts(session(), who, mine, seen),
        page=lists.page(session(), who, mine, seen),
        reminders=deadlines.unread(session(), deadlines.handled_by(me().person_id), seen, limit=SOON),
        **_shared(seen),
    )


def _shared(seen: Days) -> dict[str, object]:
    """Return what rows need to be drawn."""

    def due(row: Row) -> Due | None:
        return row.due(seen.today, seen.near)

    named = {"states": words.STATES, "colours": words.COLOURS, "kinds": words.KINDS, "stages": words.STAGES}
    return named | {"due": due, "dues": DUES}
