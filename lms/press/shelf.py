"""What a page may ask for, and what is put into its file: the order's own folder, its attachments."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import UTC
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import Attachment
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from lms.press.orders import Attached, Order


class Shelf(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """Hands out the order's own files and data in the page itself; asks no network and no other folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False, fail_on_errors=True)
        self.folder = folder

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        # A scheme may be written in capitals (RFC 3986 §3.1).
        if urlsplit(url).scheme != "data":
            path = Path(unquote(urlsplit(url).path)).resolve()
            if not path.is_relative_to(self.folder):
                raise FatalURLFetchingError(f"{url} is outside of {self.folder}")
        return super().fetch(url, headers)


@contextmanager
def quiet() -> Iterator[None]:
    """WeasyPrint 70 leaves its colour profile's file to the garbage collector, which would say so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def attachments(order: Order) -> list[Attachment]:
    """Return what an order attaches as WeasyPrint takes it; each can be read once."""
    return [_attachment(one, order) for one in order.attached]


def _attachment(attached: Attached, order: Order) -> Attachment:
    """Hand a file over with its own media type and date: WeasyPrint would guess the one and read a clock."""
    if order.at is None:
        raise ValueError(f"{attached.name} is attached without a date")
    at = order.at.astimezone(UTC)
    made = Attachment(
        string="",
        name=attached.name,
        description=attached.description,
        created=at,
        modified=at,
        relationship=attached.relationship,
    )
    made.source = nullcontext((BytesIO(attached.data), None, None, attached.media_type))
    return made
