import pytest

from lms.bahasa import terbilang

WORDS = {
    0: "nol",
    1: "satu",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    19: "sembilan belas",
    20: "dua puluh",
    21: "dua puluh satu",
    99: "sembilan puluh sembilan",
    100: "seratus",
    101: "seratus satu",
    110: "seratus sepuluh",
    111: "seratus sebelas",
    120: "seratus dua puluh",
    200: "dua ratus",
    1000: "seribu",
    1001: "seribu satu",
    1100: "seribu seratus",
    2000: "dua ribu",
    10_000: "sepuluh ribu",
    11_011: "sebelas ribu sebelas",
    21_000: "dua puluh satu ribu",
    100_000: "seratus ribu",
    101_000: "seratus satu ribu",
    999_999: "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan",
}
VALUES = {word: number for number, word in enumerate(terbilang.DIGITS)}
PREFIXED = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000}


@pytest.mark.parametrize(("number", "words"), WORDS.items())
def test_a_number_is_written_in_words(number: int, words: str) -> None:
    assert terbilang.words(number) == words


def test_words_read_back_as_the_number() -> None:
    assert [n for n in [*range(3000), *range(3000, 1_000_000, 97)] if value(terbilang.words(n)) != n] == []


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="between"):
        terbilang.words(number)


def value(words: str) -> int:
    total = group = last = 0
    for word in words.split():
        if word == "seribu":
            total = 1000
        elif word == "ribu":
            total, group, last = (group + last) * 1000, 0, 0
        elif word in PREFIXED:
            group += PREFIXED[word]
        elif word in {"belas", "puluh", "ratus"}:
            group += last + 10 if word == "belas" else last * {"puluh": 10, "ratus": 100}[word]
            last = 0
        else:
            last = VALUES[word]
    return total + group + last
