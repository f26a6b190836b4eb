"""What a learner may see of keys, fractions and feedback, and when."""

from enum import StrEnum


class Feedback(StrEnum):
    """When a quiz shows what was right."""

    AFTER_EACH = "after-each"
    AFTER_ATTEMPT = "after-attempt"
    AFTER_PASS = "after-pass"  # noqa: S105 # not a password
    NEVER = "never"


def answers_open(feedback: str, *, graded: bool, passed: bool) -> bool:
    """Tell whether every question of an attempt may be shown with its key; the total mark is shown anyway."""
    match Feedback(feedback):
        case Feedback.NEVER:
            return False
        case Feedback.AFTER_PASS:
            return graded and passed
        case Feedback.AFTER_EACH | Feedback.AFTER_ATTEMPT:
            return graded


def checks(feedback: str) -> bool:
    """Tell whether a question may be checked, and so closed, while the attempt is open."""
    return Feedback(feedback) is Feedback.AFTER_EACH
