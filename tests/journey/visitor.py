"""A visitor with a browser: goes from page to page, and looks hard at each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

HEAVIEST = 100_000
NARROW = 360
# Comes when the page has long been there and is used: no part of its first view.
LATE = ("/vendor/codemirror-", "/simpan", "/hadir", "/temuan?")
OFFLINE = "ERR_INTERNET_DISCONNECTED"
# What the browser fetched for this page, as it went over the wire: the page, its fonts, pictures, scripts.
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map((entry) => [entry.name, entry.transferSize])"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True, slots=True)
class Look:
    """What was found on one page."""

    title: str
    weight: int


class Visitor:
    """Keeps every console error and foreign request of its page; `look()` refuses a page with a flaw."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.looks: list[Look] = []
        self._troubles: list[str] = []
        self._is_offline = False
        page.set_default_timeout(15_000)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._troubles.append(f"script: {error}"))
        page.on("request", self._follow)
        # Every view is a first view: what the phone has not fetched before is what it costs.
        self._tools = page.context.new_cdp_session(page)
        self._tools.send("Network.enable")
        self._tools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def press(self, name: str, *, role: str = "button") -> None:
        """Press a button, or follow a link, by its words, and look at where it leads."""
        self.follow(name, role=role)
        self.look()

    def follow(self, name: str, *, role: str = "link") -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role(role, name=name).first.click()

    def look(self) -> None:
        """Refuse the page that is open when a reader, a phone or a data plan would suffer from it."""
        page = self.page
        page.wait_for_load_state("load")
        where = page.url.removeprefix(self.url)
        fetched = [(name.removeprefix(self.url), size) for name, size in page.evaluate(WEIGHT)]
        weight = sum(size for name, size in fetched if not any(late in name for late in LATE))
        self.looks.append(Look(where, weight))
        assert weight < HEAVIEST, f"{where}: {weight} bytes: {fetched}"
        overflow = page.evaluate(OVERFLOW)
        assert overflow <= 0, f"{where}: {overflow} px wider than the screen"
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert not found.violations_count, f"{where}: {found.generate_report()}"
        assert self._troubles == [], f"{where}: {self._troubles}"

    def sign_in(self, nip: str, password: str) -> None:
        self.go("/masuk")
        self.page.get_by_label("NIP, NI PPPK, atau e-mail").fill(nip)
        self.page.get_by_label("Kata sandi", exact=True).fill(password)
        self.press("Masuk")

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Go into a lift with the phone."""
        self._is_offline = True
        self.page.context.set_offline(True)
        yield
        self.page.context.set_offline(False)
        self._is_offline = False

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not (self._is_offline and OFFLINE in message.text):
            self._troubles.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def _follow(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self._troubles.append(f"foreign request: {request.url}")
