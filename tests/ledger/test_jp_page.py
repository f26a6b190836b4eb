"""My credit hours: the bar, the years, and what each kind of employee is told."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from build import a_person, sign_in

from lms.asn.kinds import EmployeeKind
from lms.catalogue.models import Course
from lms.events import CertificateIssued
from lms.ledger import entries

NOW = datetime.now(UTC)


@pytest.fixture
def page(app, client):
    site = app.extensions["lms"].installation

    def open_page(kind, jp):
        with site.database.write() as session:
            person = a_person(session, kind=kind)
            if jp:
                course = Course(
                    slug="spbe",
                    title="Dasar SPBE",
                    sort_title="spbe",
                    field="e-government",
                    kind="course",
                    jp=Decimal(jp),
                )
                session.add(course)
                session.flush()
                year = NOW.astimezone(site.settings.zone).year
                entries.credit(session, CertificateIssued(NOW, person.id, 1, course.id, Decimal(jp), year))
        sign_in(client, person)
        return " ".join(client.get("/jp").get_data(as_text=True).split())

    return open_page


def test_on_the_way_the_page_says_how_much_is_left(page):
    text = page(EmployeeKind.PNS, "12.5")

    assert "12,5 dari 20 JP" in text
    assert "Sisa 7,5 JP sebelum 31 Desember" in text
    assert "Dasar SPBE" in text
    assert "PP 11/2017" in text


def test_a_reached_target_is_said(page):
    assert "Target tahun ini sudah Anda capai" in page(EmployeeKind.PNS, "20")


def test_pppk_learn_of_the_ceiling_that_does_not_stop_them(page):
    assert "paling banyak 24 JP" in page(EmployeeKind.PPPK, "8")


def test_others_have_no_target(page):
    text = page(EmployeeKind.NON_ASN, "")

    assert "Tidak ada target tahunan" in text
    assert "Belum ada JP" in text
