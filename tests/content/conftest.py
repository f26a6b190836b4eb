import time
from collections.abc import Callable

import pytest


@pytest.fixture
def seconds() -> Callable[[], float]:
    """Processor time since the test began: a busy machine does not lengthen it."""
    start = time.process_time()
    return lambda: time.process_time() - start
