"""Pages of people: signing in, one's own account, rosters and activation codes of the HR office."""

from lms.people.views import account, codes, roster, signing_in
from lms.people.views.blueprint import bp

__all__ = ["account", "bp", "codes", "roster", "signing_in"]
