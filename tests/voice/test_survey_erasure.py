"""Two years after a period what citizens wrote is gone, and every figure is what it was."""

from datetime import UTC, date, datetime, timedelta

import pytest
from build import NINE, a_unit
from sqlalchemy import select
from voice_builders import a_period, a_service, an_answer, scores

from lms.audit.models import AuditEntry
from lms.flow import HANDLERS
from lms.voice.models import ExtraKind, SurveyAnswer
from lms.voice.satisfaction import answers, erasure, extras, standings
from lms.voice.satisfaction.answers import Filled

# The first period ends on 31 March 2026, the one after it on 30 June.
LAST_DAY = datetime(2028, 3, 31, 2, tzinfo=UTC)
NEXT = (date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def places(installation, monkeypatch):
    """Two services with answers of two quarters, and a rating and a wish of one's own; batches of two."""
    monkeypatch.setattr(erasure, "BATCH", 2)
    with installation.database.write() as session:
        old, later = a_period(session), a_period(session, "Triwulan II 2026", NEXT)
        services = [a_service(session, a_unit(session, name)) for name in ("Plaju", "Kemuning")]
        rating, wish = (
            extras.add(session, services[0], f"Tanya {kind}", kind=kind, at=NINE, by=None)
            for kind in (ExtraKind.RATING, ExtraKind.TEXT)
        )
        for number in range(5):
            own = {str(rating.id): 4, str(wish.id): f"Ibu Rina, loket {number}"} if number else {}
            filled = Filled(scores(), sex="perempuan", suggestion=f"Kata {number}", extras=own)
            an_answer(session, services[0], old, f"lama-{number}", filled=filled)
        an_answer(session, services[1], old, "lain", filled=Filled(scores(), suggestion="Kata lain"))
        an_answer(session, services[0], later, "baru", filled=Filled(scores(), suggestion="Kata baru"))
        return services[0].id, old.id, later.id


def shown(session, service_id, period_id):
    found = extras.of_service(session, service_id, period_id, with_words=True)
    return standings.of_service(session, service_id, period_id), [(one.counts, one.words) for one in found]


def test_words_go_two_years_after_the_period_and_figures_stay(installation, places) -> None:
    service_id, old, later = places
    with installation.database.read() as session:
        before, own = shown(session, service_id, old)
    assert own[1][1] != ()

    assert erasure.run(installation, at=LAST_DAY) == 0
    assert erasure.run(installation, at=LAST_DAY + timedelta(days=1)) == 6
    assert erasure.run(installation, at=LAST_DAY + timedelta(days=2)) == 0

    with installation.database.read() as session:
        after, own_after = shown(session, service_id, old)
        assert (after, own_after) == (before, [own[0], (own[1][0], ())])
        assert answers.suggestions(session, service_id, old) == []
        assert answers.suggestions(session, service_id, later) == ["Kata baru"]
        kept = session.scalars(select(SurveyAnswer).where(SurveyAnswer.period_id == old)).all()
        assert {one.sex for one in kept} == {"perempuan", None}
        noted = session.scalars(select(AuditEntry).where(AuditEntry.act == "survey.erased")).all()
        assert [(one.subject, one.details) for one in noted] == [(f"period:{old}", {"answers": 6})]


def test_a_run_that_was_broken_off_goes_on(installation, places, monkeypatch) -> None:
    _, old, _ = places
    blank, calls = erasure._blank, []

    def breaks(session, rows):
        calls.append(rows)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return blank(session, rows)

    with monkeypatch.context() as patched:
        patched.setattr(erasure, "_blank", breaks)
        with pytest.raises(KeyboardInterrupt):
            erasure.run(installation, at=LAST_DAY + timedelta(days=1))
    with installation.database.read() as session:
        left = session.scalars(select(SurveyAnswer.id).where(SurveyAnswer.suggestion != "")).all()
    assert len(left) == 3

    assert erasure.run(installation, at=LAST_DAY + timedelta(days=1)) == 2
    with installation.database.read() as session:
        rows = select(SurveyAnswer.suggestion).where(SurveyAnswer.period_id == old)
        assert set(session.scalars(rows)) == {""}


def test_it_is_the_job_process_s_daily_work() -> None:
    assert HANDLERS[erasure.JOB] is erasure.work
    assert erasure.JOB.startswith("daily.")
