"""Questions of a unit's own: asked by choice, counted apart, shown once enough have answered."""

import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from python_calamine import CalamineWorkbook
from sqlalchemy import event, select
from voice_builders import a_period, a_service, an_answer, scores

from lms.errors import Conflict, InvalidInput, NotFound
from lms.people.models import RoleName
from lms.voice.models import Channel, ExtraKind, SurveyAnswer
from lms.voice.satisfaction import answers, extras, standings
from lms.voice.satisfaction.answers import Filled
from lms.voice.satisfaction.reporting import figures, workbook

TODAY = datetime.now(UTC).date()
ABOUT_NOW = (TODAY - timedelta(days=3), TODAY + timedelta(days=3))
CHAIRS, WISH = "Apakah kursi tunggu cukup?", "Apa yang paling Anda tunggu?"


def ask(session, service, wording=CHAIRS, kind=ExtraKind.RATING, **more):
    return extras.add(session, service, wording, kind=kind, at=NINE, by=None, **more)


def told(session, service, period, once, **said):
    given = {name.removeprefix("q"): value for name, value in said.items()}
    an_answer(session, service, period, once, filled=Filled(scores(3), extras=given))


@pytest.fixture
def asking(session):
    """A service in a period that asks for a rating and for a wish."""
    period, service = a_period(session), a_service(session)
    return period, service, ask(session, service), ask(session, service, WISH, ExtraKind.TEXT)


def test_ratings_are_counted_apart_and_never_in_the_index(session, asking):
    period, service, chairs, wish = asking
    for number, score in enumerate((1, 1, 2, 4, 4, 4)):
        told(
            session,
            service,
            period,
            f"a{number}",
            **{f"q{chairs.id}": score, f"q{wish.id}": f"Kipas {number}"},
        )
    told(session, service, period, "open")

    rating, words = extras.of_service(session, service.id, period.id, with_words=True)

    assert (rating.counts, rating.n, rating.mean_shown) == ((2, 1, 0, 3), 6, Decimal("2.67"))
    assert words.words == tuple(f"Kipas {number}" for number in reversed(range(6)))
    assert standings.of_service(session, service.id, period.id).index.value == Decimal("75.00")
    assert standings.of_service(session, service.id, period.id).complete == 7


def test_the_same_answer_twice_counts_once(session, asking):
    period, service, chairs, _ = asking
    for _again in range(2):
        told(session, service, period, "one", **{f"q{chairs.id}": 4})

    assert extras.of_service(session, service.id, period.id, with_words=True)[0].n == 1


def test_many_from_a_sheet_need_no_further_question(session, asking):
    period, service, _, _ = asking

    given = {str(number): Filled(scores(4)) for number in range(3)}
    assert answers.take_many(session, service, period, given, channel=Channel.IMPORT, at=NINE) == 3


@pytest.mark.parametrize("value", ["0", "5", "x", "2.5"])
def test_a_score_off_the_scale_is_refused_and_nothing_kept(session, asking, value):
    period, service, chairs, _ = asking

    with pytest.raises(InvalidInput, match="kursi tunggu"):
        told(session, service, period, "one", **{f"q{chairs.id}": value})
    assert session.scalars(select(SurveyAnswer)).all() == []


def test_only_what_this_service_asks_now_is_taken(session, asking):
    period, service, chairs, _ = asking
    foreign = ask(session, a_service(session, a_unit(session, "Puskesmas"), "Poli umum"))
    told(session, service, period, "before", **{f"q{chairs.id}": 2})
    extras.retire(session, chairs, at=NINE, by=None)

    for question in (foreign, chairs):
        with pytest.raises(InvalidInput, match="asked no more"):
            told(session, service, period, f"late {question.id}", **{f"q{question.id}": 2})
    kept = extras.of_service(session, service.id, period.id, with_words=True)
    assert (kept[0].question.id, kept[0].n) == (chairs.id, 1)


