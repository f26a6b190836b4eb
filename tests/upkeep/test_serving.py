"""`lms serve` as a terminal sees it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from lms.upkeep import starting

# Well below the time after which a worker that hangs is killed.
SOON = 10


def test_an_interrupt_of_the_whole_terminal_ends_everything_soon(tmp_path: Path) -> None:
    starting.prepare_folder(tmp_path / "instance")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {key: value for key, value in os.environ.items() if not key.startswith("LMS_")}
    command = [sys.executable, "-m", "lms", "--instance", str(tmp_path / "instance")]
    subprocess.run([*command, "init"], cwd=Path.cwd(), env=given, check=True, stdout=subprocess.DEVNULL)
    log = tmp_path / "log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, "serve", "--port", str(port), "--workers", "2"],
            env=given,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        _await(log)

        began = time.monotonic()
        os.killpg(server.pid, signal.SIGINT)
        server.wait(SOON * 3)

    assert time.monotonic() - began < SOON, log.read_text()
    assert "refused" not in log.read_text()
    assert not _running(tmp_path / "instance")


def _await(log: Path) -> None:
    """Wait until both workers serve: one that is told to stop while it starts never hears it."""
    until = time.monotonic() + SOON * 3
    while log.read_text().count("Started worker-") < 2 and time.monotonic() < until:
        time.sleep(0.1)


def _running(instance: Path) -> list[str]:
    """Return the processes that still name the instance, such as a job process left behind."""
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if str(instance) in line]
