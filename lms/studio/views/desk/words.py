"""What the form of questions calls the sorts, their answers and the words of their headings."""

from lms.preview.quizzes import KINDS
from lms.web.i18n import lazy

LABELS = {**KINDS, "polls": lazy("Several choices, not marked")}
WHAT = {
    "single": lazy("Learners choose one of the options."),
    "multiple": lazy("Learners tick all that is right."),
    "shorttext": lazy("Learners write a word or two; * stands for anything."),
    "number": lazy("Learners write a number; 3.5 ± 0.1 allows a tolerance, 15..16 a range."),
    "pairs": lazy("Each term is given its partner; a partner without a term distracts."),
    "ordering": lazy("Learners put the items into the order in which you write them."),
    "grouping": lazy("Each item is put into its group."),
    "gaps": lazy("Write the answers into the text: [[seven]], [[= 7]] or [[(x) seven / ( ) eight]]."),
    "essay": lazy("Learners write; you mark by the lines of the rubric."),
    "rating": lazy("Learners choose a step of a scale."),
    "poll": lazy("Learners choose; nothing is right or wrong."),
    "polls": lazy("Learners tick; nothing is right or wrong."),
    "comment": lazy("Learners write; nobody marks it."),
    "text": lazy("Information that is read and not answered."),
}
# Of an attribute: its label, and what its values mean.
OPTIONS = {
    "score": (
        lazy("How it is marked"),
        {
            "net": lazy("right ones less wrong ones"),
            "each": lazy("each option by itself"),
            "all": lazy("all or nothing"),
            "position": lazy("items in their place"),
            "relative": lazy("neighbours in order"),
            "longest": lazy("longest row in order"),
        },
    ),
    "case": (lazy("Capital letters count"), {}),
    "spaces": (lazy("Spaces count"), {}),
    "shorttext": (lazy("Numbers are compared as text"), {}),
    "unit": (
        lazy("The unit"),
        {
            "required": lazy("must be written"),
            "optional": lazy("may be written"),
            "ignored": lazy("is ignored"),
        },
    ),
    "decimal": (lazy("Decimal mark"), {"point": lazy("point only"), "comma": lazy("comma only")}),
    "signed": (lazy("The answer may be negative"), {}),
    "gaps": (lazy("Only what stands in brackets is asked"), {}),
}
# What stands left and right of an arrow.
ARROWS = {"->": (lazy("Term"), lazy("Partner")), "=>": (lazy("Item"), lazy("Group"))}
