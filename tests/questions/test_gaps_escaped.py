"""Whatever an author escapes inside a gap is read as it was meant."""

import re

from hypothesis import given
from hypothesis import strategies as st
from question_builders import a_question

from lms.questions.text import fold

WORDS = st.text(alphabet="ab7|#[]/:=() %x.,-", min_size=1, max_size=12).map(str.strip).filter(bool)


def escaped(text: str) -> str:
    return re.sub(r"[|#\[\]/:=(]", r"\\\g<0>", text)


@given(st.lists(WORDS, min_size=1, max_size=3, unique_by=fold))
def test_alternatives_are_read_as_they_were_meant(texts: list[str]) -> None:
    _, body = a_question(f"Isi [[{' | '.join(map(escaped, texts))}]] ini.", gaps="")
    (gap,) = body["gaps"]

    assert gap["kind"] == "shorttext"
    assert [answer["text"] for answer in gap["body"]["answers"]] == texts


@given(st.lists(WORDS, min_size=2, max_size=4, unique_by=lambda text: fold(text).rstrip(".")))
def test_options_are_read_as_they_were_meant(texts: list[str]) -> None:
    first, *others = (escaped(text) for text in texts)
    _, body = a_question(f"Pilih [[(x) {first} / ( ) {' / ( ) '.join(others)}]] ini.", gaps="")
    (gap,) = body["gaps"]

    assert [(one["text"], one["right"]) for one in gap["body"]["options"]] == [
        (text, place == 0) for place, text in enumerate(texts)
    ]
