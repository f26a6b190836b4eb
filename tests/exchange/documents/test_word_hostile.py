"""A Word file that is made to keep a reader busy is read in a moment."""

import time

from document_builders import drafted
from word_builder import NAMES, docx, paragraph, run

MANY = 20_000


def test_as_many_lists_as_a_file_can_name():
    forms = "".join(
        f'<w:abstractNum w:abstractNumId="{one}"><w:lvl w:ilvl="0"/></w:abstractNum>' for one in range(MANY)
    )
    nums = "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in range(MANY))
    numbering = f"<w:numbering {NAMES}>{forms}{nums}</w:numbering>"
    data = docx(paragraph(run("Loket dibuka.")), extra={"word/numbering.xml": numbering})

    begun = time.process_time()
    drafted(data)

    assert time.process_time() - begun < 5
