"""Neutral questions to QTI packages, with processing of their own that every reader can follow."""

from lms.exchange.qti.writing.packages import write

__all__ = ["write"]
