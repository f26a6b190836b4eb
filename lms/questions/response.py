"""What a learner answered: canonical responses are plain JSON, unreadable forms are refused."""

import unicodedata
from collections.abc import Mapping, Sequence

from lms.errors import InvalidInput, Message

# choice: sorted author positions; short text and number: a string; matching and sorting: item -> label;
# ordering: items in the order given, "" for a place left blank. Items and labels go by `text.tag`. Gaps: gap
# -> what was typed, or the author position of what was chosen. Essay: a text; rating: the step as a string.
Response = str | list[int] | list[str] | dict[str, str]
Form = Mapping[str, Sequence[str]]
# What a learner fills in; an answer in several fields has parts, `answer.<part>`.
FIELD = "answer"
PART = f"{FIELD}."
LONGEST = 10_000


class Malformed(InvalidInput):
    """A response whose form cannot be read: refused, nothing is scored and no attempt is spent."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(
            MESSAGES[code] if code in MESSAGES else MESSAGES["response.form"], code, FIELD, **values
        )


MESSAGES: dict[str, Message] = {
    "response.form": Message(
        "Jawaban ini tidak dapat dibaca.",
        "This answer cannot be read.",
        "Muat ulang halaman, lalu jawab lagi.",
        "Reload the page, then answer again.",
    ),
    "response.too-long": Message(
        "Jawaban terlalu panjang.",
        "The answer is too long.",
        "Ringkas sampai paling banyak {most} huruf.",
        "Shorten it to at most {most} characters.",
    ),
    "response.not-a-number": Message(
        "“{text}” bukan bilangan.",
        "“{text}” is not a number.",
        "Tulis bilangan saja, misalnya 12,5 atau 1.000.",
        "Write a number alone, such as 12.5 or 1,000.",
    ),
    "response.unit-unasked": Message(
        "Satuan “{unit}” tidak diminta.",
        "The unit “{unit}” is not asked for.",
        "Tulis bilangannya saja.",
        "Write the number alone.",
    ),
    "response.not-carried": Message(
        "Jawaban ini tidak dapat dinyatakan lagi: pilihan atau butirnya sudah tidak ada.",
        "This answer can no longer be said: its option or item is gone.",
        "Nilai soal ini dengan aturan lama, atau gugurkan soalnya.",
        "Mark this question by the old rules, or void it.",
    ),
    "response.place-repeated": Message(
        "Nomor {place} dipakai lebih dari sekali.",
        "Number {place} is used more than once.",
        "Beri setiap butir nomor yang berbeda.",
        "Give each item a number of its own.",
    ),
}


def text_of(form: Form, most: int = LONGEST) -> str | None:
    """Return the one text of a form, trimmed and in NFC; None when it was left blank."""
    values = form.get(FIELD, ())
    if len(values) > 1:
        raise Malformed("response.form")
    text = unicodedata.normalize("NFC", values[0] if values else "").strip()
    if len(text) > most:
        raise Malformed("response.too-long", most=most)
    # NUL and lone surrogates cannot be stored by every database.
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in text):
        raise Malformed("response.form")
    return text or None


def parts_of(form: Form) -> dict[str, str]:
    """Return the parts of an answer that were filled in, by their names."""
    if any(form.get(FIELD, ())):
        raise Malformed("response.form")
    parts = {}
    for name, values in form.items():
        if name.startswith(PART) and any(values):
            if len(values) > 1:
                raise Malformed("response.form")
            parts[name.removeprefix(PART)] = values[0]
    return parts
