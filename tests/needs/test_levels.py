"""What learners and supervisors say of a course: whom it is asked of, when, and what is shown of it."""

from datetime import date, timedelta

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from learning_builders import a_course, counted
from needs_builders import a_need, a_quarter, a_served
from sqlalchemy import select
from test_needs_decide import accepted

from lms.catalogue import courses as catalogue
from lms.errors import InvalidInput, NotFound, Refused
from lms.events import CourseCompleted
from lms.learning import enrolments
from lms.learning.models import EnrolmentState
from lms.needs.levels import courses, later_forms, reactions
from lms.needs.models import LaterForm, LaterView, Reaction
from lms.needs.rules import questionnaires
from lms.needs.rules.questionnaires import Summary

GOOD = dict.fromkeys(("berguna", "jelas", "contoh", "rekan"), "4")
CHANGED = dict.fromkeys(("pakai", "hasil", "warga", "dukung"), "3")
DUE = date(2026, 6, 2)
PAGE = "/kursus/dasar-spbe/tanggapan"


def finished(session, course, name="Ani", **more):
    person = a_person(session, name, **more)
    row = enrolments.enrol(session, person.id, course.slug, at=NINE)
    row.state, row.completed_at = EnrolmentState.COMPLETED, NINE
    later_forms.prepare(session, CourseCompleted(NINE, person.id, course.id, 1, NINE, None))
    return person


def form_of(session, person, view=LaterView.OWN):
    return session.scalars(select(LaterForm).filter_by(person_id=person.id, view=view)).one()


def test_only_who_has_finished_may_say_and_the_last_word_stands(session) -> None:
    course = a_course(session)
    ani, budi = finished(session, course), a_person(session, "Budi")

    reactions.give(session, course, ani.id, GOOD, "Bagus.", at=NINE)
    reactions.give(session, course, ani.id, GOOD | {"jelas": "2"}, "", at=NINE)

    (row,) = session.scalars(select(Reaction))
    assert row.scores == {"berguna": 4, "jelas": 2, "contoh": 4, "rekan": 4}
    with pytest.raises(Refused):
        reactions.give(session, course, budi.id, GOOD, "", at=NINE)


@pytest.mark.parametrize("score", ["0", "5", "", "１", "x"])
def test_a_statement_without_an_answer_of_the_scale_is_refused(session, score) -> None:
    course = a_course(session)
    ani = finished(session, course)

    with pytest.raises(InvalidInput):
        reactions.give(session, course, ani.id, GOOD | {"rekan": score}, "", at=NINE)


def test_means_and_words_are_shown_from_five_answers_on(session) -> None:
    course = a_course(session)
    for place in range(4):
        reactions.give(session, course, finished(session, course, f"P{place}").id, GOOD, "Baik.", at=NINE)

    assert reactions.summary(session, course.id) == Summary(4, {})
    last = finished(session, course, "P5")
    reactions.give(session, course, last.id, GOOD | {"jelas": "2"}, "", at=NINE)
    assert reactions.summary(session, course.id).means["jelas"] * 5 == 18
    # Four who wrote are known by their handwriting, whoever else ticked boxes.
    assert reactions.words(session, course.id) == []


def test_figures_and_words_move_on_by_fives(session) -> None:
    course = a_course(session)

    def say(place, jelas, text):
        person = finished(session, course, f"P{place}")
        reactions.give(session, course, person.id, GOOD | {"jelas": jelas}, text, at=NINE)

    for place in range(5):
        say(place, "4", f"Baik {9 - place}")
    before = reactions.summary(session, course.id)
    for place in range(5, 9):
        say(place, "1", "Buruk.")

    assert reactions.summary(session, course.id) == before == Summary(5, before.means)
    assert reactions.words(session, course.id) == [f"Baik {place}" for place in range(5, 10)]
    say(9, "1", "Akhirnya.")
    assert reactions.summary(session, course.id).n == 10
    assert reactions.words(session, course.id) == ["Akhirnya.", *["Buruk."] * 4]


def test_the_questionnaire_waits_three_months_and_is_laid_once(session) -> None:
    course = a_course(session)
    ani = finished(session, course)
    later_forms.prepare(session, CourseCompleted(NINE, ani.id, course.id, 1, NINE, None))

    form = form_of(session, ani)
    assert form.due_on == DUE
    assert later_forms.due(session, ani.id, DUE - timedelta(days=1)) == []
    assert [one.form.id for one in later_forms.due(session, ani.id, DUE)] == [form.id]
    with pytest.raises(Refused):
        later_forms.answer(session, form, CHANGED, "", today=DUE - timedelta(days=1), at=NINE)
    later_forms.answer(session, form, CHANGED, "", today=DUE, at=NINE)
    assert later_forms.due(session, ani.id, DUE) == []


