"""Commands of whoever writes and keeps courses: check, publish, courses, render; loaded one by one."""

from importlib import import_module
from typing import Any

MODULES = {"check": "checking", "publish": "shelf", "courses": "shelf", "render": "rendering"}


def __getattr__(name: str) -> Any:
    """Return a command; `check` and `render` need neither the shelf's modules nor the database's."""
    if name not in MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{MODULES[name]}"), name)
