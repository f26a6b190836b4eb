"""`lms certificates explain`: the decision made again, line by line, with an exit code."""

import json

import pytest
import rfc8785
from build import NINE, a_person
from sqlalchemy import select
from taking_builders import QUIZ, a_taken_course, complete

from lms.assessment.models import Attempt
from lms.certification.models import Certificate


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.fixture
def issued(site):
    a_taken_course(site)
    with site.database.write() as session:
        ani = a_person(session, "Ani")
    return complete(site, ani)


def explain(runner, *words):
    return runner("--lang", "id", "certificates", "explain", *words)


def test_an_honest_certificate_is_equal_by_number_and_by_id(runner, issued):
    for name in (issued.number, issued.public_id):
        told = explain(runner, name)

        assert told.exit_code == 0
        assert "SAMA: 800.2/00001/BKPSDM/2026" in told.output
        assert "BEDA" not in told.output


def test_a_changed_pack_that_is_handed_in_is_not(runner, site, issued, tmp_path):
    pack = json.loads(site.files.get(issued.pack_sha256))
    pack["quizzes"][QUIZ]["attempts"][0]["percent"] = "\x1b[2J99"
    handed = tmp_path / "bukti.json"
    handed.write_bytes(rfc8785.dumps(pack))

    told = explain(runner, issued.number, "--pack", str(handed))

    assert told.exit_code == 1
    assert f"BEDA  Nilai percobaan {QUIZ} #1" in told.output
    assert "BEDA  SHA-256" in told.output
    assert "\x1b[2J" not in told.output


def test_a_register_that_was_changed_is_told(runner, site, issued):
    with site.database.write() as session:
        session.get_one(Certificate, issued.id).jp = 20

    told = explain(runner, issued.number)

    assert told.exit_code == 1
    assert "BEDA  register: jp" in told.output
    assert "BEDA  Jam" not in told.output


def test_a_later_regrade_is_said_and_no_fault(runner, site, issued):
    with site.database.write() as session:
        session.scalars(select(Attempt)).one().percent = 50

    told = explain(runner, issued.number)

    assert told.exit_code == 0
    assert f"info  {QUIZ} #1: nilainya kini 50, saat terbit 100" in told.output


NO_PACKS = ("{", "[]", '{"format": 2}', '{"format": 1}', '{"format": 1, "zone": "x"}', "[" * 99_999)
# It would be worked out for hours.
ENDLESS = '{"format": 1, "quizzes": {"a": [{"percent": "1\\u0065999999999"}]}}'


@pytest.mark.parametrize("text", [*NO_PACKS, ENDLESS])
def test_what_is_no_pack_is_refused(runner, issued, tmp_path, text):
    handed = tmp_path / "bukti.json"
    handed.write_text(text)

    told = explain(runner, issued.number, "--pack", str(handed))

    assert told.exit_code != 0
    assert "tidak terbaca" in told.output


def test_without_a_pack_it_says_why(runner, site, issued):
    with site.database.write() as session:
        session.get_one(Certificate, issued.id).pack_sha256 = None

    assert "tidak ada di penyimpanan" in explain(runner, issued.number).output
    assert "Tidak ada sertifikat bernomor 7" in explain(runner, "7").output
    assert issued.issued_at == NINE
