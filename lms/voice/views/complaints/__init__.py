"""Complaints: the pages of citizens."""

from lms.voice.views.complaints import filing, following

__all__ = ["filing", "following"]
