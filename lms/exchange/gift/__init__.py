"""GIFT, Moodle's plain text of questions: read into a bank, written from one."""

from lms.exchange.gift.reader import read
from lms.exchange.gift.writer import write

__all__ = ["read", "write"]
