"""Why a certificate was issued: the pack holds all of it, and tells when something of it was changed."""

import copy
import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import rfc8785
from build import NINE, a_person
from catalogue_builders import SLUG, a_folder, published
from taking_builders import HALF, QUIZ, a_taken_course, complete, held, read, sit

from lms.certification.evidence import reading
from lms.certification.models import Certificate
from lms.certification.register import decisions, renewals
from lms.certification.rules import evidence
from lms.certification.rules.evidence import Check
from lms.learning import enrolments, progress
from lms.people.models import Person

ZONE = ZoneInfo("Asia/Jakarta")
LATER = NINE + timedelta(days=3)


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.fixture
def ani(site):
    a_taken_course(site)
    with site.database.write() as session:
        return a_person(session, "Ani Suryani", identity="199001012015012007")


def pack_of(site, certificate):
    return json.loads(site.files.get(certificate.pack_sha256))


def unequal(pack):
    return {(line.check, line.about) for line in evidence.weigh(pack, ZONE) if not line.equal}


def test_a_certificate_follows_from_its_pack(site, ani):
    read(site, ani, NINE)
    sit(site, ani, NINE, HALF)
    sit(site, ani, NINE + timedelta(minutes=20))
    certificate = held(site, ani)[0]

    data = site.files.get(certificate.pack_sha256)
    pack = json.loads(data)
    lines = evidence.weigh(pack, ZONE)

    assert rfc8785.dumps(pack) == data
    assert unequal(pack) == set()
    assert {line.check for line in lines} == set(Check) - {Check.COUNTS}
    assert pack["certificate"]["number"] == certificate.number
    assert [one["percent"] for one in pack["quizzes"][QUIZ]["attempts"]] == ["50", "100"]
    assert pack["decision"] == {"by": "engine", "replaces": None, "mark": "none", "key": None}


def test_it_names_nobody_and_holds_no_answer(site, ani):
    text = site.files.get(complete(site, ani).pack_sha256).decode()

    for told in ("Suryani", "199001012015012007", '"response"'):
        assert told not in text


def changed(path, value):
    def change(pack):
        *steps, last = path
        for step in steps:
            pack = pack[step]
        if value is None:
            del pack[last]
        else:
            pack[last] = value

    return change


EXAM = ("quizzes", QUIZ)
FIRST = (*EXAM, "attempts", 0)
MARK = (*FIRST, "questions", 0, "marks", 0, "fraction")
MANIFEST, GIVEN = ("release", "manifest"), ("certificate",)
SECOND = ("modules", "02-layanan")
EARLIER = "2026-03-03T01:00:00+00:00"


# What is changed in a pack, and the lines that must differ by it.
TAMPERED = [
    (changed(MARK, "0"), {(Check.MARK, f"{QUIZ} #1"), (Check.TOLD, f"{QUIZ} #1, {NINE.isoformat()}")}),
    (changed((*FIRST, "percent"), "90"), {(Check.MARK, f"{QUIZ} #1")}),
    (changed((*FIRST, "questions", 1), None), {(Check.PAPER, f"{QUIZ} #1"), (Check.MARK, f"{QUIZ} #1")}),
    (changed((*FIRST, "rules", "pass"), "10"), {(Check.RULES, f"{QUIZ} #1")}),
    (changed((*EXAM, "body", "pass"), "10"), {(Check.QUIZ, QUIZ), (Check.RULES, f"{QUIZ} #1")}),
    (changed(SECOND, None), {(Check.COMPLETE, "02-layanan")}),
    (changed((*SECOND, "read_at"), ""), {(Check.MODULE, "02-layanan"), (Check.COMPLETE, "02-layanan")}),
    (changed((*MANIFEST, "modules", 1), None), {(Check.RELEASE, SLUG), (Check.HOURS, "")}),
    (changed((*FIRST[:3],), []), {(Check.EXAM, QUIZ), (Check.RESULT, QUIZ), (Check.COMPLETE, QUIZ)}),
    (changed((*GIVEN, "result"), "99"), {(Check.RESULT, QUIZ)}),
    (changed((*GIVEN, "jp"), "20"), {(Check.HOURS, "")}),
    (changed((*GIVEN, "completed_on"), "2026-03-02"), {(Check.COMPLETED_ON, ""), (Check.EXPIRES_ON, "")}),
    (changed((*GIVEN, "began_on"), "2026-03-02"), {(Check.BEGAN_ON, "")}),
    (changed((*GIVEN, "expires_on"), "2030-03-03"), {(Check.EXPIRES_ON, "")}),
    (changed(("course", "completed_at"), EARLIER), {(Check.COMPLETED_AT, ""), (Check.RESULT, QUIZ)}),
    (changed(("course", "exam_passed_at"), EARLIER), {(Check.EXAM, QUIZ)}),
]  # fmt: skip


