"""What a page may know of a paper: no key, no fraction, no feedback before they may be seen."""

from lms.assessment.sheets.open_papers import Doubt, Sheet, doubts, sheet
from lms.assessment.sheets.questions import Link, Question
from lms.assessment.sheets.reviews import Review, answer_code, review

__all__ = ["Doubt", "Link", "Question", "Review", "Sheet", "answer_code", "doubts", "review", "sheet"]
