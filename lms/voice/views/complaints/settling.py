"""What the desk keeps as data: categories, handling classes, its own days, answer templates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from lms.errors import InvalidInput, LmsError, NotFound
from lms.voice.complaints.desk import categories, lists, own_days, wordings
from lms.voice.complaints.desk.categories import Limits, Named
from lms.voice.views.blueprint import bp
from lms.voice.views.complaints.wanting import number
from lms.web.filters import local
from lms.web.i18n import Lazy, _, language, lazy
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, me, now, session

PAGE = "/meja-warga/pengaturan"
CATEGORY, CLASS, DAY, TEMPLATE = "kategori", "kelas", "hari", "templat"
RETIRE, BACK = "hentikan", "pakai"
LIMITS = {
    "verify_days": (lazy("Verified within"), lazy("Working days from the day after receipt.")),
    "plan_days": (
        lazy("Planned within"),
        lazy("Working days after that, until the citizen reads what will be done."),
    ),
    "finish_days": (lazy("Finished within"), lazy("Working days from the day after receipt.")),
    "silence_days": (lazy("Closed after silence of"), lazy("Working days without a word of the citizen.")),
}


def _add_category() -> None:
    categories.add(session(), _named(), request.form.get("kelas", ""), by=me().person_id, at=now())


def _change_category(name: str) -> None:
    one, form, step = categories.one(session(), name), request.form, _step()
    if step:
        categories.retire(session(), one, back=step == BACK, by=me().person_id, at=now())
        return
    place = number(form.get("urutan", ""))
    categories.change(session(), one, _named(), form.get("kelas", ""), place, by=me().person_id, at=now())


def _add_class() -> None:
    categories.add_class(session(), _named(), _limits(), by=me().person_id, at=now())


def _change_class(name: str) -> None:
    one = categories.one_class(session(), name)
    categories.change_class(session(), one, _named(), _limits(), by=me().person_id, at=now())


def _put_day() -> None:
    form, today = request.form, local(now()).date()
    try:
        day = date.fromisoformat(form.get("hari", ""))
    except ValueError:
        raise InvalidInput(own_days.NO_DAY, "own-day.unread", "hari") from None
    worked = form.get("kerja") == "1"
    own_days.put(
        session(), day, form.get("sebab", ""), worked=worked, today=today, by=me().person_id, at=now()
    )


def _remove_day(name: str) -> None:
    try:
        day = date.fromisoformat(name)
    except ValueError:
        raise NotFound from None
    own_days.remove(session(), day, by=me().person_id, at=now())


def _add_template() -> None:
    form = request.form
    wordings.add(session(), form.get("nama", ""), form.get("isi", ""), by=me().person_id, at=now())


def _change_template(name: str) -> None:
    one, form, step = wordings.one(session(), number(name)), request.form, _step()
    if step:
        wordings.retire(session(), one, back=step == BACK, by=me().person_id, at=now())
        return
    text = form.get("isi", "")
    wordings.change(session(), one, form.get("nama", ""), text, by=me().person_id, at=now())


def _template(read: Session, name: str) -> object:
    return wordings.one(read, number(name))


def _no_page(read: Session, name: str) -> object:  # noqa: ARG001 # as the others
    raise NotFound


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of what is kept: what it is called and for, and the verbs that list, find, add, change it."""

    title: Lazy
    purpose: Lazy
    listed: Callable[[Session], Sequence[Any]]
    one: Callable[[Session, str], object]
    add: Callable[[], None]
    change: Callable[[str], None]


SORTS: Mapping[str, Sort] = {
    CATEGORY: Sort(
        lazy("Categories"),
        lazy("What a report may be about, in the order that citizens see."),
        lists.choices,
        categories.one,
        _add_category,
        _change_category,
    ),
    CLASS: Sort(
        lazy("Handling classes"),
        lazy("How many working days a report has, by how much work it is."),
        categories.classes,
        categories.one_class,
        _add_class,
        _change_class,
    ),
    # A day has no page of its own: noted again it is corrected, sent to its address it is removed.
    DAY: Sort(
        lazy("Own days off"),
        lazy("Days that are off here, or worked, unlike in the national calendar."),
        own_days.listed,
        _no_page,
        _put_day,
        _remove_day,
    ),
    TEMPLATE: Sort(
        lazy("Answer templates"),
        lazy("Beginnings of good answers: what was done, by whom, by when."),
        wordings.listed,
        _template,
        _add_template,
        _change_template,
    ),
}
KIND = f"<any({','.join(SORTS)}):kind>"


