"""QTI, the standard of question banks: 1.2, 2.x and 3.0 are read, 2.2 and 3.0 packages written."""

from lms.exchange.qti.reader import read
from lms.exchange.qti.writing import write

__all__ = ["read", "write"]
