"""A sheet of marks as a file, learners × questions: to weigh without a database, to check figures by."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import numpy as np

from lms.assessment.rules.statistics.scores import Column, Scores, table
from lms.errors import InvalidInput, Message

MOST = "max"
FIELD = "--from"
# A learner's row of a sheet that was read: question → points, None where it was not in the paper.
Row = dict[str, Fraction | None]

NO_MOST = Message(
    "Berkas nilai tidak menyebut nilai tertinggi setiap soal.",
    "The sheet does not say what each question is worth.",
    "Tulis sesudah judul kolom satu baris yang diawali max, misalnya max,1,1,2,1",
    "Write a row that begins with max after the header, max,1,1,2,1 for example.",
)
NO_ROWS = Message(
    "Berkas nilai tidak memuat satu peserta pun.",
    "The sheet holds no learner.",
    "Tulis satu baris per peserta: sebutannya, lalu poin setiap soal.",
    "Write one row a learner: a name for it, then the points of each question.",
)
NO_NUMBER = Message(
    "Baris {line}: “{text}” bukan poin.",
    "Row {line}: “{text}” is no number of points.",
    "Tulis bilangan atau pecahan: 1, 0.5, 1/3; sel kosong berarti soal tidak diberikan.",
    "Write a number or a fraction: 1, 0.5, 1/3; an empty cell means the question was not given.",
)
BAD_LINE = Message(
    "Baris {line} tidak terbaca.",
    "Row {line} cannot be read.",
    'JSONL: satu objek per baris, soal → poin; baris pertama {{"max": {{…}}}}. CSV: jumlah kolomnya sama.',
    'JSONL: one object a line, question → points; the first line {{"max": {{…}}}}. CSV: equal columns.',
)


def read(text: str, *, lines: bool) -> tuple[Scores, Fraction]:
    """Read a sheet, CSV or JSON lines; return it with what a paper is worth."""
    most, rows = _lines(text) if lines else _csv(text)
    if not most:
        raise InvalidInput(NO_MOST, "sheet.no-max", FIELD)
    if not rows:
        raise InvalidInput(NO_ROWS, "sheet.no-rows", FIELD)
    drawn = {name for name in most if any(row.get(name) is None for row in rows)}
    columns = [Column(name, worth, pool="1" if name in drawn else "") for name, worth in most.items()]
    found = table(columns, [[row.get(name) for name in most] for row in rows])
    given = sum((most[name] for row in rows for name in most if row.get(name) is not None), Fraction(0))
    return found, given / len(rows)


def write(found: Scores) -> Iterator[str]:
    """Yield a sheet as CSV, without a name: learners are numbered. Versions of a question are one column."""
    worth = {item.column.question: item.column.most for item in found.items}
    marks = {name: np.full(found.attempts, -1, dtype=np.int64) for name in worth}
    got = {name: np.zeros(found.attempts, dtype=np.bool_) for name in worth}
    for item in found.items:
        marks[item.column.question][item.who] = item.earned
        got[item.column.question][item.who] = True
    yield _row(["learner", *worth])
    yield _row([MOST, *map(str, worth.values())])
    for who in range(found.attempts):
        cells = (str(Fraction(int(marks[name][who]), found.unit)) if got[name][who] else "" for name in worth)
        yield _row([str(who + 1), *cells])


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _csv(text: str) -> tuple[dict[str, Fraction], list[Row]]:
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    rows = [
        (number, row) for number, row in enumerate(csv.reader(text.splitlines(), delimiter=mark), 1) if row
    ]
    if not rows:
        return {}, []
    names = [name.strip() for name in rows[0][1][1:]]
    most: dict[str, Fraction] = {}
    found: list[Row] = []
    for number, cells in rows[1:]:
        if len(cells) != len(names) + 1:
            raise InvalidInput(BAD_LINE, "sheet.line", FIELD, line=number)
        points = {name: _points(cell, number) for name, cell in zip(names, cells[1:], strict=True)}
        if cells[0].strip().casefold() == MOST:
            most = _worth(points, number)
        else:
            found.append(points)
    return most, found


def _lines(text: str) -> tuple[dict[str, Fraction], list[Row]]:
    most: dict[str, Fraction] = {}
    found: list[Row] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        kept = _object(line, number)
        worth = kept.get(MOST)
        if isinstance(worth, dict):
            most = _worth(_row_of(worth.items(), number), number)
        else:
            found.append(_row_of(kept.items(), number))
    return most, found


def _object(line: str, number: int) -> dict[str, object]:
    try:
        kept = json.loads(line)
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        raise InvalidInput(BAD_LINE, "sheet.line", FIELD, line=number)
    return kept


def _row_of(cells: Iterable[tuple[str, object]], number: int) -> Row:
    return {name: _points("" if cell is None else str(cell), number) for name, cell in cells}


def _worth(points: Row, number: int) -> dict[str, Fraction]:
    if any(worth is None or worth <= 0 for worth in points.values()):
        raise InvalidInput(NO_NUMBER, "sheet.number", FIELD, line=number, text="")
    return {name: worth for name, worth in points.items() if worth is not None}


def _points(cell: str, number: int) -> Fraction | None:
    text = cell.strip().replace(",", ".")
    if not text:
        return None
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise InvalidInput(NO_NUMBER, "sheet.number", FIELD, line=number, text=cell) from None
