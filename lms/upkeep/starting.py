"""A new installation: its folder, its secret key, its schema, a shelf to begin with."""

import secrets
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from lms.certification.signing import keys, ring
from lms.config import Settings
from lms.db import revisions
from lms.db.installation import Installation
from lms.voice.complaints import defaults

CONFIG = "config.py"
STARTER = Path(__file__).parent / "starter"
# Beside the code in a checkout; where `pip install` puts data files otherwise.
DESIGNS = (
    Path(__file__).parents[2] / "certificates",
    Path(sys.prefix) / "share" / "ampera-lms" / "certificates",
)
HEADER = '''"""Settings of this installation. The administrator's manual describes every key.

Keep this file secret: who has SECRET_KEY can sign in as anybody.
"""

'''


def prepare_folder(instance: Path) -> list[str]:
    """Create the instance folder and a config with a fresh key, readable by its owner alone."""
    made = []
    if not instance.is_dir():
        instance.mkdir(mode=0o700, parents=True)
        made.append(str(instance))
    config = instance / CONFIG
    if not config.exists():
        config.touch(mode=0o600)
        config.write_text(f'{HEADER}SECRET_KEY = "{secrets.token_hex(32)}"\n', encoding="utf-8")
        made.append(str(config))
    return made


def prepare_shelf(settings: Settings) -> list[str]:
    """Give an empty content folder a first course and a certificate design; touch nothing that is there."""
    root = settings.content_root
    made = []
    for name in ("courses", "quizzes"):
        if not (root / name).exists():
            shutil.copytree(STARTER / name, root / name)
            made.append(str(root / name))
    designs = root / "certificates"
    source = next((folder for folder in DESIGNS if folder.is_dir()), None)
    if source is not None and not designs.exists():
        shutil.copytree(source, designs)
        made.append(str(designs))
    return made


def prepare_keys(installation: Installation) -> list[str]:
    """Make the keys that sign certificates, claims and badges where they are missing; the schema is there."""
    with installation.database.write() as session:
        made = ring.complete(session, installation.settings, by=None, at=datetime.now(UTC))
    return [f"{installation.settings.instance / keys.FOLDER}: {one.signs} {one.kid}" for one in made]


def prepare_database(installation: Installation) -> tuple[str | None, str | None] | None:
    """Bring the schema to this program's, with the desk's first data; (from, to), None when it was there."""
    with installation.database.read() as session:
        before = revisions.current(session.connection())
    if before == revisions.head():
        return None
    revisions.upgrade(installation.database)
    with installation.database.write() as session:
        defaults.lay(session)
    return before, revisions.head()
