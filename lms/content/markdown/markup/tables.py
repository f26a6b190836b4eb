"""Tables that behave on a phone: wordy rows become cards, figures stand in line, a frame scrolls the rest."""

import re
from itertools import zip_longest

from lms.content.markdown.markup.tree import Node

# A bare figure, as columns of figures hold: 12, 1.234, 88,30, 70 %, Rp2.500, −3.
FIGURE = re.compile(r"[-+−]?(?:Rp ?)?\d[\d.,]*(?: ?≈ ?\d[\d.,]*)?(?: ?(?:%|‰|JP))?")
# What a line of a phone holds, in letters of a cell: all of it, and a cell that is worth a line of its own.
LINE, LONG = 28, 22
# A column takes no more of the line than this; its words wrap.
WRAPPED = 14
FEWEST = 3
ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


def settle(table: Node) -> bool:
    """Align the columns of figures; tell whether the table is read as cards on a phone."""
    heads, rows = _parts(table)
    columns = [[cell for cell in column if cell] for column in zip_longest(*rows)]
    # What stands first names the row, even if it is a number.
    for place, column in enumerate(columns[1:], 1):
        _align(column, heads[place] if place < len(heads) else None)
    if not _wordy(columns, heads):
        return False
    table.attributes["role"] = "table"
    for node in table.walk():
        if node.tag in ROLES:
            node.attributes["role"] = ROLES[node.tag]
    for row in rows:
        for cell, head in zip(row, heads, strict=False):
            if label := _text(head):
                cell.attributes["data-label"] = label
    return True


def _parts(table: Node) -> tuple[list[Node], list[list[Node]]]:
    """Return the cells of the head and those of each row; a table within a cell stays its own."""
    heads: list[Node] = []
    rows: list[list[Node]] = []
    for part in table.children:
        if not isinstance(part, Node):
            continue
        for row in [one for one in part.children if isinstance(one, Node) and one.tag == "tr"]:
            cells = [one for one in row.children if isinstance(one, Node) and one.tag in {"td", "th"}]
            if part.tag == "thead" and not heads:
                heads = cells
            else:
                rows.append(cells)
    return heads, rows


def _align(column: list[Node], head: Node | None) -> None:
    texts = [text for cell in column if (text := _text(cell))]
    cells = [*column, head] if head else column
    if len(texts) < 2 or any("class" in cell.attributes for cell in cells):
        return
    if all(FIGURE.fullmatch(text) for text in texts):
        for cell in cells:
            cell.attributes["class"] = "align-right"


def _wordy(columns: list[list[Node]], heads: list[Node]) -> bool:
    """Whether the rows do not fit a phone and hold text rather than figures."""
    longest = [max(len(_text(cell)) for cell in column) for column in columns]
    if not heads or len(columns) < FEWEST or len(columns) != len(heads):
        return False
    return sum(min(one, WRAPPED) for one in longest) > LINE and max(longest) > LONG


def _text(node: Node) -> str:
    return " ".join(node.text().split())
