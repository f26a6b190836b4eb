"""The satisfaction survey: the questionnaire that anybody fills in, and the desk that asks."""

from lms.voice.views.survey import asking, counter, keying, offering, reporting, service

__all__ = ["asking", "counter", "keying", "offering", "reporting", "service"]
