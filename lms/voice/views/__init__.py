"""Pages for citizens, who have no account, and for the desk that answers them."""

from lms.voice.views import complaints, survey
from lms.voice.views.blueprint import bp

__all__ = ["bp", "complaints", "survey"]
