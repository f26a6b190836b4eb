"""QTI 1.2: quizzes and question banks of Canvas, Common Cartridge and others."""

from lms.exchange.qti.classic.reader import read, titles

__all__ = ["read", "titles"]
