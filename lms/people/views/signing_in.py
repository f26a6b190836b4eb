"""Sign in, sign out, and the first sign-in with a code."""

import flask_login
from flask import flash, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from lms.errors import LmsError, TooMany
from lms.people import persons
from lms.people import sign_in as signing
from lms.people.models import Person
from lms.people.views.blueprint import Errors, address, bp, refused
from lms.web.i18n import _
from lms.web.pages import render
from lms.web.security import public, same_site
from lms.web.shell import Viewer, installation, now, session, settings, viewer


@bp.get("/masuk")
@public
def sign_in() -> ResponseReturnValue:
    if viewer() is not None:
        return redirect(_back())
    return _form()


@bp.post("/masuk")
@public
def signed() -> ResponseReturnValue:
    """Sign in with NIP, NI PPPK, e-mail or sign-in name; every wrong try gets the same answer."""
    name, password = request.form.get("name", ""), request.form.get("password", "")
    try:
        who = signing.try_password(installation(), name, password, address=address(), at=now())
    except LmsError as error:
        return _form(refused(error, "name"), name), 429 if isinstance(error, TooMany) else 422
    admit(who, stays=bool(request.form.get("stay")))
    return redirect(_back(), 303)


@bp.post("/keluar")
@public
def sign_out() -> ResponseReturnValue:
    flask_login.logout_user()
    cookie.clear()
    return redirect(url_for("lms.people.sign_in"), 303)


@bp.get("/aktivasi")
@public
def activate() -> ResponseReturnValue:
    return render("lms/people/activate.html", errors=[], code="")


@bp.post("/aktivasi")
@public
def activated() -> ResponseReturnValue:
    """Take the code, then the password chosen for it; the code travels in the form, never in an address."""
    code = request.form.get("code", "").strip()
    try:
        signing.count_code(installation(), address(), at=now())
        person = signing.of_code(session(), code, at=now())
    except LmsError as error:
        status = 429 if isinstance(error, TooMany) else 422
        return render("lms/people/activate.html", errors=refused(error, "code"), code=code), status
    if "password" not in request.form:
        return _choose(person, code)
    try:
        signing.use_code(session(), code, request.form["password"], request.form.get("again", ""), at=now())
    except LmsError as error:
        return _choose(person, code, refused(error, "password")), 422
    who = persons.load_viewer(session(), f"{person.id}.{person.session_epoch}")
    if who is not None:
        admit(who, stays=False)
    flash(_("Your password is set. Welcome, %(name)s.", name=person.name), "success")
    return redirect(url_for("lms.home.start"), 303)


def admit(who: Viewer, *, stays: bool) -> None:
    """Begin a session of its own: nothing of the one before the sign-in is carried on."""
    cookie.clear()
    cookie.permanent = stays
    flask_login.login_user(who)


def _form(errors: Errors | None = None, name: str = "") -> str:
    back = same_site(request.values.get("next")) or ""
    return render(
        "lms/people/sign_in.html", errors=errors or [], name=name, back=back, days=settings().session_days
    )


def _choose(person: Person, code: str, errors: Errors | None = None) -> str:
    """Ask for the password; the sign-in name stands in the form so that a password manager keeps both."""
    name = signing.sign_in_name(session(), person)
    return render("lms/people/choose_password.html", person=person, name=name, code=code, errors=errors or [])


def _back() -> str:
    return same_site(request.values.get("next")) or url_for("lms.home.start")
