"""A served site for all journeys, Debian's Chromium, and a visitor on a phone or at a desk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from printed_paper import Paper, printed
from served_site import ServedSite, served_site
from visitor import Visitor

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
SCREENS = {"phone": PHONE, "desk": DESK}

NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    with served_site(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="session")
def base_url(site: ServedSite) -> str:
    """Return what pytest-playwright puts before `goto("/masuk")`."""
    return site.url


@pytest.fixture(scope="session")
def paper(site: ServedSite, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return printed(site, tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}


@pytest.fixture(params=["phone", "desk"])
def screen(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def new_visitor(browser: Browser, site: ServedSite, tmp_path: Path) -> Iterator[NewVisitor]:
    """Make a visitor with a browser of his or her own: `new_visitor("phone")`."""
    with visitors(browser, site.url) as make:
        yield make


@contextmanager
def visitors(browser: Browser, url: str) -> Iterator[NewVisitor]:
    contexts = []

    def make(screen: str, **options: Any) -> Visitor:
        options = {"viewport": SCREENS[screen], "has_touch": screen == "phone", "locale": "id-ID"} | options
        context = browser.new_context(base_url=url, accept_downloads=True, **options)
        contexts.append(context)
        return Visitor(context.new_page(), url)

    yield make
    for context in contexts:
        context.close()
