"""What was typed while a save was under way is carried over to the text that came back."""

import pytest
from conftest import NewVisitor
from playwright.sync_api import Page

CARRIED = """async ([sent, typed, came]) => {
  const { carried } = await import("/static/any/js/studio-text.js");
  return carried(sent, typed, came);
}"""
LINES = "satu\ndua\ntiga\nempat\nlima\n"


@pytest.fixture
def page(new_visitor: NewVisitor) -> Page:
    visitor = new_visitor("desk")
    visitor.go("/masuk")
    return visitor.page


@pytest.mark.parametrize(
    ("typed", "came", "joined"),
    [
        # Nothing of theirs: what was typed stands.
        ("satu!\ndua\ntiga\nempat\nlima\n", LINES, "satu!\ndua\ntiga\nempat\nlima\n"),
        # Theirs behind, before, and on both sides of what was typed.
        ("satu!\ndua\ntiga\nempat\nlima\n", f"{LINES}enam\n", "satu!\ndua\ntiga\nempat\nlima\nenam\n"),
        (f"{LINES}enam\n", f"nol\n{LINES}", f"nol\n{LINES}enam\n"),
        ("satu\ndua\ntiga baru\nempat\nlima\n", "SATU\ndua\ntiga\nempat\nLIMA\n", None),
        # Nothing was typed meanwhile.
        (LINES, f"nol\n{LINES}", f"nol\n{LINES}"),
    ],
)
def test_typing_is_carried_over_or_left_to_the_merge(
    page: Page, typed: str, came: str, joined: str | None
) -> None:
    assert page.evaluate(CARRIED, [LINES, typed, came]) == joined


def test_between_two_changes_of_theirs_the_words_around_tell_the_place(page: Page) -> None:
    middle = "".join(f"baris {number} yang panjang dan lain dari yang lain\n" for number in range(12))
    sent = f"awal\n{middle}akhir\n"
    typed = sent.replace("baris 6 yang", "baris 6 sungguh yang")
    came = f"AWAL\n{middle}AKHIR\n"

    joined = page.evaluate(CARRIED, [sent, typed, came])

    assert joined == came.replace("baris 6 yang", "baris 6 sungguh yang")
