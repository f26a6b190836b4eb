"""Quizzes played without records: dealt from a seed, answered by a form, marked by the rules of attempts."""

from lms.preview.plays.dealing import Deal, deal
from lms.preview.plays.forms import CHECK, MARK, SAID, Form, Said, kept, marks_wanted, read, values
from lms.preview.plays.results import review, sheet

__all__ = [
    "CHECK",
    "MARK",
    "SAID",
    "Deal",
    "Form",
    "Said",
    "deal",
    "kept",
    "marks_wanted",
    "read",
    "review",
    "sheet",
    "values",
]
