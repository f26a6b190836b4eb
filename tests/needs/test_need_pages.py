"""HR reads a need with its evidence and decides; the people asked see why on their first page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from build import a_person, a_role, a_unit, arm, sign_in
from learning_builders import counted
from needs_builders import a_category, a_need, a_quarter, a_served, an_answering, calculated, complaints
from sqlalchemy import select

from lms.bahasa import dates
from lms.jobs.models import Job
from lms.needs import calculation
from lms.needs.models import Assignment, Need, NeedState, Pointer, SourceCompetency

LIST = "/kepegawaian/kebutuhan"
SOON = (datetime.now(UTC).date() + timedelta(days=60)).isoformat()
WHY = "Hanya pengaduan yang sesuai."
MAPPING = f"{LIST}/pemetaan"


@pytest.fixture
def desk(client, installation):
    """Eka of HR, everywhere; a need of a district whose two people have nothing to do yet."""
    with installation.database.write() as session:
        need, course, unit, people = a_need(session)
        eka = a_person(session, "Eka", language="id")
        a_role(session, eka, "hr")
    sign_in(client, eka)
    arm(client)
    return need, course, unit, people


def stored(installation, need):
    with installation.database.read() as session:
        return session.get_one(Need, need.id)


def test_the_list_and_the_need_say_what_it_rests_on(client, desk) -> None:
    need, course, unit, _ = desk

    listed = client.get(LIST).text
    page = client.get(f"{LIST}/{need.id}").text

    assert unit.name in listed
    assert "Waktu penyelesaian" in listed
    assert "dinilai 2,6 dari 4" in listed
    assert "Dengan 100 jawaban lengkap, nilai sebenarnya ada di antara 2,44 dan 2,76" in page
    assert course.title in page


def test_accepting_assigns_and_the_home_page_says_why(client, installation, desk) -> None:
    need, course, unit, people = desk
    form = {"putusan": "terima", "kursus": course.slug, "tenggat": SOON}

    assert client.post(f"{LIST}/{need.id}", data=form).status_code == 303
    assert stored(installation, need).state == NeedState.ACCEPTED
    assert "0 dari 2 sudah selesai" in client.get(f"{LIST}/{need.id}").text
    sign_in(client, people[0])
    home = client.get("/").text

    assert f"Karena warga menilai “Waktu penyelesaian” pada layanan Anda ({unit.name}) 2,6 dari 4." in home
    assert f"Tenggat {dates.long(date.fromisoformat(SOON))}" in home


def test_a_task_that_is_late_says_so(client, installation, desk) -> None:
    need, course, _, people = desk
    client.post(f"{LIST}/{need.id}", data={"putusan": "terima", "kursus": course.slug, "tenggat": SOON})
    with installation.database.write() as session:
        for row in session.scalars(select(Assignment)):
            row.due_on = need.made_at.date()
    sign_in(client, people[0])

    assert "Tenggatnya 3 Maret 2026, sudah lewat" in client.get("/").text


@pytest.mark.parametrize(
    "form",
    [
        {"putusan": "terima", "tenggat": SOON},
        {"putusan": "terima", "kursus": "tepat-waktu", "tenggat": "besok"},
        {"putusan": "tolak", "alasan-tolak": "tidak"},
    ],
    ids=["no course", "no day", "no reason"],
)
def test_a_refused_decision_changes_nothing(client, installation, desk, form) -> None:
    need, *_ = desk

    answer = client.post(f"{LIST}/{need.id}", data=form)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert stored(installation, need).state == NeedState.PROPOSED


def test_a_rejection_is_shown_with_its_reason(client, installation, desk) -> None:
    need, *_ = desk
    why = "Loketnya baru dibuka bulan ini."

    client.post(f"{LIST}/{need.id}", data={"putusan": "tolak", "alasan-tolak": why})

    assert why in client.get(f"{LIST}/{need.id}").text
    assert "Kebutuhan pelatihan" in client.get(LIST, query_string={"status": "rejected"}).text
    assert "Waktu penyelesaian" not in client.get(LIST, query_string={"status": "accepted"}).text


def test_complaints_tell_their_rate_and_their_return(client, installation, desk) -> None:
    with installation.database.write() as session:
        period, unit = a_quarter(session, 1), a_unit(session, "Puskesmas")
        a_category(session)
        a_served(session, unit, period, people=1000)
        a_served(session, a_unit(session, "Rumah sakit"), period, people=9000)
        complaints(session, unit, period, 12)
        (found,) = calculated(session, period)
    page = client.get(f"{LIST}/{found.id}").text

    assert "12 pengaduan pada periode ini" in page
    assert "Itu 12 per 1.000 orang yang dilayani (keyakinan 95%: 6,2 sampai 20,96)." in page
    assert "Rata-rata semua unit: 1,2." in page


def test_another_branch_sees_neither_need_nor_change_of_the_mapping(client, installation, desk) -> None:
    need, *_ = desk
    with installation.database.write() as session:
        far = a_unit(session, "Unit lain")
        fajar = a_person(session, "Fajar", unit=far)
        a_role(session, fajar, "hr", far)
    sign_in(client, fajar)

    assert client.get(f"{LIST}/{need.id}").status_code == 404
    assert client.post(f"{LIST}/{need.id}", data={"putusan": "tolak"}).status_code == 404
    assert client.get(MAPPING).status_code == 200
    assert client.post(f"{MAPPING}/skm/waktu", data={"tindakan": "kompetensi"}).status_code == 404
    assert client.post(f"{LIST}/{need.period_id}/hitung").status_code == 404


def test_reckoning_again_is_a_job(client, installation, desk) -> None:
    need, *_ = desk

    client.post(f"{LIST}/{need.period_id}/hitung")

    with installation.database.read() as session:
        (job,) = session.scalars(select(Job).where(Job.name == calculation.JOB))
        assert job.payload == {"period_id": need.period_id}
        assert calculation.of(session, need.period_id) is None


def test_the_mapping_is_kept_on_its_pages(client, installation, desk) -> None:
    with installation.database.write() as session:
        other = an_answering(session, "lain")

    assert "Tepat waktu" in client.get(MAPPING).text
    assert client.get(f"{MAPPING}/skm/tidak-ada").status_code == 404
    client.post(f"{MAPPING}/skm/waktu", data={"tindakan": "tunjuk", "kursus": "lain"})
    client.post(f"{MAPPING}/skm/waktu", data={"tindakan": "cabut", "kursus": "tepat-waktu"})
    client.post(f"{MAPPING}/skm/waktu", data={"tindakan": "kompetensi", "kompetensi": "Integritas"})
    page = client.get(f"{MAPPING}/skm/waktu").text

    assert "ditetapkan kepegawaian" in page
    assert "dicabut kepegawaian" in page
    assert client.post(f"{MAPPING}/skm/waktu", data={"tindakan": "hapus"}).status_code == 422
    with installation.database.read() as session:
        said = {row.course_id: row.removed for row in session.scalars(select(Pointer))}
        assert said[other.id] is False
        assert len(said) == 2
        assert session.get_one(SourceCompetency, "skm/waktu").competency == "Integritas"


def test_pages_ask_the_database_a_bounded_number_of_times(client, installation, desk) -> None:
    need, *_ = desk
    asked = {}
    for path in (LIST, f"{LIST}/{need.id}", MAPPING, f"{MAPPING}/skm/waktu", f"{LIST}/dampak"):
        with counted(installation.database) as sent:
            assert client.get(path).status_code == 200
        asked[path] = len(sent)

    assert max(asked.values()) <= 14, asked


def test_ticks_stay_as_they_were_after_a_refusal(client, installation, desk) -> None:
    need, course, _, _ = desk
    with installation.database.write() as session:
        other = an_answering(session, "lain", "skm/waktu")
        free = an_answering(session, "bebas", competencies=())
    form = {"putusan": "terima", "kursus": [other.slug, free.slug], "tenggat": SOON}

    refused = client.post(f"{LIST}/{need.id}", data=form)
    done = client.post(f"{LIST}/{need.id}", data=form | {"alasan": WHY})

    assert refused.status_code == 422
    ticked = {
        slug: f'value="{slug}" checked' in refused.text for slug in (course.slug, other.slug, free.slug)
    }
    assert ticked == {course.slug: False, other.slug: True, free.slug: True}
    assert done.status_code == 303
    with installation.database.read() as session:
        assert set(session.scalars(select(Assignment.course_id))) == {other.id, free.id}


def test_what_is_withdrawn_is_told_and_a_rejected_need_may_be_taken_up_after_all(client, desk) -> None:
    need, course, _, _ = desk
    page = f"{LIST}/{need.id}"
    form = {"putusan": "terima", "kursus": course.slug, "tenggat": SOON}
    client.post(page, data=form)
    assert "2 tugas yang belum selesai akan dicabut" in client.get(page).text

    client.post(page, data={"putusan": "tolak", "alasan-tolak": WHY})
    rejected = client.get(page).text
    assert "2 tugas yang belum selesai dicabut" in rejected
    assert "Tetap terima" in rejected
    assert client.post(page, data=form).status_code == 422
    assert client.post(page, data=form | {"alasan": WHY}).status_code == 303
    assert "0 dari 2 sudah selesai" in client.get(page).text


def test_a_due_date_in_another_century_is_a_slip(client, desk) -> None:
    need, course, _, _ = desk
    far = {"putusan": "terima", "kursus": course.slug, "tenggat": "2926-01-01"}

    assert "Periksa tahunnya" in client.post(f"{LIST}/{need.id}", data=far).text
