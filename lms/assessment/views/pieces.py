"""Questions on the page, rendered once for all who see the same: the widest part of a paper's page."""

from collections.abc import Hashable
from typing import Any

from flask import request, url_for
from markupsafe import Markup, escape

from lms.assessment.sheets import Question, Sheet
from lms.catalogue.contents import Recent
from lms.web.filters import show_time
from lms.web.i18n import language
from lms.web.pages import piece
from lms.web.shell import site

# About 4 kB each.
PIECES = 4096
# No content holds a control character; an answer that does can only bring its reader's own address and time.
CHECK, SAVED = "\x02check\x03", "\x02saved\x03"

_recent: Recent[Hashable, str] = Recent(PIECES)


def question(sheet: Sheet, asked: Question, problem: Any = None) -> Markup:
    """Return a question of an open paper; with a problem, or a long answer, it is this reader's alone."""
    check = url_for("lms.assessment.check", attempt_id=sheet.attempt.id)
    if problem or not asked.alike:
        return _rendered(sheet, asked, problem, check, clock)
    key = (site(), request.script_root, language(), sheet.count, asked.alike)
    html = _recent.get(key)
    if html is None:
        html = str(_rendered(sheet, asked, None, CHECK, lambda _moment: SAVED))
        _recent.put(key, html)
    saved = clock(asked.saved_at) if asked.saved_at else ""
    return Markup(html.replace(CHECK, str(escape(check))).replace(SAVED, saved))  # noqa: S704 # a template's


def clock(moment: Any) -> str:
    """Return `10.42`, without the zone: beside an answer it is today's."""
    return show_time(moment).partition(" ")[0]


def _rendered(sheet: Sheet, asked: Question, problem: Any, check: str, clock: Any) -> Markup:
    return piece(
        "lms/assessment/question.html",
        sheet=sheet,
        question=asked,
        problem=problem,
        count=sheet.count,
        check=check,
        clock=clock,
    )
