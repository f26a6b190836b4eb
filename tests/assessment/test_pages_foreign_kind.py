"""A kind of another package on the page: its widget, its words and its review."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from page_builders import begun, hand_in, page

from lms.config import Settings
from lms.questions import registry

FOREIGN = Path(__file__).parents[1] / "questions" / "foreign"
QUESTION = {
    "format": 1,
    "kind": "yesno",
    "prompt": "<p>SPBE diatur Perpres 95/2018.</p>",
    "body": {"answer": "yes", "feedback": "<p>Pasal 1.</p>"},
    "explanation": "",
}


@pytest.fixture
def site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The whole site, made where the other package is installed."""
    monkeypatch.syspath_prepend(str(FOREIGN))
    registry.kinds.cache_clear()
    made = importlib.import_module("lms.app").create_app(settings)
    made.testing = True
    yield made
    made.extensions["lms"].installation.database.dispose()
    registry.kinds.cache_clear()
    sys.modules.pop("lms_yesno", None)


def test_it_is_shown_answered_and_reviewed_in_its_own_words(site: Flask) -> None:
    client = site.test_client()
    attempt = begun(client, site.extensions["lms"].installation, [{"soal": QUESTION}])

    before = page(client, attempt)
    form = {"question": "soal", "sequence": "0", "soal": "1", "lanjut": "kumpul", "answer-soal": "yes"}
    kept = client.post(f"/percobaan/{attempt.id}/jawaban", data=form)
    again = page(client, attempt)
    hand_in(client, attempt)
    after = page(client, attempt, "/hasil")

    assert "Apakah pernyataan ini benar?" in before.text
    assert "Pasal 1." not in before.text + again.text
    assert kept.status_code == 302
    assert 'value="yes" type="radio" checked' in again.text
    assert "Ya, benar" in after.text
    assert "Pasal 1." in after.text
    assert "1 dari 1 poin" in after.text


def test_it_cannot_change_our_words(site: Flask) -> None:
    assert site.extensions["lms"].catalogues.get("id", "Right") == "Benar"
