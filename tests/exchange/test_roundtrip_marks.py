"""Import(export(x)) marks every response like x, for every kind that a format carries, by our own kinds."""

from collections.abc import Callable

import pytest
from exchange_builders import a_quiz
from hypothesis import HealthCheck, given, settings
from marked_forms import answers, mark
from qti_banks import BANKS

from lms.exchange import aiken, gift, moodlexml, text2qti
from lms.exchange.model import Bank, Written
from lms.exchange.quizfile import reading, writing

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
Way = tuple[Callable[[Bank], Written], Callable[[str], Bank]]


def own(bank: Bank) -> Written:
    made = writing.write(bank, title="Kuis", lang="en")
    return Written(made.markdown.encode() if made.questions else b"", made.remarks)


def owned(text: str) -> Bank:
    return reading.bank(a_quiz(text)) if text else Bank()


WAYS: dict[str, Way] = {
    "markdown": (own, owned),
    "gift": (gift.write, gift.read),
    "moodle-xml": (moodlexml.write, moodlexml.read),
    "text2qti": (text2qti.write, text2qti.read),
    "aiken": (aiken.write, aiken.read),
}
# What is said to mark otherwise, and so is no promise.
OTHERWISE = {"exchange.all-or-nothing", "exchange.case", "exchange.negative", "exchange.unit"}


@pytest.mark.parametrize("name", WAYS)
def test_a_bank_that_comes_back_marks_every_response_as_before(name: str) -> None:
    write, read = WAYS[name]

    @SLOW
    @given(BANKS)
    def check(bank: Bank) -> None:
        for item in bank.items:
            (*ours,) = writing.write(Bank((item,)), title="Kuis", lang="en").questions
            out = write(Bank((item,)))
            if not ours or any(one.is_error or one.code in OTHERWISE for one in out.remarks):
                continue
            back = read(out.text)
            assert len(back.items) == 1, (out.text, back.remarks)
            (*again,) = writing.write(back, title="Kuis", lang="en").questions
            assert again, (out.text, writing.write(back, title="Kuis", lang="en").remarks)
            (_, before), (_, after) = ours[0], again[0]
            for given_ in answers(before):
                assert mark(before, given_) == mark(after, given_), (out.text, given_)

    check()


@pytest.mark.parametrize("name", WAYS)
def test_every_question_goes_out_or_is_named(name: str) -> None:
    write, read = WAYS[name]

    @SLOW
    @given(BANKS)
    def check(bank: Bank) -> None:
        out = write(bank)
        refused = [one for one in out.remarks if one.is_error]
        assert len(read(out.text).items) + len(refused) == len(bank.items)
        for one in out.remarks:
            assert one.text("id")

    check()
