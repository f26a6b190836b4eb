"""An answer is taken once and counted at once; the sums are always the answers themselves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from build import NINE, a_unit
from sqlalchemy import event, func, select
from voice_builders import a_period, a_service, an_answer, scores

from lms.errors import Conflict, InvalidInput, NotFound
from lms.events import PeriodClosed
from lms.voice.models import Channel, ElementSum, SurveyAnswer
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import Grade, Weighting
from lms.voice.satisfaction import answers, services, standings
from lms.voice.satisfaction.answers import Filled


def test_what_is_answered_is_counted(session):
    period, service = a_period(session), a_service(session)

    for number in range(4):
        an_answer(session, service, period, str(number), scores(3, waktu=1))
    found = standings.of_service(session, service.id, period.id)

    by_key = {one.key: one for one in found.elements}
    assert (found.complete, found.aside) == (4, 0)
    assert by_key["waktu"].counts == (4, 0, 0, 0)
    assert found.lowest[0].key == "waktu"
    # Eight elements at 3 and one at 1: 25/9 of 25.
    assert (found.index.value, found.index.grade) == (Decimal("69.44"), Grade.C)
    assert found.suppressed
    an_answer(session, service, period, "5")
    assert not standings.of_service(session, service.id, period.id).suppressed


def test_the_same_answer_sent_twice_is_one(session):
    period, service = a_period(session), a_service(session)

    assert an_answer(session, service, period, "kiriman")
    assert not an_answer(session, service, period, "kiriman", scores(1))

    assert standings.of_service(session, service.id, period.id).index.value == Decimal("75.00")


def test_a_device_answers_once_for_a_service_and_period(session):
    first, service = a_period(session), a_service(session)
    later = a_period(session, "Triwulan II 2026", (date(2026, 4, 1), date(2026, 6, 30)))
    an_answer(session, service, first, "1", device="ponsel")

    with pytest.raises(Conflict, match="has answered"):
        an_answer(session, service, first, "2", scores(1), device="ponsel")

    assert an_answer(session, service, later, "3", device="ponsel")
    assert standings.of_service(session, service.id, first.id).complete == 1


def test_one_that_leaves_an_element_out_is_kept_but_put_aside(session):
    period, service = a_period(session), a_service(session)
    an_answer(session, service, period, "1")

    an_answer(session, service, period, "2", scores(1, biaya=None))
    found = standings.of_service(session, service.id, period.id)

    assert (found.complete, found.aside) == (1, 1)
    assert found.index.value == Decimal("75.00")
    assert session.scalar(select(func.count()).select_from(SurveyAnswer)) == 2


def test_an_element_that_does_not_apply_neither_counts_nor_weighs(session):
    period = a_period(session)
    asked = [key for key in elements.KEYS if key != "biaya"]
    service = a_service(session, asked=asked)

    an_answer(session, service, period, "1", scores(3, biaya=1))
    found = standings.of_service(session, service.id, period.id)

    assert [one.key for one in found.elements] == asked
    assert found.index.value == Decimal("75.00")
    # The old weight is for nine elements: with eight the exact one stands, and says so.
    old = standings.of_service(session, service.id, period.id, Weighting.OLD)
    assert old.index.weighting is Weighting.EXACT


@pytest.mark.parametrize("bad", [0, 5, -1])
def test_a_score_off_the_scale_changes_nothing(session, bad):
    period, service = a_period(session), a_service(session)

    with pytest.raises(InvalidInput, match="1 to 4"):
        an_answer(session, service, period, "1", scores(3, waktu=bad))
    with pytest.raises(InvalidInput, match="Nothing has been"):
        an_answer(session, service, period, "2", dict.fromkeys(elements.KEYS))

    assert session.scalar(select(func.count()).select_from(SurveyAnswer)) == 0
    assert standings.of_service(session, service.id, period.id).index is None


def test_a_closed_period_takes_no_answer_and_tells_once(session):
    period, service = a_period(session), a_service(session)
    told = []
    session.info["journey"] = {PeriodClosed: [lambda _session, one: told.append(one.period_id)]}

    with pytest.raises(Conflict, match="ends on 2026-03-31"):
        services.close(session, period, today=date(2026, 3, 31), at=NINE, by=None)
    for _ in range(2):
        services.close(session, period, today=date(2026, 4, 1), at=NINE, by=None)

    assert told == [period.id]
    with pytest.raises(Conflict, match="is closed"):
        an_answer(session, service, period)
    assert services.running(session, date(2026, 2, 1)) is None


def test_no_day_belongs_to_two_periods(session):
    a_period(session)

    with pytest.raises(Conflict, match="Triwulan I 2026"):
        a_period(session, "Maret", (date(2026, 3, 31), date(2026, 4, 30)))
    with pytest.raises(InvalidInput, match="before the first"):
        a_period(session, "Terbalik", (date(2026, 6, 2), date(2026, 6, 1)))


def test_a_unit_stands_for_all_below_it_and_no_other(session):
    period = a_period(session)
    district = a_unit(session, "Kecamatan Plaju")
    village = a_unit(session, "Kelurahan Plaju Ulu", district)
    other = a_unit(session, "Dinas Kesehatan")
    for serial, (unit, score) in enumerate([(district, 4), (village, 2), (other, 1)]):
        an_answer(session, a_service(session, unit), period, str(serial), scores(score))

    assert standings.of_unit(session, district.path, period.id).index.value == Decimal("75.00")
    assert standings.of_unit(session, village.path, period.id).index.value == Decimal("50.00")
    with pytest.raises(NotFound):
        services.within(session, services.listed(session, other.path)[0].service.id, district.path)


def test_all_units_are_read_in_three_queries(session):
    period, district = a_period(session), a_unit(session, "Kecamatan Plaju")
    for number in range(6):
        service = a_service(session, a_unit(session, f"Kelurahan {number}", district))
        an_answer(session, service, period, str(number), scores(number % 4 + 1))
        services.count_served(session, period.id, service.id, 100, at=NINE, by=None)
    asked = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))

    found = standings.of_units(session, period.id)

    assert len(asked) == 3
    assert len(found) == 6
    assert {one.needed for one in found.values()} == {80}


def test_fifty_at_once_are_fifty_in_the_sums(installation):
    with installation.database.write() as session:
        period, service = a_period(session), a_service(session)
        session.commit()
        ids = service.id, period.id

    def post(number):
        with installation.database.write() as session:
            kept, open_ = session.get_one(type(service), ids[0]), session.get_one(type(period), ids[1])
            an_answer(session, kept, open_, str(number % 40), scores(number % 4 + 1))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(post, range(50)))

    with installation.database.read() as session:
        assert standings.of_service(session, *ids).complete == 40
        assert (
            session.scalar(select(func.sum(ElementSum.n1 + ElementSum.n2 + ElementSum.n3 + ElementSum.n4)))
            == 360
        )


def test_many_at_once_are_counted_like_one_after_the_other_and_each_once(session):
    first, second = a_period(session), a_period(session, "II", (date(2026, 4, 1), date(2026, 6, 30)))
    service = a_service(session)
    given = [scores(3, waktu=number % 4 + 1) for number in range(30)] + [scores(2, biaya=None)]
    for number, one in enumerate(given):
        an_answer(session, service, first, f"satu {number}", one)
    many = {f"dua {number}": Filled(one) for number, one in enumerate(given)}

    def bring():
        return answers.take_many(session, service, second, many, channel=Channel.IMPORT, at=NINE)

    assert (bring(), bring()) == (31, 0)
    alone = standings.of_service(session, service.id, first.id)
    together = standings.of_service(session, service.id, second.id)
    assert (together.elements, together.index, together.complete, together.aside) == (
        alone.elements, alone.index, 30, 1,
    )  # fmt: skip
    many["tiga"] = Filled(scores(5))
    with pytest.raises(InvalidInput):
        bring()


def test_no_element_is_among_the_lowest_that_is_as_good_as_the_best(session):
    period, service = a_period(session), a_service(session)
    an_answer(session, service, period, "1", scores(3))
    assert standings.of_service(session, service.id, period.id).lowest == ()

    an_answer(session, service, period, "2", scores(3, waktu=2))
    assert [one.key for one in standings.of_service(session, service.id, period.id).lowest] == ["waktu"]
