"""HR has BSrE sign from a page, or takes a ZIP out and in; only of its units, and no secret stays."""

import io
import logging
import zipfile

import pytest
from bsre_builders import NIK, PASSPHRASE, again, sign, trust, waiting
from bsre_gateway import a_gateway
from build import NINE, a_person, a_role, a_unit, sign_in
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.db import backup
from lms.people.models import Person

PAGE = "/kepegawaian/penandatanganan"
OUT, IN = f"{PAGE}.zip", f"{PAGE}/bertanda-tangan"
FORM = {"nik": NIK, "frasa": PASSPHRASE}
JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def served():
    with a_gateway() as fake:
        yield fake


@pytest.fixture
def settings(settings, served):
    served.mode, served.modes, served.before = "good", [], lambda: None
    served.seen.clear()
    return settings.model_copy(update={"bsre_url": served.url})


@pytest.fixture
def desk(client, installation):
    """Eka sees one unit, in which Ani's and Budi's certificates wait; Dedi's waits in another."""
    trust(installation)
    with installation.database.write() as session:
        mine, theirs = a_unit(session, "BKPSDM"), a_unit(session, "Kominfo")
        eka = a_person(session, "Eka", unit=mine, language="id")
        a_role(session, eka, "hr", mine)
    sign_in(client, eka)
    ani, budi = waiting(installation, "Ani", "Budi", unit=mine)
    (dedi,) = waiting(installation, "Dedi", unit=theirs)
    return ani, budi, dedi


def signed(installation, *made) -> list[bool]:
    return [again(installation, one).sha256 is not None for one in made]


