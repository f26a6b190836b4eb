"""Production servers for the bench, each in processes of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORKERS, THREADS = 2, 8
START_SECONDS = 60


def granian(target: str, port: int) -> list[str]:
    return ["-m", "granian", "--interface", "wsgi", "--factory", "--host", "127.0.0.1", "--port", str(port),
            "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-ws", "--no-access-log",
            "--log-level", "error", target]  # fmt: skip


def gunicorn(target: str, port: int) -> list[str]:
    return ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS),
            "--threads", str(THREADS), "--worker-class", "gthread", f"{target}()"]  # fmt: skip


SERVERS = {"granian": granian, "gunicorn": gunicorn}


@contextmanager
def serving(target: str, instance: Path, server: str = "granian") -> Iterator[int]:
    """Serve an application until the block ends; gives the port."""
    port = _free_port()
    environment = {
        **os.environ,
        "LMS_INSTANCE": str(instance),
        "LMS_CONTENT_ROOT": str(ROOT),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "bench"), os.environ.get("PYTHONPATH", "")]),
    }
    words = [sys.executable, *SERVERS[server](target, port)]
    log = instance / f"{target.partition(':')[0]}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        _await(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(START_SECONDS)
        # What a server has to say is said once, not once for each request.
        sys.stderr.write(log.read_text(errors="replace")[-1500:])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start: {process.args!r}")
