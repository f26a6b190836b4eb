"""What is measured: each page as a stream of requests, and the bare route of its kind."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from urllib.parse import urlencode

import town
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from load import Call, request

TOKEN = "f" * 40


class Browser:
    """Makes requests as a signed-in person's browser would; the cookie is the one that sign-in gives."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.cookies = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined] # Flask's own
        self.token = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(TOKEN)

    def headers(self, person_id: int) -> dict[str, str]:
        return self._with({"_user_id": f"{person_id}.{town.EPOCH}", "_fresh": True, "_permanent": True})

    def stranger(self) -> dict[str, str]:
        """Return the headers of somebody who has no account."""
        return self._with({})

    def _with(self, content: dict[str, object]) -> dict[str, str]:
        signed = self.cookies.dumps({**content, "csrf_token": TOKEN})
        cookie = f"{self.app.config['SESSION_COOKIE_NAME']}={signed}"
        return {"Cookie": cookie, "X-CSRF-Token": str(self.token), "Accept-Language": "id"}

    def get(self, person_id: int, path: str, holds: str) -> Call:
        return Call(
            request("GET", path, {**self.headers(person_id), "Accept": "text/html"}), holds=holds.encode()
        )


@dataclass(slots=True)
class Answered:
    """Saves by one learner, one after the other, now right, now wrong; keeps what the mark must be."""

    browser: Browser
    paper: town.Paper
    sequence: int = 0
    last: dict[str, bool] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Call]:
        headers = {**self.browser.headers(self.paper.learner_id), "Accept": "application/json"}
        path = f"/percobaan/{self.paper.attempt_id}/jawaban"
        for turn in itertools.count():
            question = self.paper.questions[turn % len(self.paper.questions)]
            right = turn // len(self.paper.questions) % 2 == 0
            given = town.values(question.right if right else question.wrong)
            form = [("question", question.id), ("sequence", str(self.sequence))]
            body = urlencode(form + [(f"answer-{question.id}", value) for value in given])
            self.sequence += 1
            # Each call that is made is sent, and one that is not acknowledged counts as wrong.
            self.last[question.id] = right
            acknowledged = f'"sequence":{self.sequence}'.encode()
            yield Call(request("POST", path, headers, body.encode()), holds=acknowledged)

    def expected(self) -> dict[str, Fraction]:
        return {
            question.id: question.points if self.last.get(question.id) else Fraction(0)
            for question in self.paper.questions
        }


def submits(browser: Browser, papers: Sequence[town.Paper]) -> list[Iterator[Call]]:
    """Hand in each paper once, shared out over the connections."""

    def calls(own: Sequence[town.Paper]) -> Iterator[Call]:
        for paper in own:
            path = f"/percobaan/{paper.attempt_id}/kumpulkan"
            yield Call(request("POST", path, browser.headers(paper.learner_id)), status=b"302")

    return [calls(papers[place :: town.LEARNERS]) for place in range(town.LEARNERS)]


def reads(browser: Browser, papers: Sequence[town.Paper]) -> dict[str, list[Iterator[Call]]]:
    """Pages that are read, each connection by its own learner; the HR list by the one HR officer."""
    course = f"/kursus/{town.COURSE}"
    module = f"{course}/modul/{town.MODULE}"
    calls: dict[str, list[Call]] = {
        "course": [
            browser.get(paper.learner_id, f"/kursus/{town.COURSE}", "Dasar-dasar SPBE") for paper in papers
        ],
        "module": [browser.get(paper.learner_id, module, "Konsep dan prinsip SPBE") for paper in papers],
        "quiz": [
            browser.get(
                paper.learner_id, f"/percobaan/{paper.attempt_id}?soal=1", f"answer-{paper.questions[0].id}"
            )
            for paper in papers
        ],
        "hr": [browser.get(1, "/kepegawaian", "Dinas") for _ in papers],
    }
    return {name: [itertools.repeat(call) for call in own] for name, own in calls.items()}


def bare(method: str) -> list[Iterator[Call]]:
    """The measuring stick of reads, or of writes."""
    if method == "GET":
        calls = [
            Call(request("GET", f"/baris/{town.FIRST + n}", {}), holds=b" ") for n in range(town.LEARNERS)
        ]
    else:
        calls = [Call(request("POST", "/baris", {}, b"words=jawaban"), holds=b"tersimpan")] * town.LEARNERS
    return [itertools.repeat(call) for call in calls]
