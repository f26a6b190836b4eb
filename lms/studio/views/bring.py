"""Bring in a document: upload it, see what it becomes and what is left behind, begin the course with it."""

from contextlib import closing
from importlib import import_module
from typing import TYPE_CHECKING, Any

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, LmsError, Message, Refused
from lms.studio import first_drafts
from lms.studio.rules import names
from lms.studio.views import opening
from lms.studio.views.blueprint import DESK, bp
from lms.web.i18n import _
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, installation, me, now, session, settings

if TYPE_CHECKING:
    from lms.books.arrivals import Arrival

NO_FILE = Message(
    "Berkas belum dipilih.",
    "No file is chosen.",
    "Pilih satu berkas dari perangkat Anda.",
    "Choose one from your device.",
)
SHOWN = 40


@bp.get("/pengajar/studio-impor")
@roles("trainer", "admin")
def bring() -> str:
    """Ask for a document, and for the name and field of its course."""
    return _page({}, None)


@bp.post("/pengajar/studio-impor")
@roles("trainer", "admin")
def look_in() -> ResponseReturnValue:
    """Show what the document becomes and what is not carried; nothing is begun yet."""
    given = request.form
    try:
        field = opening.field(given.get("field", ""))
        data, name = _upload()
        arrival = _arrival(data, name, given.get("slug", "").strip(), field)
        names.proper_slug(arrival.slug)
    except (InvalidInput, Refused) as refusal:
        abandon()
        return _page(given.to_dict(), refusal), 422
    upload = (installation().files.put(data), name, arrival.slug, field)
    found = _arrivals().findings(arrival, settings().content_root)
    return render(
        "lms/studio/brought.html",
        endpoint=DESK,
        name=name,
        arrival=arrival,
        token=first_drafts.seal(_secret(), me().person_id, upload),
        findings=[one for one in found if one.is_error][:SHOWN],
        texts=[path for path in sorted(arrival.files) if path.endswith(".md")],
        pictures=sum(not path.endswith(".md") for path in arrival.files),
    )


@bp.post("/pengajar/studio-impor/mulai")
@roles("trainer", "admin")
def take_in() -> ResponseReturnValue:
    """Begin the course with the document that was shown."""
    try:
        sha256, name, slug, field = first_drafts.unseal(
            _secret(), request.form.get("berkas", ""), me().person_id
        )
        arrival = _arrival(_kept(sha256), name, slug, field)
        copy = first_drafts.settle(session(), arrival, field, by=me().person_id, at=now())
    except (InvalidInput, Refused) as refusal:
        abandon()
        return _page({}, refusal), 422
    flash(_("The first draft is in the studio. Read it through, then publish."), "success")
    return redirect(url_for("lms.studio.edit", slug=copy.slug), 303)


def _arrivals() -> Any:
    """Load the readers of documents when the first comes: they weigh 18 MB, which few processes need."""
    return import_module("lms.books.arrivals")


def _arrival(data: bytes, name: str, slug: str, field: str) -> "Arrival":
    made: Arrival = _arrivals().of_file(data, name, slug=slug, language=settings().language, field=field)
    return made


def _upload() -> tuple[bytes, str]:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise InvalidInput(NO_FILE, "studio.no-file", "file")
    with closing(file):
        return file.stream.read(), file.filename[-120:]


def _kept(sha256: str) -> bytes:
    try:
        return installation().files.get(sha256)
    except KeyError:
        raise InvalidInput(first_drafts.STALE, "studio.stale-upload", "file") from None


def _secret() -> str:
    """Return the key that signs tokens; a host application's own when the engine has none."""
    return settings().secret_key or str(current_app.secret_key)


def _page(given: dict[str, str], refusal: LmsError | None) -> str:
    return opening.form("lms/studio/bring.html", given, refusal, "file", size=settings().max_upload_mb)
