"""A real site for the journeys: the served program, its job process, an instance and a shelf of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from right_answers import complete, read_all
from sqlalchemy import select

from lms import config, flow
from lms.asn.kinds import EmployeeKind
from lms.catalogue import courses
from lms.certification.models import Certificate
from lms.db.installation import Installation
from lms.people import persons, roles, sign_in, units
from lms.people.models import RoleName
from lms.people.persons import Details

ROOT = Path(__file__).parents[2]
PASSWORD = "sungai pempek kereta"
BKPSDM = "Pemerintah Kota Palembang > BKPSDM Kota Palembang"
PLAJU = "Pemerintah Kota Palembang > Kecamatan Plaju"
PATIENCE = 40
LATER = Path(__file__).parent / "later"


class ServedSite:
    """What a journey needs beside the browser: people to begin with, codes, commands, waiting for jobs."""

    def __init__(self, folder: Path) -> None:
        self.shelf = folder / "shelf"
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        # Settings of the machine's own site have no place here.
        foreign = {key: value for key, value in os.environ.items() if not key.startswith(config.PREFIX)}
        self._environment = foreign | {
            "LMS_INSTANCE": str(folder / "instance"),
            "LMS_CONTENT_ROOT": str(self.shelf),
            "LMS_BASE_URL": self.url,
        }
        self._serials = count(1)
        self.installation: Installation

    def lms(self, *words: str) -> None:
        """Run the program as the administrator does."""
        subprocess.run([sys.executable, "-m", "lms", *words], check=True, env=self._environment)

    def open(self) -> None:
        self.installation = flow.open_site(config.load(environment=self._environment))

    def person(
        self,
        name: str,
        *,
        role: RoleName | None = None,
        back_title: str = "",
        position: str = "",
        unit: str = PLAJU,
        password: str = PASSWORD,
    ) -> str:
        """Add a PNS by the verbs of the HR office, return the NIP; an empty password leaves only a code."""
        nip = f"198609262015052{next(self._serials):03d}"
        at = datetime.now(UTC)
        with self.installation.database.write() as session:
            details = Details(
                name,
                EmployeeKind.PNS,
                back_title=back_title,
                rank="III/c",
                position=position,
                unit_id=units.find_or_make(session, unit, at=at, by=None).id,
            )
            person = persons.create(session, details, number=nip, at=at, by=None)
            if role:
                roles.grant(session, person.id, role, unit_id=None, at=at, by=None)
            if password:
                sign_in.set_password(session, person, password, at=at, by=None)
        return nip

    def activation_code(self, nip: str) -> str:
        with self.installation.database.write() as session:
            person = persons.find(session, nip)
            return sign_in.issue(session, [person.id], at=datetime.now(UTC), by=None)[0].text

    def assign(self, slug: str, nip: str) -> None:
        """Give a trainer a course."""
        with self.installation.database.write() as session:
            course, trainer = courses.by_slug(session, slug), persons.find(session, nip)
            courses.assign(session, course, trainer.id, by=None, at=datetime.now(UTC))

    def let_read(self, nip: str, slug: str) -> None:
        """Let a person read a course up to its exam without a browser."""
        with self.installation.database.write() as session:
            read_all(session, persons.find(session, nip).id, slug, at=datetime.now(UTC))

    def graduate(self, nip: str, slug: str = "dasar-spbe") -> None:
        """Let a person take a course to its certificate without a browser, and wait for the PDF."""
        with self.installation.database.write() as session:
            person_id = persons.find(session, nip).id
            complete(session, person_id, slug, at=datetime.now(UTC))
        wait_until(lambda: self._has_pdf(person_id), "the certificate's PDF")

    def _has_pdf(self, person_id: int) -> bool:
        with self.installation.database.read() as session:
            return bool(session.scalar(select(Certificate.sha256).where(Certificate.learner_id == person_id)))

    @contextmanager
    def serve(self, days_later: int = 0) -> Iterator[None]:
        """Serve as `lms serve` does, one worker, with its job process; by its clock some days later."""
        command = [sys.executable, "-m", "lms", "serve", "--port", str(self._port), "--workers", "1"]
        environment = dict(self._environment)
        if days_later:
            environment |= {"PYTHONPATH": str(LATER), "DAYS_LATER": str(days_later)}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_until(lambda: _answers(f"{self.url}/readyz"), "the server")
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


@contextmanager
def made_site(folder: Path) -> Iterator[ServedSite]:
    """Make an instance and publish a copy of the shipped courses."""
    site = ServedSite(folder)
    for name in ("courses", "quizzes"):
        shutil.copytree(ROOT / name, site.shelf / name)
    (site.shelf / "certificates").symlink_to(ROOT / "certificates")
    site.lms("init")
    site.lms("publish")
    site.open()
    yield site
    site.installation.database.dispose()


@contextmanager
def served_site(folder: Path) -> Iterator[ServedSite]:
    with made_site(folder) as site, site.serve():
        yield site


def wait_until(happened: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, f"waited {PATIENCE} s for {what}"
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
