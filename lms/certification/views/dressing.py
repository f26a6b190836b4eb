"""Changing how certificates look: each form makes a draft, and a draft is used or thrown away."""

from collections.abc import Callable
from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.certification.designing import choices, emblems, forms, previews
from lms.certification.designs import Design
from lms.certification.rules.looks import Look
from lms.certification.views.blueprint import bp
from lms.certification.views.designs import may_change, page, shelf_of
from lms.errors import Forbidden, InvalidInput, NotFound, Refused
from lms.web.i18n import _
from lms.web.security import roles
from lms.web.shell import installation, me, now, session, settings


@bp.post("/sertifikat/desain/<design>")
@roles("hr", "admin")
def dress(design: str) -> ResponseReturnValue:
    """Change colours and texts of a design, or give it back its own."""
    chosen = _design(design)
    if "kembali" in request.form:
        return _keep(design, lambda look: forms.undressed(look, chosen))
    return _keep(design, lambda look: forms.dressed(look, chosen, request.form))


@bp.post("/sertifikat/desain/<design>/lambang")
@roles("hr", "admin")
def set_emblem(design: str) -> ResponseReturnValue:
    """Change the government's emblem on every design, or take it off."""
    _design(design)
    if "kembali" in request.form:
        return _keep(design, lambda look: replace(look, emblem=None))
    sent = request.files.get("lambang")
    data = sent.read(emblems.MOST_KB * 1024 + 1) if sent else b""
    return _keep(design, lambda look: replace(look, emblem=emblems.keep(data, installation().files)))


@bp.post("/sertifikat/desain/<design>/penanda-tangan")
@roles("hr", "admin")
def set_signatories(design: str) -> ResponseReturnValue:
    """Change who signs, and from which day to which."""
    _design(design)
    return _keep(design, lambda look: forms.signed(look, request.form))


@bp.post("/sertifikat/desain/<design>/pilih")
@roles("hr", "admin")
def choose_design(design: str) -> ResponseReturnValue:
    """Choose the design of courses that name none."""
    _design(design)
    return _keep(design, lambda look: replace(look, design=design))


@bp.post("/sertifikat/desain/<design>/pakai")
@roles("hr", "admin")
def use_look(design: str) -> ResponseReturnValue:
    """Put the draft in force for certificates issued from now on, or throw it away."""
    _design(design)
    key, by = request.form.get("rancangan", ""), me().person_id
    if "buang" in request.form:
        choices.discard(session(), key, by=by, at=now())
        flash(_("The draft is thrown away."), "success")
    else:
        choices.use(session(), key, by=by, at=now())
        flash(_("Certificates issued from now on look like this."), "success")
    return _back(design)


def _design(name: str) -> Design:
    """Return the design for who may change what everybody's certificates look like."""
    if not may_change():
        raise Forbidden
    found = shelf_of().get(name)
    if found is None:
        raise NotFound
    return found


def _keep(name: str, change: Callable[[Look], Look]) -> ResponseReturnValue:
    """Keep a draft that can be printed; else show the form again with what was typed and why not."""
    # Drawing takes seconds: meanwhile nobody else's answer is to wait for this one.
    with installation().database.read() as reading:
        before = choices.newest(reading)
    try:
        look = change(before.look)
        if replace(look, design="") != replace(before.look, design=""):
            _require_fit(look)
    except (InvalidInput, Refused) as wrong:
        return page(name, wrong, request.form)
    if look != before.look:
        choices.save(session(), look, over=before.key, by=me().person_id, at=now())
        flash(_("The draft is kept. Look at it, then use it."), "success")
    return _back(name)


def _require_fit(look: Look) -> None:
    """Draw an ordinary certificate of every design; raises `Refused` when one cannot be made."""
    emblem = emblems.of(look, settings(), installation().files)
    for design in shelf_of().values():
        previews.require_fit(design, look, emblem)


def _back(design: str) -> ResponseReturnValue:
    case = request.args.get("kasus", "")
    return redirect(url_for("lms.certification.looks_page", desain=design, kasus=case or None), 303)
