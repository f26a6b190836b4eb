"""The one HTML file holds all that it shows, asks nobody for anything, and answers by itself."""

import re
import subprocess
from html.parser import HTMLParser

import pytest
from book_builders import IMPRINT, SLUG, a_course

from lms.books import volumes
from lms.books.binding import single
from lms.errors import NotFound, Refused


@pytest.fixture
def text(tmp_path):
    return single.make(volumes.of_folder(a_course(tmp_path), SLUG), IMPRINT).decode()


class Addresses(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.targets, self.sources = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.targets += [given["href"]] if "href" in given else []
        self.sources += [given[name] for name in ("src", "poster") if name in given]


def test_it_asks_nobody_for_anything(text):
    found = Addresses(text)

    assert all(source.startswith("data:") for source in found.sources)
    assert all(target.startswith(("#", "data:", "http")) for target in found.targets)
    assert "lms-asset:" not in text
    assert "lms-module:" not in text
    assert "default-src 'none'" in text


def test_every_link_within_leads_somewhere_and_no_name_stands_twice(text):
    found = Addresses(text)

    assert len(found.ids) == len(set(found.ids))
    assert {target[1:] for target in found.targets if target.startswith("#")} <= set(found.ids)
    assert "02-dua.sub-bagian" in found.ids


def test_formulas_stay_mathml_and_self_checks_answer_in_place(text):
    assert "<math" in text
    assert 'data-selfcheck="choice-single"' in text
    assert "Lihat jawaban" in text


def test_its_policy_allows_its_own_style_and_script_and_no_other(text, tmp_path):
    page = tmp_path / "buku.html"
    page.write_text(text)
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"]

    told = subprocess.run(
        [*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=60, check=True
    )

    assert "Content Security Policy" not in told.stderr
    # The script has shown the button that it needs.
    assert re.search(r'class="button selfcheck-check"[^>]*type="button">', told.stdout)


def test_the_same_course_gives_the_same_bytes(tmp_path):
    root = a_course(tmp_path)

    made = [single.make(volumes.of_folder(root, SLUG), IMPRINT) for _ in range(2)]

    assert made[0] == made[1]


def test_a_course_with_an_error_or_none_at_all_is_refused(tmp_path):
    root = a_course(tmp_path)
    with pytest.raises(NotFound):
        volumes.of_folder(root, "tidak-ada")
    (root / f"courses/{SLUG}/02-dua.md").write_text("---\ntitle: x\n---\n[a](hilang.md)\n")

    with pytest.raises(Refused):
        volumes.of_folder(root, SLUG)
