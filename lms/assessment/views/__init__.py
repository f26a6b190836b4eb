"""Pages of quizzes: taking them, and the trainer's desk behind them."""

from lms.assessment.views import attempts, essays, exchange, regrades, statistics
from lms.assessment.views.blueprint import bp

__all__ = ["attempts", "bp", "essays", "exchange", "regrades", "statistics"]
