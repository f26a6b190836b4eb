"""`lms preview` serves a folder on this machine alone, refuses clearly, and ends in order."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from preview_builders import a_folder

from lms.catalogue.parts import Part
from lms.preview.cli import first_page

PATIENCE = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(tmp_path: Path, *words: str) -> list[str]:
    instance = str(tmp_path / "instance")
    return [sys.executable, "-m", "lms", "--instance", instance, "--lang", "id", "preview", *words]


def refused(tmp_path: Path, *words: str) -> tuple[int, str]:
    asked_for = command(tmp_path, *words, "--no-open")
    done = subprocess.run(
        asked_for, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE
    )
    return done.returncode, done.stderr


def test_it_serves_the_folder_without_an_instance_and_ends_at_ctrl_c(tmp_path: Path) -> None:
    root, port = a_folder(tmp_path / "rak"), free_port()
    running = subprocess.Popen(
        # A suite that runs in the background hands on that Ctrl-C is ignored.
        ["env", "--default-signal=INT", *command(tmp_path, "rak", "--port", str(port), "--no-open")],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        page = asked(f"http://127.0.0.1:{port}/bingkai/peserta/layanan")
        listening = urlopen(f"http://127.0.0.1:{port}/kejadian")  # our own server
        assert listening.readline()
    finally:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=PATIENCE)
    listening.close()

    assert "Melayani warga" in page
    assert running.returncode == 0
    assert err == ""
    assert re.search(rf"http://127\.0\.0\.1:{port}/", out)
    assert "Pratinjau berhenti." in out
    assert not (tmp_path / "instance").exists()
    assert {path.name for path in root.iterdir()} == {"courses", "quizzes"}


def test_a_port_that_is_taken_is_named_with_one_that_is_free(tmp_path: Path) -> None:
    a_folder(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        status, said = refused(tmp_path, "--port", str(port))

    assert status == 2
    assert f"Port {port} sudah dipakai" in said
    assert re.search(r"lms preview --port \d+", said)


def test_a_folder_that_is_no_shelf_is_refused(tmp_path: Path) -> None:
    status, said = refused(tmp_path)

    assert status == 1
    assert "tidak berada di folder courses atau quizzes" in said
    assert refused(tmp_path, "tiada")[0] == 1


@pytest.mark.parametrize(
    ("prefix", "page"),
    [
        ("", "/"),
        ("courses", "/"),
        ("courses/layanan", "/kursus/layanan"),
        ("courses/layanan/course.md", "/kursus/layanan"),
        ("courses/layanan/assets/loket.svg", "/kursus/layanan"),
        ("courses/layanan/01-menyambut.md", "/kursus/layanan?halaman=modul/01-menyambut"),
        ("quizzes/layanan", "/kursus/layanan"),
        ("quizzes/layanan/loket.md", "/kursus/layanan?halaman=kuis/layanan/loket"),
    ],
)
def test_the_browser_is_led_to_what_was_named(tmp_path: Path, prefix: str, page: str) -> None:
    assert first_page(Part(a_folder(tmp_path), prefix)) == page


def asked(url: str) -> str:
    """Ask until the server answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(url) as answer:  # our own server
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
