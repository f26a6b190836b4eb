"""Commands of whoever writes and keeps courses: check, publish, courses, render."""

from lms.catalogue.cli.rendering import render
from lms.catalogue.cli.shelf import check, courses, publish

__all__ = ["check", "courses", "publish", "render"]
