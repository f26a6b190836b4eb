"""My credit hours: what was earned year by year, against what the law asks."""

from decimal import Decimal
from itertools import groupby

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.certification.rules.numbering import local_day
from lms.ledger import entries
from lms.ledger.rules import targets
from lms.people.models import Person
from lms.web.pages import render
from lms.web.security import signed_in
from lms.web.shell import me, now, session, settings

bp = Blueprint("ledger", __name__)


@bp.get("/jp")
@signed_in
def mine() -> ResponseReturnValue:
    """Show this year against the target, and every entry under its year."""
    person = session().get_one(Person, me().person_id)
    year = local_day(now(), settings().zone).year
    totals = {total.year: total for total in entries.totals(session(), person.id)}
    lines = entries.history(session(), person.id)
    return render(
        "lms/ledger/mine.html",
        year=year,
        earned=totals[year].jp if year in totals else Decimal(0),
        target=targets.target(person.kind, year),
        totals=totals,
        years=[(key, list(group)) for key, group in groupby(lines, key=lambda line: line.year)],
    )
