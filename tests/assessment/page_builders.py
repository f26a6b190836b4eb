"""A signed-in learner with an open attempt, and what a browser sends."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from assessment_builders import a_choice, a_number, a_quiz, an_attempt
from build import a_person, arm, sign_in
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.assessment.models import Attempt
from lms.db.installation import Installation

SCRIPT = {"Accept": "application/json"}
# What only the review may show; the builders put it into every key and every feedback.
SECRET = "RAHASIA"
TWO = {"jml-prinsip": a_choice(), "rupiah": a_number()}


def begun(
    client: FlaskClient,
    installation: Installation,
    pools: list[Mapping[str, Any]] | None = None,
    *,
    ago: timedelta = timedelta(0),
    **rules: Any,
) -> Attempt:
    """Sign somebody in who began so long ago."""
    with installation.database.write() as session:
        person = a_person(session, "Ani", language="id")
        quiz_hash = a_quiz(session, pools or [TWO], **rules)
        attempt = an_attempt(session, person.id, quiz_hash=quiz_hash, began_at=datetime.now(UTC) - ago)
    sign_in(client, person)
    arm(client)
    return attempt


def page(client: FlaskClient, attempt: Attempt, path: str = "", **query: str) -> TestResponse:
    return client.get(f"/percobaan/{attempt.id}{path}", query_string=query)


def save(client: FlaskClient, attempt: Attempt, question: str, value: str, sequence: int) -> TestResponse:
    """Save one answer as the script does; `sequence` is the last one known."""
    form = {"question": question, f"answer-{question}": value, "sequence": str(sequence)}
    return client.post(f"/percobaan/{attempt.id}/jawaban", data=form, headers=SCRIPT)


def hand_in(client: FlaskClient, attempt: Attempt) -> TestResponse:
    return client.post(f"/percobaan/{attempt.id}/kumpulkan")
