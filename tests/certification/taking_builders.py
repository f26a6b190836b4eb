"""A real course with an exam of two questions, taken by real verbs: read, examined, certified."""

from datetime import datetime, timedelta

from build import NINE
from catalogue_builders import SLUG, a_folder, published

from lms.assessment import attempts
from lms.certification import certificates
from lms.certification.models import Certificate
from lms.db.installation import Installation
from lms.learning import enrolments, progress
from lms.people.models import Person

QUIZ = f"{SLUG}/ujian"
MODULES = ("01-konsep", "02-layanan")
# Half of the points: the first answer is wrong.
HALF, FULL = ("0", "95"), ("1", "95")


def a_taken_course(site: Installation, valid: str = "1y", feedback: str = "") -> None:
    """Publish the course; its certificate holds for so long, its exam shows then what was right."""
    root = site.settings.content_root
    page = a_folder(root) / "course.md"
    if feedback:
        exam = root / "quizzes" / f"{QUIZ}.md"
        exam.write_text(exam.read_text().replace("---\n", f"---\nfeedback: {feedback}\n", 1))
    page.write_text(page.read_text().replace("exam:", f"valid: {valid}\nexam:"))
    with site.database.write() as session:
        published(session, site)


def read(site: Installation, person: Person, at: datetime) -> None:
    with site.database.write() as session:
        course_id = enrolments.enrol(session, person.id, SLUG, at=at).course_id
        for name in MODULES:
            served = at - timedelta(hours=1)
            progress.finish(session, person.id, course_id, name, served_at=served, at=at)


def sit(site: Installation, person: Person, at: datetime, answers: tuple[str, str] = FULL) -> None:
    """Begin the exam and hand it in."""
    with site.database.write() as session:
        attempt = enrolments.begin_quiz(session, person.id, SLUG, QUIZ, at=at, seed=1, language="id")
        for number, (question, text) in enumerate(
            zip(("jml-prinsip", "dasar-hukum"), answers, strict=True), 1
        ):
            form = {"answer": [text]}
            attempts.answer(session, person.id, attempt.id, question, form, sequence=number, at=at)
        attempts.submit(session, person.id, attempt.id, at=at)


def complete(site: Installation, person: Person, at: datetime = NINE) -> Certificate:
    """Take the whole course at one moment; return the newest certificate."""
    read(site, person, at)
    sit(site, person, at)
    return held(site, person)[0]


def held(site: Installation, person: Person) -> list[Certificate]:
    with site.database.read() as session:
        return list(certificates.of_learner(session, person.id))
