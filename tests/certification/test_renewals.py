"""A certificate that runs out is renewed by taking the course again; the old one stays as it was."""

from datetime import timedelta

import pytest
from build import NINE, a_person
from catalogue_builders import SLUG, a_folder, published
from sqlalchemy import select
from taking_builders import HALF, a_taken_course, complete, held, read, sit

from lms.audit.models import AuditEntry
from lms.certification import certificates, verification
from lms.certification.models import Certificate, Reason
from lms.certification.register import decisions, renewals
from lms.certification.verification import Verdict
from lms.errors import Refused
from lms.learning import enrolments
from lms.ledger import entries

YEAR = timedelta(days=365)


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.fixture
def ani(site):
    a_taken_course(site)
    with site.database.write() as session:
        return a_person(session, "Ani")


def renew(site, ani, certificate, at):
    with site.database.write() as session:
        return renewals.begin(session, ani.id, certificate.public_id, at=at)


def verdict(site, certificate, at):
    with site.database.read() as session:
        return verification.by_id(session, certificate.public_id, today=at.date()).verdict


def test_the_course_again_gives_another_certificate_and_keeps_the_old(site, ani):
    first = complete(site, ani, NINE)
    again = NINE + YEAR - timedelta(days=30)

    assert renew(site, ani, first, again) == SLUG
    assert renew(site, ani, first, again) == SLUG
    second = complete(site, ani, again + timedelta(hours=1))

    assert (second.revision, second.number) == (2, "800.2/00001/BKPSDM/2027")
    assert second.began_on == again.date()
    assert second.expires_on > first.expires_on
    assert verdict(site, first, again) == verdict(site, second, again) == Verdict.VALID
    assert verdict(site, first, NINE + YEAR + timedelta(days=1)) == Verdict.EXPIRED
    with site.database.read() as session:
        assert entries.of(session, ani.id, 2026).jp == entries.of(session, ani.id, 2027).jp == 2
        acts = session.scalars(select(AuditEntry.act)).all()
    assert acts.count("course.renewed") == 1
    assert acts.count("certificate.issued") == 2


def test_an_old_pass_does_not_count_again_and_tries_begin_anew(site, ani):
    first = complete(site, ani, NINE)
    again = NINE + YEAR
    renew(site, ani, first, again)
    read(site, ani, again)

    for _ in range(2):
        sit(site, ani, again, HALF)
    assert len(held(site, ani)) == 1
    sit(site, ani, again)

    assert len(held(site, ani)) == 2
    with pytest.raises(Refused) as refusal:
        sit(site, ani, again)
    assert refusal.value.code == "assessment.tries-used"


def test_what_was_read_is_read_again(site, ani):
    first = complete(site, ani, NINE)
    renew(site, ani, first, NINE + YEAR)

    with pytest.raises(Refused) as refusal:
        sit(site, ani, NINE + YEAR)

    assert refusal.value.code == "learning.exam-locked"


def test_it_is_too_early_before_the_reminder_and_for_an_older_one(site, ani):
    first = complete(site, ani, NINE)

    with pytest.raises(Refused) as refusal:
        renew(site, ani, first, NINE + YEAR - timedelta(days=61))
    assert refusal.value.code == "certificate.not-renewable"

    again = NINE + YEAR - timedelta(days=60)
    renew(site, ani, first, again)
    complete(site, ani, again)
    with pytest.raises(Refused):
        renew(site, ani, first, again + timedelta(days=5))


def test_a_revoked_one_is_never_given_again_but_the_course_may_be_taken(site, ani):
    first = complete(site, ani, NINE)
    with site.database.write() as session:
        decisions.revoke(session, first.number, Reason.MISCONDUCT, "BA 1", by=None, at=NINE)
    with pytest.raises(Refused):
        renew(site, ani, first, NINE)
    again = NINE + timedelta(days=1)

    renew(site, ani, first, again)
    second = complete(site, ani, again)

    assert second.id != first.id
    assert verdict(site, first, again) == Verdict.REVOKED
    assert verdict(site, second, again) == Verdict.VALID
    with site.database.read() as session:
        total = entries.of(session, ani.id, 2026)
    assert (total.jp, total.courses) == (2, 1)


def test_two_in_a_year_count_once_and_the_hours_stay_while_one_stands(site, ani):
    first = complete(site, ani, NINE)
    with site.database.write() as session:
        session.get_one(Certificate, first.id).expires_on = NINE.date()
    again = NINE + timedelta(days=90)
    renew(site, ani, first, again)
    second = complete(site, ani, again)

    totals = []
    for certificate in (first, second):
        with site.database.write() as session:
            totals.append(entries.of(session, ani.id, 2026).jp)
            decisions.revoke(session, certificate.number, Reason.MISTAKE, "BA 1", by=None, at=again)
    with site.database.read() as session:
        totals.append(entries.of(session, ani.id, 2026).jp)

    assert totals == [2, 2, 0]


def test_a_course_that_is_taken_again_still_opens_those_that_ask_for_it(site, ani):
    first = complete(site, ani, NINE)
    folder = a_folder(site.settings.content_root, "lanjutan", "Lanjutan") / "course.md"
    folder.write_text(folder.read_text().replace("exam:", f"requires: [{SLUG}]\nexam:"))
    with site.database.write() as session:
        published(session, site, "lanjutan")
    renew(site, ani, first, NINE + YEAR)

    with site.database.write() as session:
        assert enrolments.enrol(session, ani.id, "lanjutan", at=NINE + YEAR).done == 0


def test_numbers_are_told_of_what_stands(site, ani):
    first = complete(site, ani, NINE)
    with site.database.write() as session:
        assert certificates.numbers_of(session, first.course_id, [ani.id]) == {ani.id: first.number}
        decisions.revoke(session, first.number, Reason.MISTAKE, "BA 1", by=None, at=NINE)

        assert certificates.numbers_of(session, first.course_id, [ani.id]) == {}
