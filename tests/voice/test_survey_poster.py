"""The poster: one page, both codes readable, whatever the names; only the desk of the branch makes it."""

import io
import subprocess

import pikepdf
import pytest
import zxingcpp
from build import NINE, a_person, a_unit, sign_in
from PIL import Image
from voice_builders import a_service

from lms.people import roles
from lms.people.models import RoleName
from lms.voice.satisfaction.counter import poster
from lms.voice.satisfaction.counter.poster import Poster

SITE = "https://belajar.palembang.go.id"
LONGEST = (
    "Pelayanan rekomendasi pindah datang penduduk antarprovinsi beserta perubahan kartu keluarga dan KTP "
)


def a_poster(**other):
    usual = {
        "service": "Surat keterangan domisili",
        "service_en": "Proof of residence",
        "unit": "Kecamatan Plaju",
        "government": "Pemerintah Kota Palembang",
        "questions": 9,
        "with_code": False,
        "address": f"{SITE}/survei/g7yxpw8r",
        "complaints": f"{SITE}/lapor",
    }
    return Poster(**(usual | other))


def told(*command, data):
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout


@pytest.mark.parametrize(
    "given",
    [
        a_poster(),
        a_poster(service_en="", with_code=True),
        a_poster(service=(LONGEST * 2)[:200], service_en=(LONGEST * 2)[:200], unit=LONGEST + "Plaju"),
        a_poster(address=f"{SITE}/pembelajaran-aparatur/survei/g7yxpw8r", unit="Puskesmas Talang Putri"),
    ],
    ids=["usual", "with a code", "long names", "a long address"],
)
def test_it_is_one_page_whose_codes_are_read_and_whose_words_are_whole(given):
    data = poster.make(given)

    words = " ".join(told("pdftotext", "-raw", "-", "-", data=data).decode().split())
    picture = Image.open(io.BytesIO(told("pdftoppm", "-r", "100", "-png", "-gray", "-", data=data)))
    codes = {code.text: code.position for code in zxingcpp.read_barcodes(picture)}
    assert set(codes) == {given.address, given.complaints}
    # 60 mm and more: read from a step and a half away.
    corners = codes[given.address]
    assert (corners.top_right.x - corners.top_left.x) / 100 * 25.4 > 60
    for name in (given.service, given.service_en, given.unit, given.government):
        assert " ".join(name.split()) in words
    assert ("ketik kode dari petugas" in words) is given.with_code
    assert given.short in words.replace(" ", "")
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.pages) == 1
        assert file.Root.MarkInfo.Marked


def test_nothing_lies_over_the_complaints_box_with_the_longest_names():
    data = poster.make(a_poster(service=(LONGEST * 2)[:200], service_en=(LONGEST * 2)[:200], unit=LONGEST))

    boxes = told("pdftotext", "-bbox", "-", "-", data=data).decode().splitlines()
    place = {line.split(">")[1].split("<")[0]: line.split('"') for line in boxes if "<word" in line}
    lowest_of_address = float(place["belajar.palembang.go.id/survei/g7yxpw8r"][7])
    assert lowest_of_address < float(place["Ada"][3])


def test_the_same_poster_is_the_same_bytes():
    assert poster.make(a_poster()) == poster.make(a_poster())


def test_the_desk_of_the_branch_takes_it_away(app, client, installation):
    with installation.database.write() as session:
        here, there = a_unit(session, "Kecamatan Plaju"), a_unit(session, "Kecamatan Kertapati")
        mine, other = a_service(session, here), a_service(session, there)
        officer = a_person(session, "Maya", unit=here)
        roles.grant(session, officer.id, RoleName.DESK, unit_id=here.id, at=NINE, by=None)
        own, foreign = (f"/meja-warga/survei/{one.id}/poster.pdf" for one in (mine, other))
    sign_in(client, officer)

    answer = client.get(own)

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert len(answer.data) < 150_000
    assert client.get(foreign).status_code == 404
