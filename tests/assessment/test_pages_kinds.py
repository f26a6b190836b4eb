"""Every kind that is filled in field by field: answered through the form, and no key in any byte before."""

from collections.abc import Mapping
from typing import Any

import pytest
from assessment_builders import FIELDS
from flask.testing import FlaskClient
from page_builders import SECRET, begun, hand_in, page
from werkzeug.test import TestResponse

from lms.assessment.models import Attempt
from lms.db.installation import Installation
from lms.questions import registry

every_kind = pytest.mark.parametrize("name", FIELDS)


def fields(question: Mapping[str, Any], response: Any) -> dict[str, str]:
    """Return what the page sends for a response in several fields."""
    if isinstance(response, list):
        response = {item: str(place) for place, item in enumerate(response, start=1)}
    return {f"answer-soal.{part}": value for part, value in response.items()}


def post(client: FlaskClient, attempt: Attempt, form: Mapping[str, str]) -> TestResponse:
    whole = {"question": "soal", "sequence": "0", "soal": "1", "lanjut": "kumpul", **form}
    return client.post(f"/percobaan/{attempt.id}/jawaban", data=whole)


@every_kind
def test_it_is_shown_answered_and_reviewed(
    client: FlaskClient, installation: Installation, name: str
) -> None:
    question = FIELDS[name]
    right = registry.get(name).specimens(question["body"]).right[0]
    attempt = begun(client, installation, [{"soal": question}])

    before = page(client, attempt)
    given = fields(question, right)
    assert all(f'name="{field}"' in before.text for field in given)
    assert post(client, attempt, given).location == f"/percobaan/{attempt.id}/kumpulkan"
    again = page(client, attempt)
    hand_in(client, attempt)
    after = page(client, attempt, "/hasil")

    assert SECRET not in before.text + again.text
    assert " selected" in again.text or " checked" in again.text
    assert SECRET in after.text
    assert "1 dari 1 poin" in after.text


@every_kind
def test_a_form_that_the_page_cannot_send_costs_nothing(
    client: FlaskClient, installation: Installation, name: str
) -> None:
    attempt = begun(client, installation, [{"soal": FIELDS[name]}])

    refused = post(client, attempt, {"answer-soal.x": "1"})

    assert refused.status_code == 422
    assert "tidak dapat dibaca" in refused.text
    assert " selected" not in page(client, attempt).text


def test_a_number_given_twice_is_named_and_what_was_chosen_stays(
    client: FlaskClient, installation: Installation
) -> None:
    question = FIELDS["ordering"]
    first, second, third = (item["id"] for item in question["body"]["items"])
    attempt = begun(client, installation, [{"soal": question}])

    form = {f"answer-soal.{item}": "2" for item in (first, second)} | {f"answer-soal.{third}": "3"}
    refused = post(client, attempt, form)

    assert refused.status_code == 422
    assert "Nomor 2 dipakai lebih dari sekali. Beri setiap butir nomor yang berbeda." in refused.text
    assert refused.text.count('<option value="2" selected>') == 2
    assert refused.text.count('<option value="3" selected>') == 1


def test_the_script_of_an_order_comes_only_with_one(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation, [{"satu": FIELDS["pairs"], "dua": FIELDS["ordering"]}])

    assert "ordering.js" not in page(client, attempt, soal="1").text
    assert "ordering.js" in page(client, attempt, soal="2").text
