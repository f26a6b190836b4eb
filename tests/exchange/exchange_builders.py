"""Plain builders of files from elsewhere and of what becomes of them."""

from lms.content import quiz
from lms.content.findings import Findings
from lms.content.markdown.document import Setting
from lms.content.quiz import Quiz
from lms.content.source import Source
from lms.exchange import gift
from lms.exchange.model import Bank, Item, Markup, Text
from lms.exchange.quizfile import writing


def an_item(text: str) -> Item:
    """Read the one question of a GIFT text."""
    bank = gift.read(text)
    assert len(bank.items) == 1, bank
    return bank.items[0]


def refusals(bank: Bank) -> list[tuple[int, str]]:
    return [(one.line, one.code) for one in bank.remarks]


def auto(text: str) -> Text:
    return Text(text, Markup.AUTO)


def a_quiz(markdown: str) -> Quiz:
    """Read a quiz file that must be without an error."""
    findings = Findings("quizzes/x.md")
    made = quiz.read(Setting(Source.of("quizzes/x.md", markdown), findings), "x")
    assert made is not None
    assert [one for one in findings.found if one.is_error] == []
    return made


def carried(text: str, lang: str = "en") -> Quiz:
    """Bring a GIFT text into our format and read it."""
    return a_quiz(writing.write(gift.read(text), title="Kuis", lang=lang).markdown)
