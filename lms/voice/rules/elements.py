"""The nine elements of the satisfaction survey (PermenPANRB 14/2017), by stable key, in questionnaire order.

The narrative of the regulation lists complaints eighth and facilities ninth, its questionnaire the other way
round: whatever is kept names an element by its key, never by its number.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.errors import Message

SCORES = range(1, 5)


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its name, the question as it is asked, and the words of the scores 1 to 4."""

    key: str
    name: Message
    question: Message
    options: tuple[Message, Message, Message, Message]


def _options(*words: tuple[str, str]) -> tuple[Message, Message, Message, Message]:
    one, two, three, four = (Message(own, english) for own, english in words)
    return one, two, three, four


ELEMENTS = (
    Element(
        "persyaratan",
        Message("Persyaratan", "Requirements"),
        Message(
            "Bagaimana pendapat Anda tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
            "How well do the requirements fit the kind of service?",
        ),
        _options(
            ("Tidak sesuai", "Do not fit"),
            ("Kurang sesuai", "Fit poorly"),
            ("Sesuai", "Fit"),
            ("Sangat sesuai", "Fit very well"),
        ),
    ),
    Element(
        "prosedur",
        Message("Sistem, mekanisme, dan prosedur", "System, mechanism and procedure"),
        Message(
            "Bagaimana pemahaman Anda tentang kemudahan prosedur pelayanan di unit ini?",
            "How easy is the procedure of the service in this unit?",
        ),
        _options(
            ("Tidak mudah", "Not easy"),
            ("Kurang mudah", "Not quite easy"),
            ("Mudah", "Easy"),
            ("Sangat mudah", "Very easy"),
        ),
    ),
    Element(
        "waktu",
        Message("Waktu penyelesaian", "Time to completion"),
        Message(
            "Bagaimana pendapat Anda tentang kecepatan waktu dalam memberikan pelayanan?",
            "How fast is the service given?",
        ),
        _options(
            ("Tidak cepat", "Not fast"),
            ("Kurang cepat", "Not quite fast"),
            ("Cepat", "Fast"),
            ("Sangat cepat", "Very fast"),
        ),
    ),
    Element(
        "biaya",
        Message("Biaya atau tarif", "Cost or fee"),
        Message(
            "Bagaimana pendapat Anda tentang kewajaran biaya atau tarif dalam pelayanan?",
            "How fair is the cost or fee of the service?",
        ),
        _options(
            ("Sangat mahal", "Very expensive"),
            ("Cukup mahal", "Rather expensive"),
            ("Murah", "Cheap"),
            ("Gratis", "Free"),
        ),
    ),
    Element(
        "produk",
        Message("Produk spesifikasi jenis pelayanan", "Product of the service"),
        Message(
            "Bagaimana pendapat Anda tentang kesesuaian produk pelayanan antara yang tercantum dalam standar "
            "pelayanan dengan hasil yang diberikan?",
            "How well does what you received fit what the service standard promises?",
        ),
        _options(
            ("Tidak sesuai", "Does not fit"),
            ("Kurang sesuai", "Fits poorly"),
            ("Sesuai", "Fits"),
            ("Sangat sesuai", "Fits very well"),
        ),
    ),
    Element(
        "kompetensi",
        Message("Kompetensi pelaksana", "Competence of staff"),
        Message(
            "Bagaimana pendapat Anda tentang kompetensi atau kemampuan petugas dalam pelayanan?",
            "How competent are the staff who serve?",
        ),
        _options(
            ("Tidak kompeten", "Not competent"),
            ("Kurang kompeten", "Not quite competent"),
            ("Kompeten", "Competent"),
            ("Sangat kompeten", "Very competent"),
        ),
    ),
    Element(
        "perilaku",
        Message("Perilaku pelaksana", "Conduct of staff"),
        Message(
            "Bagaimana pendapat Anda tentang kesopanan dan keramahan petugas dalam pelayanan?",
            "How polite and friendly are the staff who serve?",
        ),
        _options(
            ("Tidak sopan dan ramah", "Not polite and friendly"),
            ("Kurang sopan dan ramah", "Not quite polite and friendly"),
            ("Sopan dan ramah", "Polite and friendly"),
            ("Sangat sopan dan ramah", "Very polite and friendly"),
        ),
    ),
    Element(
        "sarana",
        Message("Sarana dan prasarana", "Facilities"),
        Message(
            "Bagaimana pendapat Anda tentang kualitas sarana dan prasarana?",
            "How good are the facilities?",
        ),
        _options(
            ("Buruk", "Bad"),
            ("Cukup", "Fair"),
            ("Baik", "Good"),
            ("Sangat baik", "Very good"),
        ),
    ),
    Element(
        "pengaduan",
        Message("Penanganan pengaduan, saran, dan masukan", "Handling of complaints and suggestions"),
        Message(
            "Bagaimana pendapat Anda tentang penanganan pengaduan pengguna layanan?",
            "How are complaints of users of the service handled?",
        ),
        _options(
            ("Tidak ada", "Not at all"),
            ("Ada tetapi tidak berfungsi", "There is a way, but it does not work"),
            ("Berfungsi kurang maksimal", "It works, but not well"),
            ("Dikelola dengan baik", "It is managed well"),
        ),
    ),
)
KEYS = tuple(element.key for element in ELEMENTS)
BY_KEY = {element.key: element for element in ELEMENTS}


def in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the known ones of these keys in questionnaire order, each once."""
    given = frozenset(keys)
    return tuple(key for key in KEYS if key in given)
