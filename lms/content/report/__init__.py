"""What a check found, told to people, to programs and to code forges."""

from lms.content.report.telling import FORMATS, failed, render, rows, written

__all__ = ["FORMATS", "failed", "render", "rows", "written"]
