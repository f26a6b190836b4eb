"""The plain text of the text2qti project, which makes Canvas quizzes: read into a bank, written from one."""

from lms.exchange.text2qti.reader import read
from lms.exchange.text2qti.writer import write

__all__ = ["read", "write"]
