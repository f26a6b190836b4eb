"""Complaints: the pages of citizens, of the desk, and of who handles a report."""

from lms.voice.views.complaints import casework, counting, deskwork, filing, following, settling

__all__ = ["casework", "counting", "deskwork", "filing", "following", "settling"]
