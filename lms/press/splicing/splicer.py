"""The fast way: print a page once for everybody, then fill in one person after another."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from lms.press.orders import Mould, Order
from lms.press.pictures import Picture
from lms.press.shelf import Shelf, attachments
from lms.press.splicing import marks, pages, probes, proof, templates
from lms.press.splicing.capture import Finish, catch
from lms.press.splicing.marks import Unforeseen, Value
from lms.press.splicing.setting import Setting, Structure
from lms.press.splicing.templates import Template

SHEETS = 12
TEMPLATES = 8
EPOCH = datetime(2001, 2, 3, tzinfo=UTC)
# What WeasyPrint makes of a page can have a shape that nobody thought of.
ODD = (LookupError, ValueError, AttributeError, TypeError)
LOG = logging.getLogger(__name__)

Kept = TypeVar("Kept")


class Splicer:
    """The pages that one thread has printed, the least lately used forgotten. Not for two threads at once."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Hashable, _Page | Unforeseen] = OrderedDict()

    def print(self, order: Order, mould: Mould, finish: Finish | None) -> bytes | None:
        """Return the file; None when it has to be printed the slow way, which the order alone decides."""
        try:
            _refuse_hard(order, mould)
            page = _kept(self.pages, _key(order, mould), SHEETS, lambda: _Page(order, mould, finish))
            return page.print(order, mould.values)
        except Unforeseen as reason:
            LOG.info("printed the slow way: %s", reason)
            return None


def _refuse_hard(order: Order, mould: Mould) -> None:
    """Raise `Unforeseen` for letters with ways of their own, and for a page that is not its mould filled."""
    marks.refuse_hard(mould.values)
    if order.options or marks.filled(mould.html, mould.values, marks.in_html) != order.html:
        raise Unforeseen("the page does more with its values than print them")


class _Page:
    """A page with marks, and its templates by the lines in which the values stand."""

    def __init__(self, order: Order, mould: Mould, finish: Finish | None) -> None:
        self.html, self.owners = marks.of_each(mould.html)
        # Nothing of the person whose order came first is kept.
        nobody = tuple(replace(one, data=b"-", description="-") for one in order.attached)
        self.order = replace(order, html="", identifier="0" * 32, attached=nobody, at=EPOCH, mould=None)
        self.finish = finish
        self.config = FontConfiguration()
        self.values = probes.first(self.places(mould.values), probes.PRINTED)
        self.first: tuple[pages.Sheet, Any] | None = self._laid()
        sheet, document = self.first
        self.setting = Setting(
            sheet.paragraphs, pages.lines_of(document, len(sheet.paragraphs)), sheet.context
        )
        self.plain = tuple(one.structure for one in self.setting.set(self.values))
        self.templates: OrderedDict[Hashable, Template | Unforeseen] = OrderedDict()

    def places(self, values: Sequence[Value]) -> list[Value]:
        return [values[owner] for owner in self.owners]

    def print(self, order: Order, values: Sequence[Value]) -> bytes:
        placed = self.places(values)
        sets = self.setting.set(placed)
        structure = tuple(one.structure for one in sets)
        if structure not in self.templates:
            # What it takes to print a template is set with the same shapers, which hold one text at a time.
            _kept(self.templates, structure, TEMPLATES, lambda: self._template(structure))
            sets = self.setting.set(placed)
        template = _kept(self.templates, structure, TEMPLATES, lambda: self._template(structure))
        made = template.fill(placed, sets, attachments(order))
        return template.file(made, order.identifier)

    def _laid(self, values: Mapping[int, Sequence[Value]] | None = None) -> tuple[pages.Sheet, Any]:
        """Lay the page out with made-up values for each paragraph, the same ones if none are given."""
        shelf = Shelf(self.order.folder)
        sheet = pages.Sheet(self.order, self.html, self.values, shelf, self.config)
        return sheet, sheet.lay(values or dict.fromkeys(range(len(sheet.paragraphs)), self.values))

    def _template(self, structure: Structure) -> Template:
        """Print the probe and prove it with other values."""
        if structure == self.plain:
            # The first layout does, or one just like it: how a person's file is made is no matter of luck.
            sheet, document = self.first or self._laid()
            self.first = None
        else:
            sheet, document = self._laid(probes.of(self.setting, structure, self.values, probes.PRINTED))
        lines = pages.lines_of(document, len(sheet.paragraphs))
        if len(document.pages) != self.order.pages or [len(found) for found in lines] != _counts(structure):
            raise Unforeseen("the probe has other pages or lines")
        pictures = {number: one for number, one in enumerate(self.values) if isinstance(one, Picture)}
        caught = catch(document, self.order, attachments(self.order), self.finish)
        template = templates.of(caught, sheet, self.setting, lines, pictures)
        self._prove(template, structure)
        return template

    def _prove(self, template: Template, structure: Structure) -> None:
        values = probes.first(self.values, probes.PROVING)
        for number, made in probes.of(self.setting, structure, values, probes.PROVING).items():
            for leaf in self.setting.paragraphs[number].leaves:
                for mark in marks.MARK.findall(leaf.text):
                    values[ord(mark) - marks.FIRST] = made[ord(mark) - marks.FIRST]
        html = marks.filled(self.html, values, marks.in_html)
        source = HTML(
            string=html, base_url=self.order.folder.as_uri() + "/", url_fetcher=Shelf(self.order.folder)
        )
        document = source.render(font_config=self.config)
        own = catch(document, self.order, attachments(self.order), self.finish)
        sets = self.setting.set(values)
        if tuple(one.structure for one in sets) != structure:
            raise Unforeseen("the proof stands in other lines")
        proof.equal(template, template.fill(values, sets, attachments(self.order)), own)


def _counts(structure: Structure) -> list[int]:
    return [one if isinstance(one, int) else len(one) for one in structure]


def _key(order: Order, mould: Mould) -> Hashable:
    """Return all that a printed page depends on besides the values, the files of the folder among it."""
    found = sorted(path for path in order.folder.rglob("*") if path.is_file())
    return (
        mould.html,
        order.folder,
        order.fonts,
        order.variant,
        order.pages,
        order.accessible,
        order.signature_field,
        tuple((one.name, one.media_type, one.relationship) for one in order.attached),
        tuple(map(probes.kind, mould.values)),
        tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in found),
    )


def _kept(shelf: OrderedDict[Hashable, Any], key: Hashable, most: int, make: Callable[[], Kept]) -> Kept:
    """Return what is kept under a key, made when it is not there; what cannot be made is remembered too."""
    if key not in shelf:
        try:
            shelf[key] = make()
        except Unforeseen as reason:
            LOG.warning("a page is printed the slow way: %s", reason)
            shelf[key] = reason
        except ODD as error:
            LOG.exception("a page is printed the slow way")
            shelf[key] = Unforeseen(repr(error))
        if len(shelf) > most:
            shelf.popitem(last=False)
    shelf.move_to_end(key)
    found = shelf[key]
    if isinstance(found, Unforeseen):
        raise found
    made: Kept = found
    return made