def test_a_named_supervisor_is_asked_and_nobody_else_may_answer(session) -> None:
    course = a_course(session)
    ani, boss = finished(session, course), a_person(session, "Ibu Kepala", email="kepala@contoh.go.id")
    form = form_of(session, ani)

    later_forms.name_supervisor(session, form, "tidak-ada", at=NINE)
    assert form_of(session, ani, LaterView.SUPERVISOR).by_id is None
    later_forms.name_supervisor(session, form, "kepala@contoh.go.id", at=NINE)

    (due,) = later_forms.due(session, boss.id, DUE)
    assert (due.name, due.form.view) == ("Ani", LaterView.SUPERVISOR)
    with pytest.raises(NotFound):
        later_forms.of(session, ani.id, due.form.id)
    ani.email = "ani@contoh.go.id"
    session.flush()
    with pytest.raises(InvalidInput):
        later_forms.name_supervisor(session, form, "ani@contoh.go.id", at=NINE)


def test_both_views_are_summed_apart(session) -> None:
    course = a_course(session)
    for place in range(5):
        own = form_of(session, finished(session, course, f"P{place}"))
        later_forms.answer(session, own, CHANGED, f"Contoh {place}", today=DUE, at=NINE)

    found = later_forms.summaries(session, course.id)
    assert (found[LaterView.OWN].n, found[LaterView.OWN].means["pakai"]) == (5, 3)
    assert found[LaterView.SUPERVISOR] == Summary(0, {})
    assert later_forms.words(session, course.id) == {
        LaterView.OWN: [f"Contoh {place}" for place in range(5)],
        LaterView.SUPERVISOR: [],
    }
    assert later_forms.unnamed(session, course.id, DUE) == 5
    assert later_forms.unnamed(session, course.id, DUE - timedelta(days=1)) == 0


def test_the_questionnaires_ask_both_the_same_keys() -> None:
    assert [one.key for one in questionnaires.OWN] == [one.key for one in questionnaires.SUPERVISOR]


def test_a_learner_finds_the_forms_and_fills_them_in(client, installation) -> None:
    with installation.database.write() as session:
        course = a_course(session)
        ani, budi = finished(session, course, language="id"), a_person(session, "Budi")
        form = form_of(session, ani)
        form.due_on = DUE - timedelta(days=60)
    sign_in(client, ani)
    arm(client)

    assert PAGE in client.get("/kursus/dasar-spbe").text
    assert client.post(PAGE, data=GOOD | {"rekan": ""}).status_code == 422
    assert client.post(PAGE, data=GOOD).status_code == 303
    assert "1 kuesioner menunggu Anda" in client.get("/").text
    assert f"/tanggapan/{form.id}" in client.get("/tanggapan").text
    assert client.post(f"/tanggapan/{form.id}", data=CHANGED | {"atasan": "tak dikenal"}).status_code == 303
    assert "Tidak ada yang menunggu" in client.get("/tanggapan").text
    sign_in(client, budi)
    assert client.get(f"/tanggapan/{form.id}").status_code == 404
    assert client.get(PAGE).status_code == 404


def test_one_page_joins_the_four_levels_in_a_bounded_number_of_queries(client, installation) -> None:
    with installation.database.write() as session:
        need, course, unit, _ = a_need(session)
        accepted(session, need)
        later = a_quarter(session, 1)
        a_served(session, unit, later)
        fajar = a_person(session, "Fajar", language="id")
        a_role(session, fajar, "hr")
        a_unit(session, "Unit lain")
        (result,) = courses.of(session, course, "", DUE).results
    sign_in(client, fajar)

    with counted(installation.database) as sent:
        page = client.get(f"/kepegawaian/pelatihan/{course.slug}/hasil").text

    assert (result.before.id, result.after.id) == (need.period_id, later.id)
    assert "Baru 0 jawaban; rata-rata ditampilkan mulai 5 jawaban." in page
    assert "Tidak ada angka: kursus ini tidak punya tes awal" in page
    assert "0 dari 2 tugas selesai" in page
    assert len(sent) <= 27


def test_a_trainer_reads_what_the_own_course_has_done_and_is_led_nowhere_else(client, installation) -> None:
    with installation.database.write() as session:
        need, course, unit, _ = a_need(session)
        accepted(session, need)
        a_served(session, unit, a_quarter(session, 1))
        citra = a_person(session, "Citra", language="id")
        a_role(session, citra, "trainer")
        catalogue.assign(session, course, citra.id, by=None, at=NINE)
        other = a_course(session)
    sign_in(client, citra)
    address = f"/kepegawaian/pelatihan/{course.slug}/hasil"

    page = client.get(address).text

    assert address in client.get(f"/pengajar/kursus/{course.slug}").text
    assert "0 dari 2 tugas selesai" in page
    assert "/kepegawaian/kebutuhan" not in page
    assert client.get(f"/kepegawaian/pelatihan/{other.slug}/hasil").status_code == 404
