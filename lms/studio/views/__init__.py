"""Pages of the studio: courses written in the browser, together, and published from there."""

from lms.studio.views import changes, desk, release, repository, shelf
from lms.studio.views.blueprint import bp

__all__ = ["bp", "changes", "desk", "release", "repository", "shelf"]
