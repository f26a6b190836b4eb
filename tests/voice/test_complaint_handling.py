"""A report goes its way through desk and handler; who is complained of never touches it."""

from dataclasses import replace

import pytest
from build import NINE, a_person
from desk_builders import GOOD, TODAY, Desk, later
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.errors import InvalidInput, NotFound, Refused
from lms.voice.complaints import handling, ticket
from lms.voice.complaints.handling import Checked
from lms.voice.complaints.models import ComplaintAct, State
from lms.voice.rules.states import Actor


@pytest.fixture
def desk(session):
    return Desk(session)


def test_a_report_goes_from_the_desk_to_a_handler_to_a_good_answer(desk, session):
    report = desk.report()

    desk.lead(report, to="in_progress")
    handling.ask(session, report, "Berapa nomor berkas Anda?", Actor.HANDLER, by=desk.wati.id, at=NINE)
    ticket.say(session, report, "Nomor 12.", at=NINE, today=TODAY)
    handling.finish(session, report, GOOD, Actor.HANDLER, by=desk.wati.id, at=later(1))

    said = [message.text for message in ticket.said(session, report)]
    acts = session.scalars(select(ComplaintAct).order_by(ComplaintAct.id)).all()
    assert (report.state, report.in_time, report.handler_id) == (State.DONE, True, desk.wati.id)
    assert (report.answered_at, report.verified_at) == (NINE, NINE)
    assert said[-1].endswith("Oleh: Kepala Loket\nTanggal: 3 Maret 2026")
    assert [act.after for act in acts] == [
        "new", "verified", "assigned", "in_progress", "waiting", "in_progress", "done",
    ]  # fmt: skip
    noted = session.scalars(
        select(AuditEntry.act).where(AuditEntry.subject == f"complaint:{report.id}")
    ).all()
    assert noted.count("complaint.told") == 3
    assert {"complaint.verified", "complaint.assigned", "complaint.done"} <= set(noted)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": "Sudah."}, "jawaban"),
        ({"what": "Yang sudah kami lakukan: … Terima kasih."}, "jawaban"),
        ({"by_whom": "  "}, "oleh"),
        ({"on": None}, "tanggal"),
        ({"what": "x" * 4001}, "jawaban"),
    ],
)
def test_an_answer_says_what_by_whom_and_by_when_or_is_refused(desk, session, change, field):
    report = desk.lead(desk.report(), to="in_progress")

    with pytest.raises(InvalidInput) as refused:
        handling.finish(session, report, replace(GOOD, **change), Actor.HANDLER, by=desk.wati.id, at=NINE)

    assert refused.value.field == field
    assert report.state == State.IN_PROGRESS


def test_neither_the_accused_nor_anybody_of_the_accused_unit_may_handle(desk, session):
    about_unit, about_person = desk.report(against_unit=True), desk.report()
    handling.verify(
        session, about_unit, desk.checked(about_unit, against_unit=True), by=desk.hana.id, at=NINE
    )
    accused = desk.checked(about_person, accused_id=desk.tono.id)
    handling.verify(session, about_person, accused, by=desk.hana.id, at=NINE)

    # Wati works in a section of the accused district.
    for report, handler in ((about_unit, desk.wati), (about_person, desk.tono)):
        with pytest.raises(Refused, match="must not handle"):
            handling.assign(session, report, handler, by=desk.hana.id, at=NINE)
    handling.assign(session, about_unit, desk.tono, by=desk.hana.id, at=NINE)
    handling.assign(session, about_person, desk.wati, by=desk.hana.id, at=NINE)

    assert about_unit.desk_unit_id is None
    assert about_person.desk_unit_id == desk.plaju.id


def test_an_officer_decides_nothing_about_his_own_unit_or_himself(desk, session):
    report = desk.report(against_unit=True)
    inside = a_person(session, "Rudi", unit=desk.plaju)

    with pytest.raises(Refused, match="must not handle"):
        handling.reject(session, report, "Tidak benar.", by=inside.id, at=NINE)
    with pytest.raises(Refused, match="must not handle"):
        handling.verify(session, report, desk.checked(report, against_unit=True), by=inside.id, at=NINE)


