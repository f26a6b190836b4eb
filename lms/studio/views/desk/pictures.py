"""Pictures that come into a course: dropped, pasted or chosen, made small, and put into the text."""

from pathlib import PurePosixPath

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.errors import InvalidInput, Message
from lms.studio import copies
from lms.studio.copies import Clash, Copy
from lms.studio.editor import pictures
from lms.studio.editor.pictures import Picture
from lms.studio.views.blueprint import DESK, bp, copy_of
from lms.studio.views.desk.editing import clashed, here, opened, refused, wants_json
from lms.web.i18n import _
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, me, now, session

KB = 1024
NO_FILE = Message(
    "Gambarnya belum dipilih.",
    "No picture was chosen.",
    "Pilih berkas gambar, lalu kirim lagi.",
    "Choose a picture file, then send again.",
)


@bp.get("/pengajar/studio/<slug>/gambar")
@roles("trainer", "admin")
def picture(slug: str) -> str:
    """Choose a picture and say what is to be seen on it."""
    found = opened(slug)
    return render(
        "lms/studio/desk/picture.html",
        endpoint=DESK,
        slug=slug,
        path=request.args.get("berkas", ""),
        entry=found.shelf.entry(request.args.get("berkas", "")),
        pictures=found.shelf.pictures,
    )


@bp.post("/pengajar/studio/<slug>/gambar")
@roles("trainer", "admin")
def bring_picture(slug: str) -> ResponseReturnValue:
    """Keep the picture; without JavaScript its line is written at the end of the text."""
    copy = copy_of(slug)
    path = request.form.get("berkas", "")
    try:
        alt, made = _sent(copy)
    except InvalidInput as error:
        if wants_json():
            raise
        abandon()
        refused(error)
        return redirect(url_for("lms.studio.picture", slug=slug, berkas=path or None), 303)
    home = f"courses/{slug}/assets/"
    kept = copies.put_asset(session(), copy, home + made.name, made.data, by=me().person_id, at=now())
    line = pictures.figure(f"assets/{made.name}", alt, request.form.get("keterangan", ""))
    told = _(
        "Picture kept: %(before)s KB became %(after)s KB.", before=_kb(made.before), after=_kb(len(made.data))
    )
    if wants_json():
        return jsonify(line=line, path=kept.path, told=told, heavy=made.heavy)
    if path.endswith(".md"):
        file, text = copies.text(session(), copy, path)
        text = f"{text.rstrip()}\n\n{line}\n"
        try:
            copies.save(session(), copy, path, text, base=file.version, by=me().person_id, at=now())
        except Clash as clash:
            return clashed(slug, clash)
    flash(f"{told} {_('It stands at the end of the text: move its line to where it belongs.')}", "success")
    return redirect(here(slug, path if path.endswith(".md") else kept.path), 303)


def _sent(copy: Copy) -> tuple[str, Picture]:
    """Return alternative text and picture of the form; refuse what lacks one of them."""
    alt = pictures.require_alt(request.form.get("alt", ""))
    upload = request.files.get("gambar")
    data = upload.read() if upload else b""
    if upload is None or not data:
        raise InvalidInput(NO_FILE, "studio.no-file", "gambar")
    taken = {PurePosixPath(one.path).name for one in copies.files(session(), copy) if one.asset}
    return alt, pictures.prepared(data, upload.filename or "", taken)


def _kb(size: int) -> int:
    return -(-size // KB)
