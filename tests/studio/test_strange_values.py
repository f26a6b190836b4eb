"""Values that no database can hold lead to a page that says so, on both databases."""

import pytest
from build import NINE, sign_in
from studio_builders import MODULE, SLUG, a_copy, a_shared_course

from lms.studio import copies

STUDIO = f"/pengajar/studio/{SLUG}"
NUL, HUGE = "%00", str(2**63)


@pytest.fixture
def citra(client, installation):
    with installation.database.write() as session:
        shared = a_shared_course(session, installation)
        a_copy(session, shared)
        session.expunge_all()
    sign_in(client, shared.citra)


@pytest.mark.parametrize(
    "address",
    [
        f"/pengajar/studio/{NUL}",
        f"/pengajar/studio/a{NUL}b/terbit",
        f"{STUDIO}/telaah?berkas={NUL}",
        f"{STUDIO}/soal?berkas={NUL}",
        f"{STUDIO}/aset/{NUL}",
        f"{STUDIO}/beda?id={HUGE}&dari=1&ke=2",
        f"{STUDIO}/beda?id=1&dari={HUGE}&ke={HUGE}",
        f"{STUDIO}/bentrok/{HUGE}",
        f"/kursus/{NUL}",
    ],
)
def test_an_address_that_no_row_can_have_is_not_found(client, citra, address):
    assert client.get(address).status_code in (200, 404)


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("kembalikan", {"id": HUGE, "versi": 1}),
        ("kembalikan", {"id": 1, "versi": HUGE}),
        ("catatan-selesai", {"id": HUGE}),
        ("catatan", {"berkas": MODULE, "baris": HUGE, "catatan": "x"}),
        ("telaah", {"tindakan": "minta", "pesan": "a\x00b"}),
        ("berkas", {"aksi": "nama", "berkas": "\x00", "nama": "x"}),
        ("simpan", {"berkas": "\x00", "teks": "x", "versi": 1}),
    ],
)
def test_a_form_with_such_a_value_changes_nothing(client, installation, citra, address, form):
    answer = client.post(f"{STUDIO}/{address}", data=form)

    assert answer.status_code < 500
    with installation.database.write() as session:
        copy = copies.of(session, SLUG, trainer=None, at=NINE)
        assert [one.version for one in copies.files(session, copy)] == [1] * 5
