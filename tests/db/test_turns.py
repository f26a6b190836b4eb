"""Writers of a SQLite database queue up; nobody is lost, nobody waits for ever."""

import subprocess
import sys
import threading
from pathlib import Path

from sqlalchemy import text

from lms.db.session import Database
from lms.db.sqlite.turns import Turns

WRITER = """
import sys
from sqlalchemy import text
from lms.db.session import Database
database = Database(sys.argv[1])
for _ in range(50):
    with database.write() as session:
        session.execute(text("UPDATE tally SET n = n + 1"))
"""


def test_writers_of_several_processes_and_threads_lose_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    database = Database(url)
    with database.write() as session:
        session.execute(text("CREATE TABLE tally (n INTEGER)"))
        session.execute(text("INSERT INTO tally VALUES (0)"))

    def write() -> None:
        for _ in range(25):
            with database.write() as session:
                session.execute(text("UPDATE tally SET n = n + 1"))

    others = [subprocess.Popen([sys.executable, "-c", WRITER, url]) for _ in range(2)]
    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [other.wait(60) for other in others] == [0, 0]
    with database.read() as session:
        assert session.scalar(text("SELECT n FROM tally")) == 200
    database.dispose()


def test_a_turn_that_does_not_come_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    first, second = (Turns(tmp_path / "turn", seconds=0.05) for _ in range(2))
    assert first.take()

    assert not second.take()

    first.give_back()
    assert second.take()
    second.give_back()
    first.close()
    second.close()


def test_a_process_that_dies_gives_its_turn_back(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from lms.db.sqlite.turns import Turns; "
        "Turns(Path(sys.argv[1]), 1).take(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "turn")], check=False)

    turns = Turns(tmp_path / "turn", seconds=1)

    assert turns.take()
    turns.give_back()
    turns.close()
