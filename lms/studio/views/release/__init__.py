"""From draft to release: a colleague's review, the careful question, the way back."""

from lms.studio.views.release import publishing, reviewing

__all__ = ["publishing", "reviewing"]
