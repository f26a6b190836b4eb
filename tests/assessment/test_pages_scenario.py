"""A scenario is told scene by scene: nothing beyond, nothing taken back."""

from typing import Any

from assessment_builders import KEY, NINE
from flask.testing import FlaskClient
from page_builders import begun, hand_in, page

from lms.assessment import attempts
from lms.db.installation import Installation
from lms.questions.block import Block
from lms.questions.kinds.scenario import SCENARIO

STORY = """## Loket
Warga datang.
- [Telepon](#telepon) {+2}
  > RAHASIA baik.
- [Tolak](#akhir) {-1}
  > RAHASIA buruk.

## Telepon
RAHASIA ia menjawab.
- [Selesai](#akhir) {+3}

## Akhir
RAHASIA penutup.
"""


def a_story() -> dict[str, Any]:
    body, problems = SCENARIO.parse(Block(tuple(enumerate(STORY.split("\n"), start=1)), line=1))
    assert problems == []
    return {"format": 1, "kind": "scenario", "prompt": "", "body": body, "explanation": ""}


def started(client: FlaskClient, installation: Installation) -> Any:
    return begun(client, installation, [{"skenario": a_story()}], kind="scenario")


def choose(client: FlaskClient, attempt: Any, path: list[int], sequence: int) -> Any:
    data = {"question": "skenario", "answer-skenario": [str(one) for one in path], "sequence": str(sequence)}
    return client.post(f"/percobaan/{attempt.id}/jawaban", data=data)


def text(response: Any) -> str:
    return response.get_data(as_text=True) + str(response.headers)


def test_nothing_of_what_was_not_reached_is_sent(client: FlaskClient, installation: Installation) -> None:
    attempt = started(client, installation)

    first = text(page(client, attempt))
    choose(client, attempt, [1], 0)
    second = text(page(client, attempt))

    assert "Warga datang." in first
    assert "RAHASIA" not in first
    assert "RAHASIA baik." in second
    assert "RAHASIA ia menjawab." in second
    assert "RAHASIA buruk" not in second
    assert "RAHASIA penutup" not in second
    assert "poin" not in second
    assert 'id="soal-1-scene" tabindex="-1" autofocus' in second


def test_a_choice_cannot_be_taken_back(client: FlaskClient, installation: Installation) -> None:
    attempt = started(client, installation)
    choose(client, attempt, [1], 0)

    stale = choose(client, attempt, [2], 0)
    shown = text(page(client, attempt))
    cheat = choose(client, attempt, [2], 1)
    blank = client.post(f"/percobaan/{attempt.id}/jawaban", data={"question": "skenario", "sequence": "1"})

    assert stale.status_code == 302
    assert "lebih baru" in shown
    assert cheat.status_code == blank.status_code == 409
    assert "Pilihan yang sudah diambil tidak dapat diubah." in text(cheat)
    with installation.database.read() as session:
        assert attempts.of(session, attempt.learner_id, attempt.id).sequence == 1


def test_the_same_choice_sent_twice_is_one(client: FlaskClient, installation: Installation) -> None:
    attempt = started(client, installation)

    again = [choose(client, attempt, [1], 0).status_code for _ in range(2)]

    assert again == [302, 302]
    assert "Telepon" in text(page(client, attempt))


def test_a_choice_that_is_not_there_costs_nothing(client: FlaskClient, installation: Installation) -> None:
    attempt = started(client, installation)

    assert choose(client, attempt, [7], 0).status_code == 422
    assert "Warga datang." in text(page(client, attempt))


def test_the_result_shows_the_path_what_it_earned_and_the_best(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = started(client, installation)
    choose(client, attempt, [2], 0)
    assert "Kumpulkan dan lihat hasilnya" in text(page(client, attempt))

    hand_in(client, attempt)
    result = text(page(client, attempt, "/hasil"))

    assert "-1 poin" in result
    assert "Ada jalan yang lebih baik" in result
    assert "Perolehan Anda -1, jalan terbaik 5." in result
    assert "Lihat jalan terbaik" in result
    with installation.database.read() as session:
        standing = attempts.standings(session, attempt.learner_id, {KEY: attempt.quiz_hash}, at=NINE)[KEY]
    assert standing.best == 0
