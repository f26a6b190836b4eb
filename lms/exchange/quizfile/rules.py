"""Rules of a whole quiz that its questions brought one by one: what a try costs, whether options move."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from lms.content.findings import shortened
from lms.exchange.model import Item
from lms.exchange.moodle import percent
from lms.exchange.remarks import Remarks


def of(items: Sequence[Item], remarks: Remarks) -> Iterator[str]:
    """Yield lines of front matter; a question that was under another rule is named."""
    if any(item.shuffle for item in items):
        yield "shuffle: [options]\n"
        for item in items:
            if item.shuffle is False:
                remarks.warn("exchange.shuffle", item.line, title=shortened(item.title))
    hinted = [item for item in items if item.hints]
    if hinted:
        yield "feedback: after-each\n"
        yield from _penalty(hinted, remarks)


def _penalty(hinted: Sequence[Item], remarks: Remarks) -> Iterator[str]:
    ours = Counter(item.penalty or Fraction(0) for item in hinted).most_common(1)[0][0]
    if ours:
        yield f"penalty: {percent(ours)}\n"
    for item in hinted:
        if (item.penalty or Fraction(0)) != ours:
            remarks.warn(
                "exchange.penalty",
                item.line,
                title=shortened(item.title),
                penalty=percent(item.penalty or Fraction(0)),
                ours=percent(ours),
            )
