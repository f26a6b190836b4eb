"""What a question bank would become: each question as learners see it, its key, and what was said of it."""

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from lms.content.markdown.assets import SORTS
from lms.content.question import Question
from lms.content.quiz import slug
from lms.errors import Message, Refused
from lms.exchange import formats
from lms.exchange.formats import Format
from lms.exchange.model import Item
from lms.exchange.quizfile import writing
from lms.exchange.remarks import Remark
from lms.questions import registry

# Beyond these a page would take too long to make and to read.
MOST = 500
MEGABYTES = 8
SHOWN = 200
ADDRESS = re.compile(r"lms-asset:([0-9a-f]{64}\.\w+)")
TOO_MANY = Message(
    "Berkas ini berisi {count} soal; halaman ini membawa paling banyak {most}.",
    "The file holds {count} questions; this page takes {most} at most.",
    "Pakai perintah lms quiz import, atau bagi berkasnya.",
    "Use the command lms quiz import, or split the file.",
)
TOO_LARGE = Message(
    "Berkas ini lebih besar dari {megabytes} MB.",
    "The file is larger than {megabytes} MB.",
    "Pakai perintah lms quiz import, atau bagi berkasnya.",
    "Use the command lms quiz import, or split the file.",
)
DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Preview:
    """One question: `shown` as learners see it, `revealed` with its key, `accepted` with their shares."""

    place: int
    title: str
    points: Fraction
    kind: str
    prompt: Markup
    shown: Mapping[str, Any]
    revealed: Mapping[str, Any]
    key: str
    accepted: tuple[tuple[str, Fraction, Markup], ...]
    explanation: Markup
    hints: tuple[Markup, ...]
    holds_prompt: bool
    asks: bool
    remarks: tuple[Remark, ...]

    @property
    def uid(self) -> str:
        return f"soal-{self.place}"

    @property
    def field(self) -> str:
        return f"answer-{self.place}"

    @property
    def widget(self) -> str:
        return f"{registry.PREFIX}{self.kind}/widget.html"

    @property
    def review(self) -> str:
        return f"{registry.PREFIX}{self.kind}/review.html"


@dataclass(frozen=True, slots=True)
class Imported:
    """A bank as a quiz file; `others` are the remarks that belong to no question that came in."""

    format: Format
    title: str
    count: int
    previews: tuple[Preview, ...]
    others: tuple[Remark, ...]
    written: writing.Written

    @property
    def name(self) -> str:
        return f"{slug(self.title)}{'.zip' if self.written.files else '.md'}"

    @property
    def address(self) -> Markup:
        """Return the file as an address of its own, so that nothing is kept on the server."""
        data, media_type = self.written.markdown.encode(), "text/markdown;charset=utf-8"
        if self.written.files:
            data, media_type = _zipped(f"{slug(self.title)}.md", data, self.written.files), "application/zip"
        return Markup(f"data:{media_type};base64,{base64.b64encode(data).decode()}")  # noqa: S704 # letters of base64


def read(data: bytes, name: str, *, form: str = "", title: str = "") -> Imported:
    """Read an upload; raise Refused for one that is in no format that we know, hostile or too long."""
    if len(data) > MEGABYTES * 2**20:
        raise Refused(TOO_LARGE, "exchange.too-large", megabytes=MEGABYTES)
    found, bank = formats.read(data, name, form)
    if len(bank.items) > MOST:
        raise Refused(TOO_MANY, "exchange.too-many", count=len(bank.items), most=MOST)
    title = title or bank.title or PurePosixPath(name).stem or "Kuis"
    written = writing.write(bank, title=title, path=name)
    pictures = _Pictures(written.files)
    said: dict[int, list[Remark]] = {}
    for remark in written.remarks:
        said.setdefault(remark.line, []).append(remark)
    previews: list[Preview] = []
    named: set[int] = set()
    for place, (item, question) in enumerate(written.questions[:SHOWN], start=1):
        hints = [one for one in said.get(item.line, ()) if not one.is_error]
        named.update(id(one) for one in hints)
        previews.append(_preview(place, item, question, tuple(hints), pictures))
    others = tuple(one for one in written.remarks if id(one) not in named)
    return Imported(found, title, len(written.questions), tuple(previews), others, written)


def _preview(
    place: int, item: Item, question: Question, remarks: tuple[Remark, ...], pictures: "_Pictures"
) -> Preview:
    kind, body = registry.get(question.kind), question.body
    order = [*range(len(body.get("options", body.get("items", ()))))]
    gaps = (len(gap["body"]["options"]) for gap in body.get("gaps", ()) if gap["kind"] == "choice")
    order = order or [*range(sum(gaps))]
    return Preview(
        place=place,
        title=item.title,
        points=question.points,
        kind=question.kind,
        prompt=pictures.markup(question.prompt),
        shown=pictures.within(kind.show(body, order)),
        revealed=pictures.within(_told(kind.reveal(body, order, None), body)),
        key=kind.describe(body),
        accepted=tuple(
            (one["text"], Fraction(one["weight"]) * 100, pictures.markup(one["feedback"]))
            for one in body.get("answers", ())
        ),
        explanation=pictures.markup(question.explanation),
        hints=tuple(pictures.markup(hint) for hint in question.hints),
        holds_prompt=kind.holds_prompt,
        asks=question.kind != "text",
        remarks=remarks,
    )


def _told(revealed: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """Add the feedback of every option, of which learners read that of their own."""
    options = [
        {**shown, "feedback": one["feedback"]}
        for shown, one in zip(revealed.get("options", ()), body.get("options", ()), strict=False)
    ]
    return {**revealed, "options": options} if options else dict(revealed)


class _Pictures:
    """Pictures that no release has: each is its own address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.addresses = {
            hashlib.sha256(data).hexdigest() + PurePosixPath(path).suffix: _data(path, data)
            for path, data in files.items()
        }

    def markup(self, html: str) -> Markup:
        return Markup(self._linked(html))  # noqa: S704 # sanitised by the reader of our own format

    def within(self, value: Any) -> Any:
        match value:
            case str():
                return self._linked(value)
            case Mapping():
                return {name: self.within(one) for name, one in value.items()}
            case list() | tuple():
                return [self.within(one) for one in value]
        return value

    def _linked(self, html: str) -> str:
        return ADDRESS.sub(lambda found: self.addresses.get(found[1], ""), html)


def _data(path: str, data: bytes) -> str:
    media_type = SORTS[PurePosixPath(path).suffix.lower()].media_type
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _zipped(name: str, text: bytes, files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in _entries(name, text, files):
            archive.writestr(zipfile.ZipInfo(path, DAY), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _entries(name: str, text: bytes, files: Mapping[str, bytes]) -> Iterable[tuple[str, bytes]]:
    yield name, text
    yield from files.items()
