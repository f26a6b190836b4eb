"""What became of the files: history, differences, clashes."""

from lms.studio.views.changes import clashing, past

__all__ = ["clashing", "past"]
