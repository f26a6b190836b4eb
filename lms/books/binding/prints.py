"""A course as a book on paper: A4, PDF/UA, contents with page numbers, notes at the foot, keys at the end."""

import uuid
from dataclasses import dataclass

from markupsafe import Markup

from lms.books.binding import formulas, layout
from lms.books.binding.bodies import Body, Shape
from lms.books.binding.epub import BOOKS
from lms.books.binding.layout import FOLDER, Imprint
from lms.books.volumes import Chapter, Picture, Volume
from lms.errors import Message, Refused
from lms.press import orders
from lms.press.orders import Order, OutOfReach

MEDIA_TYPE = "application/pdf"
VARIANT = "pdf/ua-1"
NO_LETTER = Message(
    "Huruf {letters} tidak ada di dalam font buku.",
    "The book's fonts have no letter for {letters}.",
    "Ganti hurufnya di modul, misalnya emoji dengan kata; lalu buat bukunya lagi.",
    "Write something else in the module, a word for an emoji; then make the book again.",
)
UNREACHABLE = Message(
    "Buku memerlukan berkas di luar kursusnya: {reason}",
    "The book asks for a file outside of its course: {reason}",
    "Salin berkasnya ke assets/ kursus.",
    "Copy the file into the course's assets/.",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter on paper."""

    number: int
    chapter: Chapter
    body: Markup


def make(volume: Volume, imprint: Imprint) -> bytes:
    """Return the PDF; the same volume gives the same bytes. Raises Refused for a letter without a glyph."""
    order = Order(
        html=page(volume, imprint),
        folder=FOLDER.resolve(),
        fonts=FOLDER.resolve() / "fonts" / "fonts.conf",
        variant=VARIANT,
        identifier=uuid.uuid5(BOOKS, f"{volume.slug}:{volume.hash}").hex,
    )
    try:
        made = orders.run(order)
    except OutOfReach as error:
        raise Refused(UNREACHABLE, "book.unreachable", reason=str(error)) from error
    if made.missing:
        letters = ", ".join(f"“{letter}” (U+{code})" for letter, code in made.missing)
        raise Refused(NO_LETTER, "book.no-letter", letters=letters)
    return made.data


def page(volume: Volume, imprint: Imprint) -> str:
    """Return the book as the HTML that the press gets."""
    shape = Shape(volume, module=_module, picture=_picture, formula=formulas.drawn, footnotes=True)
    sections = [
        Section(number, one, layout.written(Body(shape, one, number).html()))
        for number, one in enumerate(volume.chapters, 1)
    ]
    opening = Chapter("pembuka", "", "0", 0, (), (), volume.intro, ())
    intro = Body(shape, opening, 0).html()
    keys = [(label, address, layout.written(key.write())) for label, address, key in shape.keys]
    tests = [
        (test, layout.written(_plain(shape, test.intro)), [layout.asked(one) for one in test.questions])
        for test in volume.tests
    ]
    return layout.page(
        "book.html",
        volume,
        imprint,
        sections=sections,
        intro=layout.written(intro),
        keys=keys,
        tests=tests,
        shown=lambda html: layout.written(_plain(shape, html)),
    )


def _plain(shape: Shape, html: str) -> str:
    return Body(shape, Chapter("kuis", "", "0", 0, (), (), html, ()), 0).html()


def _module(chapter: Chapter, anchor: str) -> str:
    return f"#{chapter.name}.{anchor}" if anchor else f"#{chapter.name}"


def _picture(picture: Picture) -> str:
    if not picture.media_type.startswith("image/"):
        return ""
    return layout.data_uri(picture.load(), picture.media_type)
