"""Throw-away PostgreSQL and Redis for the suite and the bench, as ordinary processes of an ordinary user.

`python tools/services.py start postgresql` starts the server when it is not running and prints its address;
`stop` ends what was started here. One set of servers belongs to one checkout; nothing of it is worth keeping.
"""

import argparse
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
# Not in the checkout: it may lie where only root can read, and PostgreSQL refuses to run as root.
FOLDER = Path(tempfile.gettempdir()) / f"ampera-{os.getuid()}-{MARK}"
START_SECONDS = 60

# The suite's server forgets everything in a power cut, which makes a commit cheap; the bench's does not.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
COMMON = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "jit=off")
POSTGRESQL = {"postgresql": COMMON + FORGETFUL, "postgresql-durable": COMMON}
SERVICES = (*POSTGRESQL, "redis")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("start", "stop"))
    parser.add_argument("service", choices=SERVICES, nargs="*")
    chosen = parser.parse_args()
    for service in chosen.service or SERVICES:
        if chosen.verb == "stop":
            stop(service)
        else:
            print(start(service))
    return 0


def start(service: str) -> str:
    """Return the address of a running service."""
    folder = FOLDER / service
    with _locked(service):
        port = _port(folder)
        if port is None or not _answers(port):
            stop(service)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True, mode=0o755)
            port = _free_port()
            _start_redis(folder, port) if service == "redis" else _start_postgresql(service, folder, port)
            _await(port, folder)
            (folder / "port").write_text(str(port))
    return (
        f"redis://127.0.0.1:{port}/0"
        if service == "redis"
        else f"postgresql+psycopg://tes@127.0.0.1:{port}/postgres"
    )


def stop(service: str) -> None:
    folder = FOLDER / service
    for pid_file in (folder / "data" / "postmaster.pid", folder / "redis.pid"):
        if pid_file.is_file():
            pid = int(pid_file.read_text().split()[0])
            if _is_ours(pid, folder):
                # SIGINT is PostgreSQL's "fast" stop; Redis ends on it as well.
                os.kill(pid, signal.SIGINT)
    (folder / "port").unlink(missing_ok=True)


def _is_ours(pid: int, folder: Path) -> bool:
    """Tell a server of this checkout from a process that has come by its number since."""
    command_line = Path(f"/proc/{pid}/cmdline")
    if not command_line.exists():
        return False
    words = command_line.read_bytes()
    return str(folder).encode() in words or words.startswith(b"redis-server")


def _start_postgresql(service: str, folder: Path, port: int) -> None:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not programs:
        sys.exit("PostgreSQL is not installed; `make test` installs it (apt package postgresql).")
    programs_folder = programs[-1]
    _give(folder, "postgres")
    data = folder / "data"
    initdb = [programs_folder / "initdb", "-D", data, "-A", "trust", "-U", "tes", "-E", "UTF8",
              "--locale=C.UTF-8", "--no-sync"]  # fmt: skip
    options = " ".join(f"-c {option}" for option in (f"port={port}", *POSTGRESQL[service]))
    run = [programs_folder / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start"]
    for command in (initdb, run):
        _run(command, "postgres", folder)


def _start_redis(folder: Path, port: int) -> None:
    _give(folder, "nobody")
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
               "--daemonize", "yes", "--pidfile", folder / "redis.pid", "--dir", folder]  # fmt: skip
    _run(command, "nobody", folder)


def _run(command: list[str | Path], user: str, folder: Path) -> None:
    words = [str(word) for word in command]
    if os.getuid() == 0:
        group = str(pwd.getpwnam(user).pw_gid)
        words = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *words]
    with (folder.parent / "start.log").open("ab") as log:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            check=False,
        )
    if done.returncode:
        sys.exit(f"{words} failed; see {log.name}")


def _give(folder: Path, user: str) -> None:
    if os.getuid() == 0:
        record = pwd.getpwnam(user)
        os.chown(folder, record.pw_uid, record.pw_gid)


def _port(folder: Path) -> int | None:
    file = folder / "port"
    return int(file.read_text()) if file.is_file() else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def _await(port: int, folder: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while not _answers(port):
        if time.monotonic() > until:
            sys.exit(f"no answer on port {port} within {START_SECONDS} s; see {folder}")
        time.sleep(0.05)


@contextmanager
def _locked(service: str) -> Iterator[None]:
    """Let several test processes ask at once, and one start."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{service}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
