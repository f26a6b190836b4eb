"""One preview of one small shelf for each test."""

from pathlib import Path

import pytest
from preview_builders import Desk, a_folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(a_folder(tmp_path))
