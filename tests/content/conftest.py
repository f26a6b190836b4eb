import gc
import time
from collections.abc import Callable, Iterator

import pytest


@pytest.fixture
def seconds() -> Iterator[Callable[[], float]]:
    """Processor time since the test began: a busy machine does not lengthen it.

    The garbage collector waits: late in a long run it walks what two thousand tests have left behind.
    """
    gc.collect()
    gc.disable()
    start = time.process_time()
    yield lambda: time.process_time() - start
    gc.enable()
