"""Another language of the site, in the middle of an attempt, changes words and never a mark."""

import pytest
from assessment_builders import a_number
from flask.testing import FlaskClient
from page_builders import begun, hand_in, page, save
from sqlalchemy import update

from lms.assessment import attempts
from lms.db.installation import Installation
from lms.people.models import Person


@pytest.mark.parametrize("own", ["id", ""])
@pytest.mark.parametrize("when", ["before answering", "before handing in"])
def test_numbers_are_read_as_at_the_start(
    client: FlaskClient, installation: Installation, own: str, when: str
) -> None:
    attempt = begun(client, installation, [{"rupiah": a_number()}], language=own)

    def speak_english() -> None:
        with installation.database.write() as session:
            session.execute(update(Person).values(language="en"))

    if when == "before answering":
        speak_english()
    reply = save(client, attempt, "rupiah", "1.000", 0).json
    if when == "before handing in":
        speak_english()
    hand_in(client, attempt)

    assert reply is not None
    assert reply["read_as"].endswith("1000")
    assert "Passed" in page(client, attempt, "/hasil").text
    with installation.database.read() as session:
        assert attempts.of(session, attempt.learner_id, attempt.id).percent == 100
