"""How a phone on a slow network finds our pages: `make lighthouse` prints Lighthouse's marks for each.

Serves the demo site from a folder of its own, signs in as its learner, and lets Lighthouse, at the version
pinned here, load each page with its phone profile. The marks are for people to read: they depend on the
machine, so only a page that misses the floor twice ends the command with 1.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TOOL = ROOT / ".tools/lighthouse"
PACKAGE = "lighthouse@12.2.3"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/google-chrome")
FLOOR = {"performance": 95, "accessibility": 100, "best-practices": 100}
MOST_BYTES = 100_000
START_SECONDS = 120
TRIES = 4
PAGES = (
    "/kursus/dasar-spbe/modul/01-konsep-prinsip",
    "/kursus/panduan-pengajar/modul/04-jenis-soal",
    "/kursus/dasar-spbe",
    "/kursus/dasar-spbe/kuis/dasar-spbe/konsep",
    "/katalog",
    "/",
)
WORDS = {"first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT"}
SHOWN = (*WORDS, "cumulative-layout-shift")
HEAD = f"{'page':<54}{'perf':>5}{'a11y':>5}{'best':>5}{'FCP':>8}{'LCP':>8}{'TBT':>8}{'CLS':>7}{'bytes':>8}"


@dataclass(frozen=True, slots=True)
class Visit:
    """What Lighthouse said of one page."""

    page: str
    report: dict[str, Any]

    @property
    def marks(self) -> dict[str, int]:
        return {name: round(self.report["categories"][name]["score"] * 100) for name in FLOOR}

    @property
    def size(self) -> int:
        return int(self.report["audits"]["total-byte-weight"]["numericValue"])

    @property
    def good(self) -> bool:
        return self.size < MOST_BYTES and all(self.marks[name] >= least for name, least in FLOOR.items())

    @property
    def line(self) -> str:
        marks = "".join(f"{mark:>5}" for mark in self.marks.values())
        shown = [self.report["audits"][name]["displayValue"].replace("\xa0", " ") for name in SHOWN]
        times = "".join(f"{value:>8}" for value in shown[:-1])
        return f"{self.page:<54}{marks}{times}{shown[-1]:>7}{self.size:>8}"

    def complaints(self) -> Iterator[str]:
        """Yield the audits that are not passed, but for those that only inform."""
        for name, audit in sorted(self.report["audits"].items()):
            mark = audit["score"]
            if mark is not None and mark < 0.9 and audit["scoreDisplayMode"] != "informative":
                yield f"    {name} {mark} {audit.get('displayValue', '')}".rstrip()


def main(pages: list[str]) -> int:
    """Measure the pages named, or those above; return the exit code."""
    tool = _installed()
    print(HEAD)
    failed = 0
    with (
        tempfile.TemporaryDirectory(prefix="lighthouse-") as folder,
        _served(Path(folder)) as (address, cookie),
    ):
        for page in pages or PAGES:
            visit = _visited(tool, address, page, cookie, Path(folder))
            if not visit.good:
                visit = _visited(tool, address, page, cookie, Path(folder))
            failed += not visit.good
            print(visit.line, *visit.complaints(), sep="\n", flush=True)
    return 1 if failed else 0


def _installed() -> Path:
    """Return the program, brought into the folder of tools once."""
    program = TOOL / "node_modules/.bin/lighthouse"
    if not program.exists():
        TOOL.mkdir(parents=True, exist_ok=True)
        (TOOL / "package.json").write_text('{"private": true}\n')
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--save-exact", PACKAGE], cwd=TOOL, check=True
        )
    return program


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, str]]:
    """Serve the demo site; give its address and the cookie of a learner who takes the first course."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "LMS_INSTANCE": str(folder / "instance"), "LMS_BASE_URL": address}
    environment |= {"LMS_CONTENT_ROOT": str(ROOT), "PYTHONUNBUFFERED": "1"}
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "tools/start.py"), str(port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _await(address, server)
        yield address, _learner(address, log.read_text(encoding="utf-8"))
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def _await(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(START_SECONDS * 4):
        if server.poll() is not None:
            sys.exit("the demo site did not start")
        try:
            urllib.request.urlopen(f"{address}/masuk", timeout=5).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    sys.exit("the demo site did not answer")


def _learner(address: str, log: str) -> str:
    """Sign in by the first account that the demo names, and take the first course."""
    account = re.search(r"(\d{18})\s+(\S{4}(?:-\S{4}){3})", log)
    if account is None:
        sys.exit("the demo named no learner")
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def send(path: str, **fields: str) -> None:
        page = browser.open(f"{address}{path}").read().decode()
        token = re.search(r'<meta name="csrf-token" content="([^"]+)"', page)
        form = {**fields, "csrf_token": token[1] if token else ""}
        target = f"{address}{path}/ikuti" if path.startswith("/kursus/") else f"{address}{path}"
        browser.open(target, urllib.parse.urlencode(form).encode()).close()

    send("/masuk", name=account[1], password=account[2])
    send("/kursus/dasar-spbe")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def _visited(tool: Path, address: str, page: str, cookie: str, folder: Path) -> Visit:
    report, headers = folder / "report.json", folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookie}))
    browser = next((path for path in BROWSERS if Path(path).exists()), "")
    words = [
        str(tool),
        f"{address}{page}",
        "--quiet",
        "--form-factor=mobile",
        "--throttling-method=simulate",
        "--only-categories=" + ",".join(FLOOR),
        "--chrome-flags=--headless --no-sandbox --disable-gpu",
        f"--extra-headers={headers}",
        "--output=json",
        f"--output-path={report}",
    ]
    environment = {**os.environ, **({"CHROME_PATH": browser} if browser else {})}
    for _ in range(TRIES):
        # A busy machine now and then loses the trace of a visit.
        if subprocess.run(words, env=environment, check=False, stdout=subprocess.DEVNULL).returncode == 0:
            break
    else:
        sys.exit(f"Lighthouse could not visit {page}")
    return Visit(page, json.loads(report.read_text(encoding="utf-8")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
