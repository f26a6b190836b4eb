"""The walls between the rooms, and that the list of rooms tells the truth."""

import configparser
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_room_has_its_place_in_the_order() -> None:
    """The contracts are run by `make check`; here, that they are strict where it matters."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg")
    flow = settings["importlinter:contract:flow"]

    assert flow["exhaustive"] == "true"
    for room in (path.name for path in (ROOT / "lms").iterdir() if (path / "__init__.py").is_file()):
        assert room in flow["layers"].replace("|", " ").split(), (
            f"{room} has no place in the order of the rooms"
        )


def test_the_engine_loads_neither_flask_nor_sqlalchemy() -> None:
    words = "import sys, lms.content.reader, lms.questions.registry, lms.asn.nip; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True).stdout

    assert not {"flask", "sqlalchemy", "weasyprint"} & set(loaded.split())
