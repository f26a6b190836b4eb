"""The satisfaction survey: the questionnaire that anybody fills in, and the desk that asks."""

from lms.voice.views.survey import asking, counter, handing, keying, offering, questions, reporting

__all__ = ["asking", "counter", "handing", "keying", "offering", "questions", "reporting"]
