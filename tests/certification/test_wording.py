"""The words of a certificate: domain.md §3.2, its traps, in both languages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from certification_builders import a_snapshot
from hypothesis import given
from hypothesis import strategies as st

from lms.bahasa import terbilang
from lms.certification.rules import wording

MARCH_3, MARCH_17 = date(2026, 3, 3), date(2026, 3, 17)


def worded(began=MARCH_3, completed=MARCH_17, **values):
    return wording.of(
        a_snapshot(**values), number="800.2/00001/BKPSDM/2026", began_on=began, completed_on=completed
    )


def test_the_sentence_is_the_law_s_form():
    assert worded().sentence.replace("\u00a0", " ") == (
        "Diberikan kepada Ani, NIP. 19900101 201501 2 001, Penata (III/c), Pranata Komputer Ahli Muda, "
        "Bidang Aplikasi Informatika, Dinas Komunikasi dan Informatika, yang telah menyelesaikan Pelatihan "
        "Dasar-dasar SPBE yang diselenggarakan secara daring oleh BKPSDM Kota Palembang pada tanggal "
        "3 s.d. 17 Maret 2026, setara 8 (delapan) Jam Pelajaran, dengan hasil LULUS."
    )


def test_english_says_the_same():
    words = worded(language="en")

    assert words.when == "from 3 to 17 March 2026"
    assert words.hours == "8 (eight) credit hours (Jam Pelajaran)"
    assert words.result == "PASSED"


def test_a_course_of_one_day_names_the_day_once():
    assert worded(began=MARCH_17).when == "pada tanggal 17 Maret 2026"
    assert worded(began=MARCH_17, language="en").when == "on 17 March 2026"


def test_pppk_have_a_golongan_and_their_own_label():
    words = worded(identity_label="NI PPPK", identity_value="199009132025242014", rank="Golongan IX")

    assert words.who == ("NI PPPK. 19900913\u00a0202524\u00a02\u00a0014", "Golongan IX")
    assert "Pangkat" not in words.sentence


def test_what_a_person_does_not_have_leaves_no_gap():
    words = worded(
        identity_label="",
        identity_value="",
        rank="",
        position="",
        unit="Kecamatan Plaju",
        agency="Kecamatan Plaju",
    )

    assert words.who == ()
    assert words.where == ("Kecamatan Plaju",)
    assert ", ," not in words.sentence


def test_a_back_page_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="do not add up"):
        worded(jp="9")


@pytest.mark.parametrize(
    ("jp", "language", "text"),
    [
        ("1", "id", "1 (satu) Jam Pelajaran"),
        ("11", "id", "11 (sebelas) Jam Pelajaran"),
        ("120", "id", "120 (seratus dua puluh) Jam Pelajaran"),
        ("1.5", "id", "1,5 (satu koma lima) Jam Pelajaran"),
        ("12", "en", "12 (twelve) credit hours (Jam Pelajaran)"),
        ("120", "en", "120 (one hundred twenty) credit hours (Jam Pelajaran)"),
        ("2.5", "en", "2.5 (two point five) credit hours (Jam Pelajaran)"),
        ("100", "en", "100 (one hundred) credit hours (Jam Pelajaran)"),
        ("45", "en", "45 (forty-five) credit hours (Jam Pelajaran)"),
        ("40", "en", "40 (forty) credit hours (Jam Pelajaran)"),
    ],
)
def test_hours_in_figures_and_words(jp, language, text):
    assert wording.hours_in_words(Decimal(jp), language) == text


@given(st.integers(1, 999))
def test_whole_hours_always_read_as_terbilang(jp):
    assert wording.hours_in_words(Decimal(jp), "id") == f"{jp} ({terbilang.words(jp)}) Jam Pelajaran"


@given(st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_front_and_back_always_agree(halves):
    modules = [{"title": f"Modul {n}", "jp": str(Decimal(half) / 2)} for n, half in enumerate(halves)]
    total = Decimal(sum(halves)) / 2

    words = worded(modules=modules, jp=str(total))

    assert words.hours.startswith(f"{words.total} (")


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 400))
def test_a_span_ends_with_its_last_day_in_full(began, days):
    completed = began + timedelta(days)

    words = worded(began=began, completed=completed)

    assert words.when.endswith(words.place_and_date.removeprefix("Palembang, "))


def test_the_back_tells_result_and_competencies():
    facts = dict(worded().facts)

    assert facts["Hasil"] == "LULUS, nilai ujian 83,33"
    assert facts["Kompetensi"] == "SPBE, tingkat 1; Pelayanan publik, tingkat 2"
    assert dict(worded(percent=None, competencies=[]).facts)["Hasil"] == "LULUS"
    assert wording.competency("integritas", "en") == "Integritas"


def test_a_login_name_is_not_grouped():
    assert wording.grouped("peserta-7") == "peserta-7"


def test_an_unknown_language_reads_indonesian():
    assert worded(language="jv").words is wording.WORDS["id"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_only_what_our_key_signs_says_that_it_is_signed(language):
    words = worded(language=language).words
    own = words["signed_own"].format(organiser="BKPSDM Kota Palembang")

    assert words["signed_none"] == words["signed_bsre"] == ""
    assert "BKPSDM Kota Palembang" in own
    assert "PP 71/2019" in own
    assert ("tidak tersertifikasi" if language == "id" else "not certified") in own
