"""Complaints: the pages of citizens, of the desk, and of who handles a report."""

from lms.voice.views.complaints import casework, deskwork, filing, following

__all__ = ["casework", "deskwork", "filing", "following"]