@bp.get(PAGE)
@roles("desk", "admin")
def desk_settings() -> str:
    """Lead to what the desk keeps."""
    return render("lms/voice/complaints/settings.html", kinds=SORTS)


@bp.get(f"{PAGE}/{KIND}")
@roles("desk", "admin")
def settings_of(kind: str) -> str:
    """List one sort of what is kept; who may change it sees how."""
    return _page(kind)


@bp.post(f"{PAGE}/{KIND}")
@roles("desk", "admin")
def add_setting(kind: str) -> ResponseReturnValue:
    """Add one; what is wrong is said at the form, which keeps what was typed."""
    _whole_site()
    try:
        SORTS[kind].add()
    except LmsError as error:
        return _page(kind, _wrong(error)), 422
    return _kept(kind)


@bp.get(f"{PAGE}/{KIND}/<name>")
@roles("desk", "admin")
def setting(kind: str, name: str) -> str:
    """Show one with the form that changes it."""
    _whole_site()
    return _one(kind, name)


@bp.post(f"{PAGE}/{KIND}/<name>")
@roles("desk", "admin")
def change_setting(kind: str, name: str) -> ResponseReturnValue:
    """Change one, or take it out of use or back."""
    _whole_site()
    try:
        SORTS[kind].change(name)
    except NotFound:
        raise
    except LmsError as error:
        return _one(kind, name, _wrong(error)), 422
    return _kept(kind)


def _kept(kind: str) -> ResponseReturnValue:
    flash(_("It is kept."), "success")
    return redirect(url_for("lms.voice.settings_of", kind=kind), 303)


def _wrong(error: LmsError) -> list[tuple[str, str]]:
    """Let go of what was begun, and return the field with what is wrong and how to mend it."""
    abandon()
    session().rollback()
    field = getattr(error, "field", "nama")
    return [(field, f"{error.text(language())} {error.remedy(language())}".strip())]


def _page(kind: str, wrong: list[tuple[str, str]] | None = None) -> str:
    return render(
        "lms/voice/complaints/settings_list.html",
        kind=kind,
        sort=SORTS[kind],
        rows=SORTS[kind].listed(session()),
        may_change=not me().desk_scope,
        wrong=wrong or [],
        given=request.form if wrong else {},
        **_choices(kind),
    )


def _one(kind: str, name: str, wrong: list[tuple[str, str]] | None = None) -> str:
    return render(
        "lms/voice/complaints/setting.html",
        kind=kind,
        name=name,
        sort=SORTS[kind],
        one=SORTS[kind].one(session(), name),
        wrong=wrong or [],
        given=request.form if wrong and not _step() else {},
        **_choices(kind),
    )


def _choices(kind: str) -> dict[str, object]:
    classes = categories.classes(session()) if kind == CATEGORY else ()
    return {"classes": classes, "limits": LIMITS, "longest": wordings.LONGEST_TEXT}


def _step() -> str:
    """Return whether something is to be taken out of use or back, and not changed."""
    step = request.form.get("tindakan", "")
    return step if step in {RETIRE, BACK} else ""


def _named() -> Named:
    return Named(request.form.get("nama", ""), request.form.get("nama_en", ""))


def _limits() -> Limits:
    verify, plan, finish, silence = (number(request.form.get(name, "")) for name in categories.LIMITS)
    return Limits(verify, plan, finish, silence)


def _whole_site() -> None:
    """What is kept here is the whole site's: only a desk for the whole site changes it."""
    if me().desk_scope:
        raise NotFound
