"""QTI 1.2: quizzes and question banks of Canvas, Common Cartridge and others."""

from lms.exchange.qti.classic.reader import read

__all__ = ["read"]
