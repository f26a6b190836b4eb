import gc
import sys
import time
from collections.abc import Callable, Iterator

import pytest


@pytest.fixture
def seconds() -> Iterator[Callable[[], float]]:
    """Processor time since the test began: a busy machine does not lengthen it.

    The garbage collector waits: late in a long run it walks what two thousand tests have left behind. So does
    whoever counts the lines that are covered, for that costs more than the lines.
    """
    tracer = sys.gettrace()
    sys.settrace(None)
    gc.collect()
    gc.disable()
    start = time.process_time()
    yield lambda: time.process_time() - start
    gc.enable()
    sys.settrace(tracer)
