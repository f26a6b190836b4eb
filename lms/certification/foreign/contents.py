"""Whether a signed file still shows what we drew: an update may lay another page over the old one.

Both revisions are walked from their catalogue. A signature may touch the form, the page's annotations,
metadata and the store of proofs (ISO 32000-1, 12.8; ETSI EN 319 142-1, 5.4); all else must be what it was.
Loaded by name (answers.py) when a file comes back: pyHanko would weigh on every page of the site.
"""

from io import BytesIO
from typing import cast

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

# What a file made to mislead can make a reader of PDF stumble over.
STUMBLES = (PdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
# The tree of tags may get the signature's own; what is seen hangs on the pages.
OF_CATALOGUE = frozenset(
    {"/AcroForm", "/DSS", "/Extensions", "/Version", "/Perms", "/Metadata", "/StructTreeRoot", "/MarkInfo"}
)
OF_PAGE = frozenset({"/Annots", "/Tabs", "/StructParents"})
FORM_MAY_HAVE = frozenset({"/Fields", "/SigFlags", "/DR", "/DA", "/NeedAppearances"})
# Of the page that the box of a visible signature may cover; the gateway's own covers a twentieth.
MOST_OF_PAGE = 0.2
Pair = tuple[tuple[int, int], tuple[int, int]]


def compared(plain: bytes, data: bytes) -> bool | None:
    """Tell whether `data`, which begins with `plain`, shows the same; None when it cannot be read."""
    try:
        ours = PdfFileReader(BytesIO(plain)).xrefs.total_revisions
        return _unchanged(PdfFileReader(BytesIO(data)), ours)
    except STUMBLES:
        return None


def _unchanged(reader: PdfFileReader, ours: int) -> bool:
    """Compare the file's last revision with the `ours`-th, the last that we wrote."""
    before = reader.get_historical_resolver(ours - 1)
    if not _only_signs(reader.root):
        return False
    return _Walk().same(before.root, reader.root, OF_CATALOGUE)


class _Walk:
    """Compares two objects and all below them; what was compared once is not compared again."""

    def __init__(self) -> None:
        self._seen: set[Pair] = set()
        self._boxes = 0

    def same(self, old: PdfObject, new: PdfObject, but: frozenset[str] = frozenset()) -> bool:
        if isinstance(old, IndirectObject) and isinstance(new, IndirectObject):
            pair = ((old.idnum, old.generation), (new.idnum, new.generation))
            if pair in self._seen:
                return True
            self._seen.add(pair)
        old, new = _resolved(old), _resolved(new)
        if isinstance(old, ArrayObject):
            return isinstance(new, ArrayObject) and self._same_items(old, new)
        if isinstance(old, DictionaryObject):
            return isinstance(new, DictionaryObject) and self._same_entries(old, new, but)
        return type(old) is type(new) and old == new

    def _same_items(self, old: ArrayObject, new: ArrayObject) -> bool:
        if len(old) != len(new):
            return False
        return all(self.same(old.raw_get(n), new.raw_get(n)) for n in range(len(old)))

    def _same_entries(self, old: DictionaryObject, new: DictionaryObject, but: frozenset[str]) -> bool:
        if isinstance(old, StreamObject) or isinstance(new, StreamObject):
            if not (isinstance(old, StreamObject) and isinstance(new, StreamObject)):
                return False
            if old.encoded_data != new.encoded_data:
                return False
        if old.get("/Type") == "/Page":
            if not self._same_annotations(old, new):
                return False
            but = OF_PAGE
        keys = set(old) - but
        return keys == set(new) - but and all(self.same(old.raw_get(key), new.raw_get(key)) for key in keys)

    def _same_annotations(self, old: DictionaryObject, new: DictionaryObject) -> bool:
        """Ours are as they were and where they were; what came after them is the one signature's."""
        ours, now = _listed(old, "/Annots"), _listed(new, "/Annots")
        more = now[len(ours) :]
        self._boxes += len(more)
        if len(now) < len(ours) or self._boxes > 1 or not all(_is_box(one, new) for one in more):
            return False
        return all(
            (_signs(one) and _signs(other)) or self.same(one, other)
            for one, other in zip(ours, now, strict=False)
        )


def _only_signs(catalogue: DictionaryObject) -> bool:
    """Tell whether the form has no other fields than those of signatures, and no XFA."""
    if "/AcroForm" not in catalogue:
        return True
    form = catalogue["/AcroForm"]
    return FORM_MAY_HAVE.issuperset(form) and all(_signs(field) for field in _listed(form, "/Fields"))


def _listed(holder: DictionaryObject, name: str) -> list[PdfObject]:
    # get() would not follow a reference.
    return list(holder[name]) if name in holder else []


def _signs(field: PdfObject) -> bool:
    values = _resolved(field)
    return isinstance(values, DictionaryObject) and values.get("/FT") == "/Sig" and "/Kids" not in values


def _is_box(annotation: PdfObject, page: DictionaryObject) -> bool:
    """Tell whether it is where a signature is seen: no note laid over the page, no cover of half of it."""
    values = _resolved(annotation)
    if not _signs(values) or not isinstance(values, DictionaryObject):
        return False
    size = _area(page["/MediaBox"])
    acts = {"/A", "/AA"} & set(values)
    return values.get("/Subtype") == "/Widget" and not acts and _area(values["/Rect"]) <= MOST_OF_PAGE * size


def _area(corners: PdfObject) -> float:
    left, bottom, right, top = (float(cast(float, _resolved(one))) for one in cast(ArrayObject, corners))
    return abs(right - left) * abs(top - bottom)


def _resolved(item: PdfObject) -> PdfObject:
    return cast(PdfObject, item.get_object())  # type: ignore[no-untyped-call] # pyHanko's own is not typed
