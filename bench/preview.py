"""How long from save to screen, and what a page of the preview costs beside bare Markdown.

`make bench`, or `python bench/preview.py`. The shipped courses are copied; a module and a quiz of them are
saved twenty times each, as editors do it, while Chromium shows them on a phone and on a desk. The figures are
for people to read, the ratios depend little on the machine. A page that shows something else fails.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from flask import Flask
from markdown_it import MarkdownIt
from playwright.sync_api import Page, sync_playwright

from lms.config import Settings
from lms.preview.live import leaves, server
from lms.preview.live.leaves import Leaf, Sight
from lms.preview.live.shelf import Shelf

ROOT = Path(__file__).parents[1]
CHROMIUM = "/usr/bin/chromium"
SAVES, ROUNDS, WANTED = 20, 30, 300
SLUG = "dasar-spbe"
MODULE = Leaf(SLUG, "modul/01-konsep-prinsip")
QUIZ = Leaf(SLUG, "kuis/dasar-spbe/konsep")
FILES = {MODULE: "courses/dasar-spbe/01-konsep-prinsip.md", QUIZ: "quizzes/dasar-spbe/konsep.md"}
# Resolves when every frame that is shown holds the word and has been painted.
SEEN = """word => { window.seen = new Promise((found) => {
  const look = () => {
    const frames = [...document.querySelectorAll("iframe")].filter((frame) => frame.offsetParent);
    if (frames.every((frame) => frame.contentDocument.body?.innerText.includes(word)))
      requestAnimationFrame(() => found(Date.now()));
    else setTimeout(look, 2);
  };
  look();
}); }"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for shelf in ("courses", "quizzes"):
            shutil.copytree(ROOT / shelf, root / shelf)
        return run(root)


def run(root: Path) -> int:
    shelf = Shelf(root)
    listening = server.bound(0)
    port = listening.getsockname()[1]
    app = server.make_app(shelf, Settings(), "id", port)
    serving = server.Serving(shelf, app, listening)
    thread = Thread(target=serving.run, daemon=True)
    thread.start()
    wrong = pages(root, shelf, app, port)
    wrong += saves(root, f"http://127.0.0.1:{port}")
    serving.stop()
    thread.join(timeout=5)
    return 1 if wrong else 0


def pages(root: Path, shelf: Shelf, app: Flask, port: int) -> int:
    """Print what each page costs beside the Markdown of its file, rendered by nothing but the parser."""
    bare = MarkdownIt("commonmark").enable("table")
    text = (root / FILES[MODULE]).read_text("utf-8").split("---\n", 2)[2]
    stick = median(lambda: bool(bare.render(text)))
    client, base = app.test_client(), f"http://127.0.0.1:{port}"

    def shown(leaf: Leaf, sight: Sight, word: str) -> Callable[[], bool]:
        return lambda: word in client.get(leaves.framed(leaf, sight), base_url=base).text

    def marked() -> bool:
        return (
            "dari 100"
            in client.post(leaves.framed(QUIZ, Sight.LEARNER), base_url=base, data={"nilai": "1"}).text
        )

    def read() -> bool:
        shelf.read()
        return bool(shelf.library.courses)

    parts: Sequence[tuple[str, Callable[[], bool]]] = (
        ("module, as learner", shown(MODULE, Sight.LEARNER, "Konsep dan prinsip")),
        ("module, as trainer", shown(MODULE, Sight.TRAINER, "01-konsep-prinsip.md")),
        ("module, as printed", shown(MODULE, Sight.PRINTED, "printed.css")),
        ("quiz, to be answered", shown(QUIZ, Sight.LEARNER, "data-plays")),
        ("quiz, marked", marked),
        ("quiz, with keys", shown(QUIZ, Sight.TRAINER, "#kon-pengertian")),
        ("the shelf read again, unchanged", read),
    )
    print(f"{'page':<34}{'ms each':>10}{'ratio':>8}")
    print(f"{'bare Markdown of a module':<34}{stick * 1e3:>10.2f}{1:>8.2f}")
    wrong = 0
    for name, part in parts:
        right = part()
        each = median(part)
        wrong += not right
        flag = "" if right else "  WRONG PAGE"
        print(f"{name:<34}{each * 1e3:>10.2f}{stick / each:>8.2f}{flag}")
    return wrong


def saves(root: Path, base: str) -> int:
    """Print how long each save takes to the screen, in Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        print(f"{'saved, until both frames show it':<40}{'median':>8}{'p95':>8}{'most':>8}  < {WANTED} ms")
        for leaf, old in ((MODULE, "Pukul 08.10"), (QUIZ, "Enam soal")):
            page.goto(base + leaves.on_desk(leaf))
            page.wait_for_timeout(1500)
            took = sorted(save(page, root / FILES[leaf], old, turn) for turn in range(SAVES))
            p95 = took[int(len(took) * 0.95) - 1]
            print(f"{FILES[leaf]:<40}{statistics.median(took):>8.0f}{p95:>8.0f}{took[-1]:>8.0f}")
        browser.close()
    return 0


def save(page: Page, file: Path, old: str, turn: int) -> float:
    """Write a file aside and rename it; return the milliseconds until every frame shows the new word."""
    text, word = file.read_text("utf-8"), f"Penanda{turn}"
    page.evaluate(SEEN, word)
    aside = file.with_name(f".{file.name}.tmp")
    aside.write_text(text.replace(old, f"{old} {word}", 1), "utf-8")
    began = time.time() * 1000
    aside.replace(file)
    took = float(page.evaluate("() => window.seen")) - began
    time.sleep(0.2)
    return took


def median(part: Callable[[], bool]) -> float:
    def once() -> float:
        began = time.perf_counter()
        part()
        return time.perf_counter() - began

    return statistics.median(once() for _ in range(ROUNDS))


if __name__ == "__main__":
    sys.exit(main())
