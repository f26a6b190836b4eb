"""What waits for BSrE's signature in the scope: signed through the gateway, or out and in as a ZIP.

NIK and passphrase live for one request: they come in the form, go to the gateway, and are never written or
shown. So a run of many files is many requests of some seconds, which the page of the officer sends.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from tempfile import TemporaryFile

from flask import Response, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.certification.foreign import authorities, gateway, handover, queue
from lms.certification.foreign.gateway import Fault, GatewayError
from lms.certification.foreign.handover import MOST_FILES
from lms.certification.foreign.runs import Result, Run
from lms.errors import InvalidInput, LmsError, Message
from lms.hr.views.blueprint import bp
from lms.hr.views.filters import LONGEST_ID
from lms.hr.views.sending import download
from lms.web.filters import local
from lms.web.i18n import _, language, ngettext
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import abandon, installation, me, now, settings

JSON = "application/json"
SHOWN = 50
BLOCK = 1 << 16
# A request ends after the file that passes this; the page sends the next one.
SECONDS = 3.0
NO_FILE = Message(
    "Pilih dulu ZIP-nya.",
    "Choose the ZIP first.",
    "Lalu tekan tombolnya lagi.",
    "Then press the button again.",
)
Errors = Sequence[tuple[str, str]]


@dataclass(slots=True)
class Step:
    """What one request got done: a run's results, whether it came to the end, or why it could not."""

    done: list[Result] = field(default_factory=list)
    ended: bool = False
    error: LmsError | None = None

    @property
    def signed(self) -> int:
        return sum(one.error is None for one in self.done)

    @property
    def failed(self) -> Sequence[Result]:
        return [one for one in self.done if one.error is not None]


@bp.get("/kepegawaian/penandatanganan")
@roles("hr", "admin")
def signing() -> str:
    """Say how many wait, which failed and why, and offer both ways."""
    return _page([])


@bp.post("/kepegawaian/penandatanganan")
@roles("hr", "admin")
def sign_some() -> ResponseReturnValue:
    """Have the gateway sign for some seconds, then say how far it came and where to go on."""
    after = _number(request.form.get("sesudah", ""))
    step = _signed(after)
    if request.accept_mimetypes.best_match([JSON, "text/html"], "text/html") == JSON:
        return _told(step, after)
    if isinstance(step.error, InvalidInput):
        return _page([(step.error.field, _said(step.error))]), 422
    if step.error is not None:
        flash(_said(step.error), "error")
    _flash_counts(step.signed, len(step.failed))
    last = step.done[-1].place if step.done else after
    return redirect(url_for("lms.hr.signing", lanjut=None if step.ended else last), 303)


@bp.post("/kepegawaian/penandatanganan.zip")
@roles("hr", "admin")
def unsigned_zip() -> ResponseReturnValue:
    """The PDFs that wait, as many as can be uploaded again once they are signed; who took them is noted."""
    here, scope = installation(), me().scope
    budget = settings().max_upload_mb * 2**20 // 2
    with here.database.write() as writing:
        chosen = handover.give_out(
            writing, scope, by=me().person_id, at=now(), budget=budget, files=here.files, limit=MOST_FILES
        )
    if not chosen:
        flash(_("No certificate waits for a signature."), "info")
        return redirect(url_for("lms.hr.signing"), 303)

    def blocks() -> Iterator[bytes]:
        # Whole before it goes: a slow network must not hold a connection to the database.
        with TemporaryFile(prefix="lms-") as packed:
            with here.database.read() as reading:
                packed.writelines(handover.stream(reading, here.files, chosen, scope))
            packed.seek(0)
            yield from iter(partial(packed.read, BLOCK), b"")

    return download(blocks(), f"belum-ditandatangani-{local(now()):%Y-%m-%d}.zip", "application/zip")


@bp.post("/kepegawaian/penandatanganan/bertanda-tangan")
@roles("hr", "admin")
def signed_zip() -> ResponseReturnValue:
    """Keep each file of a ZIP that BSrE signed, and list the others with the reason."""
    file = request.files.get("zip")
    try:
        if not file:
            raise InvalidInput(NO_FILE, "hr.no-file", "zip")
        verdicts = handover.take_in(
            installation(), file.stream, me().scope, by=me().person_id, at=now()
        )  # fmt: skip
    except LmsError as error:
        abandon()
        return _page([("zip", _said(error))]), 422
    lines = [verdict() for verdict in verdicts]
    refused = [(line, _said(line.error)) for line in lines if line.error is not None]
    return _page([], taken=(len(lines) - len(refused), refused))


def _page(errors: Errors, **more: object) -> str:
    after = _number(request.args.get("sesudah", ""))
    with installation().database.read() as reading:
        scope = me().scope
        waiting = queue.count(reading, scope)
        rows = queue.listed(reading, scope, after=after, limit=SHOWN + 1)
        troubles = queue.troubles(reading, scope)
    return render(
        "lms/hr/signing.html",
        waiting=waiting,
        rows=rows[:SHOWN],
        next_url=url_for("lms.hr.signing", sesudah=rows[SHOWN - 1].id) if len(rows) > SHOWN else "",
        troubles=troubles,
        gateway=bool(settings().bsre_url),
        trusted=bool(authorities.load(settings())),
        upload_mb=settings().max_upload_mb,
        resume=_number(request.args.get("lanjut", "")),
        errors=errors,
        wrong=dict(errors),
        **more,
    )


def _signed(after: int) -> Step:
    step, until = Step(), time.monotonic() + SECONDS
    try:
        officer = gateway.officer(request.form.get("nik", ""), request.form.get("frasa", ""))
        run = Run(installation(), officer, scope=me().scope, by=me().person_id, after=after, back_off=())
        for result in run:
            step.done.append(result)
            if time.monotonic() > until:
                return step
        step.ended = True
    except LmsError as error:
        step.error = error
    return step


def _told(step: Step, after: int) -> Response:
    """Write for the page's script; `again` says that waiting may help, `wrong` which field to look at."""
    error = step.error
    with installation().database.read() as reading:
        waiting = queue.count(reading, me().scope)
    answer = jsonify(
        signed=step.signed,
        failed=[{"number": one.number, "name": one.name, "reason": _said(one.error)} for one in step.failed],
        after=step.done[-1].place if step.done else after,
        waiting=waiting,
        error=_said(error),
        again=isinstance(error, GatewayError) and error.fault == Fault.GATEWAY,
        wrong=error.field if isinstance(error, InvalidInput) else "",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _flash_counts(signed: int, failed: int) -> None:
    if signed:
        flash(
            ngettext("%(num)s certificate is signed.", "%(num)s certificates are signed.", signed), "success"
        )
    if failed:
        flash(ngettext("%(num)s could not be signed.", "%(num)s could not be signed.", failed), "warning")


def _said(error: LmsError | None) -> str:
    return "" if error is None else f"{error.text(language())} {error.remedy(language())}".strip()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0
