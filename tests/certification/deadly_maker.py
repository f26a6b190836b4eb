"""An installation whose maker is killed at one certificate, as one that takes all memory is."""

import os
import signal
from typing import Any

from lms.certification import making
from lms.certification.models import Certificate
from lms.config import Settings
from lms.db.installation import Installation, open_installation

# The first: whoever dies at it has cost nothing yet but its beginning.
DEADLY = 1


def open_deadly(settings: Settings) -> Installation:
    real = making.draw

    def draw(certificate: Certificate, *rest: Any) -> bytes:
        if certificate.id == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(certificate, *rest)

    making.draw = draw
    return open_installation(settings)
