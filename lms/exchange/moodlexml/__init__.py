"""Moodle XML: read into a bank, written from one."""

from lms.exchange.moodlexml.reader import read
from lms.exchange.moodlexml.writer import write

__all__ = ["read", "write"]
