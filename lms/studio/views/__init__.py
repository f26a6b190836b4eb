"""Pages of the studio: courses written in the browser, together, and published from there."""

from lms.studio.views import bring, changes, desk, release, repository, shelf
from lms.studio.views.blueprint import bp

__all__ = ["bp", "bring", "changes", "desk", "release", "repository", "shelf"]
