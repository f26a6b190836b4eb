"""A course of the working folder as a learner who has just begun it would find it."""

from collections.abc import Mapping
from fractions import Fraction

from lms.catalogue.rules.edition import (
    CourseTranslation,
    Edition,
    EditionAsset,
    EditionExtra,
    EditionModule,
    Translation,
)
from lms.content import canonical
from lms.content.course import Course, Module
from lms.content.quiz import Quiz
from lms.content.reader import Library
from lms.errors import NotFound
from lms.learning.models import EnrolmentState
from lms.learning.paths import CoursePath, ModulePage, Stop
from lms.learning.quizzes import Offer
from lms.learning.rules import paths
from lms.learning.rules.completion import MANUAL
from lms.learning.rules.paths import Milestone, StopState
from lms.web.shell import now


def found(library: Library, slug: str) -> Course:
    """Return a course that could be read."""
    course = next((one for one in library.courses if one.slug == slug), None)
    if course is None:
        raise NotFound
    return course


def path(course: Course, quizzes: Mapping[str, Quiz], language: str = "") -> CoursePath:
    """Return the course with nothing done yet and every door open, as it is read in a language."""
    made = edition(course, quizzes)
    milestones = [Milestone(one.name, one.quiz) for one in made.modules]
    return CoursePath(
        course_id=0,
        edition=made,
        state=None if course.kind == MANUAL else EnrolmentState.ACTIVE,
        newest_id=made.id,
        retired=False,
        stops=tuple(Stop(one, number, StopState.OPEN) for number, one in enumerate(made.modules, start=1)),
        step=paths.next_step(milestones, made.exam, exam_passed=False, last=None),
        percent=Fraction(0),
        exam_state=StopState.OPEN,
        exam_percent=None,
        began_at=None,
        last_seen_at=None,
        completed_at=None,
    ).in_language(language)


def edition(course: Course, quizzes: Mapping[str, Quiz]) -> Edition:
    """Return the edition that publishing would make, also of a course that has errors still.

    It has no hashes, for nothing is looked up by them here.
    """
    extras = [quizzes[key] for key in course.extras if key in quizzes]
    return Edition(
        id=0,
        course_id=0,
        slug=course.slug,
        number=0,
        title=course.title,
        field=course.field,
        kind=course.kind,
        level=course.level,
        jp=course.jp,
        minutes=course.minutes,
        intro=course.intro_html,
        language=course.language,
        competencies=course.competencies,
        trainers=course.trainers,
        requires=course.requires,
        addresses=course.addresses,
        certificate=course.certificate,
        exam=course.exam,
        valid=course.valid,
        modules=tuple(_module(one) for one in course.modules),
        quizzes=dict.fromkeys(course.quizzes, ""),
        assets=tuple(EditionAsset(one.path, one.sha256, one.media_type, one.size) for one in course.assets),
        published_at=now(),
        extras=tuple(EditionExtra(one.key, one.title, one.kind) for one in extras),
        translations={
            one.language: CourseTranslation(one.title, one.intro_html) for one in course.translations
        },
    )


def written(path: CoursePath, module: Module) -> Module:
    """Return a module as it is written in the language that the path is read in."""
    return next((one for one in module.translations if one.language == path.reading), module)


def page(path: CoursePath, module: Module) -> ModulePage:
    """Return a module as it is read, between its neighbours."""
    index = next(i for i, stop in enumerate(path.stops) if stop.module.name == module.name)
    stops = path.stops
    return ModulePage(
        path,
        stops[index],
        canonical.module(written(path, module)),
        stops[index - 1] if index else None,
        stops[index + 1] if index + 1 < len(stops) else None,
        module.words,
    )


def offers(path: CoursePath) -> tuple[Offer, ...]:
    return tuple(Offer(extra) for extra in path.edition.extras)


def _module(module: Module) -> EditionModule:
    translations = {one.language: Translation("", one.title, one.minutes) for one in module.translations}
    return EditionModule(module.name, "", module.title, module.jp, module.minutes, module.quiz, translations)
