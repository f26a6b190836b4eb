import pytest

from lms.exchange.cells import harmless


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@x", "\tx", "\rx"])
def test_a_cell_that_would_run_is_made_harmless(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Ani", "a=1", "'=1"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
