"""What learners will see of a copy: the source of the frame beside the editor, and the files it shows."""

from pathlib import PurePosixPath

from flask import Response, make_response, request, url_for

from lms.catalogue import assets
from lms.content.markdown.assets import SORTS
from lms.errors import NotFound
from lms.preview import pages
from lms.preview.pages import Addresses, View
from lms.studio import copies
from lms.studio.editor import desk
from lms.studio.views.blueprint import bp, copy_of
from lms.studio.views.desk.editing import Desk, opened
from lms.web.security import roles
from lms.web.shell import session

MOST_SEED = 10**9


@bp.route("/pengajar/studio/<slug>/pratinjau", methods=["GET", "POST"])
@roles("trainer", "admin")
def preview_page(slug: str) -> Response:
    """Show a file as a learner, a trainer or a printer has it; a quiz may be played, nothing is kept."""
    found = opened(slug)
    path = request.args.get("berkas", "")
    asked = request.args.get("tampilan", "")
    view = View(asked) if asked in list(View) else View.LEARNER
    try:
        page = _shown(found, path, view, _addresses(slug, view))
    except NotFound:
        page = pages.broken(one for one in found.findings if one.path == path or one.is_error)
    return pages.framed(make_response(page))


@bp.get("/pengajar/studio/<slug>/aset/<path:path>")
@roles("trainer", "admin")
def asset(slug: str, path: str) -> Response:
    """Serve a picture of the copy, under the headers of a released one."""
    file, data = copies.data(session(), copy_of(slug), f"courses/{slug}/{path}")
    sort = SORTS.get(PurePosixPath(path).suffix.lower())
    if not file.asset or sort is None:
        raise NotFound
    return assets.served(assets.File(data, sort.media_type), file.sha256, keep="private, no-cache")


def _shown(found: Desk, path: str, view: View, addresses: Addresses) -> str:
    """Choose the page of a file; what could not be read has none."""
    library, slug = found.library, found.copy.slug
    sort = desk.sort_of(path)
    if sort == desk.QUIZ:
        key = path.removeprefix("quizzes/").removesuffix(".md")
        return pages.quiz(
            library,
            slug,
            key,
            view=view,
            addresses=addresses,
            seed=_seed(),
            given=request.form.to_dict(flat=False) if request.method == "POST" else None,
            whole=bool(request.args.get("semua")),
        )
    if sort == desk.COURSE:
        return pages.course(library, slug, view=view, addresses=addresses)
    name, _dot, language = PurePosixPath(path).name.removesuffix(".md").partition(".")
    return pages.module(library, slug, name, view=view, addresses=addresses, language=language or None)


def _addresses(slug: str, view: View) -> Addresses:
    def at(path: str) -> str:
        return url_for("lms.studio.preview_page", slug=slug, berkas=path, tampilan=view.value)

    return Addresses(
        module=lambda name: at(f"courses/{slug}/{name}.md"),
        quiz=lambda key: at(f"quizzes/{key}.md"),
        course=lambda: at(f"courses/{slug}/course.md"),
        asset=lambda path: url_for("lms.studio.asset", slug=slug, path=path),
    )


def _seed() -> int:
    text = request.args.get("benih", "")
    return int(text) % MOST_SEED if text.isdecimal() and len(text) < 12 else 0