def test_five_are_enough_a_sixth_is_refused_until_one_ends(session):
    service = a_service(session)
    made = [ask(session, service, f"Pertanyaan {number}?") for number in range(extras.MOST)]

    with pytest.raises(Conflict, match="5 questions"):
        ask(session, service, "Satu lagi?")
    extras.retire(session, made[2], at=NINE, by=None)
    last = ask(session, service, "Satu lagi?")
    extras.raise_up(session, last)
    assert [one.wording[-2] for one in extras.asked(session, service.id)] == ["0", "1", "3", "i", "4"]
    with pytest.raises(NotFound):
        extras.of(session, service.id + 1, last.id)


@pytest.mark.parametrize("wording", ["  ", "a" * 301])
def test_a_wording_is_one_short_question(session, wording):
    with pytest.raises(InvalidInput):
        ask(session, a_service(session), wording)


def test_an_answer_without_them_costs_no_further_statement(session, asking):
    period, service, _, _ = asking
    an_answer(session, service, period, "first")
    statements = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *sent: statements.append(sent[2]))

    an_answer(session, service, period, "second")

    assert not [one for one in statements if "extra_" in one.lower()]


def test_the_report_has_ratings_of_the_whole_branch_and_hides_the_few(session):
    city = a_unit(session, "Kota Palembang")
    unit, period = a_unit(session, "Kecamatan Plaju", city), a_period(session)
    first, second = a_service(session, unit, "KTP"), a_service(session, unit, "Akta")
    many, few = ask(session, first), ask(session, second, "Apakah toiletnya bersih?")
    for number in range(5):
        told(session, first, period, f"a{number}", **{f"q{many.id}": 3})
        told(session, second, period, f"b{number}", **({f"q{few.id}": 1} if number < 4 else {}))

    report = figures.gather(session, city, period)

    assert [(one.service, one.n, one.mean) for one in report.extras] == [
        ("Akta", None, None),
        ("KTP", 5, Decimal("3.000")),
    ]
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.make(report, "Pemkot")))
    rows = book.get_sheet_by_name("Pertanyaan tambahan").to_python()
    assert [row[3] for row in rows[1:]] == ["disembunyikan", 5.0]


def test_desk_and_citizen_meet_over_a_question(app, client, installation):
    with installation.database.write() as session:
        a_period(session, "Triwulan ini", ABOUT_NOW)
        unit = a_unit(session, "Kecamatan Plaju")
        service = a_service(session, unit)
        other = a_service(session, a_unit(session, "Puskesmas Plaju"), "Poli umum")
        officer = a_person(session, "Maya", unit=unit)
        a_role(session, officer, RoleName.DESK, unit)
    sign_in(client, officer)
    form = {"tanya": WISH, "tanya_en": "What do you wish for most?", "bentuk": "text"}
    assert client.post(f"/meja-warga/survei/{service.id}/pertanyaan", data=form).status_code == 303
    client.post(f"/meja-warga/survei/{service.id}/pertanyaan", data={"tanya": CHAIRS, "bentuk": "rating"})
    assert client.post(f"/meja-warga/survei/{other.id}/pertanyaan", data=form).status_code == 404
    with installation.database.read() as session:
        wish, chairs = extras.asked(session, service.id)

    citizen = app.test_client()
    page = citizen.get(f"/survei/{service.code}").text
    assert (
        page.index("Penanganan pengaduan")
        < page.index(WISH)
        < page.index(CHAIRS)
        < page.index("Sedikit tentang Anda")
    )
    citizen.set_cookie("lms_language", "en")
    assert "What do you wish for most?" in citizen.get(f"/survei/{service.code}").text
    for number in range(5):
        citizen = app.test_client()
        sent = dict.fromkeys(scores(), "3") | {
            "tanda": str(number),
            "csrf_token": arm(citizen),
            f"t-{wish.id}": "Telepon 081234567890",
            f"t-{chairs.id}": "2",
        }
        assert citizen.post(f"/survei/{service.code}", data=sent).status_code == 303
        shown = client.get(f"/meja-warga/survei/{service.id}").text
        assert ("Telepon" in shown) is (number == 4)
    assert "081234567890" not in shown
    assert "5 jawaban, rata-rata 2 dari 4" in shown
    client.post(f"/meja-warga/survei/{service.id}/pertanyaan/{wish.id}/henti")
    assert WISH not in app.test_client().get(f"/survei/{service.code}").text
