"""The form above the text writes into the front matter and leaves the rest of it alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.errors import Refused
from lms.studio.editor import matter

ROOT = Path(__file__).parents[2]
FILES = sorted(path for shelf in ("courses", "quizzes") for path in (ROOT / shelf).rglob("*.md"))
MODULE = """---
# Ditulis bersama Bu Rahma.
title: Konsep   # judul pendek
jp: 2

outcomes:
  # yang utama dahulu
  - Menjelaskan tujuan
  - "Menyebut: prinsip"   # lima saja
quiz: dasar-spbe/konsep
cites: [Perpres 95/2018, "Pasal 4, ayat (2)"]
---
Isi.

---
Bukan bagian depan.
"""


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_form_that_changes_nothing_writes_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert matter.edited(text, matter.read(text).values) == text


def test_only_the_line_of_what_changed_is_written() -> None:
    after = matter.edited(MODULE, {"title": "Konsep: dan # prinsip", "jp": "2"})

    assert after == MODULE.replace("title: Konsep  ", 'title: "Konsep: dan # prinsip"  ')


def test_items_that_stay_keep_their_lines_and_comments() -> None:
    wanted = ["Menjelaskan tujuan", "Memberi contoh", "Menyebut: prinsip", "Menilai: hasil"]

    after = matter.edited(MODULE, {"outcomes": wanted})

    assert matter.read(after).values["outcomes"] == wanted
    assert "  # yang utama dahulu\n  - Menjelaskan tujuan\n  - Memberi contoh\n" in after
    assert '  - "Menyebut: prinsip"   # lima saja\n  - "Menilai: hasil"\nquiz:' in after


def test_an_empty_value_takes_its_key_away_and_a_new_one_is_added_at_the_end() -> None:
    after = matter.edited(MODULE, {"quiz": "", "cites": ["UU 25/2009"], "summary": "a, b"})

    assert "quiz:" not in after
    assert "cites: [UU 25/2009]\nsummary: a, b\n---\nIsi." in after
    assert after.startswith("---\n# Ditulis bersama Bu Rahma.\ntitle: Konsep   # judul pendek\n")


def test_what_cannot_be_read_is_not_written_over() -> None:
    with pytest.raises(Refused):
        matter.edited("---\ntitle: a: b\n---\nIsi.\n", {"title": "x"})
    with pytest.raises(Refused):
        matter.edited("Tanpa bagian depan.\n", {"title": "x"})


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co")), min_size=1).map(
        lambda text: " ".join(text.split())
    ),
    st.lists(st.text("ab:#,[]{}\"'&*!|>%@`- é", min_size=1).map(lambda text: " ".join(text.split()))),
)
def test_whatever_is_typed_comes_back_as_it_was_typed(title: str, outcomes: list[str]) -> None:
    outcomes = [one for one in outcomes if one]
    wanted = {"title": title, "outcomes": outcomes, "cites": outcomes}
    try:
        after = matter.edited(MODULE, wanted)
    except Refused:
        return

    assert matter.read(after).values.get("title", "") == title
    assert matter.read(after).values.get("outcomes", []) == outcomes
    assert matter.read(after).values.get("cites", []) == outcomes
