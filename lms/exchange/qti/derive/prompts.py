"""The text around questions: signs of slots taken out, or put where they belong."""

import re
from collections.abc import Sequence

from lms.exchange.model import gap_sign
from lms.exchange.qti.asking import Interaction, Pick

BLANK = "_____"
SIGN = re.compile("\ue010(\\d+)\ue011")
ALONE = re.compile("<(p|div)>\\s*\ue010(\\d+)\ue011\\s*</\\1>")


def filled(body: str, interaction: Interaction) -> str:
    """Take the sign out of a text with one question; in the middle of words it leaves a blank line."""
    alone = ALONE.search(body)
    if alone:
        return body[: alone.start()] + body[alone.end() :]
    blank = "" if isinstance(interaction, Pick) and not interaction.inline else BLANK
    return SIGN.sub(blank, body)


def replaced(body: str, slot: int, html: str) -> str:
    sign = re.escape(gap_sign(slot))
    return re.sub(f"<p>{sign}</p>|{sign}", lambda _: html, body, count=1)


def between(body: str, slots: Sequence[int], place: int) -> str:
    """Return the text from the last question's place to this one's."""
    marks = [body.index(gap_sign(slot)) for slot in slots]
    start = marks[place - 1] if place else 0
    end = marks[place] if place + 1 < len(slots) else len(body)
    text = SIGN.sub("", body[start:end]).replace("\ue011", "")
    return re.sub(
        r"<(p|div)>\s*(?:</\1>|$)", "", re.sub(r"^\s*</(?:p|div)>", "", re.sub("\ue010\\d*$|^\\d*", "", text))
    )
