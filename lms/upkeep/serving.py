"""The production server and one job process beside it, started and stopped together.

Granian rather than gunicorn: in one run on two cores a bare page came 8,475 against 2,751 times a second,
one with a SELECT as often, an INSERT with COMMIT 723 against 866 times. HTTP costs it least, and reading
is most of the work.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

from lms.errors import Message, SetUpError

TARGET = "lms.app:create_app"
STOP_SECONDS = 20
PORT_TAKEN = Message(
    "Alamat {host}:{port} sudah dipakai program lain.",
    "Another program already uses {host}:{port}.",
    "Hentikan program itu, atau pilih port lain: make run PORT=8123.",
    "Stop that program, or choose another port: make run PORT=8123.",
)


def require_free(host: str, port: int) -> None:
    """Refuse before anything starts, with words in place of a traceback from each worker."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SetUpError(PORT_TAKEN, "serve.port", host=host, port=port) from error


def serve(instance: Path, host: str, port: int, *, workers: int, threads: int) -> None:
    """Serve until a signal comes; then let running requests and the running job finish."""
    os.environ["LMS_INSTANCE"] = str(instance)
    os.register_at_fork(after_in_child=_leave_interrupts_to_the_parent)
    with job_process(instance):
        Granian(
            TARGET,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            factory=True,
            workers=workers,
            blocking_threads=threads,
            websockets=False,
            log_access=False,
            respawn_failed_workers=True,
            workers_kill_timeout=STOP_SECONDS,
        ).serve()


def _leave_interrupts_to_the_parent() -> None:
    """A Ctrl+C reaches every process of the terminal; a worker that then hears its parent too may hang."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


@contextmanager
def job_process(instance: Path) -> Iterator[None]:
    """Run `lms jobs run` beside the block."""
    # Its own session: a Ctrl+C in the terminal reaches the server alone, which then ends this one in order.
    child = subprocess.Popen(  # noqa: S603 # our own program and a folder of ours
        [sys.executable, "-m", "lms", "--instance", str(instance), "jobs", "run"], start_new_session=True
    )
    try:
        yield
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
