"""A report is kept once, under a number and a secret, with its deadlines, or refused by field."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from build import NINE, a_unit
from sqlalchemy import func, select, text
from voice_builders import a_service

from lms.audit import trail
from lms.errors import Conflict, InvalidInput, Refused
from lms.voice.complaints import defaults, reports, ticket
from lms.voice.complaints.models import (
    AnswerTemplate,
    Category,
    Complaint,
    ComplaintAct,
    HandlingClass,
    Holiday,
    Kind,
    State,
)
from lms.voice.complaints.reports import Told

MARK = "tanda-acak-0000000001"
SLOW = Told(
    Kind.COMPLAINT,
    "waktu",
    "Kartu keluarga saya belum selesai setelah dua bulan.",
    name="Siti  Aminah ",
    contact="0812-3456-7890",
)


def filed(session, told=SLOW, once=MARK, at=NINE):
    return reports.file(session, told, once=once, at=at)


def test_the_first_data_are_laid_once_and_never_over_a_site_s_own(session):
    assert defaults.lay(session)
    session.get_one(HandlingClass, defaults.SIMPLE).finish_days = 4
    session.flush()

    assert not defaults.lay(session)

    assert session.get_one(HandlingClass, defaults.SIMPLE).finish_days == 4
    assert session.scalar(select(func.count()).select_from(Category)) == len(defaults.CATEGORIES)
    assert session.scalar(select(func.count()).select_from(AnswerTemplate)) == len(defaults.TEMPLATES)


def test_categories_answer_to_the_keys_that_the_shipped_courses_name(pytestconfig):
    shelf = pytestconfig.rootpath / "courses"
    named = {
        word.strip(" [],").removeprefix("pengaduan/")
        for page in shelf.glob("*/course.md")
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("addresses:")
        for word in line.removeprefix("addresses:").split(",")
        if "pengaduan/" in word
    }

    assert named
    assert named <= {key for key, *_ in defaults.CATEGORIES}


def test_a_report_has_its_number_deadlines_and_a_secret_that_only_the_citizen_holds(session):
    given = filed(session)
    kept = session.get_one(Complaint, given.complaint_id)

    # NINE is Tuesday 3 March 2026; Nyepi and Idulfitri close the offices from 18 to 24 March.
    assert (given.number, given.new) == ("ADU-2026-00001", True)
    assert (kept.state, kept.class_key) == (State.NEW, defaults.UNINSPECTED)
    assert kept.verify_by == date(2026, 3, 6)
    assert kept.plan_by == date(2026, 3, 13)
    assert kept.finish_by == date(2026, 3, 30)
    assert kept.reporter_name == "Siti Aminah"
    assert ticket.by_secret(session, given.secret).id == kept.id
    row = session.execute(text("SELECT * FROM complaint")).one()
    assert given.secret not in map(str, row)
    assert MARK not in map(str, row)
    assert session.scalars(select(ComplaintAct.after)).all() == [State.NEW]
    assert trail.verify(session).broken_at is None


def test_a_request_for_information_is_a_simple_matter_whatever_it_is_about(session):
    given = filed(session, replace(SLOW, kind=Kind.INFORMATION, category="pungli"))
    kept = session.get_one(Complaint, given.complaint_id)

    assert kept.class_key == defaults.SIMPLE
    assert kept.plan_by == kept.finish_by == date(2026, 3, 10)


def test_the_site_s_own_day_off_moves_the_deadlines(session):
    session.add(Holiday(day=date(2026, 3, 4), name="Hari jadi"))
    session.flush()

    kept = session.get_one(Complaint, filed(session).complaint_id)

    assert kept.verify_by == date(2026, 3, 9)


def test_what_is_sent_near_midnight_belongs_to_the_local_day(session):
    late = NINE.replace(day=31, month=12, hour=16, minute=59)
    given = filed(session, at=late)
    later = filed(session, once="tanda-acak-0000000002", at=late + timedelta(minutes=2))

    assert session.get_one(Complaint, given.complaint_id).received_on == date(2026, 12, 31)
    assert later.number == f"ADU-2027-{later.complaint_id:05d}"


def test_of_an_anonymous_report_neither_name_nor_contact_is_stored_anywhere(session):
    filed(session, replace(SLOW, anonymous=True))
    session.flush()

    for table in ("complaint", "complaint_act", "audit_entry"):
        for row in session.execute(text(f"SELECT * FROM {table}")):
            assert not {"Siti", "3456"} & set(" ".join(map(str, row)).replace("-", " ").split())


def test_a_report_against_a_unit_s_people_goes_past_that_unit_s_desk(session):
    unit = a_unit(session, "Kecamatan Plaju")
    service = a_service(session, unit)

    plain = filed(session, replace(SLOW, service_id=service.id))
    against = filed(session, replace(SLOW, unit_id=unit.id, against_unit=True), "tanda-acak-0000000002")

    of_plain = session.get_one(Complaint, plain.complaint_id)
    of_against = session.get_one(Complaint, against.complaint_id)
    assert (of_plain.unit_id, of_plain.desk_unit_id, of_plain.accused_unit_id) == (unit.id, unit.id, None)
    assert (of_against.unit_id, of_against.desk_unit_id) == (unit.id, None)
    assert of_against.accused_unit_id == unit.id


def test_the_same_report_sent_twice_is_one_with_the_same_secret(session):
    first, again = filed(session), filed(session)

    assert (again.secret, again.number, again.new) == (first.secret, first.number, False)
    assert session.scalar(select(func.count()).select_from(Complaint)) == 1


def test_another_report_from_a_used_form_never_opens_the_first_one_s_ticket(session):
    filed(session)

    with pytest.raises(Conflict, match="another report"):
        filed(session, replace(SLOW, text="Sesuatu yang sama sekali lain."))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "lambat"}, "isi"),
        ({"text": "a" * 5001}, "isi"),
        ({"name": "  "}, "nama"),
        ({"contact": "1" * 121}, "kontak"),
        ({"place": "x" * 201}, "tempat"),
        ({"category": "tidak-ada"}, "kategori"),
        ({"service_id": 999}, "layanan"),
        ({"unit_id": 999}, "unit"),
        ({"happened_on": date(2026, 3, 4)}, "tanggal"),
        ({"happened_time": "25.00"}, "jam"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field_and_takes_no_number(session, change, field):
    with pytest.raises(InvalidInput) as refused:
        filed(session, replace(SLOW, **change))

    assert refused.value.field == field
    assert filed(session).number == "ADU-2026-00001"


def test_a_mark_that_could_be_guessed_is_refused(session):
    with pytest.raises(Refused):
        filed(session, once="1")


def test_many_at_once_have_numbers_of_their_own_and_one_sent_by_many_hands_is_one(installation):
    with installation.database.write() as session:
        defaults.lay(session)

    def send(once):
        with installation.database.write() as session:
            return filed(session, once=once)

    with ThreadPoolExecutor(8) as pool:
        own = list(pool.map(send, [f"tanda-sendiri-{number:06d}" for number in range(12)]))
        shared = list(pool.map(send, [MARK] * 8))

    assert sorted(one.number for one in own) == [f"ADU-2026-{number:05d}" for number in range(1, 13)]
    assert len({(one.number, one.secret) for one in shared}) == 1
    assert [sum(one.new for one in given) for given in (own, shared)] == [12, 1]
