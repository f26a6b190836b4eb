"""What must come first: courses before a course, modules before the exam.

Within a course the modules may be read, and their quizzes taken, in any order: a servant who looks for
one procedure between two citizens must find it, and who knows a subject may show it at once. Only the
exam waits until every module is done, because the certificate says that all of them were followed.
"""

from collections.abc import Collection, Sequence


def missing(requires: Sequence[str], finished: Collection[str]) -> tuple[str, ...]:
    """Return the courses that must still be finished, in the order the author wrote them."""
    return tuple(slug for slug in requires if slug not in finished)


def exam_open(modules: Collection[str], done: Collection[str]) -> bool:
    return set(modules) <= set(done)