def test_a_correction_that_would_leave_the_report_with_the_accused_is_refused(desk, session):
    report = desk.lead(desk.report(), to="assigned")
    before = report.finish_by

    with pytest.raises(Refused, match="Wati"):
        handling.correct(
            session, report, desk.checked(report, accused_id=desk.wati.id), by=desk.hana.id, at=NINE
        )
    handling.correct(
        session, report, Checked("pungli", desk.plaju.id, accused_id=desk.tono.id), by=desk.hana.id, at=NINE
    )

    assert (report.category_key, report.accused_id, report.state) == ("pungli", desk.tono.id, State.ASSIGNED)
    # Sixty working days instead of fourteen.
    assert report.finish_by > before


def test_what_the_citizen_asked_to_keep_hidden_stays_hidden(desk, session):
    report = desk.report(confidential=True)

    handling.verify(session, report, desk.checked(report, confidential=False), by=desk.hana.id, at=NINE)

    assert report.confidential


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"category_key": "tiada"}, "kategori"),
        ({"class_key": "tiada"}, "kelas"),
        ({"unit_id": 99999}, "unit"),
        ({"unit_id": None, "against_unit": True}, "unit"),
        ({"accused_id": 99999}, "teradu"),
    ],
)
def test_what_the_desk_checks_must_exist(desk, session, other, field):
    report = desk.report()

    with pytest.raises(InvalidInput) as refused:
        handling.verify(session, report, desk.checked(report, **other), by=desk.hana.id, at=NINE)

    assert refused.value.field == field
    assert report.state == State.NEW


def test_a_report_is_handed_over_and_given_back(desk, session):
    report = desk.lead(desk.report(), to="in_progress")

    handling.assign(session, report, desk.tono, by=desk.hana.id, at=NINE)
    assert (report.state, report.handler_id) == (State.ASSIGNED, desk.tono.id)
    handling.give_back(session, report, "Bukan urusan kami.", by=desk.tono.id, at=NINE)

    assert (report.state, report.handler_id, report.assigned_at) == (State.VERIFIED, None, None)
    # The reason is the desk's to read, not the citizen's.
    assert "Bukan urusan" not in ticket.said(session, report)[-1].text
    gone = a_person(session, "Pensiun", disabled_at=NINE)
    with pytest.raises(NotFound):
        handling.assign(session, report, gone, by=desk.hana.id, at=NINE)


def test_a_rejection_says_why_and_may_be_taken_back(desk, session):
    report = desk.report()
    with pytest.raises(InvalidInput):
        handling.reject(session, report, "  ", by=desk.hana.id, at=NINE)

    handling.reject(session, report, "Bukan kewenangan kota.", by=desk.hana.id, at=NINE)
    assert (report.state, report.reason) == (State.REJECTED, "Bukan kewenangan kota.")
    assert "Bukan kewenangan kota." in ticket.said(session, report)[-1].text

    handling.readmit(session, report, by=desk.hana.id, at=NINE)
    assert (report.state, report.reason, report.in_time) == (State.VERIFIED, "", None)


def test_a_forwarded_report_keeps_the_number_of_lapor_and_never_makes_one_up(desk, session):
    report, other = desk.report(), desk.report()

    with pytest.raises(InvalidInput, match="cannot be read"):
        handling.forward(session, report, "PLN", "12 34?", "", by=desk.hana.id, at=NINE)
    handling.forward(session, report, "PLN", " 1486554343 ", "", by=desk.hana.id, at=NINE)
    handling.forward(session, other, "PDAM", "", "Hubungi pos Plaju.", by=desk.hana.id, at=NINE)

    assert (report.state, report.forwarded_to, report.lapor_number) == (State.FORWARDED, "PLN", "1486554343")
    assert "1486554343" in ticket.said(session, report)[-1].text
    assert "LAPOR" not in ticket.said(session, other)[-1].text
    handling.archive(session, report, by=desk.hana.id, at=NINE)
    assert report.state == State.ARCHIVED
    with pytest.raises(Refused):
        handling.correct(session, report, desk.checked(report), by=desk.hana.id, at=NINE)
