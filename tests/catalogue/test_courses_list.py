import pytest
from build import NINE, a_person
from catalogue_builders import a_listed
from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.errors import NotFound


def slugs(shelf: courses.Shelf) -> list[str]:
    return [course.slug for course in shelf.courses]


def test_courses_are_listed_by_title_whatever_the_case(session: Session) -> None:
    a_listed(session, "b", "bijak bermedia")
    a_listed(session, "a", "Arsip")

    assert slugs(courses.listed(session)) == ["a", "b"]


def test_retired_unpublished_and_manual_courses_are_not_offered(session: Session) -> None:
    a_listed(session, "ditarik", "Ditarik", retired_at=NINE)
    a_listed(session, "ditulis", "Ditulis", release_id=None)
    a_listed(session, "panduan", "Panduan", kind="manual")

    assert slugs(courses.listed(session)) == []
    assert [course.slug for course in courses.manuals(session)] == ["panduan"]
    assert courses.fields(session) == {}


@pytest.mark.parametrize(
    "query", ["pelayanan", "layanan", "melayani", "LAYANAN publik", "publik layan", "lay pub"]
)
def test_words_are_found_by_their_stem_in_any_order(session: Session, query: str) -> None:
    a_listed(session, "publik", "Pelayanan publik")
    a_listed(session, "arsip", "Arsip")

    assert slugs(courses.listed(session, query)) == ["publik"]


def test_a_course_with_the_words_in_its_title_comes_first(session: Session) -> None:
    a_listed(session, "a", "Arsip", text="keamanan informasi")
    a_listed(session, "z", "Zona keamanan")

    assert slugs(courses.listed(session, "keamanan")) == ["z", "a"]


def test_a_wildcard_is_a_letter_like_others(session: Session) -> None:
    a_listed(session, "a", "Arsip")

    assert slugs(courses.listed(session, "%")) == ["a"]
    assert slugs(courses.listed(session, "x%")) == []
    assert slugs(courses.listed(session, "a_s")) == []


def test_a_field_narrows_and_the_counts_follow_the_query(session: Session) -> None:
    a_listed(session, "a", "Arsip digital")
    a_listed(session, "b", "Bicara digital", field="communication")
    a_listed(session, "c", "Cakap", field="communication")

    assert slugs(courses.listed(session, field="communication")) == ["b", "c"]
    assert courses.fields(session, "digital") == {"communication": 1, "e-government": 1}


@pytest.mark.parametrize("query", ["", "digital"])
def test_pages_follow_each_other_without_gap_or_double(session: Session, query: str) -> None:
    for number in range(7):
        # the same title often, and words in title or text: the key has to tell them apart
        a_listed(
            session, f"k{number}", f"Kursus {number % 2}" + " digital" * (number % 3 == 0), text="digital"
        )
    whole = slugs(courses.listed(session, query, limit=100))

    seen: list[str] = []
    after = ""
    while True:
        page = courses.listed(session, query, after=after, limit=2)
        seen += slugs(page)
        after = page.after
        if not after:
            break

    assert seen == whole
    assert len(seen) == 7


def test_a_page_behind_a_course_that_is_gone_is_the_first(session: Session) -> None:
    a_listed(session, "a", "Arsip")

    assert slugs(courses.listed(session, after="hilang")) == ["a"]


def test_a_mistyped_word_is_guessed_from_the_titles(session: Session) -> None:
    a_listed(session, "a", "Pelayanan publik")

    assert courses.guess(session, "pelayanna publik") == "pelayanan publik"
    assert courses.guess(session, "zzzzzz") == ""
    assert courses.guess(session, "publik") == ""


def test_a_trainer_has_the_courses_given_to_him_and_no_others(session: Session) -> None:
    budi = a_person(session, "Budi")
    mine, _other = a_listed(session, "a", "Arsip"), a_listed(session, "b", "Bicara")

    courses.assign(session, mine, budi.id, by=None, at=NINE)
    courses.assign(session, mine, budi.id, by=None, at=NINE)

    assert [course.slug for course in courses.of_trainer(session, budi.id)] == ["a"]
    assert courses.assigned(session, "a", budi.id).id == mine.id
    assert [person.id for person in courses.trainers_of(session, mine.id)] == [budi.id]
    with pytest.raises(NotFound):
        courses.assigned(session, "b", budi.id)

    courses.unassign(session, mine, budi.id, by=None, at=NINE)
    assert courses.of_trainer(session, budi.id) == []


def test_a_course_that_was_never_published_is_not_found_by_learners(session: Session) -> None:
    courses.begin(session, "baru", "Baru")

    with pytest.raises(NotFound):
        courses.by_slug(session, "baru")
    assert courses.row(session, "baru") is not None
