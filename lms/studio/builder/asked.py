"""One question as the form holds it: every piece in Markdown, just as it is written in the file."""

from dataclasses import dataclass

from lms.studio.builder.sorts import SORTS, Sort


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: `mark` is `x`, a weight, points or a step; `partner` what the arrow leads to."""

    mark: str = ""
    text: str = ""
    partner: str = ""
    feedback: str = ""

    def __bool__(self) -> bool:
        return any(one.strip() for one in (self.text, self.partner, self.feedback))


@dataclass(frozen=True, slots=True)
class Asked:
    """`attributes` are the heading's, but for identity and points, in their order."""

    sort: str
    label: str = ""
    id: str = ""
    points: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    prompt: str = ""
    rows: tuple[Row, ...] = ()
    explanation: str = ""
    hints: tuple[str, ...] = ()

    @property
    def kind(self) -> Sort:
        return SORTS[self.sort]

    def attribute(self, name: str) -> str | None:
        return dict(self.attributes).get(name)
