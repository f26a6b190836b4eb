"""A code that was handed out answers once, of two at once one; nothing kept tells whose it was."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from build import NINE
from sqlalchemy import func, select
from voice_builders import a_period, a_service, scores

from lms.errors import Conflict, InvalidInput, NotFound
from lms.voice.models import Channel, Period, Service, SurveyAnswer, SurveyToken
from lms.voice.satisfaction import standings
from lms.voice.satisfaction.answers import Filled
from lms.voice.satisfaction.counter import codes, tokens
from lms.voice.satisfaction.counter.tokens import Count

SECRET = "of-this-site-alone"
LATER = (date(2026, 4, 1), date(2026, 6, 30))


def handed_out(session, service, period, count=3):
    batch = tokens.make(session, service, period, count, secret=SECRET, at=NINE, by=None)
    return batch, tokens.unused(session, service, period, batch, secret=SECRET)


def answered(session, service, period, code, *, once="1", value=3):
    token = tokens.find(session, service, period, code, secret=SECRET)
    filled = Filled(scores(value))
    return tokens.take(session, token, service, period, filled, once=once, at=NINE)


def test_a_code_answers_once_and_is_then_used(session):
    period, service = a_period(session), a_service(session)
    _, (first, second, _) = handed_out(session, service, period)

    assert answered(session, service, period, first)
    # The same sending again is one; another one of the code is refused.
    assert not answered(session, service, period, first, value=1)
    with pytest.raises(Conflict, match="or code has answered"):
        answered(session, service, period, first, once="2", value=1)
    with pytest.raises(Conflict, match="used for an answer"):
        tokens.fresh(session, service, period, first, secret=SECRET)
    assert answered(session, service, period, second, once="3")

    assert tokens.count(session, service.id, period.id) == Count(3, 2)
    assert standings.of_service(session, service.id, period.id).complete == 2
    kept = session.scalars(select(SurveyAnswer)).first()
    assert (kept.channel, kept.device_hash) == (Channel.TOKEN, None)


def test_a_code_is_read_whatever_its_case_blanks_and_dashes(session):
    period, service = a_period(session), a_service(session)
    _, (code, *_others) = handed_out(session, service, period)

    printed = codes.grouped(code)

    for typed in (code.lower(), f" {printed} ", printed.replace("-", " "), f"{code}."):
        assert tokens.fresh(session, service, period, typed, secret=SECRET).used_at is None


def test_a_code_of_elsewhere_or_of_nowhere_says_how_to_mend(session):
    period, service = a_period(session), a_service(session)
    later = a_period(session, "Triwulan II 2026", LATER)
    other = a_service(session, name="Kartu keluarga")
    _, (code, *_others) = handed_out(session, other, period)
    _, (of_later, *_others) = handed_out(session, service, later)

    for typed in (code, of_later, "ABCD-EFGH-JKLM", "", "0", "é" * 500):
        with pytest.raises(InvalidInput, match="not valid for this service in this period") as refused:
            tokens.find(session, service, period, typed, secret=SECRET)
        assert "Check its letters" in refused.value.remedy("en")


def test_a_wrong_answer_leaves_the_code_as_it_was(session):
    period, service = a_period(session), a_service(session)
    _, (code, *_others) = handed_out(session, service, period)
    token = tokens.find(session, service, period, code, secret=SECRET)

    with pytest.raises(InvalidInput, match="1 to 4"):
        tokens.take(session, token, service, period, Filled(scores(5)), once="1", at=NINE)

    assert tokens.fresh(session, service, period, code, secret=SECRET).id == token.id


def test_nothing_kept_gives_a_code_away(session):
    period, service = a_period(session), a_service(session)
    batch, found = handed_out(session, service, period, 200)

    kept = session.scalars(select(SurveyToken)).all()
    assert len({one.code_hash for one in kept}) == len(set(found)) == 200
    assert not {one.code_hash for one in kept} & {codes.keyed("", code).hex() for code in found}
    assert all(re.fullmatch(f"[{codes.LETTERS}]{{12}}", code) for code in found)
    # Neither another batch's name nor another site's secret makes the same codes again.
    with pytest.raises(NotFound):
        tokens.unused(session, service, period, batch[:-1] + "-", secret=SECRET)
    with pytest.raises(NotFound):
        tokens.unused(session, service, period, batch, secret="another")
    answered(session, service, period, found[7])
    assert tokens.unused(session, service, period, batch, secret=SECRET) == found[:7] + found[8:]


@pytest.mark.parametrize("count", [0, -1, tokens.MOST + 1])
def test_none_and_too_many_are_refused(session, count):
    period, service = a_period(session), a_service(session)

    with pytest.raises(InvalidInput, match="1 to 1000"):
        handed_out(session, service, period, count)
    period.closed_at = NINE
    with pytest.raises(Conflict, match="is closed"):
        handed_out(session, service, period, 1)


def test_of_eight_at_once_with_one_code_one_is_kept(installation):
    with installation.database.write() as session:
        period, service = a_period(session), a_service(session)
        _, (code, *_others) = handed_out(session, service, period)
        ids = service.id, period.id

    def post(number):
        try:
            with installation.database.write() as session:
                service, period = session.get_one(Service, ids[0]), session.get_one(Period, ids[1])
                return answered(session, service, period, code, once=str(number))
        except Conflict:
            return None

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(post, range(8)))

    assert sorted(results, key=str) == [None] * 7 + [True]
    with installation.database.read() as session:
        assert session.scalar(select(func.count()).select_from(SurveyAnswer)) == 1
        assert standings.of_service(session, *ids).complete == 1
        assert tokens.count(session, *ids) == Count(3, 1)
