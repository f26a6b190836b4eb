"""The tree of refusals, and the bilingual messages that every family of codes keeps.

LmsError                     something was refused; nothing was changed
├── NotFound                 absent, or not yours: the two look the same
├── Forbidden                signed in, but the role does not reach this page
├── Refused                  the request is understood and the rules say no
│   ├── Conflict             somebody, or another device, was there first
│   └── TooMany              a limit was reached; comes with the time to wait
├── InvalidInput             a value cannot be read; names the field
└── SetUpError               the installation is not as it must be (exit 2)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Message:
    """One finding's or refusal's words in both languages; `{name}` fields are filled from its values."""

    id: str
    en: str
    mend_id: str = ""
    mend_en: str = ""

    def text(self, lang: str, values: Mapping[str, str | int] | None = None) -> str:
        return (self.en if lang == "en" else self.id).format(**(values or {}))

    def remedy(self, lang: str, values: Mapping[str, str | int] | None = None) -> str:
        return (self.mend_en if lang == "en" else self.mend_id).format(**(values or {}))


@dataclass(frozen=True, slots=True)
class Worded:
    """What is said of a row or a number, by its code; a room's own class names the `messages`."""

    messages: ClassVar[Mapping[str, Message]] = {}
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def text(self, language: str) -> str:
        return self.messages[self.code].text(language, self.values)

    def remedy(self, language: str) -> str:
        return self.messages[self.code].remedy(language, self.values)


class LmsError(Exception):
    """A refusal with a stable `code`; `MESSAGES[code]` of the room that raises it words it."""

    def __init__(self, message: Message, code: str = "", **values: str | int) -> None:
        self.message = message
        self.code = code
        self.values = values
        super().__init__(message.text("en", values))

    def text(self, lang: str) -> str:
        return self.message.text(lang, self.values)

    def remedy(self, lang: str) -> str:
        return self.message.remedy(lang, self.values)


class NotFound(LmsError):
    """Absent, or not yours."""

    def __init__(self, message: Message | None = None, code: str = "not-found", **values: str | int) -> None:
        super().__init__(message or NOT_FOUND, code, **values)


class Forbidden(LmsError):
    """Signed in, but the role does not reach this page."""

    def __init__(self) -> None:
        super().__init__(FORBIDDEN, "forbidden")


class Refused(LmsError):
    """The request is understood and the rules say no."""


class Conflict(Refused):
    """Somebody, or another device, was there first."""


class TooMany(Refused):
    """A limit was reached; `seconds` tells how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(TOO_MANY, "too-many", minutes=max(1, -(-seconds // 60)))
        self.seconds = seconds


class InvalidInput(LmsError):
    """A value cannot be read; `field` names it."""

    def __init__(self, message: Message, code: str, field: str, **values: str | int) -> None:
        super().__init__(message, code, **values)
        self.field = field


class SetUpError(LmsError):
    """The installation is not as it must be."""


NOT_FOUND = Message(
    "Halaman atau data ini tidak ditemukan.",
    "This page or record was not found.",
    "Periksa alamatnya, atau kembali ke beranda.",
    "Check the address, or go back to the home page.",
)
FORBIDDEN = Message(
    "Halaman ini bukan untuk peran Anda.",
    "This page is not for your role.",
    "Hubungi pengelola kepegawaian bila Anda memerlukannya.",
    "Ask your HR office if you need it.",
)
TOO_MANY = Message(
    "Terlalu banyak percobaan.",
    "Too many attempts.",
    "Tunggu {minutes} menit, lalu coba lagi.",
    "Wait {minutes} minutes, then try again.",
)
