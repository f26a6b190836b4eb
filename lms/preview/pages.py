"""Pages of the working folder as learners will see them, as trainers check them, and as they print.

Made of what was read, with the templates and the widgets of learning and assessment; no learner's row is
read and nothing is written. Keys are in the trainer's view and after answering: whoever mounts these pages
guards them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Response, request

from lms.catalogue.courses import field_name
from lms.content.findings import Finding
from lms.content.reader import Library
from lms.errors import NotFound
from lms.learning import texts
from lms.learning.quizzes import Threshold
from lms.learning.refusals import NO_SUCH_MODULE, NO_SUCH_QUIZ
from lms.learning.rules import completion
from lms.preview import courses, plays, quizzes, rendering
from lms.preview.addresses import NOWHERE, PREFIX, Addresses, Place, View, place
from lms.preview.mends import mends
from lms.web.i18n import reading_language
from lms.web.security import POLICY
from lms.web.shell import now

__all__ = ["Addresses", "View", "asset", "broken", "course", "framed", "module", "quiz"]

FRAMED = POLICY.format(nonce="").replace("frame-ancestors 'none'", "frame-ancestors 'self'")
# A trainer sees at once what a self-check takes for right.
ANSWER, OPENED = '<details class="selfcheck-answer">', '<details class="selfcheck-answer" open>'


def course(
    library: Library,
    slug: str,
    *,
    view: View,
    addresses: Addresses,
    language: str | None = None,
    theme: str | None = None,
) -> str:
    """Return the page of a course, taken and not begun, in this language or the one the reader wishes."""
    made = courses.found(library, slug)
    here, path = place(made, slug, addresses), courses.path(made, library.quizzes, _tongue(language))
    return rendering.page(
        "lms/preview/course.html",
        here,
        rendering.look(view, theme),
        path=path,
        before={},
        offers=courses.offers(path),
        field_name=field_name,
        competencies=[texts.competency(entry) for entry in path.edition.competencies],
        intro=texts.text(here.linked(path.edition.intro), "", ""),
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
    """Return the page of a module, in this language or the one the reader wishes, if written in it."""
    made = courses.found(library, slug)
    chosen = next((one for one in made.modules if one.name == name), None)
    if chosen is None:
        raise NotFound(NO_SUCH_MODULE, "learning.no-module")
    here, path = place(made, slug, addresses), courses.path(made, library.quizzes, _tongue(language))
    read = courses.written(path, chosen)
    html = here.linked(read.html)
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
        module=read,
        quiz=library.quizzes.get(chosen.quiz) if chosen.quiz else None,
    )


def quiz(
    library: Library,
    slug: str,
    key: str,
    *,
    view: View,
    addresses: Addresses,
    seed: int = 0,
    given: plays.Form | None = None,
    whole: bool = False,
    theme: str | None = None,
) -> str:
    """Return a quiz to play: `given` is the form that was sent, and nothing of it is kept.

    The same seed draws the same paper; `whole` takes every question. For trainers the page shows all
    questions with their keys instead.
    """
    course = courses.found(library, slug)
    asked = library.quizzes.get(key)
    if asked is None:
        raise NotFound(NO_SUCH_QUIZ, "learning.no-quiz")
    at, trainer = now(), view is View.TRAINER
    dealt = plays.deal(asked, seed, at=at, whole=whole or trainer)
    here, seen = place(course, slug, addresses), rendering.look(view, theme)
    page = _Page(here, seen, dealt, quizzes.door(courses.path(course, library.quizzes), dealt))
    if trainer:
        return page.keys(at)
    said = plays.read(dealt, given or {}, at=at)
    if given and plays.marks_wanted(given) and not said.problems:
        return page.reviewed(said, given, quizzes.tools(dealt, whole=whole), at)
    return page.open(said, quizzes.tools(dealt, whole=whole), answered=given is not None)


def asset(library: Library, slug: str, path: str) -> tuple[bytes, str]:
    """Return a file that the course shows, as it lies in the folder, and its media type."""
    found = next((one for one in courses.found(library, slug).assets if one.path == path), None)
    if found is None:
        raise NotFound
    try:
        return found.file.read_bytes(), found.media_type
    except OSError:
        raise NotFound from None


def framed(response: Response) -> Response:
    """Let a page of ours show this one in a frame; every other page refuses to stand in any."""
    response.headers["Content-Security-Policy"] = FRAMED
    return response


def broken(findings: Iterable[Finding], *, theme: str | None = None) -> str:
    """Return the page that stands for a file which cannot be shown: what is wrong, where, how to mend it."""
    nowhere = Addresses(lambda _name: NOWHERE, lambda _key: NOWHERE, lambda: NOWHERE, lambda _path: NOWHERE)
    seen = rendering.look(View.LEARNER, theme)
    return rendering.page("lms/preview/broken.html", Place("", nowhere, {}), seen, mends=mends(findings))


def _tongue(language: str | None) -> str:
    return reading_language() if language is None else language


@dataclass(frozen=True, slots=True)
class _Page:
    """The three faces of a quiz."""

    here: Place
    seen: rendering.Look
    deal: plays.Deal
    door: Threshold

    def open(self, said: plays.Said, tools: quizzes.Tools, *, answered: bool) -> str:
        """Return the questions, with what was answered so far."""
        sheet = plays.sheet(self.deal, said.given, self.here.linked)
        return self._rendered(
            "quiz",
            sheet=sheet,
            count=sheet.count,
            problems=said.problems,
            kept={id_: plays.kept(one) for id_, one in said.given.items() if one.tried},
            tools=tools,
            answered=answered,
            check=_url(),
            clock=str,
            said=plays.SAID,
        )

    def reviewed(self, said: plays.Said, given: plays.Form, tools: quizzes.Tools, at: datetime) -> str:
        """Return the marks, with keys and explanations."""
        return self._rendered(
            "reviewed",
            review=plays.review(self.deal, said.given, self.here.linked, at=at),
            regraded=(),
            corrected={},
            standing=quizzes.NEVER_TRIED,
            source=None,
            tools=tools,
            fields=[(name, value) for name in given for value in plays.values(given, name) if _carried(name)],
        )

    def keys(self, at: datetime) -> str:
        """Return every question with its key and all that its author wrote beside it."""
        review = plays.review(self.deal, {}, self.here.linked, at=at)
        shown = {question.id: question for question in review.questions}
        return self._rendered(
            "keys",
            review=review,
            corrected={},
            quiz=self.deal.quiz,
            pools=quizzes.pools(self.deal.quiz, shown, self.here.linked),
        )

    def _rendered(self, name: str, **values: object) -> str:
        return rendering.page(
            f"lms/preview/{name}.html",
            self.here,
            self.seen,
            door=self.door,
            survey=self.deal.quiz.kind == "survey",
            scenario=self.deal.quiz.kind == "scenario",
            intro=texts.text(self.here.linked(self.deal.quiz.intro_html), "", ""),
            url=_url(),
            mark=plays.MARK,
            **values,
        )


def _url() -> str:
    """Return the address of the page that is shown, where its form goes."""
    return request.script_root + request.full_path.rstrip("?")


def _carried(name: str) -> bool:
    return name not in {plays.MARK, plays.CHECK, "csrf_token"}
