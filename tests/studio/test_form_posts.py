"""What a browser sends of the form becomes a question of the sort that was chosen."""

import pytest
from werkzeug.datastructures import MultiDict

from lms.questions import registry
from lms.studio.builder import posted, reading, writing
from lms.studio.builder.asked import Asked, Row
from lms.studio.builder.reading import Manner
from lms.studio.builder.sorts import OWN, SORTS

SURVEY = Manner(survey=True)
BASE = [("label", "Satu"), ("prompt", "Apa?\r\n"), ("explanation", "Sebab.\n\n* a\n* b")]
# Of each sort: what is filled in, and the lines that come of it.
SENT: dict[str, tuple[list[tuple[str, str]], str]] = {
    "single": (
        [
            ("text", "ya"),
            ("text", "tidak"),
            ("text", ""),
            ("key", "1"),
            ("feedback", "Bukan."),
            ("weight", "50"),
        ],
        "- (50%) ya\n  > Bukan.\n- (x) tidak",
    ),
    "multiple": (
        [("text", "a"), ("text", "b"), ("text", "c\nd"), ("key", "0"), ("key", "2"), ("option-score", "all")],
        "- [x] a\n- [ ] b\n- [x] c\n  d",
    ),
    "shorttext": (
        [("text", "Palembang"), ("text", "plbg*"), ("weight", ""), ("weight", "50 %")],
        "= Palembang\n= (50%) plbg*",
    ),
    "number": ([("text", "91,475 ± 0,005"), ("option-unit", "")], "= 91,475 ± 0,005"),
    "pairs": (
        [
            ("text", "a -> b"),
            ("text", "c"),
            ("text", ""),
            ("partner", "1"),
            ("partner", "2"),
            ("partner", "3"),
        ],
        "- a \\-> b -> 1\n- c -> 2\n- -> 3",
    ),
    "ordering": ([("text", "satu"), ("text", "dua"), ("text", "tiga")], "1. satu\n2. dua\n3. tiga"),
    "grouping": (
        [("text", "a"), ("text", "b"), ("text", "c"), ("partner", "X"), ("partner", "Y"), ("partner", "X")],
        "- a => X\n- b => Y\n- c => X",
    ),
    "gaps": ([("prompt", "Ada [[tujuh]] prinsip.")], "Ada [[tujuh]] prinsip."),
    "essay": (
        [("text", "menyebut dasar"), ("weight", "2"), ("words-low", "100"), ("words-high", "300")],
        "- [2] menyebut dasar",
    ),
    "rating": (
        [
            ("low", "1"),
            ("high", "4"),
            ("text", "tidak, sama sekali"),
            ("text", "kurang"),
            ("text", "ya"),
            ("text", "sangat"),
        ],
        "- 1..4: tidak, sama sekali; kurang; ya; sangat",
    ),
    "poll": ([("text", "a"), ("text", "b")], "- ( ) a\n- ( ) b"),
    "polls": ([("text", "a"), ("text", "b")], "- [ ] a\n- [ ] b"),
    "comment": ([("words-high", "50")], "Apa?"),
    "text": ([], "Apa?"),
}


def sent(sort: str, values: list[tuple[str, str]]) -> Asked:
    base = [(name, value) for name, value in BASE if name not in dict(values)]
    return posted.complete(posted.asked(MultiDict([("sort", sort), *base, *values]), None), reading.PLAIN)


@pytest.mark.parametrize("sort", [one.name for one in OWN])
def test_each_sort_is_written_and_read_back_as_it_was_filled_in(sort: str) -> None:
    values, lines = SENT[sort]
    wanted = Asked(**{**_fields(sent(sort, values)), "id": "satu"})

    section = writing.section(wanted)
    verdict = reading.judged(wanted)

    assert lines in section
    assert [one.code for one in verdict.errors] == []
    assert verdict.asked == wanted
    assert reading.asked(section) == wanted


def _fields(asked: Asked) -> dict[str, object]:
    return {name: getattr(asked, name) for name in Asked.__dataclass_fields__}


def test_every_kind_that_ships_has_a_form_but_the_scenario() -> None:
    assert {sort.kind for sort in OWN} == {kind.name for kind in registry.OWN} - {"scenario"}


def test_numbers_that_are_meant_as_text_are_said_to_be() -> None:
    wanted = sent("shorttext", [("text", "2018"), ("text", "0711")])

    assert wanted.attributes == (("shorttext", ""),)


def test_in_a_survey_nothing_needs_to_be_called_unmarked() -> None:
    wanted = Asked("poll", label="Satu", id="satu", prompt="Apa?", rows=(Row("", "a"), Row("", "b")))

    assert writing.section(wanted, survey=True).startswith("## Satu {#satu}\n")
    assert writing.section(wanted).startswith("## Satu {#satu poll}\n")
    assert reading.same(wanted, SURVEY)
    assert reading.same(wanted)


@pytest.mark.parametrize(
    "prompt", ["Apa?\n\n- (x) ini", "Apa?\n\n## Dua {#dua}", "Apa?\n\n# Kumpulan", "Apa?\n= 5"]
)
def test_what_would_be_read_otherwise_is_noticed(prompt: str) -> None:
    rows = (Row("x", "a"), Row("", "b"))

    assert not reading.same(Asked("single", label="Satu", id="satu", prompt=prompt, rows=rows))


def test_what_the_form_does_not_show_is_kept() -> None:
    section = '## Satu {#satu points=2 score=each lama="a b"}\nApa?\n\n- [x] a\n- [ ] b\n'
    original = reading.asked(section)
    assert original is not None

    again = posted.asked(
        MultiDict(
            [*BASE[:2], ("points", "2"), ("text", "a"), ("text", "b"), ("key", "0"), ("option-score", "all")]
        ),
        original,
    )

    assert writing.section(again).startswith('## Satu {#satu points=2 score=all lama="a b"}\n')


def test_buttons_of_the_form_change_its_rows_and_nothing_else() -> None:
    form = Asked("single", label="Satu", rows=(Row("x", "a"), Row("", "b")))

    assert [row.text for row in posted.changed(form, "down-0").rows] == ["b", "a"]
    assert [row.text for row in posted.changed(form, "up-0").rows] == ["a", "b"]
    assert [row.text for row in posted.changed(form, "drop-0").rows] == ["b"]
    assert [row.text for row in posted.changed(form, "row").rows] == ["a", "b", ""]
    assert posted.changed(form, "hint").hints == ("",)
    assert posted.changed(form, "drop-77") == form


@pytest.mark.parametrize("sort", SORTS)
def test_an_empty_form_can_be_shown_and_is_refused(sort: str) -> None:
    blank = posted.blank(sort)

    assert reading.judged(posted.complete(blank, reading.PLAIN)).errors
