"""Credit hours against the amount of text; only what is wildly off, for practice takes time too."""

from collections.abc import Iterator

from lms.content.course import Module
from lms.content.findings import Finding
from lms.questions.problem import Severity

# 1 JP is 45 minutes (PerLAN 10/2018).
MINUTES = 45
FEWEST_WORDS = 100


def check(module: Module) -> Iterator[Finding]:
    if not module.jp:
        return
    code = ""
    if module.minutes > module.jp * MINUTES:
        code = "check.hours-long"
    elif module.words < module.jp * FEWEST_WORDS:
        code = "check.hours-short"
    if code:
        values: dict[str, str | int] = {"words": module.words, "jp": str(module.jp).replace(".", ",")}
        yield Finding(module.span.path, *module.places["jp"], code, values, Severity.WARNING)
