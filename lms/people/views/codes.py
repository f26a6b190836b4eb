"""The HR office's sheet of activation codes: shown once, printed, cut apart."""

from flask import request
from flask.typing import ResponseReturnValue

from lms.errors import LmsError
from lms.people import invitations, persons, units
from lms.people import sign_in as signing
from lms.people.views.blueprint import Errors, bp, refused
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session, settings


@bp.get("/kepegawaian/kode-aktivasi")
@roles("hr", "admin")
def codes() -> ResponseReturnValue:
    return _page()


@bp.post("/kepegawaian/kode-aktivasi")
@roles("hr", "admin")
def codes_sheet() -> ResponseReturnValue:
    """Make codes and show them, this once; a second sheet voids the first."""
    try:
        who = request.form.get("who", "")
        unit = request.form.get("unit", "")
        if who:
            ids = [persons.find(session(), who, me().scope).id]
        else:
            branch = int(unit) if unit.isdecimal() else None
            ids = invitations.waiting(session(), me(), branch, at=now())
        made = signing.issue_for(session(), me(), ids, at=now())
        slips = invitations.slips(session(), made)
    except LmsError as error:
        return _page(refused(error, "who")), 422
    return render("lms/people/codes_sheet.html", slips=slips, address=settings().base_url)


def _page(errors: Errors | None = None) -> str:
    branches = invitations.branches(session(), me().scope)
    tree = units.tree(session())
    return render(
        "lms/people/codes.html",
        branches=[(one.unit_id, tree.text(one.unit_id), one.waiting) for one in branches if one.unit_id],
        nowhere=sum(one.waiting for one in branches if not one.unit_id),
        total=sum(one.waiting for one in branches),
        most=invitations.MOST,
        errors=errors or [],
    )
