"""pyHanko's coroutines, run to their end wherever one is called from."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Made = TypeVar("Made")


def finished(work: Coroutine[Any, Any, Made]) -> Made:
    """Return what a coroutine gives; in a thread of its own, for the caller's may run a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
