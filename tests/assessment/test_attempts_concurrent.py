"""Many devices at once, on both databases: one attempt, one sequence, one mark, one event."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import TypeVar

import pytest
from assessment_builders import KEY, NINE, a_learner, a_quiz, an_attempt, give
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import Answer, Attempt, AttemptState, Mark
from lms.assessment.refusals import Stale
from lms.db.installation import Installation
from lms.errors import Refused
from lms.events import AttemptGraded

T = TypeVar("T")
THREADS = 16


def together(
    installation: Installation, deed: Callable[[Session, int], T], threads: int = THREADS
) -> list[T]:
    """Do it in as many threads at the same moment, each in a transaction of its own."""
    gate = Barrier(threads)

    def run(number: int) -> T:
        gate.wait()
        with installation.database.write() as session:
            return deed(session, number)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


@pytest.fixture
def heard(installation: Installation) -> list[AttemptGraded]:
    events: list[AttemptGraded] = []
    installation.database.journey = {AttemptGraded: [lambda _session, event: events.append(event)]}
    return events


def begun(installation: Installation, **rules: object) -> tuple[int, int]:
    with installation.database.write() as session:
        attempt = an_attempt(session, **rules)
        return attempt.learner_id, attempt.id


def test_starts_at_once_give_one_attempt(installation: Installation) -> None:
    with installation.database.write() as session:
        learner, quiz_hash = a_learner(session), a_quiz(session, attempts=1)

    ids = together(
        installation,
        lambda session, number: an_attempt(session, learner, quiz_hash=quiz_hash, seed=number).id,
    )

    assert len(set(ids)) == 1
    with installation.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_fifty_submits_give_one_graded_attempt_and_one_event(
    installation: Installation, heard: list[AttemptGraded]
) -> None:
    learner, attempt_id = begun(installation)
    with installation.database.write() as session:
        give(session, attempts.of(session, learner, attempt_id), "jml-prinsip", "1", 1)

    percents = [
        percent
        for _round in range(5)
        for percent in together(
            installation,
            lambda session, _n: attempts.submit(session, learner, attempt_id, at=NINE).percent,
            threads=12,
        )
    ]

    assert percents == [50] * 60
    assert len(heard) == 1
    with installation.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Mark)) == 2


def test_of_different_saves_at_one_sequence_one_wins(installation: Installation) -> None:
    learner, attempt_id = begun(installation)

    def save(session: Session, number: int) -> bool:
        form = {"answer": [f"{number}"]}
        try:
            attempts.answer(session, learner, attempt_id, "rupiah", form, sequence=1, at=NINE)
        except Stale:
            return False
        return True

    assert sum(together(installation, save)) == 1


def test_the_same_save_from_many_retries_is_one(installation: Installation) -> None:
    learner, attempt_id = begun(installation)
    form = {"answer": ["1000"]}

    saved = together(
        installation,
        lambda session, _n: attempts.answer(
            session, learner, attempt_id, "rupiah", form, sequence=1, at=NINE
        ),
    )

    assert len(set(saved)) == 1


def test_what_was_acknowledged_is_marked_also_when_handing_in_races_it(installation: Installation) -> None:
    """Ten rounds: one thread hands in while another saves the right answer."""
    for _round in range(10):
        learner, attempt_id = begun(installation)

        def race(session: Session, number: int, learner: int = learner, attempt_id: int = attempt_id) -> bool:
            if number == 0:
                attempts.submit(session, learner, attempt_id, at=NINE)
                return False
            try:
                attempts.answer(
                    session, learner, attempt_id, "rupiah", {"answer": ["1000"]}, sequence=1, at=NINE
                )
            except Refused:
                return False
            return True

        acknowledged = any(together(installation, race, threads=2))

        with installation.database.read() as session:
            attempt = attempts.of(session, learner, attempt_id)
            assert attempt.percent == (50 if acknowledged else 0)
            assert bool(session.scalars(select(Answer).where(Answer.attempt_id == attempt_id)).all()) == (
                acknowledged
            )


def test_what_ran_out_is_closed_once_however_many_look(
    installation: Installation, heard: list[AttemptGraded]
) -> None:
    learner, attempt_id = begun(installation, minutes=30)
    later = datetime(2026, 3, 9, tzinfo=NINE.tzinfo)

    states = together(
        installation,
        lambda session, _n: attempts.close_if_over(session, learner, attempt_id, at=later).state,
    )

    assert set(states) == {AttemptState.GRADED}
    assert len(heard) == 1
    assert heard[0].quiz == KEY
