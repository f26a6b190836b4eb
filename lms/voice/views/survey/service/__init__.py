"""One service at the desk: its page, what is changed, printed and asked besides the elements."""

from lms.voice.views.survey.service import changing, handing, questions

__all__ = ["changing", "handing", "questions"]
