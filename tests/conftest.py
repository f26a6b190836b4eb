"""The fixtures of the suite: an installation on each database, a session, the site, its client, its command.

A test of verbs takes `session` (or `installation`), a test of pages `app`, `client` and `installation`:

    with installation.database.write() as session:     # commits; then the client sees it
        ani = a_person(session, "Ani")
    sign_in(client, ani)

On SQLite an open `session` holds the only write lock, so a test with `client` writes as shown, or
commits `session` before it posts.
"""

import gc
import importlib
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from databases import PostgresqlMaker, SqliteMaker
from sqlalchemy.orm import Session

from lms.config import Settings
from lms.db.installation import Installation, open_installation

if TYPE_CHECKING:
    from click.testing import Result
    from flask import Flask
    from flask.testing import FlaskClient

ROOT = Path(__file__).parent.parent
DATABASES = ("sqlite", "postgresql")
SECRET_KEY = "of-the-suite-alone-" + "0" * 45
PACE = 0.05  # seconds of `_pace` on a machine of two cores at rest
PACE_TEXT = "jembatan *Ampera* di atas Sungai Musi, " * 800
PACE_WORDS = re.compile(r"\*(\w+)\*|[aiueo]")

hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("suite")


def pytest_configure() -> None:
    """Refuse every connection that leaves this machine: a test that needs the network is no test.

    And collect garbage more rarely: what stays for the whole run was walked again and again, a quarter of its
    time.
    """
    gc.set_threshold(100_000, 50, 100)
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1", "localhost")):
            self.close()
            raise RuntimeError(f"the suite's network is blocked: {address}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign] # the one patch of the suite


@pytest.fixture(scope="session")
def sqlite_maker(tmp_path_factory: pytest.TempPathFactory) -> SqliteMaker:
    return SqliteMaker(tmp_path_factory.mktemp("template") / "template.sqlite")


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """Address of the suite's own PostgreSQL, started when it is not running."""
    command = [sys.executable, str(ROOT / "tools" / "services.py"), "start", "postgresql"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="session")
def postgresql_maker(postgresql_server: str) -> Iterator[PostgresqlMaker]:
    maker = PostgresqlMaker(postgresql_server)
    yield maker
    maker.close()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database with the whole schema and no rows."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_maker").fresh(tmp_path / "instance" / "lms.sqlite")
        return
    maker: PostgresqlMaker = request.getfixturevalue("postgresql_maker")
    yield maker.url
    maker.clean()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a small site: an own instance folder and an own, empty shelf."""
    shelf = tmp_path / "shelf"
    for name in ("courses", "quizzes"):
        (shelf / name).mkdir(parents=True)
    (shelf / "certificates").symlink_to(ROOT / "certificates")
    return Settings(
        instance=tmp_path / "instance",
        content_root=shelf,
        database_url=database_url,
        secret_key=SECRET_KEY,
        base_url="http://localhost",
    )


@pytest.fixture
def installation(settings: Settings) -> Iterator[Installation]:
    """An installation without followers: each room is tested alone."""
    opened = open_installation(settings)
    yield opened
    opened.database.dispose()


@pytest.fixture
def session(installation: Installation) -> Iterator[Session]:
    """A session that may write; what the test does not commit is rolled back."""
    with installation.database.session(writes=True) as opened:
        yield opened


@pytest.fixture
def app(settings: Settings) -> "Iterator[Flask]":
    """The whole site on this test's database, followers and all."""
    importlib.import_module("kept_routes").keep_routes()
    made = importlib.import_module("lms.app").create_app(settings)
    made.testing = True
    yield made
    made.extensions["lms"].installation.database.dispose()


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """A browser that sends the form's token along; `app.test_client()` is one that does not."""
    made = app.test_client()
    importlib.import_module("build").arm(made)
    return made


@pytest.fixture
def runner(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> "Callable[..., Result]":
    """Run the command `lms` on this test's site: `runner("check", "--format", "json").exit_code`."""
    for name in ("instance", "content_root", "database_url", "secret_key", "base_url"):
        monkeypatch.setenv(f"LMS_{name.upper()}", str(getattr(settings, name)))
    testing = importlib.import_module("click.testing")
    cli = importlib.import_module("lms.cli")

    def run(*words: str, stdin: str | None = None) -> "Result":
        result: Result = testing.CliRunner().invoke(cli.main, list(words), input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def _pace() -> float:
    """Seconds of processor time that a fixed piece of work takes now; PACE where the limits were set."""
    start = time.process_time()
    for _ in range(40):
        PACE_WORDS.sub("", PACE_TEXT)
        sorted(PACE_TEXT.split(), key=len)
    return time.process_time() - start


@pytest.fixture
def seconds() -> Iterator[Callable[[], float]]:
    """Processor time since the test began, as it would be on the machine that set the limits.

    A fixed piece of work is done before and after: where it takes twice PACE, the rest counts half. So
    neither a slower machine nor a neighbour in the processor's caches decides what is quick enough.
    The garbage collector waits: late in a long run it walks what two thousand tests have left behind, for
    seconds. So does whoever counts the lines that are covered, for that costs more than the lines.
    """
    tracer = sys.gettrace()
    sys.settrace(None)
    gc.disable()
    paces = [_pace()]
    start = time.process_time()

    def read() -> float:
        nonlocal start
        spent = time.process_time() - start
        paces.append(_pace())
        start = time.process_time() - spent
        return spent * PACE * len(paces) / sum(paces)

    yield read
    gc.enable()
    sys.settrace(tracer)
