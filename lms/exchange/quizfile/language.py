"""Which of our two languages a bank is in, by its commonest words."""

import re

from lms.exchange.model import Bank
from lms.exchange.quizfile import rich

INDONESIAN = re.compile(
    r"\b(?:yang|dan|di|ke|dari|untuk|dengan|adalah|ini|itu|apa|apakah|berapa|siapa|kapan|manakah|tidak|pada|dalam"
    r"|atau|oleh|sebagai|berikut|antara|jika|bila|bukan|akan|dapat|harus|benar|salah)\b"
)
OTHER = re.compile(
    r"\b(?:the|a|an|of|to|is|are|was|in|on|for|and|what|which|who|when|how|not|with|from|it|that|this|or|by"
    r"|le|la|les|des|une|est|dans|el|los|las|que|por|con|una|es|en)\b"
)


def guess(bank: Bank) -> str:
    """Return `id` or `en`, which stands for every other language; it decides how numbers are read."""
    text = " ".join(f"{item.title} {rich.words(item.prompt)}" for item in bank.items).lower()
    return "id" if len(INDONESIAN.findall(text)) > len(OTHER.findall(text)) else "en"
