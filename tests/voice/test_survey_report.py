"""The official report: figures from the sums, workbook, print; what gives people away is hidden."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from build import NINE, a_unit
from python_calamine import CalamineWorkbook
from sqlalchemy import event
from voice_builders import a_period, a_service, an_answer, scores

from lms.flow import HANDLERS
from lms.jobs.models import Job
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import Grade, Weighting
from lms.voice.satisfaction import plans, services
from lms.voice.satisfaction.answers import Filled
from lms.voice.satisfaction.reporting import drawing, figures, filing, prints, workbook
from lms.voice.satisfaction.reporting.filing import State
from lms.voice.satisfaction.reporting.prints import Imprint

IMPRINT = Imprint("Pemerintah Kota Palembang", "Palembang", date(2026, 4, 2))


@pytest.fixture
def district(session):
    """A district with two services: twelve and eight answers, one element of the first is weak."""
    city = a_unit(session, "Kota Palembang")
    unit = a_unit(session, "Kecamatan Plaju", city)
    period = a_period(session)
    first, second = a_service(session, unit, "KTP"), a_service(session, unit, "Kartu Keluarga")
    for number in range(12):
        filled = Filled(scores(3, waktu=2), sex="perempuan" if number < 9 else "laki-laki", education="sma")
        an_answer(session, first, period, f"a{number}", filled=filled)
    for number in range(8):
        an_answer(session, second, period, f"b{number}", scores(4, waktu=3))
    an_answer(session, second, period, "c", scores(4, waktu=None))
    return city, unit, period, first


def test_the_table_has_sums_means_weights_and_the_lowest(session, district):
    city, unit, period, _ = district

    report = figures.gather(session, city, period)

    by_key = {one.key: one for one in report.lines}
    assert (report.standing.complete, report.standing.aside) == (20, 1)
    assert [one.key for one in report.lines] == list(elements.KEYS)
    # Twelve gave 2 and eight gave 3 for time, 3 and 4 for the other eight: 2.4 and 3.4.
    assert (by_key["waktu"].total, by_key["waktu"].mean_shown) == (48, Decimal("2.400"))
    assert by_key["waktu"].grade is Grade.D
    assert by_key["biaya"].weighted_shown == Decimal("0.378")
    assert report.weighted_sum == Decimal("3.289")
    assert report.standing.index.value == Decimal("82.22")
    assert report.lowest[0].key == "waktu"
    assert [(one.name, one.standing.complete) for one in report.services] == [
        ("Kartu Keluarga", 8),
        ("KTP", 12),
    ]
    assert (report.unit, report.above) == ("Kota Palembang", "")
    assert figures.gather(session, unit, period).above == "Kota Palembang"


def test_few_men_are_hidden_and_so_is_what_would_tell_of_them(session, district):
    _, unit, period, _ = district

    profile = figures.gather(session, unit, period).profile

    # Three men; nine women and nine who did not say: the smallest of those goes with them.
    assert sorted(profile["sex"].values(), key=str) == [9, None, None]
    assert profile["sex"]["laki-laki"] is None
    assert profile["education"] == {"sd": 0, "smp": 0, "sma": 12, "s1": 0, "s2": 0, "s3": 0, "": 9}
    assert profile["channel"] == {"link": 21, "token": 0, "kiosk": 0, "paper": 0, "import": 0}


def test_of_fewer_than_five_answers_nothing_is_said_but_that(session):
    unit, period = a_unit(session), a_period(session)
    service = a_service(session, unit)
    nobody = figures.gather(session, unit, period)
    for number in range(4):
        an_answer(session, service, period, str(number))

    few = figures.gather(session, unit, period)

    assert nobody.standing.index is None
    assert "Belum ada data" in prints.page(nobody, IMPRINT)
    assert few.lines == ()
    assert few.services[0].standing is None
    page = prints.page(few, IMPRINT)
    assert "Kurang dari 5 jawaban" in page
    assert "75,00" not in page
    assert "75" not in str(_cells(few))


def test_the_old_weight_is_labelled(session, district):
    _, unit, period, _ = district

    report = figures.gather(session, unit, period, Weighting.OLD)

    assert report.standing.index.value == Decimal("81.40")
    assert "0,11 seperti laporan lama" in prints.page(report, IMPRINT)
    assert report.digest != figures.gather(session, unit, period).digest


def test_gathering_costs_the_same_however_many_there_are(session, district):
    city, unit, period, _ = district
    asked = []
    event.listen(session.connection(), "before_cursor_execute", lambda *given: asked.append(given[2]))

    figures.gather(session, unit, period)
    few = len(asked)
    for number in range(5):
        more = a_service(session, a_unit(session, f"Kelurahan {number}", unit), "Surat pengantar")
        an_answer(session, more, period, f"m{number}")
    plans.add(
        session,
        unit,
        period,
        element="waktu",
        action="Loket",
        by_whom="Kasi",
        due_on=period.ends,
        at=NINE,
        by=None,
    )
    asked.clear()
    figures.gather(session, city, period)

    assert few <= len(asked) <= 11


def test_the_drawing_ends_where_the_scale_ends(session, district):
    _, unit, period, _ = district

    drawn = drawing.bars(figures.gather(session, unit, period).lines)

    first, time = drawn.bars[0], drawn.bars[2]
    assert (time.key, time.mean, time.weak) == ("waktu", "2,40", True)
    # 2.4 is 1.4 of the three steps from 1 to 4.
    assert time.width == pytest.approx((drawing.RIGHT - drawing.LEFT) * 1.4 / 3, abs=0.1)
    assert first.width > time.width
    assert [mark.x for mark in drawn.scores][::3] == [drawing.LEFT, drawing.RIGHT]


def _cells(report):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.make(report, "Pemerintah Kota Palembang")))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_holds_numbers_and_no_formula(session, district):
    _, unit, period, _ = district
    plans.add(
        session, unit, period, element="waktu", action="=HYPERLINK(1)", by_whom="Kasi", due_on=period.ends,
        at=NINE, by=None,
    )  # fmt: skip

    sheets = _cells(figures.gather(session, unit, period))

    assert list(sheets) == ["Ringkasan", "Unsur", "Layanan", "Responden", "Tindak lanjut"]
    assert ["IKM", 82.22] in [row[:2] for row in sheets["Ringkasan"]]
    assert sheets["Unsur"][3][:6] == ["Waktu penyelesaian", 20, 48, 2.4, 0.267, "D"]
    assert sheets["Tindak lanjut"][1][2] == "'=HYPERLINK(1)"


# What the press does is the same on both.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_print_is_made_by_a_job_once_for_each_state_of_the_figures(installation):
    with installation.database.write() as session:
        unit, period = a_unit(session, "Kecamatan Plaju"), a_period(session)
        service = a_service(session, unit, "KTP")
        for number in range(6):
            an_answer(session, service, period, str(number), scores(3, waktu=2))
        report = figures.gather(session, unit, period)
        assert filing.of(session, installation.files, report).state is State.ABSENT
        for _ in range(2):
            filing.ask(session, installation.files, report, unit, at=NINE)
        job = session.query(Job).one()
        assert filing.of(session, installation.files, report).state is State.WAITING
        payload = dict(job.payload)
    HANDLERS[filing.JOB](installation, payload)

    with installation.database.write() as session:
        filed = filing.of(session, installation.files, report)
        data = installation.files.get(filed.sha256)
        an_answer(session, service, period, "6")
        moved = figures.gather(session, unit, period)
        assert filing.of(session, installation.files, moved).state is State.ABSENT

    assert filed.state is State.READY
    assert filed.size == len(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"]).startswith("Laporan Survei Kepuasan Masyarakat Kecamatan Plaju")


# What the press does is the same on both.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_letter_without_a_glyph_is_refused_in_words(installation):
    with installation.database.write() as session:
        unit, period = a_unit(session, "Kecamatan 漢"), a_period(session)
        services.close(session, period, today=date(2026, 4, 1), at=NINE, by=None)
        report = figures.gather(session, unit, period)
        filing.ask(session, installation.files, report, unit, at=NINE)
        payload = dict(session.query(Job).one().payload)
    HANDLERS[filing.JOB](installation, payload)

    with installation.database.write() as session:
        filed = filing.of(session, installation.files, report)
        assert filed.state is State.REFUSED
        assert "漢" in filed.reason["en"]
        filing.ask(session, installation.files, report, unit, at=NINE)
        assert filing.of(session, installation.files, report).state is State.WAITING
