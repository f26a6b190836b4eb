"""Pages of the HR desk: people and their hours, certificates, spreadsheets and bundles to take away."""

from lms.hr.views import certificates, files, people
from lms.hr.views.blueprint import bp

__all__ = ["bp", "certificates", "files", "people"]
