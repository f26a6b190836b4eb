"""The right answers of an open attempt, looked up in the database, and a course taken with them."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import Attempt, AttemptState
from lms.catalogue import contents, courses, releases
from lms.learning import enrolments, progress
from lms.questions import registry
from lms.questions.response import FIELD, PART, Response


def of_open(session: Session, learner_id: int) -> dict[str, Response]:
    """Return one full-mark response a question, by question id, for the learner's one open attempt."""
    attempt = session.scalars(
        select(Attempt).where(Attempt.learner_id == learner_id, Attempt.state == AttemptState.OPEN)
    ).one()
    return of_attempt(session, attempt)


def of_attempt(session: Session, attempt: Attempt) -> dict[str, Response]:
    found = {}
    for item in attempt.paper:
        body = contents.body(session, item["hash"])
        found[item["id"]] = registry.get(body["kind"]).specimens(body["body"]).right[0]
    return found


def as_form(response: Response) -> dict[str, list[str]]:
    """Return a response as a form posts it: one field, or a part for each item, pair and gap."""
    if isinstance(response, dict):
        return {PART + part: [value] for part, value in response.items()}
    if isinstance(response, list) and isinstance(response[0], str):
        return {PART + str(item): [str(place)] for place, item in enumerate(response, start=1)}
    return {FIELD: [str(value) for value in response] if isinstance(response, list) else [response]}


def complete(session: Session, learner_id: int, slug: str, *, at: datetime, exam: bool = True) -> None:
    """Take a course whose modules all have quizzes, by the verbs of the pages; all or up to its exam."""
    enrolments.enrol(session, learner_id, slug, at=at)
    edition = releases.at(session, courses.by_slug(session, slug).release_id or 0)
    for key in [*(module.quiz for module in edition.modules), *([edition.exam] if exam else [])]:
        assert key
        attempt = enrolments.begin_quiz(session, learner_id, slug, key, at=at, seed=1, language="id")
        for sequence, (question, response) in enumerate(of_attempt(session, attempt).items(), start=1):
            form = as_form(response)
            attempts.answer(session, learner_id, attempt.id, question, form, sequence=sequence, at=at)
        attempts.submit(session, learner_id, attempt.id, at=at)


def read_all(session: Session, learner_id: int, slug: str, *, at: datetime) -> None:
    """Take a course whose modules have no quizzes up to its exam; the reading began an hour before `at`."""
    began = at - timedelta(hours=1)
    enrolments.enrol(session, learner_id, slug, at=began)
    edition = releases.at(session, courses.by_slug(session, slug).release_id or 0)
    for module in edition.modules:
        progress.read(session, learner_id, edition.course_id, module.name, section="", at=began)
        progress.finish(session, learner_id, edition.course_id, module.name, served_at=began, at=at)
