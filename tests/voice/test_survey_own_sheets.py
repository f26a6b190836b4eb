"""The service's own questions on paper: keyed in and brought in a spreadsheet like the elements."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from voice_builders import a_period, a_service, scores

from lms.voice.models import ExtraKind, SurveyAnswer
from lms.voice.rules import elements
from lms.voice.satisfaction import extras
from lms.voice.satisfaction.sheets import keeping, template

TODAY = datetime.now(UTC).date()
CHAIRS, WISH = "Apakah kursi tunggu cukup?", "Apa yang paling lama ditunggu?"
NAMES = ["lembar", *elements.KEYS, CHAIRS, WISH]


@pytest.fixture
def asking(session):
    """A running period and a service that asks for a rating and for words."""
    service = a_service(session, a_unit(session, "Kecamatan Plaju"))
    period = a_period(session, "Ini", (TODAY - timedelta(days=3), TODAY + timedelta(days=3)))
    own = [
        extras.add(session, service, words, kind=kind, at=NINE, by=None)
        for words, kind in ((CHAIRS, ExtraKind.RATING), (WISH, ExtraKind.TEXT))
    ]
    session.commit()
    return service, period, own


def bring(session, asking, *rows, names=NAMES):
    lines = "\n".join(";".join(map(str, row)) for row in [names, *rows])
    return keeping.bring(session, asking[0], asking[1], lines.encode(), at=NINE, by=None)


def row(number, *own):
    return [number, *scores().values(), *own]


def kept(session):
    return [one.extras for one in session.scalars(select(SurveyAnswer).order_by(SurveyAnswer.id))]


def test_columns_headed_by_the_questions_are_read_and_counted(session, asking) -> None:
    service, period, (chairs, wish) = asking

    assert bring(session, asking, row("1", 4, "Kipas"), row("2", "-", ""), row("3", 1, "3")).new == 3

    assert kept(session) == [
        {str(chairs.id): 4, str(wish.id): "Kipas"}, {}, {str(chairs.id): 1, str(wish.id): "3"}
    ]  # fmt: skip
    found = extras.of_service(session, service.id, period.id, with_words=True)
    assert [one.counts for one in found] == [(1, 0, 0, 1), (0, 0, 0, 0)]


def test_the_same_sheet_with_another_answer_is_another_sheet(session, asking) -> None:
    bring(session, asking, row("1", 4, "3"))

    assert bring(session, asking, row("1", 4, "3")).known == 1
    (refused,) = bring(session, asking, row("1", 4, "4")).refused
    assert [one.code for one in refused.refusals] == ["sheet.other"]


@pytest.mark.parametrize(
    ("own", "code"), [((5, ""), "sheet.score"), (("", "x" * 501), "sheet.long-own")], ids=["scale", "length"]
)
def test_an_answer_that_will_not_do_is_told_by_its_question(session, asking, own, code) -> None:
    (refused,) = bring(session, asking, row("1", *own)).refused

    (remark,) = refused.refusals
    assert remark.code == code
    assert (CHAIRS if code == "sheet.score" else WISH) in remark.text("id")
    assert kept(session) == []


def test_the_template_asks_them_and_a_wording_like_a_column_stays_apart(session, asking) -> None:
    service, _, own = asking
    like = extras.add(session, service, "Pendidikan", kind=ExtraKind.TEXT, at=NINE, by=None)
    again = extras.add(session, service, CHAIRS, kind=ExtraKind.RATING, at=NINE, by=None)
    own = [*own, like, again]
    book = CalamineWorkbook.from_filelike(io.BytesIO(template.make(service, "Plaju", own)))

    names = book.get_sheet_by_index(0).to_python()[0]

    assert names[10:14] == [CHAIRS, WISH, f"Pendidikan ({like.id})", f"{CHAIRS} ({again.id})"]
    assert bring(session, asking, row("1", 4, "a", "b", 2, "", "sma", "", ""), names=names).new == 1
    assert kept(session) == [
        {str(one.id): said for one, said in zip(own, (4, "a", "b", 2), strict=True)}
    ]  # fmt: skip


def test_they_are_keyed_in_and_may_be_left_out(client, installation, session, asking) -> None:
    service, period, (chairs, wish) = asking
    hana = a_person(session, "Hana")
    a_role(session, hana, "desk")
    session.commit()
    sign_in(client, hana)
    arm(client)
    page = f"/meja-warga/survei/{service.id}/kertas"

    def key(number, **own):
        form = dict.fromkeys(elements.KEYS, "3") | {"periode": str(period.id), "lembar": number} | own
        return client.post(page, data=form).status_code

    assert CHAIRS in client.get(page).text
    assert key("1", **{f"t-{chairs.id}": "2", f"t-{wish.id}": " 3 "}) == 303
    assert key("1", **{f"t-{chairs.id}": "2", f"t-{wish.id}": "3"}) == 303
    assert key("2", **{f"t-{chairs.id}": "0"}) == 303
    assert key("3", **{f"t-{chairs.id}": "5"}) == 422
    with installation.database.read() as reading:
        assert kept(reading) == [{str(chairs.id): 2, str(wish.id): "3"}, {}]
