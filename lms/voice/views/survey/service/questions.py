"""The desk's side of a unit's own questions: added, put in order, asked no more."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import LmsError
from lms.voice.models import ExtraKind
from lms.voice.satisfaction import extras, services
from lms.voice.views.blueprint import bp
from lms.voice.views.survey.service import page
from lms.web.i18n import _
from lms.web.security import roles
from lms.web.shell import me, now, session


@bp.post("/meja-warga/survei/<int:service_id>/pertanyaan")
@roles("desk", "admin")
def add_question(service_id: int) -> ResponseReturnValue:
    """Let the service ask one more question."""
    offered = services.within(session(), service_id, me().desk_scope)
    form = request.form
    kind = ExtraKind.TEXT if form.get("bentuk") == ExtraKind.TEXT else ExtraKind.RATING
    try:
        extras.add(
            session(), offered.service, form.get("tanya", ""), wording_en=form.get("tanya_en", ""),
            kind=kind, at=now(), by=me().person_id,
        )  # fmt: skip
    except LmsError as error:
        return page.show(offered, error, "tanya"), 422
    flash(_("The question is asked from now on."), "success")
    return redirect(_address(service_id), 303)


@bp.post("/meja-warga/survei/<int:service_id>/pertanyaan/<int:question_id>/<any(naik, henti):act>")
@roles("desk", "admin")
def change_question(service_id: int, question_id: int, act: str) -> ResponseReturnValue:
    """Ask a question earlier, or no more."""
    services.within(session(), service_id, me().desk_scope)
    question = extras.of(session(), service_id, question_id)
    if act == "naik":
        extras.raise_up(session(), question)
    else:
        extras.retire(session(), question, at=now(), by=me().person_id)
        flash(_("The question is asked no more; what was answered stays."), "success")
    return redirect(_address(service_id), 303)


def _address(service_id: int) -> str:
    return url_for("lms.voice.service", service_id=service_id, _anchor="sendiri")
