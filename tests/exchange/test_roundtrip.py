"""What goes out comes back: every question that is written marks every response as before."""

from dataclasses import replace

from banks import BANKS
from exchange_builders import a_quiz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.exchange import aiken, gift
from lms.exchange.model import Bank, Item
from lms.exchange.quizfile import reading, writing
from lms.questions.text import plain

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def named(bank: Bank) -> list[Item]:
    """Lines are the file's own; everything else is the question's."""
    return [replace(item, line=0) for item in bank.items]


@SLOW
@given(BANKS)
def test_gift_gives_back_what_it_was_given(bank: Bank) -> None:
    written = gift.write(bank)

    refused = [one for one in written.remarks if one.is_error]
    back = named(gift.read(written.text))

    assert len(back) + len(refused) == len(bank.items)
    assert all(item in named(bank) for item in back)


@SLOW
@given(BANKS)
def test_our_format_keeps_the_words_and_the_marks(bank: Bank) -> None:
    written = writing.write(bank, title="Kuis", lang="id")

    questions = a_quiz(written.markdown).questions if written.questions else ()

    assert len(questions) + sum(one.is_error for one in written.remarks) == len(bank.items)
    for (item, question), found in zip(written.questions, questions, strict=True):
        assert found.body == question.body
        assert plain(found.prompt) == " ".join(item.prompt.text.split())


@SLOW
@given(BANKS)
def test_a_quiz_sent_out_and_brought_back_marks_the_same(bank: Bank) -> None:
    quiz = writing.write(bank, title="Kuis", lang="en")
    questions = [question for _, question in quiz.questions]

    out = gift.write(reading.bank(a_quiz(quiz.markdown))) if questions else gift.write(Bank())
    back = writing.write(gift.read(out.text), title="Kuis", lang="en")

    assert len(back.questions) + sum(one.is_error for one in out.remarks) == len(questions)
    ours = {question.id: question.body for question in questions}
    for _, question in back.questions:
        assert marks(question.body) == marks(ours[question.id])


def marks(body: dict[str, object]) -> list[object]:
    """Return what decides a mark: the answers without their feedback."""
    rows = body.get("options") or body.get("answers") or body.get("items")
    assert isinstance(rows, list)
    return [{key: row[key] for key in row if key in {"weight", "low", "high", "label"}} for row in rows]


@SLOW
@given(st.text(st.sampled_from(list("ab %5-.:=#~{}[]\\/>\n$*<"))))
def test_no_text_makes_the_readers_stumble(text: str) -> None:
    for bank in (gift.read(text), aiken.read(text)):
        writing.write(bank, title="Kuis")
        for one in bank.remarks:
            assert one.text("id")
            assert one.remedy("en")
