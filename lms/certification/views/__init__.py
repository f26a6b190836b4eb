"""Pages of certificates: one's own, and the public page where anybody can check one."""

from lms.certification.views import (
    badges,
    corrections,
    designs,
    dressing,
    evidence,
    mine,
    offline,
    verification,
)
from lms.certification.views.blueprint import bp

__all__ = [
    "badges",
    "bp",
    "corrections",
    "designs",
    "dressing",
    "evidence",
    "mine",
    "offline",
    "verification",
]
