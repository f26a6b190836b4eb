"""What came of the needs that were taken up: one page for a period and the one after."""

from flask import request

from lms.needs import effects, sources, training_needs
from lms.needs.rules.drawing import reach
from lms.needs.rules.effect import FEWEST_ANSWERS, FEWEST_OTHERS, Verdict
from lms.needs.views.addresses import chosen
from lms.needs.views.blueprint import bp
from lms.needs.views.verdicts import LOOKS, VERDICTS
from lms.web.filters import local
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session


@bp.get("/kepegawaian/kebutuhan/dampak")
@roles("hr", "admin")
def outcomes() -> str:
    """Compare the period of the needs with a later one."""
    known = training_needs.periods(session())
    judged = [one for one in known if any(other.begins > one.ends for other in known)]
    told = effects.taken_up(session(), me().scope)
    # Without a choice, the newest period that led to training: the others have nothing to show.
    before = chosen(sorted(judged, key=lambda one: one.id not in told), "periode")
    later = effects.later(session(), before) if before else []
    after = chosen(later, "sesudah")
    wanted = request.args.get("sesudah", "")
    came = effects.of_period(session(), me().scope, before, after) if before and after else []
    return render(
        "lms/needs/outcomes.html",
        came=came,
        periods=judged,
        before=before,
        later=later,
        after=after,
        known=sources.every(session()),
        named=sources.named,
        verdicts=VERDICTS,
        looks=LOOKS,
        reach=reach,
        other=bool(wanted) and (after is None or str(after.id) != wanted),
        today=local(now()).date(),
        tally={one: sum(1 for it in came if it.effect and it.effect.verdict is one) for one in Verdict},
        fewest_answers=FEWEST_ANSWERS,
        fewest_others=FEWEST_OTHERS,
    )
