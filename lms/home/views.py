"""The first page of everybody, the trainer's desk, the privacy notice."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import courses
from lms.home import learner
from lms.home import trainer as teaching
from lms.web.filters import local
from lms.web.pages import render
from lms.web.security import public, roles
from lms.web.shell import me, now, session, viewer

bp = Blueprint("home", __name__)
OFFERED = 6


@bp.get("/")
@public
def start() -> ResponseReturnValue:
    """Lead a visitor to the catalogue, a learner on, an HR officer without a course to the desk."""
    person = viewer()
    if person is None:
        shelf = courses.listed(session(), limit=OFFERED)
        return render("lms/home/visitor.html", shelf=shelf, field_name=courses.field_name)
    found = learner.start(session(), person.person_id, at=now())
    if person.may("hr") and not person.may("trainer", "admin") and not found.going:
        return redirect(url_for("lms.hr.people"))
    return render(
        "lms/home/learner.html", start=found, field_name=courses.field_name, today=local(now()).date()
    )


@bp.get("/pengajar")
@roles("trainer", "admin")
def trainer() -> str:
    """Show the courses that one teaches, with their learners."""
    taught = teaching.taught(session(), me().person_id, everything=me().may("admin"))
    return render("lms/home/trainer.html", taught=taught, field_name=courses.field_name)


@bp.get("/privasi")
@public
def privacy() -> str:
    """Say what is kept about people, why, and who sees it."""
    return render("lms/home/privacy.html")
