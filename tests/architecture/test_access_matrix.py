"""Every address × everybody: who opens it, who must sign in, who is refused, for whom it does not exist.

A new address without a line below fails; so does a line without an address.
"""

from collections.abc import Iterator

import pytest
from access_world import World, make_world
from build import arm, sign_in
from catalogue_builders import SLUG
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lms.db.installation import Installation
from lms.web.shell import site

WHO = ("visitor", "owner", "stranger", "trainer", "other trainer", "hr", "far hr", "admin")
# One letter for each of WHO: o opens, s is sent to sign in, f is refused by role, n "there is no such page".
EVERYBODY = "oooooooo"
ACCOUNT = "sooooooo"
OWNER = "sonnnnnn"
HR = "sffffooo"
HR_OF_UNIT = "sffffono"
UPLOADER = "sffffonn"
TRAINERS = "sffooffo"
TRAINER_OF_COURSE = "sffonffo"
ADMIN = "sffffffo"
# For who does not know its secret it does not exist.
SIGNED_BY_A_FORGE = "nnnnnnnn"
VERDICTS = {
    "home.start": EVERYBODY,
    "home.privacy": EVERYBODY,
    "home.trainer": TRAINERS,
    "web.static": EVERYBODY,
    "web.look": EVERYBODY,
    "upkeep.healthz": EVERYBODY,
    "upkeep.readyz": EVERYBODY,
    "people.sign_in": EVERYBODY,
    "people.signed": EVERYBODY,
    "people.sign_out": EVERYBODY,
    "people.activate": EVERYBODY,
    "people.activated": EVERYBODY,
    "people.account": ACCOUNT,
    "people.choose_language": ACCOUNT,
    "people.change_password": ACCOUNT,
    "people.end_sessions": ACCOUNT,
    "people.roster": HR,
    "people.roster_upload": HR,
    "people.roster_preview": UPLOADER,
    "people.roster_refused": UPLOADER,
    "people.roster_apply": UPLOADER,
    "people.codes": HR,
    "people.codes_sheet": HR,
    "catalogue.listing": EVERYBODY,
    "catalogue.asset": EVERYBODY,
    "catalogue.schema": EVERYBODY,
    "catalogue.authored": TRAINERS,
    "catalogue.desk": TRAINER_OF_COURSE,
    "catalogue.publish": TRAINER_OF_COURSE,
    "learning.course": EVERYBODY,
    "learning.module": EVERYBODY,
    "learning.mine": ACCOUNT,
    "learning.join": ACCOUNT,
    "learning.onward": ACCOUNT,
    "learning.enrol": ACCOUNT,
    "learning.withdraw": OWNER,
    "learning.move": ACCOUNT,
    "learning.quiz": ACCOUNT,
    "learning.begin": ACCOUNT,
    "learning.finish": ACCOUNT,
    "learning.place": ACCOUNT,
    "assessment.attempt": OWNER,
    "assessment.save": OWNER,
    "assessment.check": OWNER,
    "assessment.hand_in": OWNER,
    "assessment.submit": OWNER,
    "assessment.review": OWNER,
    "assessment.quizzes": TRAINER_OF_COURSE,
    "assessment.desk": TRAINER_OF_COURSE,
    "assessment.statistics": TRAINER_OF_COURSE,
    "assessment.essays_of_all": TRAINERS,
    "assessment.essays": TRAINER_OF_COURSE,
    "assessment.essay": TRAINER_OF_COURSE,
    "assessment.mark_essay": TRAINER_OF_COURSE,
    "assessment.regrade": TRAINER_OF_COURSE,
    "assessment.apply_regrade": TRAINER_OF_COURSE,
    "assessment.import_questions": TRAINERS,
    "assessment.import_preview": TRAINERS,
    "assessment.export": TRAINER_OF_COURSE,
    "assessment.export_file": TRAINER_OF_COURSE,
    "studio.bring": TRAINERS,
    "studio.look_in": TRAINERS,
    "studio.take_in": TRAINERS,
    "studio.shelf": TRAINERS,
    "studio.new": TRAINERS,
    "studio.begin": TRAINERS,
    "studio.discard": TRAINER_OF_COURSE,
    "studio.write_again": TRAINER_OF_COURSE,
    "studio.history": TRAINER_OF_COURSE,
    "studio.diff": TRAINER_OF_COURSE,
    "studio.restore": TRAINER_OF_COURSE,
    "studio.clash": TRAINER_OF_COURSE,
    "studio.decide": TRAINER_OF_COURSE,
    "studio.review": TRAINER_OF_COURSE,
    "studio.decide_review": TRAINER_OF_COURSE,
    "studio.remark": TRAINER_OF_COURSE,
    "studio.resolve": TRAINER_OF_COURSE,
    "studio.publish": TRAINER_OF_COURSE,
    "studio.release": TRAINER_OF_COURSE,
    "studio.rollback": TRAINER_OF_COURSE,
    "studio.roll_back": TRAINER_OF_COURSE,
    "studio.pull": ADMIN,
    "studio.webhook": SIGNED_BY_A_FORGE,
    "studio.edit": TRAINER_OF_COURSE,
    "studio.save": TRAINER_OF_COURSE,
    "studio.findings": TRAINER_OF_COURSE,
    "studio.here_am_i": TRAINER_OF_COURSE,
    "studio.manage": TRAINER_OF_COURSE,
    "studio.change": TRAINER_OF_COURSE,
    "studio.picture": TRAINER_OF_COURSE,
    "studio.bring_picture": TRAINER_OF_COURSE,
    "studio.question": TRAINER_OF_COURSE,
    "studio.set_question": TRAINER_OF_COURSE,
    "studio.preview_page": TRAINER_OF_COURSE,
    "studio.asset": TRAINER_OF_COURSE,
    "books.shelf": ACCOUNT,
    "books.ask": ACCOUNT,
    "books.file": ACCOUNT,
    "books.desk": TRAINER_OF_COURSE,
    "books.desk_ask": TRAINER_OF_COURSE,
    "books.desk_file": TRAINER_OF_COURSE,
    "certification.mine": ACCOUNT,
    "certification.own": OWNER,
    "certification.download": OWNER,
    "certification.offline": EVERYBODY,
    "certification.offline_worker": EVERYBODY,
    "certification.offline_manifest": EVERYBODY,
    "certification.claim_keys": EVERYBODY,
    "certification.verify": EVERYBODY,
    "certification.check": EVERYBODY,
    "certification.verdict": EVERYBODY,
    "ledger.mine": ACCOUNT,
    "hr.people": HR,
    "hr.people_sheet": HR,
    "hr.recapitulation": HR,
    "hr.certificates_sheet": HR,
    "hr.certificates_zip": HR,
    "hr.person": HR_OF_UNIT,
    "hr.accommodate": HR_OF_UNIT,
    "hr.certificate": HR_OF_UNIT,
    "hr.decide": HR_OF_UNIT,
    "hr.decided": HR_OF_UNIT,
}
# These end what the walk needs, so they come last.
LAST = ("learning.withdraw", "learning.enrol", "people.end_sessions", "people.sign_out")
# An argument that means something else there.
OTHERWISE = {
    "certification.offline": {"language": "en"},
    "certification.offline_manifest": {"language": "en"},
    "web.static": {"name": "icons.svg"},
    "books.file": {"form": "html"},
    "books.desk_file": {"form": "html"},
}
# What an address is sent along: a page of the studio is about a file.
SENT = {
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
