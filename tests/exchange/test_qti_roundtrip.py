"""What goes out as QTI comes back: every question marks every response as before, in both versions."""

import pytest
from hypothesis import HealthCheck, given, settings
from qti_banks import BANKS
from qti_marks import same

from lms.exchange import qti
from lms.exchange.model import Bank
from lms.exchange.quizfile import rich

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("version", ["2.2", "3.0"])
def test_a_bank_sent_out_and_brought_back_marks_the_same(version: str) -> None:
    @SLOW
    @given(BANKS)
    def check(bank: Bank) -> None:
        written = qti.write(bank, version=version, title="Kuis")
        back = qti.read(written.data)

        refused = [one for one in written.remarks if one.is_error]
        assert len(back.items) + len(refused) == len(bank.items), back.remarks
        assert [one for one in back.remarks if one.is_error] == []
        kept = iter(back.items)
        for item in bank.items:
            if any(one.values.get("title") == item.title for one in refused):
                continue
            found = next(kept)
            assert same(item.answer, found.answer), (item.answer, found.answer)
            assert found.points == item.points
            assert rich.words(found.prompt).split() == rich.words(item.prompt).split()
            assert rich.words(found.explanation).split() == rich.words(item.explanation).split()

    check()
