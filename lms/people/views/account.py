"""One's own account: what is known, the password, every device."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import LmsError, TooMany
from lms.people import persons
from lms.people import sign_in as signing
from lms.people.models import Person
from lms.people.views.blueprint import Errors, bp, refused
from lms.people.views.signing_in import admit
from lms.web.i18n import LANGUAGES, _
from lms.web.pages import render
from lms.web.security import signed_in
from lms.web.shell import Viewer, installation, me, now, session


@bp.get("/akun")
@signed_in
def account() -> ResponseReturnValue:
    return _page()


@bp.post("/akun/sandi")
@signed_in
def change_password() -> ResponseReturnValue:
    """Change the password; the old one is checked before this request holds a lock."""
    try:
        signing.check_old(installation(), me().person_id, request.form.get("old", ""), at=now())
        person = _me()
        new, again = request.form.get("password", ""), request.form.get("again", "")
        signing.change_password(session(), person, new, again, at=now())
    except LmsError as error:
        field = "old" if error.code == "password.wrong-old" else "password"
        return _page(refused(error, field)), 429 if isinstance(error, TooMany) else 422
    _stay(person)
    flash(_("Your password is changed; sign-ins on other devices have ended."), "success")
    return redirect(url_for("lms.people.account"), 303)


@bp.post("/akun/perangkat")
@signed_in
def end_sessions() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    person = _me()
    persons.end_sessions(session(), person)
    _stay(person)
    flash(_("Sign-ins on all other devices have ended."), "success")
    return redirect(url_for("lms.people.account"), 303)


@bp.post("/akun/bahasa")
@signed_in
def choose_language() -> ResponseReturnValue:
    """Keep the language with the account, for every device."""
    chosen = request.form.get("language", "")
    persons.choose_language(session(), me().person_id, chosen if chosen in LANGUAGES else None)
    flash(_("Your language is kept."), "success")
    return redirect(url_for("lms.people.account"), 303)


def _stay(person: Person) -> None:
    """Sign this device in again under the new epoch."""
    who: Viewer | None = persons.load_viewer(session(), f"{person.id}.{person.session_epoch}")
    if who is not None:
        admit(who, stays=True)


def _me() -> Person:
    return session().get_one(Person, me().person_id)


def _page(errors: Errors | None = None) -> str:
    person = _me()
    known = persons.snapshot(session(), person.id)
    name = signing.sign_in_name(session(), person)
    return render(
        "lms/people/account.html", person=person, known=known, sign_in_name=name, errors=errors or []
    )
