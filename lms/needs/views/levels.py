"""One course at the four levels, for HR and for its trainers."""

from lms.catalogue import courses
from lms.errors import NotFound
from lms.needs import sources
from lms.needs.levels import courses as verbs
from lms.needs.models import LaterView
from lms.needs.rules import questionnaires
from lms.needs.rules.questionnaires import FEWEST
from lms.needs.views.blueprint import bp
from lms.needs.views.verdicts import LOOKS, VERDICTS
from lms.web.filters import local
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session


@bp.get("/kepegawaian/pelatihan/<slug>/hasil")
@roles("hr", "trainer", "admin")
def levels(slug: str) -> str:
    """Join reaction, learning, behaviour and result of a course; a trainer sees the own courses'."""
    officer = me().may("hr", "admin")
    course = (
        courses.by_slug(session(), slug) if officer else courses.assigned(session(), slug, me().person_id)
    )
    if course.kind == "manual":
        raise NotFound
    return render(
        "lms/needs/levels.html",
        course=course,
        found=verbs.of(session(), course, me().scope, local(now()).date()),
        officer=officer,
        reaction=questionnaires.REACTION,
        own=questionnaires.OWN,
        supervisor=questionnaires.SUPERVISOR,
        views=LaterView,
        fewest=FEWEST,
        known=sources.every(session()),
        named=sources.named,
        verdicts=VERDICTS,
        looks=LOOKS,
    )
