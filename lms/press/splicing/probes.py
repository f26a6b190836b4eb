"""Made-up values for a page with marks: as many lines as asked for, and never a person's own letters."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import cycle, islice

from lms.press.pictures import Picture
from lms.press.splicing import marks
from lms.press.splicing.marks import Unforeseen, Value
from lms.press.splicing.setting import Setting, Structure

# The first words print the probe, the second prove it: letters that kern, figures, signs.
PRINTED = ("di", "ke", "se")
PROVING = ("Tavi", "Yo,", "AVA.", "19\u00a08", "fi", "(W/é)", "LT-4", "j·q", "Ró’")
DAYS = ("2011-12-13T14:15:16Z", "2012-11-10T09:08:07Z")
MOST = 240


def first(values: Sequence[Value], words: Sequence[str]) -> list[Value]:
    """Return a value for each place that holds one: pictures as large as theirs, else one word."""
    made: list[Value] = []
    for number, value in enumerate(values):
        if isinstance(value, Picture):
            made.append(_picture(value, number, words))
        elif kind(value) == "day":
            made.append(DAYS[words is PROVING])
        elif kind(value) == "link":
            made.append(f"https://contoh.id/{number}/{words[0].lower()}")
        elif isinstance(of_kind := kind(value), int):
            made.append((f"{words[0]}{number}/" * of_kind)[:of_kind])
        else:
            made.append(f"{words[0]}{number}")
    return made


def kind(value: Value) -> Hashable:
    """Return what must be alike in two values for one page to print both."""
    if isinstance(value, Picture):
        return len(value.rows), value.colour
    if marks.DAY.fullmatch(value):
        return "day"
    if value.startswith(("http://", "https://")):
        return "link"
    # Numbers and addresses of one house are of one length: the first layout then has the lines of most.
    return len(value) if "/" in value and " " not in value else "text"


def of(
    setting: Setting, structure: Structure, values: Sequence[Value], words: Sequence[str]
) -> Mapping[int, Sequence[Value]]:
    """Return values that set each paragraph in the lines asked for; raises `Unforeseen` when none do."""
    return {number: _lines(setting, number, wanted, values, words) for number, wanted in enumerate(structure)}


def _lines(
    setting: Setting, number: int, wanted: object, values: Sequence[Value], words: Sequence[str]
) -> Sequence[Value]:
    paragraph = setting.paragraphs[number]
    places = [ord(mark) - marks.FIRST for leaf in paragraph.leaves for mark in marks.MARK.findall(leaf.text)]
    for count in range(1, MOST):
        made = list(values)
        for place in places:
            made[place] = words[place % len(words)]
        longer = places if len(paragraph.leaves) > 1 else places[:1]
        for place in longer:
            made[place] = " ".join(islice(cycle(words), place, place + count))
        if setting.one(number, made).structure == wanted:
            return made
    raise Unforeseen(f"no words stand in {wanted} lines where a value does")


def _picture(like: Picture, number: int, words: Sequence[str]) -> Picture:
    size = len(like.rows)
    if words is PROVING:
        rows = ["".join("10"[(n * n + m * m + n * m) % 7 % 2] for m in range(size)) for n in range(size)]
    else:
        # A line of its own for each picture: it is found by that.
        rows = ["1" * (n == number % size) + "0" * (size - (n == number % size)) for n in range(size)]
    return Picture(tuple(rows), like.colour)
