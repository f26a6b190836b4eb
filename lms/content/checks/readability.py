"""Texts that are hard to read: a module written as laws are, a prompt far above what prepares for it."""

from collections.abc import Iterator

from lms.bahasa.readability import ABOVE, ENOUGH, HARD, PROMPT, Measure
from lms.content.checks.shelf import Shelf
from lms.content.course import Module
from lms.content.findings import Finding
from lms.questions.problem import Severity

LONG = 40


def of_module(module: Module) -> Iterator[Finding]:
    measure = module.measure
    if module.language == "id" and measure.words >= ENOUGH and measure.lix > HARD:
        average = round(measure.words / max(1, measure.sentences))
        values: dict[str, str | int] = {"lix": measure.lix, "most": HARD, "words": average}
        place = module.places.get("title", (1, 1))
        yield Finding(module.span.path, *place, "check.hard", values, Severity.WARNING)


def of_prompts(shelf: Shelf) -> Iterator[Finding]:
    """Compare each prompt with the hardest module that prepares for it."""
    for key, (longest, lix) in _taught(shelf).items():
        quiz = shelf.quizzes.get(key)
        for prompt in quiz.prompts if quiz else ():
            words = prompt.measure.longest
            if words > LONG and words * 2 > longest * 3:
                code, values = "check.readability", {"words": words}
            elif _far_above(prompt.measure, lix):
                code, values = "check.prompt-hard", {"lix": prompt.measure.lix, "module": lix}
            else:
                continue
            yield Finding(f"quizzes/{key}.md", prompt.line, 1, code, values, Severity.WARNING)


def _far_above(measure: Measure, lix: int) -> bool:
    return measure.words >= PROMPT and measure.lix > HARD and measure.lix > lix + ABOVE


def _taught(shelf: Shelf) -> dict[str, tuple[int, int]]:
    """Return, for each quiz in use, the longest sentence and the highest index of its modules."""
    found: dict[str, tuple[int, int]] = {}
    for course in shelf.courses:
        for module in course.modules:
            for key in (module.quiz, course.exam):
                if key:
                    longest, lix = found.get(key, (0, 0))
                    found[key] = max(longest, module.measure.longest), max(lix, module.measure.lix)
    return found
