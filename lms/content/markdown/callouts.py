"""Call-outs: `> [!NOTE]` and its siblings, worded in the course's language."""

import re

MARK = re.compile(r"\[!([A-Za-z]{1,20})\][ \t]*(.*)")
# Name as written: class of the box, title in Indonesian and in English.
KINDS = {
    "NOTE": ("note", "Catatan", "Note"),
    "CATATAN": ("note", "Catatan", "Note"),
    "TIP": ("tip", "Kiat", "Tip"),
    "KIAT": ("tip", "Kiat", "Tip"),
    "WARNING": ("warning", "Perhatian", "Warning"),
    "PERHATIAN": ("warning", "Perhatian", "Warning"),
    "CAUTION": ("warning", "Perhatian", "Caution"),
    "IMPORTANT": ("important", "Penting", "Important"),
    "PENTING": ("important", "Penting", "Important"),
    "CONTOH": ("example", "Contoh", "Example"),
    "EXAMPLE": ("example", "Contoh", "Example"),
}
CLASSES = frozenset(box for box, _, _ in KINDS.values())


def opening(name: str, title: str, language: str) -> tuple[str, str] | None:
    """Return the class and the title of the box; None for an unknown name."""
    if name.upper() not in KINDS:
        return None
    box, indonesian, english = KINDS[name.upper()]
    return box, title.strip() or (english if language == "en" else indonesian)
