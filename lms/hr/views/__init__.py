"""Pages of the HR desk: people and their hours, certificates, spreadsheets and bundles to take away."""

from lms.hr.views import bundles, certificates, files, making, people, signing, waiting
from lms.hr.views.blueprint import bp

__all__ = ["bp", "bundles", "certificates", "files", "making", "people", "signing", "waiting"]
