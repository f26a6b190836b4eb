"""Questions of ours from what QTI asks: derived by marking responses, and checked against the marks."""

from lms.exchange.qti.derive.whole import items

__all__ = ["items"]
