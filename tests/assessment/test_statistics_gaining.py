from datetime import timedelta

import pytest
from assessment_builders import NINE, a_learner
from catalogue_builders import SLUG, a_folder, a_quiz, published
from sqlalchemy.orm import Session
from statistics_builders import taken

from lms.assessment.statistics import gaining, report
from lms.assessment.statistics.gathering import Which
from lms.catalogue import releases
from lms.db.installation import Installation

PRETEST, EXAM = f"{SLUG}/awal", f"{SLUG}/ujian"


def published_course(session: Session, installation: Installation) -> dict[str, str]:
    """Publish a course with a pre-test and an exam; returns the hashes of its quizzes."""
    root = installation.settings.content_root
    a_folder(root)
    file = a_quiz(root, PRETEST)
    file.write_text(file.read_text(encoding="utf-8").replace("kind: exam", "kind: pretest"), encoding="utf-8")
    return dict(releases.at(session, published(session, installation).id).quizzes)


def marks(right: int) -> dict[str, int]:
    """Give so many right answers of two."""
    return {"jml-prinsip": int(right > 0), "dasar-hukum": int(right > 1)}


@pytest.fixture
def course(session: Session, installation: Installation) -> dict[str, str]:
    """Ani rises from half to all at her second exam, Budi from nothing to half; Citra took one test only."""
    hashes = published_course(session, installation)
    ani, budi, citra = (a_learner(session, name) for name in ("Ani", "Budi", "Citra"))
    taken(session, ani, hashes[PRETEST], marks(1), quiz=PRETEST)
    taken(session, ani, hashes[PRETEST], marks(2), quiz=PRETEST, number=2)
    taken(session, ani, hashes[EXAM], marks(1), quiz=EXAM, at=NINE + timedelta(hours=1))
    taken(session, ani, hashes[EXAM], marks(2), quiz=EXAM, at=NINE + timedelta(hours=2), number=3)
    taken(session, budi, hashes[PRETEST], marks(0), quiz=PRETEST)
    taken(session, budi, hashes[EXAM], marks(1), quiz=EXAM)
    taken(session, citra, hashes[PRETEST], marks(1), quiz=PRETEST)
    return hashes


@pytest.mark.usefixtures("course")
def test_the_first_pretest_is_held_against_the_exam_of_those_who_took_both(session: Session) -> None:
    found = gaining.course(session, SLUG)
    assert found is not None

    first, last = (gaining.of(session, found, which) for which in (Which.FIRST, Which.LAST))

    assert (first.n, first.before, first.after) == (2, 25, 50)
    assert (last.n, last.before, last.after) == (2, 25, 75)
    assert last.of_class.value == pytest.approx(50 / 75)
    assert last.of_each.value == pytest.approx((1 + 0.5) / 2)


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("quiz", [PRETEST, EXAM])
def test_the_report_of_either_test_tells_the_gain_of_the_course(session: Session, quiz: str) -> None:
    told = report.compute(session, quiz, Which.FIRST)["gain"]

    assert (told["course"], told["n"], told["singles"]) == (SLUG, 2, 2)
    assert told["grade"] == ""


def test_a_course_without_a_pretest_has_no_gain(session: Session, installation: Installation) -> None:
    a_folder(installation.settings.content_root)
    hashes = dict(releases.at(session, published(session, installation).id).quizzes)
    taken(session, a_learner(session), hashes[EXAM], marks(1), quiz=EXAM)

    assert gaining.course(session, SLUG) is None
    assert gaining.course(session, "tiada") is None
    assert report.compute(session, EXAM, Which.FIRST)["gain"] is None
