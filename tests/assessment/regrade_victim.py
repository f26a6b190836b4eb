"""Goes on with a regrade and kills itself, as a power cut would, right before its third commit.

python regrade_victim.py INSTANCE DATABASE_URL REGRADE_ID
"""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import event

from lms import flow
from lms.assessment.regrades import runs
from lms.config import Settings

SURVIVED_COMMITS = 2
SMALL_BATCH = 4


def main(instance: str, database_url: str, regrade_id: str) -> None:
    settings = Settings(
        instance=Path(instance), database_url=database_url, secret_key="0" * 64, base_url="http://localhost"
    )
    site = flow.open_site(settings)
    commits = []

    def die(_connection: object) -> None:
        commits.append(1)
        if len(commits) > SURVIVED_COMMITS:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(site.database.engine, "commit", die)
    runs.BATCH = SMALL_BATCH
    runs.go_on(site, int(regrade_id), at=datetime.now(UTC))


if __name__ == "__main__":
    main(*sys.argv[1:])
