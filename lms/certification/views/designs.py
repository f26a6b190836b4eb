"""How certificates look: the designs drawn with hard cases, for trainers to see and for HR to change."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from flask import Response, request
from flask.typing import ResponseReturnValue

from lms.certification import designs
from lms.certification.designing import cases, choices, emblems, pictures, previews
from lms.certification.designing.choices import Choice
from lms.certification.designs import Design
from lms.certification.rules import looks
from lms.certification.rules.looks import Look
from lms.certification.views.blueprint import bp
from lms.errors import InvalidInput, LmsError, NotFound
from lms.web.i18n import language
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import installation, me, session, settings

# Front and back are asked for at once: the PDF of the last few is kept.
MOST_KEPT = 8
_kept: OrderedDict[str, bytes] = OrderedDict()
_keeping = Lock()


@bp.get("/sertifikat/desain")
@roles("trainer", "hr", "admin")
def looks_page() -> ResponseReturnValue:
    """The designs, one of them drawn with one case; what can be changed, for who may."""
    return page(designs.STANDARD)


@bp.get("/sertifikat/desain/<design>/<case>.pdf")
@roles("trainer", "hr", "admin")
def design_file(design: str, case: str) -> Response:
    """A case as PDF, dressed as the draft, or what is in force, says."""
    response = Response(_drawn(design, case), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="contoh-{design}-{case}.pdf"'
    return response


@bp.get("/sertifikat/desain/<design>/<case>/<int:number>.webp")
@roles("trainer", "hr", "admin")
def design_picture(design: str, case: str, number: int) -> Response:
    """A page of it as a picture; there is none where poppler is not installed."""
    picture = pictures.of(_drawn(design, case), number)
    if picture is None:
        raise NotFound
    response = Response(picture, mimetype="image/webp")
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


def page(
    name: str, wrong: LmsError | None = None, given: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    """Return the page; `wrong` is why what was `given` is not kept."""
    shelf = shelf_of()
    asked = request.args.get("desain", name)
    design = shelf.get(asked) or shelf[designs.STANDARD]
    choice = choices.newest(session())
    typed = given if given is not None else _typed(design, choice.look)
    body = render(
        "lms/certification/designs.html",
        shelf=shelf,
        design=design,
        case=cases.by_key(request.args.get("kasus", "")),
        cases=cases.CASES,
        choice=choice,
        used=choices.in_force(session()).design or designs.STANDARD,
        wanted=choice.look.design or designs.STANDARD,
        emblem=emblems.of(choice.look, settings(), installation().files),
        own_emblem=choice.look.emblem is not None,
        typed=typed,
        rows=range(1, 1 + min(looks.MOST_KEPT, 1 + len(choice.look.signatories))),
        found=_found(wrong),
        can_change=may_change(),
        drawable=pictures.can_be_had(),
    )
    return body, 200 if wrong is None else 422


def shelf_of() -> Mapping[str, Design]:
    """Return the designs by name, the standard one first."""
    root = settings().content_root / "certificates"
    return {name: designs.load(root, name) for name in designs.names(root)}


def may_change() -> bool:
    """Tell whether one may change what everybody's certificates look like: no officer of one unit alone."""
    return me().may("hr", "admin") and not me().scope


def _found(wrong: LmsError | None) -> list[tuple[str, str]]:
    if wrong is None:
        return []
    text = f"{wrong.message.text(language(), wrong.values)} {wrong.message.remedy(language(), wrong.values)}"
    return [(wrong.field if isinstance(wrong, InvalidInput) else "", text)]


def _typed(design: Design, look: Look) -> Mapping[str, str]:
    """Return the fields of the forms, as the look has them."""
    dress = look.dress(design.name)
    typed = {f"warna-{key}": dress.colours.get(key, one.default) for key, one in design.colours.items()}
    for key, words in dress.texts.items():
        typed |= {f"teks-{key}-{code}": text for code, text in words.items()}
    for number, one in enumerate(look.signatories, 1):
        typed |= {
            f"nama-{number}": one.name, f"jabatan-{number}": one.position, f"pangkat-{number}": one.rank,
            f"nip-{number}": one.nip, f"dari-{number}": one.begins.isoformat() if one.begins else "",
            f"sampai-{number}": one.ends.isoformat() if one.ends else "",
        }  # fmt: skip
    return typed


def _drawn(name: str, key: str) -> bytes:
    design, case = shelf_of().get(name), cases.by_key(key)
    if design is None or case.key != key:
        raise NotFound
    choice = choices.newest(session())
    emblem = emblems.of(choice.look, settings(), installation().files)
    known = _name(design, key, choice, emblem)
    with _keeping:
        if known in _kept:
            return _kept[known]
        made = previews.draw(design, case, choice.look, base_url=settings().base_url, emblem=emblem)
        _kept[known] = made
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _name(design: Design, key: str, choice: Choice, emblem: str) -> str:
    """Return a name of all that the drawing depends on; a design's files may change beneath us."""
    stamps = sorted(path.stat().st_mtime_ns for path in design.folder.iterdir())
    parts = (str(design.folder), key, choice.key, settings().base_url, emblem, repr(stamps))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
