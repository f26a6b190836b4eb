"""Write the next revision from the difference between the newest one and the models.

`make migration m="add due dates"`: the file appears in lms/db/migrations/versions; read it, then commit it.
"""

import importlib
import sys
import tempfile
from pathlib import Path

from alembic import command

from lms.db import revisions
from lms.db.session import Database

ROOT = Path(__file__).resolve().parent.parent


def main(message: str) -> None:
    for path in sorted(ROOT.glob("lms/**/models.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/head.sqlite")
        if revisions.head() is not None:
            revisions.upgrade(database)
        number = len(list((revisions.FOLDER / "versions").glob("[0-9]*.py"))) + 1
        with revisions.configured(database) as settings:
            settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            command.revision(settings, message, autogenerate=True, rev_id=f"{number:04d}")
        database.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('Say what changes: make migration m="add due dates"')
    main(sys.argv[1])
