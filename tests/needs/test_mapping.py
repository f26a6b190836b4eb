"""Which courses answer a complaint: the course's own word, and HR's over it."""

import pytest
from build import NINE, a_person
from needs_builders import a_category, an_answering

from lms.errors import InvalidInput
from lms.needs import mapping, sources

WAKTU = "skm/waktu"


def answers(session):
    return [one.slug for one in mapping.lines(session, [WAKTU])[WAKTU].courses]


def test_what_a_course_addresses_is_the_default(session) -> None:
    an_answering(session, "tepat-waktu", WAKTU)
    an_answering(session, "lain", "skm/biaya")

    assert answers(session) == ["tepat-waktu"]


def test_hr_adds_a_course_takes_one_back_and_lets_it_speak_again(session) -> None:
    by = a_person(session, "Eka").id
    an_answering(session, "tepat-waktu", WAKTU)
    an_answering(session, "lain")

    mapping.point(session, WAKTU, "lain", by=by, at=NINE)
    mapping.take_back(session, WAKTU, "tepat-waktu", by=by, at=NINE)
    assert answers(session) == ["lain"]
    line = mapping.lines(session, [WAKTU])[WAKTU]
    assert [(one.course.slug, one.by_hr, one.removed) for one in line.answers] == [
        ("lain", True, False),
        ("tepat-waktu", False, True),
    ]

    mapping.by_default(session, WAKTU, "tepat-waktu", by=by, at=NINE)
    assert answers(session) == ["lain", "tepat-waktu"]


def test_a_retired_course_answers_nothing(session) -> None:
    an_answering(session, "tepat-waktu", WAKTU).retired_at = NINE
    session.flush()

    assert answers(session) == []


def test_courses_that_teach_the_competency_stand_beside(session) -> None:
    an_answering(session, "hasil", competencies=("orientasi-pada-hasil/1",))
    by = a_person(session, "Eka").id

    line = mapping.lines(session, [WAKTU])[WAKTU]
    assert (line.competency, [one.slug for one in line.near], line.courses) == (
        "Orientasi pada hasil",
        ["hasil"],
        (),
    )

    mapping.name_competency(session, WAKTU, " Integritas ", by=by, at=NINE)
    line = mapping.lines(session, [WAKTU])[WAKTU]
    assert (line.competency, line.near) == ("Integritas", ())
    with pytest.raises(InvalidInput):
        mapping.name_competency(session, WAKTU, " ", by=by, at=NINE)


def test_sources_are_the_elements_and_the_categories_in_both_languages(session) -> None:
    a_category(session)
    known = sources.every(session)

    assert list(known)[:2] == ["skm/persyaratan", "skm/prosedur"]
    assert list(known)[-1] == "pengaduan/prosedur"
    assert known[WAKTU].name("id") == "Waktu penyelesaian"
    assert known["pengaduan/prosedur"].name("en") == "Cumbersome procedure"
    assert sources.named(known, "pengaduan/lama").name("id") == "pengaduan/lama"
