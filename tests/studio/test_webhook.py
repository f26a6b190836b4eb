"""A forge asks for a pull: by its signature; nobody else finds anything there."""

import hmac
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogue_builders import a_folder
from flask import Flask
from flask.testing import FlaskClient
from git_builders import a_forge
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from lms import flow
from lms.app import create_app
from lms.config import Settings
from lms.errors import SetUpError
from lms.jobs.models import Job
from lms.web.shell import site

SECRET = "kunci-bersama-yang-panjang"
BODY = json.dumps({"ref": "refs/heads/main"}).encode()


@pytest.fixture
def hooked(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings.model_copy(update={"git_webhook_secret": SECRET, "git_publish": True}))
    yield made
    made.extensions["lms"].installation.database.dispose()


def test_a_push_and_its_webhook_make_a_release(hooked: Flask, tmp_path: Path) -> None:
    opened = site(hooked).installation
    a_folder(opened.settings.content_root)
    forge = a_forge(opened.settings.content_root, tmp_path)
    a_folder(forge.clone, "layanan-publik", "Layanan publik")
    forge.push("Kursus baru")

    answer = call(hooked.test_client(), signature(BODY))
    flow.open_worker(opened).drain(seconds=30)

    assert (answer.status_code, answer.json) == (202, {"queued": True})
    assert hooked.test_client().get("/kursus/layanan-publik").status_code == 200


@pytest.mark.parametrize("sent", [{}, {"X-Gitlab-Token": "salah"}, {"X-Hub-Signature-256": "sha256=0"}])
def test_who_does_not_know_the_secret_finds_no_page(hooked: Flask, sent: dict[str, str]) -> None:
    answer = call(hooked.test_client(), sent)

    nowhere = hooked.test_client().post("/git/tidak-ada", data=BODY)
    assert answer.status_code == nowhere.status_code == 404
    assert jobs(hooked) == 0


def test_without_a_secret_there_is_no_webhook(app: Flask) -> None:
    assert call(app.test_client(), {"X-Gitlab-Token": ""}).status_code == 404


def test_the_same_call_again_is_harmless(hooked: Flask) -> None:
    for _ in range(3):
        assert call(hooked.test_client(), signature(BODY)).status_code == 202

    # The shelf lies in no repository: nothing is done, three times.
    flow.open_worker(site(hooked).installation).drain(seconds=30)
    assert jobs(hooked) == 3


def test_too_many_calls_a_minute_are_refused(hooked: Flask) -> None:
    client = hooked.test_client()

    statuses = [call(client, signature(BODY)).status_code for _ in range(130)]

    assert set(statuses) == {202, 429}
    assert statuses.count(202) <= 120


def test_a_short_secret_is_refused_at_start(settings: Settings) -> None:
    with pytest.raises(SetUpError):
        create_app({**settings.model_dump(), "git_webhook_secret": "pendek"})


def signature(body: bytes) -> dict[str, str]:
    return {"X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), body, "sha256").hexdigest()}


def call(client: FlaskClient, headers: dict[str, str]) -> TestResponse:
    return client.post("/git/tarik", data=BODY, content_type="application/json", headers=headers)


def jobs(app: Flask) -> int:
    with site(app).installation.database.read() as session:
        return session.scalar(select(func.count()).select_from(Job)) or 0
