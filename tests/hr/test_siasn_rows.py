"""The course history for SIASN, made from certificates that were really issued."""

import csv
import io
from datetime import timedelta
from fractions import Fraction

from build import NINE, a_person, a_role, a_unit, sign_in
from catalogue_builders import a_folder, published
from flask.testing import FlaskClient

from lms.asn.kinds import EmployeeKind
from lms.certification import certificates
from lms.db.installation import Installation
from lms.events import CourseCompleted
from lms.hr import siasn

YEAR = NINE.year


def given(installation: Installation, client: FlaskClient) -> None:
    """Two graduates, one of them in the branch of the officer who signs in."""
    a_folder(installation.settings.content_root)
    with installation.database.write() as session:
        release = published(session, installation)
        plaju, other = a_unit(session, "Kecamatan Plaju"), a_unit(session, "Dinas Lain")
        office = a_unit(session, "Seksi Pelayanan", plaju)
        ani = a_person(session, "=Ani", unit=office, rank="III/b", identity="198609262015051001")
        dewi = a_person(session, "Dewi", unit=other, kind=EmployeeKind.PPPK, rank="IX")
        for person in (ani, dewi):
            began = NINE - timedelta(days=14)
            certificates.issue_if_due(
                session,
                CourseCompleted(
                    at=NINE,
                    learner_id=person.id,
                    course_id=release.course_id,
                    release_id=release.id,
                    began_at=began,
                    percent=Fraction(250, 3),
                ),
            )
        officer = a_person(session, "Ahmad")
        a_role(session, officer, "hr", plaju)
    sign_in(client, officer)


def test_a_certificate_is_told_as_siasn_asks(installation: Installation, client: FlaskClient) -> None:
    given(installation, client)

    text = client.get(f"/kepegawaian/sertifikat.csv?tahun={YEAR}").get_data(as_text=True)

    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert header == [column.name for column in siasn.COLUMNS]
    [row] = [dict(zip(header, cells, strict=True)) for cells in rows]
    assert row["nip"] == "19860926 201505 1 001"
    assert row["nama"] == "'=Ani"
    assert (row["jenis_asn"], row["golongan"]) == ("PNS", "III/b")
    assert (row["unit_kerja"], row["opd"]) == ("Seksi Pelayanan", "Kecamatan Plaju")
    assert (row["jenis_diklat_id"], row["jenis_diklat"]) == ("16", "E-Learning")
    assert (row["nama_diklat"], row["nilai"]) == ("Dasar-dasar SPBE", "83,33")


def test_the_golongan_of_pppk_is_the_bare_code(installation: Installation, client: FlaskClient) -> None:
    given(installation, client)
    with installation.database.write() as session:
        admin = a_person(session, "Sari")
        a_role(session, admin, "admin")
    sign_in(client, admin)

    text = client.get(f"/kepegawaian/sertifikat.csv?tahun={YEAR}").get_data(as_text=True)

    assert ";PPPK;IX;" in text