def zipped(files: dict[str, bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return io.BytesIO(made.getvalue())


def upload(client, files: dict[str, bytes]):
    return client.post(IN, data={"zip": (zipped(files), "a.zip")}, content_type="multipart/form-data")


def test_what_waits_in_ones_units_is_shown_and_asked_for_without_keeping(desk, client):
    ani, _, dedi = desk

    page = client.get(PAGE).text

    assert ani.number in page
    assert dedi.number not in page
    assert page.count('autocomplete="off"') >= 3
    assert 'type="password" value=""' in page


def test_whose_it_is_reads_that_it_waits_not_that_it_is_being_made(desk, client, installation):
    ani = desk[0]
    assert "Menunggu tanda tangan" in client.get("/kepegawaian/sertifikat").text
    with installation.database.read() as session:
        sign_in(client, session.get_one(Person, ani.learner_id))

    page = client.get(f"/sertifikat/{ani.public_id}").text

    assert "menunggu tanda tangan elektronik pejabat" in page
    assert "data-pending" not in page
    assert "http-equiv" not in page
    assert "Menunggu tanda tangan" in client.get("/sertifikat").text


def test_pressing_signs_what_waits_in_ones_units_alone(desk, client, installation):
    answer = client.post(PAGE, data=FORM)

    assert answer.status_code == 303
    assert answer.location == PAGE
    assert signed(installation, *desk) == [True, True, False]
    page = client.get(PAGE).text
    assert "2 sertifikat ditandatangani." in page
    assert "Tidak ada yang menunggu tanda tangan" in page
    with installation.database.read() as session:
        acts = session.scalars(select(AuditEntry).where(AuditEntry.act == "certificate.signed")).all()
    assert {one.subject for one in acts} == {one.number for one in desk[:2]}


def test_looking_signs_nothing(desk, client, served, installation):
    client.get(PAGE, query_string=FORM)

    assert served.seen == []
    assert signed(installation, *desk) == [False, False, False]


def test_a_script_hears_how_far_it_came_and_where_to_go_on(desk, client, served, monkeypatch):
    monkeypatch.setattr("lms.hr.views.signing.SECONDS", 0.0)
    ani, budi, _ = desk
    served.modes = ["full", "good"]

    first = client.post(PAGE, data=FORM, headers=JSON).get_json()
    second = client.post(PAGE, data={**FORM, "sesudah": first["after"]}, headers=JSON).get_json()
    last = client.post(PAGE, data={**FORM, "sesudah": second["after"]}, headers=JSON).get_json()

    assert (first["signed"], first["waiting"], first["after"]) == (0, 2, ani.id)
    assert [one["number"] for one in first["failed"]] == [ani.number]
    assert "Format file tidak didukung" in first["failed"][0]["reason"]
    assert (second["signed"], second["waiting"], second["after"]) == (1, 1, budi.id)
    assert (last["signed"], last["failed"], last["error"]) == (0, [], "")
    assert "Format file tidak didukung" in client.get(PAGE).text


def test_a_gateway_in_trouble_may_be_asked_again_and_a_refused_signer_not(desk, client, served):
    served.modes = ["broken"]

    trouble = client.post(PAGE, data=FORM, headers=JSON).get_json()
    wrong = client.post(PAGE, data={**FORM, "frasa": "salah"}, headers=JSON).get_json()

    assert trouble["again"] is True
    assert (wrong["again"], wrong["signed"]) == (False, 0)
    assert "menolak penanda tangan" in wrong["error"]
    assert len(served.seen) == 2


def test_a_nik_that_is_none_is_told_at_its_field_and_not_sent(desk, client, served):
    answer = client.post(PAGE, data={**FORM, "nik": "123"})

    assert answer.status_code == 422
    assert "NIK terdiri atas 16 angka." in answer.text
    assert PASSPHRASE not in answer.text
    assert served.seen == []


def test_out_as_a_zip_and_in_again_signed(desk, client, installation):
    ani, budi, _ = desk
    with zipfile.ZipFile(io.BytesIO(client.post(OUT).data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".pdf")]
        files = {name: archive.read(name) for name in names}
    first, second = names

    page = upload(client, {"satu.pdf": sign(files[first]), "dua.pdf": files[second]}).text

    assert "1 sertifikat bertanda tangan disimpan." in page
    assert "dua.pdf" in page
    assert "Tidak ada tanda tangan di dalam berkas." in page
    assert signed(installation, ani, budi) == [True, False]
    with installation.database.read() as session:
        acts = set(session.scalars(select(AuditEntry.act)))
    assert "certificates.handed-over" in acts


def test_another_units_signed_file_is_not_taken(desk, client, installation):
    dedi = desk[2]

    page = upload(client, {"a.pdf": sign(installation.files.get(dedi.plain_sha256))}).text

    assert "Bukan sertifikat yang sedang menunggu" in page
    assert dedi.number not in page
    assert signed(installation, dedi) == [False]


def test_a_zip_that_climbs_out_is_refused_whole(desk, client, installation):
    ani = desk[0]
    good = sign(installation.files.get(ani.plain_sha256))

    answer = upload(client, {"a.pdf": good, "../../trust/a.pem": b"x"})

    assert answer.status_code == 422
    assert "nama" in answer.text
    assert signed(installation, ani) == [False]
    assert client.post(IN).status_code == 422


@pytest.fixture
def left(installation, caplog, capfd, tmp_path):
    """Everything that requests can have left: logs, output, the whole database, every file."""
    caplog.set_level(logging.DEBUG)

    def gather() -> list[str]:
        backup.write(installation, tmp_path / "all.zip", at=NINE)
        with zipfile.ZipFile(tmp_path / "all.zip") as archive:
            rows = [archive.read(name).decode("latin-1") for name in archive.namelist()]
        files = [path for path in installation.settings.instance.rglob("*") if path.is_file()]
        texts = [path.read_bytes().decode("latin-1") for path in files]
        return [caplog.text, *capfd.readouterr(), *rows, *texts]

    return gather


def test_no_secret_stays_in_logs_pages_files_or_the_database(desk, client, served, left):
    told = ""
    for mode in ("full", "wrong", "broken", "good"):
        served.modes = [mode]
        told += client.post(PAGE, data=FORM, headers=JSON).text + client.get(PAGE).text

    found = [told, *left()]

    assert len(served.seen) >= 4
    assert any(desk[0].number in text for text in found[1:])
    for secret in (PASSPHRASE, NIK):
        assert not [text for text in found if secret in text], secret
