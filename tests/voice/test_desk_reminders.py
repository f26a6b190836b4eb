"""Deadlines remind once before and once after; silence ends a report; the job process does it each day."""

from datetime import UTC, date, datetime

import pytest
from build import NINE, sign_in
from desk_builders import Desk, later
from learning_builders import counted
from sqlalchemy import select

from lms import flow
from lms.jobs.models import Job, JobState
from lms.voice.complaints import handling, ticket
from lms.voice.complaints.desk import daily, deadlines, lists, opened
from lms.voice.complaints.models import Complaint, Escalation, State
from lms.voice.rules.states import Actor


@pytest.fixture
def desk(installation):
    with installation.database.write() as session:
        return Desk(session)


@pytest.fixture
def told(installation, desk):
    """File and lead reports in a transaction of their own: `told(lambda: desk.report())`."""

    def do(what):
        with installation.database.write() as session:
            desk.session = session
            return what()

    return do


def stages(installation, complaint):
    with installation.database.read() as session:
        rows = select(Escalation.stage).where(Escalation.complaint_id == complaint.id)
        return sorted(session.scalars(rows.order_by(Escalation.id)))


def run(installation, day):
    return daily.run(installation, at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC))


def unread(installation, whose, day):
    with installation.database.read() as session:
        days = lists.days(day, {})
        found = deadlines.unread(session, whose, days)
        assert deadlines.count_unread(session, whose, days) == len(found)
        return [(one.stage.value, one.due) for one in found]


def test_each_stage_is_written_once_before_and_after_its_day(installation, desk, told) -> None:
    new = told(desk.report)

    counts = [run(installation, day).reminded for day in (new.received_on, new.verify_by, new.verify_by)]
    assert (counts, stages(installation, new)) == ([0, 1, 0], ["verify-near"])

    assert run(installation, new.finish_by).reminded == 2
    assert stages(installation, new) == ["finish-near", "verify-near", "verify-over"]


def test_a_planned_report_has_its_last_deadline_alone(installation, desk, told) -> None:
    assigned = told(lambda: desk.lead(desk.report(), to="assigned"))
    planned = told(lambda: desk.lead(desk.report(), to="in_progress"))

    run(installation, assigned.plan_by)

    assert stages(installation, assigned) == ["plan-near"]
    assert stages(installation, planned) == []


def test_while_the_citizen_is_asked_and_after_the_end_nothing_reminds(installation, desk, told) -> None:
    def ask():
        complaint = desk.lead(desk.report(), to="in_progress")
        handling.ask(desk.session, complaint, "Kapan Anda datang?", Actor.DESK, by=desk.hana.id, at=NINE)
        return complaint

    told(ask)
    told(lambda: desk.lead(desk.report()))

    with installation.database.read() as session:
        assert deadlines.count_due(session, lists.days(date(2030, 1, 2), {})) == 0


def test_desk_and_handler_read_it_until_they_act(installation, desk, told) -> None:
    mine = told(lambda: desk.lead(desk.report(), to="assigned"))
    told(lambda: desk.report(desk.kemuning, against_unit=True))
    day = mine.plan_by
    run(installation, day)
    with installation.database.read() as session:
        near = lists.visible(lists.officer(session, desk.hana.id, "", desk.hana.unit_id))
        far = lists.visible(lists.officer(session, desk.tono.id, desk.kemuning.path, desk.tono.unit_id))
    handler = deadlines.handled_by(desk.wati.id)

    assert [stage for stage, _ in unread(installation, near, day)] == ["verify-over", "plan-near"]
    assert unread(installation, handler, day) == [("plan-near", day)]
    assert unread(installation, far, day) == []

    told(lambda: opened.seen(desk.session, mine, at=later(9)))
    assert unread(installation, handler, day) == []


def test_reminders_of_many_take_a_bounded_number_of_queries(installation, desk, told, monkeypatch) -> None:
    told(lambda: [desk.report() for _ in range(5)])
    monkeypatch.setattr(deadlines, "BATCH", 2)
    heard = []
    with counted(installation.database) as sent:
        done = daily.run(
            installation,
            at=datetime(2030, 1, 2, tzinfo=UTC),
            told=lambda count, total: heard.append((count, total)),
        )

    assert done.reminded == 10
    assert heard == [(2, 5), (4, 5), (5, 5)]
    # Ten for the day, among them the line that the reports came.
    assert len(sent) <= 10 + 3 * 3


def test_a_question_without_reply_closes_and_a_reply_opens_it_again(installation, desk, told) -> None:
    def ask():
        complaint = desk.lead(desk.report(), to="in_progress")
        handling.ask(desk.session, complaint, "Kapan Anda datang?", Actor.DESK, by=desk.hana.id, at=NINE)
        return complaint.id, complaint.waiting_since

    asked, since = told(ask)
    with installation.database.read() as session:
        last = lists.working_days.after(since, 10)

    assert run(installation, last).closed == 0
    assert run(installation, date.fromordinal(last.toordinal() + 1)).closed == 1
    with installation.database.write() as session:
        complaint = session.get_one(Complaint, asked)
        assert complaint.state == State.DONE
        assert complaint.in_time
        assert "belum dijawab selama 10 hari kerja" in ticket.said(session, complaint)[-1].text
        ticket.say(session, complaint, "Saya baru pulang dari desa.", at=later(20), today=last)
        assert complaint.state == State.IN_PROGRESS


def test_an_answer_without_objection_is_archived(installation, desk, told) -> None:
    done = told(lambda: desk.lead(desk.report()))
    last = lists.working_days.after(done.received_on, 10)

    assert run(installation, last).archived == 0
    assert run(installation, date.fromordinal(last.toordinal() + 1)).archived == 1
    assert run(installation, date.fromordinal(last.toordinal() + 9)).archived == 0
    with installation.database.read() as session:
        assert session.get_one(Complaint, done.id).state == State.ARCHIVED


def test_the_job_process_does_it_once_a_day(installation) -> None:
    worker = flow.open_worker(installation)

    worker.begin_day()
    worker.begin_day()
    worker.sweep()

    with installation.database.read() as session:
        (job,) = session.scalars(select(Job).where(Job.name == daily.JOB))
        assert job.state == JobState.DONE


def test_the_command_says_what_it_did(runner, told, desk) -> None:
    told(desk.report)

    result = runner("complaints", "remind")

    assert result.exit_code == 0, result.output
    assert "2 pengingat baru" in result.output
    assert "0 pengingat baru" in runner("complaints", "remind").output


def test_desk_handler_and_home_show_what_waits(client, installation, desk, told) -> None:
    told(lambda: desk.lead(desk.report(), to="assigned"))
    run(installation, datetime.now(UTC).date())

    sign_in(client, desk.hana)
    assert "Rencana lewat tenggat: 13 Maret 2026" in client.get("/meja-warga").text
    sign_in(client, desk.wati)
    assert "Rencana lewat tenggat: 13 Maret 2026" in client.get("/tindak-lanjut").text
    assert "1 laporan warga menunggu Anda" in client.get("/").text
