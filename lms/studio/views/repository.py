"""The door for code forges, and the button of whoever will not wait for one."""

import secrets
from datetime import timedelta

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.audit import trail
from lms.errors import NotFound
from lms.studio.git import pulls, repository
from lms.studio.rules import signatures
from lms.studio.views.blueprint import bp
from lms.web import limits
from lms.web.i18n import _
from lms.web.security import machine, roles
from lms.web.shell import installation, me, now, session, settings

LARGEST = 5 * 1024 * 1024
CALLS, PER = 60, timedelta(minutes=1)


@bp.post("/git/tarik")
@machine
def webhook() -> ResponseReturnValue:
    """Take a forge's word that there is something to pull; who does not know the secret finds no page."""
    request.max_content_length = LARGEST
    if not signatures.genuine(settings().git_webhook_secret, request.get_data(cache=False), request.headers):
        raise NotFound
    # In a transaction of its own: a count that is rolled back with a refusal would be no limit.
    with installation().database.write() as counting:
        limits.hit(counting, "studio|webhook", at=now(), allowed=CALLS, per=PER)
    pulls.promise(session(), key=secrets.token_hex(12), at=now())
    return {"queued": True}, 202


@bp.post("/pengajar/studio-git/tarik")
@roles("admin")
def pull() -> ResponseReturnValue:
    """Pull now."""
    where = repository.of(settings())
    if where is None or not where.remote:
        flash(_("There is no remote to pull from."), "error")
    else:
        pulls.promise(session(), key=secrets.token_hex(12), at=now())
        trail.note(session(), me().person_id, "studio.pull-asked", where.branch, at=now())
        flash(_("The pull is under way. Look again in a moment."), "success")
    return redirect(url_for("lms.studio.shelf"), 303)
