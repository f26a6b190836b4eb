"""Makes missing files and kills itself, as a power cut would, at a chosen step of its third certificate.

python bulk_victim.py INSTANCE SHELF DATABASE_URL drawn|kept|committed
"""

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from lms.certification.bulk import crew, missing
from lms.config import Settings
from lms.db.installation import open_installation

SURVIVED = 2


def main(instance: str, shelf: str, database_url: str, step: str) -> None:
    site = open_installation(
        Settings(
            instance=Path(instance), content_root=Path(shelf), database_url=database_url,
            secret_key="of-the-suite-alone-" + "0" * 45, base_url="http://localhost",
        )
    )  # fmt: skip
    kept = []
    real = os.fsync

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def fsync(handle: int) -> None:
        kept.append(handle)
        if len(kept) > SURVIVED and step == "drawn":
            die()
        real(handle)

    def commit(_: object) -> None:
        if len(kept) > SURVIVED and step == "kept":
            die()

    os.fsync = fsync
    event.listen(site.database.engine, "commit", commit)
    for made, certificate_id in enumerate(missing.walk(site)):
        if made > SURVIVED and step == "committed":
            die()
        crew.make(site, certificate_id, "id")


if __name__ == "__main__":
    main(*sys.argv[1:])
