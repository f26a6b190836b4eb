"""The commands `lms certificates verify|list|render|export|revoke|reinstate|reissue|explain|sheet|sign`."""

from lms.certification.cli import checking, deciding, explaining, exporting, files, sheets, signing
from lms.certification.cli.group import certificates

__all__ = ["certificates", "checking", "deciding", "explaining", "exporting", "files", "sheets", "signing"]
