"""Answers on paper: keyed in or from a spreadsheet; one number is one sheet, nothing half-written."""

import io

import pytest
import xlsxwriter
from build import NINE, a_unit
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from voice_builders import a_period, a_service, scores

from lms.audit.models import AuditEntry
from lms.errors import Conflict, InvalidInput
from lms.voice.models import Channel, SurveyAnswer
from lms.voice.rules import elements
from lms.voice.satisfaction import standings
from lms.voice.satisfaction.answers import Filled
from lms.voice.satisfaction.sheets import keeping, template

NAMES = ["lembar", *elements.KEYS, "kelamin", "pendidikan", "pekerjaan", "saran"]


def a_row(number, score=3, *person, **other):
    return [number, *scores(score, **other).values(), *person]


def a_csv(*rows, names=NAMES):
    lines = [names, *rows]
    return "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in lines).encode()


def an_xlsx(*rows, names=NAMES):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["Survei loket"], [], names, *rows]):
            sheet.write_row(number, 0, row)
    return out.getvalue()


@pytest.fixture
def place(session):
    return a_service(session, a_unit(session, "Kecamatan Plaju"), "KTP"), a_period(session)


def bring(session, place, data):
    return keeping.bring(session, *place, data, at=NINE, by=None)


def test_a_spreadsheet_comes_in_once_however_often_it_is_sent(session, place):
    service, period = place
    rows = [
        a_row("A-1", 3, "Perempuan", "SMA", "Wiraswasta", "Tambah loket"),
        a_row("A-2", 4, "L"),
        a_row(3, 2),
    ]

    first = bring(session, place, an_xlsx(*rows))
    again = bring(session, place, an_xlsx(*rows))
    longer = bring(session, place, a_csv(*rows, a_row("A-4", 1, biaya=None)))

    assert [(one.new, one.known, one.refused) for one in (first, again, longer)] == [
        (3, 0, ()),
        (0, 3, ()),
        (1, 3, ()),
    ]
    standing = standings.of_service(session, service.id, period.id)
    assert (standing.complete, standing.aside) == (3, 1)
    kept = session.scalars(select(SurveyAnswer).order_by(SurveyAnswer.id)).first()
    assert (kept.sex, kept.education, kept.occupation) == ("perempuan", "sma", "wirausaha")
    assert (kept.suggestion, kept.channel) == ("Tambah loket", Channel.IMPORT)
    assert keeping.count(session, service.id, period.id) == 4
    acts = session.scalars(select(AuditEntry.act)).all()
    assert acts.count("sheets.brought") == 2


def test_one_bad_row_and_nothing_comes_in_and_every_bad_row_says_why(session, place):
    bad = [
        a_row("1", 3, waktu=5),
        a_row("", 3),
        a_row("2", 3),
        a_row("2", 4),
        a_row("3", 3, "X", "TK"),
        ["4", *[None] * 9, "P"],
        a_row("5" * 31),
        a_row("6", 3, waktu="Sangat cepat", biaya="gratis"),
        a_row("7", 3, None, None, None, "a" * 1001),
    ]

    found = bring(session, place, a_csv(*bad))

    assert (found.new, session.scalar(select(func.count()).select_from(SurveyAnswer))) == (0, 0)
    why = {sheet.row: [remark.code for remark in sheet.refusals] for sheet in found.refused}
    assert why == {
        2: ["sheet.score"],
        3: ["sheet.no-number"],
        5: ["sheet.twice"],
        6: ["sheet.person", "sheet.person"],
        7: ["sheet.nothing"],
        8: ["sheet.long-number"],
        10: ["sheet.long-text"],
    }
    remark = found.refused[0].refusals[0]
    assert remark.text("id") == "“5” pada kolom waktu bukan nilai 1 sampai 4."
    assert "1, 2, 3" in remark.remedy("en")


def test_words_of_the_options_are_scores_too(session, place):
    service, period = place

    bring(
        session,
        place,
        a_csv(a_row("1", 3, waktu="Sangat cepat", pengaduan="Dikelola dengan baik", biaya="gratis")),
    )

    counts = {one.key: one.counts for one in standings.of_service(session, service.id, period.id).elements}
    assert counts["waktu"] == counts["pengaduan"] == counts["biaya"] == (0, 0, 0, 1)


def test_a_number_that_came_in_with_other_answers_is_refused(session, place):
    bring(session, place, a_csv(a_row("A-1", 3)))

    found = bring(session, place, a_csv(a_row("a-1", 4), a_row("A-2")))

    assert [(sheet.row, sheet.refusals[0].code) for sheet in found.refused] == [(2, "sheet.other")]
    assert session.scalar(select(func.count()).select_from(SurveyAnswer)) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (a_csv(a_row("1"), names=["lembar", *(f"u{n}" for n in range(1, 10))]), "sheets.no-header"),
        (a_csv(["1", 3], names=["lembar", "waktu"]), "sheets.no-header"),
        (a_csv(names=NAMES), "sheets.empty"),
        (a_csv(a_row("1"), names=[*NAMES[:-1], "waktu"]), "sheets.column-twice"),
        (b"\xd0\xcf\x11\xe0", "roster.unreadable"),
    ],
)
def test_a_file_without_the_elements_by_name_is_refused_unread(session, place, data, code):
    with pytest.raises(InvalidInput) as refused:
        bring(session, place, data)

    assert refused.value.code == code


def test_the_template_can_be_filled_in_and_brought(session, place):
    service, _ = place
    book = CalamineWorkbook.from_filelike(io.BytesIO(template.make(service, "Kecamatan Plaju", ())))

    assert book.sheet_names == ["Jawaban", "Petunjuk"]
    names = book.get_sheet_by_index(0).to_python()[0]
    assert names == NAMES
    assert ["sarana", "Sarana dan prasarana", "Buruk", "Cukup", "Baik", "Sangat baik"] in (
        book.get_sheet_by_name("Petunjuk").to_python()
    )
    assert bring(session, place, an_xlsx(a_row("1", 4, "perempuan", "s1", "pns"), names=names)).new == 1


def test_a_sheet_is_keyed_in_once_and_another_of_its_number_is_refused(session, place):
    service, period = place

    def key(number, score=3):
        return keeping.key_in(session, service, period, number, Filled(scores(score)), at=NINE, by=None)

    assert (key("12"), key(" 12 ")) == (True, False)
    with pytest.raises(Conflict, match="other answers"):
        key("12", 4)
    with pytest.raises(InvalidInput):
        key(" ")
    assert session.scalars(select(SurveyAnswer.channel)).all() == [Channel.PAPER]
    assert "sheet.keyed" in session.scalars(select(AuditEntry.act)).all()
    # The same sheet in a spreadsheet is the same sheet.
    assert bring(session, place, a_csv(a_row("12"), a_row("13"))).new == 1


def test_only_periods_that_have_begun_and_are_open_take_sheets(session, place):
    _, period = place

    assert keeping.open_periods(session, period.begins) == [period]
    period.closed_at = NINE
    session.flush()
    assert keeping.open_periods(session, period.ends) == []
    with pytest.raises(Conflict, match="closed"):
        bring(session, place, a_csv(a_row("1")))
