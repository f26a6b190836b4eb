"""Commands about certificates: `lms certificates verify|list|render|export|revoke|reinstate|reissue`."""

from lms.certification.cli import checking, deciding, exporting, files
from lms.certification.cli.group import certificates

__all__ = ["certificates", "checking", "deciding", "exporting", "files"]