def test_what_was_changed_is_the_line_that_differs(site, ani):
    whole = pack_of(site, complete(site, ani))

    for change, lines in TAMPERED:
        pack = copy.deepcopy(whole)
        change(pack)
        found = unequal(pack)
        assert found >= lines
        assert {check for check, _about in found} <= {check for check, _about in lines} | {Check.TOLD}


def test_a_correction_rests_on_what_the_first_rested_on(site, ani):
    first = complete(site, ani)
    sit(site, ani, LATER, HALF)
    with site.database.write() as session:
        session.get_one(Person, ani.id).name = "Ani Suryani Putri"
        second = decisions.supersede(session, first.number, "Ejaan", by=None, at=LATER)

    old, new = pack_of(site, first), pack_of(site, second)

    assert {key: new[key] for key in reading.FACTS} == {key: old[key] for key in reading.FACTS}
    assert new["decision"]["replaces"] == {"id": first.public_id, "number": first.number}
    assert unequal(new) == set()


def test_before_a_course_is_taken_again_an_old_certificate_gets_its_pack(site, ani):
    first = complete(site, ani)
    with site.database.write() as session:
        session.get_one(Certificate, first.id).pack_sha256 = None
    again = NINE + timedelta(days=365)
    with site.database.write() as session:
        renewals.begin(session, ani.id, first.public_id, at=again)
    second = complete(site, ani, again)

    first = next(one for one in held(site, ani) if one.id == first.id)
    assert unequal(pack_of(site, first)) == unequal(pack_of(site, second)) == set()
    assert len(pack_of(site, second)["quizzes"][QUIZ]["attempts"]) == 1


def test_a_module_that_its_quiz_decides(site):
    folder = a_folder(site.settings.content_root)
    exam = folder / "course.md"
    exam.write_text(exam.read_text().replace(f"exam: {QUIZ}\n", ""))
    module = folder / "02-layanan.md"
    module.write_text(module.read_text().replace("jp: 1", f"jp: 1\nquiz: {QUIZ}"))
    quiz = site.settings.content_root / f"quizzes/{QUIZ}.md"
    quiz.write_text(quiz.read_text().replace("kind: exam", "kind: module\nkeep: latest"))
    with site.database.write() as session:
        published(session, site)
        budi = a_person(session, "Budi")
        course_id = enrolments.enrol(session, budi.id, SLUG, at=NINE).course_id
    sit(site, budi, NINE)
    sit(site, budi, LATER, HALF)
    with site.database.write() as session:
        progress.finish(session, budi.id, course_id, "01-konsep", served_at=NINE, at=LATER)
    pack = pack_of(site, held(site, budi)[0])

    assert unequal(pack) == set()
    assert pack["modules"]["02-layanan"]["mark"] == "50"
    assert pack["modules"]["02-layanan"]["done_at"] == NINE.isoformat()
    assert Check.COUNTS in {line.check for line in evidence.weigh(pack, ZONE)}
    pack["modules"]["02-layanan"]["mark"] = "100"
    assert unequal(pack) == {(Check.COUNTS, "02-layanan")}
