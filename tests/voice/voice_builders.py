"""Services, periods and answers for the tests of the citizens' voice."""

from datetime import date

from build import NINE, a_unit

from lms.voice.models import Channel
from lms.voice.rules import elements
from lms.voice.satisfaction import answers, services
from lms.voice.satisfaction.answers import Filled

QUARTER = (date(2026, 1, 1), date(2026, 3, 31))


def a_period(session, name="Triwulan I 2026", days=QUARTER):
    return services.begin(session, name, *days, at=NINE, by=None)


def a_service(session, unit=None, name="Kartu Tanda Penduduk", **more):
    unit = unit or a_unit(session, "Kecamatan Plaju")
    return services.add(session, unit.id, name, at=NINE, by=None, **more)


def scores(value=3, **other):
    return dict.fromkeys(elements.KEYS, value) | other


def an_answer(session, service, period, once="1", given=None, **more):
    filled = more.pop("filled", None) or Filled(given or scores())
    channel = more.pop("channel", Channel.LINK)
    return answers.take(session, service, period, filled, channel=channel, once=once, at=NINE, **more)
