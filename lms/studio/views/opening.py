"""The form that a course begins with, by hints or by a document: its field and its short name."""

from lms.catalogue import courses
from lms.errors import InvalidInput, LmsError
from lms.studio.rules import names
from lms.studio.views.blueprint import DESK
from lms.web.i18n import language
from lms.web.pages import render
from lms.web.shell import session


def form(
    template: str, given: dict[str, str], refusal: LmsError | None, blamed: str, **more: str | int
) -> str:
    """Show the form as it was filled in; a refusal that names no place stands at `blamed`."""
    wrong = refusal.field if isinstance(refusal, InvalidInput) else blamed
    text = f"{refusal.text(language())} {refusal.remedy(language())}" if refusal else ""
    return render(
        template,
        endpoint=DESK,
        given=given,
        wrong={wrong: text} if refusal else {},
        fields=[(key, courses.field_name(key)) for key in _fields()],
        most=names.SLUG_LENGTH,
        **more,
    )


def field(wanted: str) -> str:
    """Return the field if there is such a one; raises `InvalidInput`."""
    if wanted not in _fields():
        raise InvalidInput(names.NO_FIELD, "studio.field", "field")
    return wanted


def _fields() -> list[str]:
    """Return the fields that every site has, and those that this one's courses have added."""
    return list(dict.fromkeys([*courses.FIELDS, *courses.fields(session())]))
