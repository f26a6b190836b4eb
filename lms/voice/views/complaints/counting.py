"""The public page of figures: how many reports came, how many were answered in time, how long it took."""

from flask import request

from lms.voice.complaints import figures
from lms.voice.views.blueprint import bp
from lms.web.filters import local
from lms.web.pages import render
from lms.web.security import public
from lms.web.shell import now, session


@bp.get("/lapor/angka")
@public
def complaint_figures() -> str:
    """Show a year's figures (`?tahun=2026`), the newest when none is chosen."""
    today = local(now()).date()
    known = figures.years(session())
    chosen = request.args.get("tahun", "")
    year = next((one for one in known if str(one) == chosen), known[0] if known else today.year)
    found = figures.published(session(), year, today=today)
    return render(
        "lms/voice/complaints/figures.html",
        year=year,
        years=known,
        total=found.total,
        lines=found.lines,
        largest=max((line.received or 0 for line in found.lines), default=0),
        fewest=figures.FEWEST,
        today=today,
    )
