"""Hands on a keyboard: Tab, Space, arrows and Enter alone."""

from playwright.sync_api import Page

MOST_STEPS = 60


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab, at least once, until the focused element is the wanted one."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(
            f"(() => {{ const focused = document.activeElement; return Boolean({wanted}); }})()"
        ):
            return
    raise AssertionError(f"{MOST_STEPS} times Tab never reached: {wanted}")


def enter(page: Page, name: str) -> None:
    """Walk with Tab until the focus is visibly on that button or link of the content, and press Enter."""
    tab_to(page, f"focused.closest('main') && focused.innerText.trim() === {name!r}")
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def arrow_to(page: Page, wanted: str, *, most: int = 12) -> None:
    """Press the arrow down until the focused list or radio group stands at the wanted choice."""
    for _ in range(most):
        if page.evaluate(
            f"(() => {{ const focused = document.activeElement; return Boolean({wanted}); }})()"
        ):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reached: {wanted}")
