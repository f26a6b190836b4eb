"""A published table gives nobody away: small cells are hidden, and no hidden one follows from the total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.voice.rules import cells


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 20, "b": 9}, {"a": 20, "b": 9}),
        ({"a": 5, "b": 5}, {"a": 5, "b": 5}),
        # One hidden cell is what is missing from the total: the next smallest is hidden with it.
        ({"a": 20, "b": 9, "c": 4}, {"a": 20, "b": None, "c": None}),
        # Two that are one person each are two people: the next smallest is hidden too.
        ({"a": 20, "b": 9, "c": 1, "d": 1}, {"a": 20, "b": None, "c": None, "d": None}),
        ({"a": 20, "b": 3, "c": 2}, {"a": 20, "b": None, "c": None}),
        ({"a": 20, "b": 0}, {"a": 20, "b": 0}),
        ({"a": 3}, {"a": None}),
        ({}, {}),
    ],
)
def test_small_cells_are_hidden_with_what_would_give_them_away(counts, shown):
    assert cells.shown(counts) == shown


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30)))
def test_what_is_hidden_is_never_one_cell_nor_few_people_while_others_are_shown(counts):
    found = cells.shown(counts)

    hidden = [key for key, count in found.items() if count is None]
    assert all(count is None or count == counts[key] for key, count in found.items())
    assert all(not 0 < count < 5 for count in found.values() if count is not None)
    if hidden and any(found.values()):
        assert len(hidden) > 1
        assert sum(counts[key] for key in hidden) >= 5
