"""The mapping as HR keeps it: each element and category, its competency, the courses that answer it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import courses
from lms.catalogue.models import Course
from lms.errors import InvalidInput, Message, NotFound
from lms.needs import mapping as verbs
from lms.needs import sources
from lms.needs.sources import Source
from lms.needs.views.blueprint import bp
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session

NO_ACT = Message(
    "Tindakan itu tidak dikenal.",
    "That act is not known.",
    "Buka lagi halaman ini dan tekan salah satu tombolnya.",
    "Open this page again and press one of its buttons.",
)
ACTS = {"tunjuk": verbs.point, "cabut": verbs.take_back, "bawaan": verbs.by_default}


@bp.get("/kepegawaian/kebutuhan/pemetaan")
@roles("hr", "admin")
def mappings() -> str:
    """List all sources with what answers them."""
    known = sources.every(session())
    return render("lms/needs/mappings.html", known=known, lines=verbs.lines(session(), known))


@bp.get("/kepegawaian/kebutuhan/pemetaan/<any(skm,pengaduan):family>/<key>")
@roles("hr", "admin")
def mapping(family: str, key: str) -> str:
    """Show one source; HR for the whole site changes it."""
    return _page(_source(f"{family}/{key}"), [])


@bp.post("/kepegawaian/kebutuhan/pemetaan/<any(skm,pengaduan):family>/<key>")
@roles("hr", "admin")
def map_source(family: str, key: str) -> ResponseReturnValue:
    """Point at a course, take one back, let it speak for itself again, or name the competency."""
    source = _source(f"{family}/{key}")
    if me().scope:
        raise NotFound
    try:
        _change(source)
    except InvalidInput as error:
        return _page(source, [(error.field, error.text(language()))]), 422
    flash(_("The mapping is changed."), "success")
    return redirect(url_for("lms.needs.mapping", family=family, key=key), 303)


def _change(source: Source) -> None:
    act, form, by = request.form.get("tindakan", ""), request.form, me().person_id
    if act == "kompetensi":
        verbs.name_competency(session(), source.key, form.get("kompetensi", ""), by=by, at=now())
    elif act in ACTS:
        ACTS[act](session(), source.key, form.get("kursus", ""), by=by, at=now())
    else:
        raise InvalidInput(NO_ACT, "mapping.no-act", "tindakan")


def _source(key: str) -> Source:
    known = sources.every(session())
    if key not in known:
        raise NotFound
    return known[key]


def _page(source: Source, wrong: list[tuple[str, str]]) -> str:
    line = verbs.lines(session(), [source.key])[source.key]
    answering = {one.course.id for one in line.answers}
    rest = [one for one in courses.every(session()) if _may_answer(one) and one.id not in answering]
    return render(
        "lms/needs/mapping.html",
        source=source,
        family=source.key.partition("/")[0],
        key=source.key.partition("/")[2],
        line=line,
        rest=rest,
        wrong=wrong,
        may_change=not me().scope,
    )


def _may_answer(course: Course) -> bool:
    return course.kind != "manual" and course.retired_at is None and course.release_id is not None
