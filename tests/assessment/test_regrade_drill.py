"""Drills: killed again and again before a commit, and gone on with by two at once: once each, none lost."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from assessment_builders import NINE
from build import a_person
from regrade_builders import LIMA, SLUG, TUJUH, a_taught_course, begun, correct, took
from sqlalchemy import select

from lms import flow
from lms.assessment.models import Attempt, Mark, Regrade, Step, StepKind
from lms.assessment.regrades import runs
from lms.audit import trail
from lms.certification.models import Certificate
from lms.config import Settings
from lms.db.installation import Installation
from lms.learning import enrolments

VICTIM = Path(__file__).with_name("regrade_victim.py")
LEARNERS = 12
# Every third gave the old key's answer and gains nothing; of the others every second comes to pass.
GAINING = [number for number in range(LEARNERS) if number % 3]
PASSING = [number for number in GAINING if number % 2]


@pytest.fixture
def site(settings: Settings) -> Iterator[Installation]:
    opened = flow.open_site(settings)
    yield opened
    opened.database.dispose()


def prepared(site: Installation) -> int:
    """Let twelve learners take a quiz whose key is then corrected; begin the regrade."""
    with site.database.write() as session:
        a_taught_course(session)
        for number in range(LEARNERS):
            learner_id = a_person(session, f"Peserta {number}").id
            enrolments.enrol(session, learner_id, SLUG, at=NINE)
            answers = {"jml-prinsip": LIMA if number % 3 else TUJUH}
            if number % 2:
                answers["rupiah"] = "1000"
            took(session, "", answers, learner_id=learner_id)
        correct(session)
        before = len(session.scalars(select(Certificate)).all())
    assert before == len([number for number in range(LEARNERS) if number % 3 == 0 and number % 2])
    return begun(site)


def assert_once_each(site: Installation, regrade_id: int, *, earlier: int) -> None:
    with site.database.read() as session:
        run = session.get_one(Regrade, regrade_id)
        marks = session.scalars(select(Mark).where(Mark.regrade_id == regrade_id)).all()
        steps = session.scalars(select(Step).where(Step.kind == StepKind.REGRADED)).all()
        numbers = session.scalars(select(Certificate.sequence).order_by(Certificate.sequence)).all()
        attempts = session.scalars(select(Attempt)).all()
        assert trail.verify(session).broken_at is None
    assert run.finished_at is not None
    assert (run.seen, run.rose, run.crossed) == (LEARNERS, len(GAINING), len(PASSING))
    assert Counter(mark.learner_id for mark in marks) == Counter(step.learner_id for step in steps)
    assert (len(marks), len({mark.learner_id for mark in marks})) == (len(GAINING), len(GAINING))
    assert numbers == list(range(1, len(PASSING) + earlier + 1))
    assert sum(bool(attempt.passed) for attempt in attempts) == len(PASSING) + earlier


def test_killed_before_a_commit_again_and_again_nothing_is_lost_or_doubled(
    site: Installation, settings: Settings
) -> None:
    regrade_id = prepared(site)
    command = [sys.executable, str(VICTIM), str(settings.instance), settings.database, str(regrade_id)]

    deaths = 0
    while subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL:
        deaths += 1

    assert deaths >= 2
    assert_once_each(site, regrade_id, earlier=2)


def test_two_that_go_on_at_once_share_the_work(site: Installation) -> None:
    regrade_id = prepared(site)

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(runs.go_on, site, regrade_id, at=NINE) for _ in range(2)]

    assert [one.result() for one in both] == [True, True]
    assert_once_each(site, regrade_id, earlier=2)
