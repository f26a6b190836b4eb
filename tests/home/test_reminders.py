"""The start page reminds of a certificate that runs out, until the course is taken again."""

from datetime import UTC, datetime, timedelta

import pytest
from build import a_person, sign_in
from flask import Flask
from taking_builders import a_taken_course, complete

from lms.certification.models import Certificate
from lms.certification.register import renewals


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (59, "Sertifikat Anda berlaku sampai"),
        (-1, "yang lalu"),
        (90, None),
    ],
)
def test_what_runs_out_asks_for_its_course(app: Flask, days: int, words: str | None) -> None:
    # The site's own installation: in it what follows from an event happens.
    installation, client, now = app.extensions["lms"].installation, app.test_client(), datetime.now(UTC)
    a_taken_course(installation)
    with installation.database.write() as session:
        ani = a_person(session, "Ani", language="id")
    given = complete(installation, ani, now - timedelta(days=200))
    with installation.database.write() as session:
        session.get_one(Certificate, given.id).expires_on = now.date() + timedelta(days=days)
    sign_in(client, ani)

    page = client.get("/").text
    listed = client.get("/sertifikat").text

    assert ("notice-warning" in page) == bool(words)
    assert (words or "") in page
    assert ("Berlaku sampai" in listed) == (days == 59)
    if words:
        with installation.database.write() as session:
            renewals.begin(session, ani.id, given.public_id, at=now)
        assert "notice-warning" not in client.get("/").text
