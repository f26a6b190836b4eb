"""Pages of the working folder as learners will see them, as trainers check them, and as they print.

Made of what was read, with the templates and the widgets of learning and assessment; no learner's row is
read and nothing is written. Keys are in the trainer's view and after answering: whoever mounts these pages
guards them.
"""

from collections.abc import Iterable

from lms.catalogue.courses import field_name
from lms.content.course import Course, Module
from lms.content.findings import Finding
from lms.content.reader import Library
from lms.errors import NotFound
from lms.learning import texts
from lms.learning.refusals import NO_SUCH_MODULE
from lms.learning.rules import completion
from lms.preview import courses, rendering
from lms.preview.addresses import NOWHERE, PREFIX, Addresses, Place, View, place
from lms.preview.mends import mends

__all__ = ["Addresses", "View", "broken", "course", "module"]

# A trainer sees at once what a self-check takes for right.
ANSWER, OPENED = '<details class="selfcheck-answer">', '<details class="selfcheck-answer" open>'


def course(
    library: Library,
    slug: str,
    *,
    view: View,
    addresses: Addresses,
    theme: str | None = None,
) -> str:
    """Return the page of a course, taken and not begun."""
    made = courses.found(library, slug)
    here, path = place(made, slug, addresses), courses.path(made, library.quizzes)
    return rendering.page(
        "lms/preview/course.html",
        here,
        rendering.look(view, theme),
        path=path,
        before={},
        offers=courses.offers(path),
        field_name=field_name,
        competencies=[texts.competency(entry) for entry in path.edition.competencies],
        intro=texts.text(here.linked(made.intro_html), "", ""),
        course=made,
    )


def module(
    library: Library,
    slug: str,
    name: str,
    *,
    view: View,
    addresses: Addresses,
    language: str | None = None,
    theme: str | None = None,
) -> str:
    """Return the page of a module, in this language where it is written in it."""
    made = courses.found(library, slug)
    chosen = _chosen(made, name, language)
    here, path = place(made, slug, addresses), courses.path(made, library.quizzes)
    html = here.linked(chosen.html)
    return rendering.page(
        "lms/preview/module.html",
        here,
        rendering.look(view, theme),
        page=courses.page(path, chosen),
        path=path,
        text=texts.text(html.replace(ANSWER, OPENED) if view is View.TRAINER else html, "", ""),
        modules=PREFIX,
        opened="",
        seconds=int(completion.shortest_reading(chosen.words).total_seconds()),
        module=chosen,
        quiz=library.quizzes.get(chosen.quiz) if chosen.quiz else None,
    )


def broken(findings: Iterable[Finding], *, theme: str | None = None) -> str:
    """Return the page that stands for a file which cannot be shown: what is wrong, where, how to mend it."""
    nowhere = Addresses(lambda _name: NOWHERE, lambda _key: NOWHERE, lambda: NOWHERE, lambda _path: NOWHERE)
    seen = rendering.look(View.LEARNER, theme)
    return rendering.page("lms/preview/broken.html", Place("", nowhere, {}), seen, mends=mends(findings))


def _chosen(course: Course, name: str, language: str | None) -> Module:
    written = [one for one in course.modules if one.name == name]
    if not written:
        raise NotFound(NO_SUCH_MODULE, "learning.no-module")
    return next((one for one in written if one.language == language), written[0])
