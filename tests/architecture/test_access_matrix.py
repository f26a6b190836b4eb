"""Every address × everybody: who opens it, who must sign in, who is refused, for whom it does not exist.

A new address without a line in access_verdicts.py or access_citizens.py fails; so does a line
without an address.
"""

from collections.abc import Iterator

import pytest
from access_letters import WHO
from access_verdicts import VERDICTS
from access_world import World, make_world
from build import arm, sign_in
from catalogue_builders import SLUG
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lms.db.installation import Installation
from lms.web.shell import site

# These end what the walk needs, so they come last.
LAST = ("learning.withdraw", "learning.enrol", "people.end_sessions", "people.sign_out")
# An argument that means something else there.
OTHERWISE = {
    "web.static": {"name": "icons.svg"},
    "books.file": {"form": "html"},
    "books.desk_file": {"form": "html"},
    "certification.offline": {"language": "en"},
    "certification.offline_manifest": {"language": "en"},
    "certification.badge": {"form": "json"},
    "certification.badge_status": {"number": 0, "form": "json"},
    "certification.design_picture": {"number": 1},
    "home.open_data": {"name": "indeks"},
    "voice.survey_report_file": {"form": "xlsx"},
    "voice.change_question": {"act": "naik"},
    "voice.settings_of": {"kind": "kelas"},
    "voice.add_setting": {"kind": "kelas"},
    "voice.setting": {"kind": "kategori", "name": "waktu"},
    "voice.change_setting": {"kind": "kategori", "name": "waktu"},
    "needs.mapping": {"family": "skm", "key": "waktu"},
    "needs.map_source": {"family": "skm", "key": "waktu"},
}
# What an address is sent along: a page of the studio is about a file.
SENT = {
    "needs.react": dict.fromkeys(("berguna", "jelas", "contoh", "rekan"), "4"),
    "needs.answer_later": dict.fromkeys(("pakai", "hasil", "warga", "dukung"), "4"),
    "needs.map_source": {"tindakan": "kompetensi", "kompetensi": "Integritas"},
    "needs.decide": {"putusan": "tolak", "alasan-tolak": "Loketnya baru dibuka."},
    "studio.question": {"berkas": f"quizzes/{SLUG}/ujian.md"},
    "studio.set_question": {"berkas": f"quizzes/{SLUG}/ujian.md"},
    "studio.save": {"berkas": f"courses/{SLUG}/01-konsep.md", "teks": "Baru.", "versi": "1"},
}


def test_every_address_has_its_line_and_every_line_an_address(app: Flask) -> None:
    endpoints = {rule.endpoint.removeprefix("lms.") for rule in app.url_map.iter_rules()}

    assert endpoints == set(VERDICTS)


@pytest.mark.parametrize("who", WHO)
def test_everybody_reaches_what_the_matrix_says(app: Flask, installation: Installation, who: str) -> None:
    world = make_world(site(app).installation)

    found = {name: letter(walk(app, world, who, rule)) for name, rule in addresses(app)}

    place = WHO.index(who)
    assert found == {name: VERDICTS[name][place] for name in found}


def test_a_post_without_the_forms_token_changes_nothing(app: Flask, installation: Installation) -> None:
    world = make_world(site(app).installation)
    posts = [(name, rule) for name, rule in addresses(app) if "POST" in rule.methods]

    statuses = {}
    for name, rule in posts:
        client = app.test_client()
        sign_in(client, world.people["admin"])
        statuses[name] = client.post(address(app, world, rule)).status_code

    # What is not there for an administrator is not there with or without a token.
    assert {status for name, status in statuses.items() if VERDICTS[name][-1] == "o"} == {400}


def addresses(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Reading first, what ends something last."""
    named = [(rule.endpoint.removeprefix("lms."), rule) for rule in app.url_map.iter_rules()]
    order = sorted(named, key=lambda pair: (place_of(pair[0]), "POST" in pair[1].methods, pair[0]))
    yield from order


def place_of(name: str) -> int:
    return LAST.index(name) + 1 if name in LAST else 0


def address(app: Flask, world: World, rule: Rule) -> str:
    known = world.values | OTHERWISE.get(rule.endpoint.removeprefix("lms."), {})
    values = {name: known[name] for name in rule.arguments}
    with app.test_request_context():
        built = rule.build(values)
    assert built is not None
    return built[1]


def walk(app: Flask, world: World, who: str, rule: Rule) -> TestResponse:
    client: FlaskClient = app.test_client()
    if who != "visitor":
        sign_in(client, world.people[who])
    arm(client)
    method = "POST" if "POST" in rule.methods else "GET"
    sent = SENT.get(rule.endpoint.removeprefix("lms."), {})
    along = {"data": sent} if method == "POST" else {"query_string": sent}
    return client.open(address(app, world, rule), method=method, **along)


def letter(answer: TestResponse) -> str:
    if answer.status_code == 401 or (answer.status_code == 302 and answer.location.startswith("/masuk?")):
        return "s"
    return {403: "f", 404: "n"}.get(answer.status_code, "o" if answer.status_code < 500 else "!")
