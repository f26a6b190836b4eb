"""GIFT to neutral questions, by the steps that Moodle takes; what it refuses is refused with its line."""

from dataclasses import dataclass

from lms.content.findings import shortened
from lms.content.source import Source
from lms.exchange.gift import answers, blocks
from lms.exchange.gift.blocks import CATEGORY, Block
from lms.exchange.gift.escapes import formatted, hidden, shown
from lms.exchange.model import Bank, Description, Item, Markup, Text
from lms.exchange.moodle import SPACES, default_name
from lms.exchange.remarks import Remarks

BLANK = "_____"
GENERAL = "####"
# No question anybody answers is longer; beyond it, only files that mean harm.
LONGEST = 100_000


def read(text: str, path: str = "") -> Bank:
    """Read a whole file; never raises for what stands in it."""
    remarks = Remarks(path)
    items: list[Item] = []
    category = ""
    for block in blocks.parted(Source.of(path, text).text):
        if block.text.startswith(CATEGORY):
            category = shown(hidden(block.text[len(CATEGORY) :]))
        elif item := _item(block, category, remarks):
            items.append(item)
    if not items and not remarks.found and not category:
        remarks.refuse("exchange.empty", 0)
    return Bank(tuple(items), tuple(remarks.found))


@dataclass(frozen=True, slots=True)
class _Parts:
    prompt: str
    answers: str | None
    general: str


def _item(block: Block, category: str, remarks: Remarks) -> Item | None:
    if len(block.text) > LONGEST:
        remarks.refuse("exchange.too-long", block.line, title=shortened(block.text[:200]), most=LONGEST)
        return None
    title, text = _titled(hidden(block.text))
    parts = _parted(text)
    if parts is None:
        remarks.refuse("gift.braces", block.line, title=shortened(title or shown(text)))
        return None
    prompt = formatted(parts.prompt, Markup.AUTO)
    title = title or default_name(prompt.text) or shortened(shown(parts.answers or ""))
    asked = answers.Asked(title, block.line, prompt.markup, remarks)
    answer = Description() if parts.answers is None else answers.read(parts.answers, asked)
    if answer is None:
        return None
    general = formatted(parts.general, prompt.markup) if parts.general.strip(SPACES) else Text()
    return Item(
        title=title,
        prompt=prompt,
        answer=answer,
        explanation=general,
        category=category,
        id=block.id,
        tags=block.tags,
        line=block.line,
    )


def _titled(text: str) -> tuple[str, str]:
    """Part `::title:: rest`; a title that is never closed is none."""
    if not text.startswith("::"):
        return "", text
    title, closed, rest = text[2:].partition("::")
    return (shown(title), rest.strip(SPACES)) if closed else ("", text[2:])


def _parted(text: str) -> _Parts | None:
    """Find the braces; None when one of the two is missing or they stand the wrong way round."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return _Parts(text, None, "")
    if start < 0 or end < start:
        return None
    before, after = text[:start], text[end + 1 :]
    prompt = before + after if text.endswith("}") else before + BLANK + after
    inner = text[start + 1 : end].strip(SPACES)
    plain, found, general = inner.rpartition(GENERAL)
    return _Parts(prompt, plain.strip(SPACES), general) if found else _Parts(prompt, inner, "")
