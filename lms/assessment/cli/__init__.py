"""Commands about quizzes: `lms quiz grade|import|export|stats|regrade`."""

from lms.assessment.cli import exchange, grading, regrades, statistics
from lms.assessment.cli.group import quiz

__all__ = ["exchange", "grading", "quiz", "regrades", "statistics"]
