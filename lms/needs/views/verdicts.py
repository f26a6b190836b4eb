"""How a verdict on a training is worded and marked."""

from lms.needs.rules.effect import Verdict
from lms.web.i18n import lazy

VERDICTS = {
    Verdict.IMPROVED: lazy("Improved"),
    Verdict.UNCHANGED: lazy("No detectable change"),
    Verdict.WORSE: lazy("Worse"),
    Verdict.TOO_FEW: lazy("Too few figures to say"),
}
LOOKS = {
    Verdict.IMPROVED: ("leaf", "arrow-up"),
    Verdict.UNCHANGED: ("", "circle"),
    Verdict.WORSE: ("amber", "arrow-down"),
    Verdict.TOO_FEW: ("", "circle-dashed"),
}
