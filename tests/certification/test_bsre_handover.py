"""Signing by files: a ZIP out, a ZIP in, matched by the id inside, each kept or refused with a reason."""

import io
import json
import stat
import zipfile
from datetime import UTC, datetime

import pytest
from bsre_builders import CHANGES, a_pdf, again, sign, trust, waiting
from build import a_unit
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.certification.foreign import answers, handover
from lms.certification.models import Certificate, CertificateState
from lms.errors import Refused


@pytest.fixture
def here(installation):
    trust(installation)
    return installation


def out(here, *, scope="", budget=10**9, limit=100) -> zipfile.ZipFile:
    with here.database.write() as session:
        chosen = handover.give_out(
            session, scope, by=None, at=datetime.now(UTC), budget=budget, files=here.files, limit=limit
        )
    with here.database.read() as session:
        return zipfile.ZipFile(io.BytesIO(b"".join(handover.stream(session, here.files, chosen, scope))))


def a_zip(**files: bytes) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return io.BytesIO(made.getvalue())


def take(here, file, scope=""):
    return [one() for one in handover.take_in(here, file, scope, by=None, at=datetime.now(UTC))]


def codes(lines):
    return [line.error and line.error.code for line in lines]


def test_what_waits_goes_out_with_a_manifest_and_comes_back_signed_under_any_name(here):
    made = waiting(here, "Ani", "Budi")

    archive = out(here)

    names = [name for name in archive.namelist() if name.endswith(".pdf")]
    manifest = json.loads(archive.read("manifest.json"))
    assert [line["file"] for line in manifest] == names
    assert {line["number"] for line in manifest} == {one.number for one in made}
    assert names[0].startswith(f"{made[0].snapshot['identity_value']}_")
    renamed = {f"dokumen-{n}.pdf": sign(archive.read(name)) for n, name in enumerate(names)}
    lines = take(here, a_zip(**renamed))
    assert codes(lines) == [None, None]
    assert [line.number for line in lines] == [one.number for one in made]
    assert all(again(here, one).signer for one in made)
    assert [name for name in out(here).namelist() if name.endswith(".pdf")] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("rewritten", "bsre.content-differs"),
        ("overlaid", "bsre.content-differs"),
        ("unsigned", "bsre.no-signature"),
        ("stranger", "bsre.unknown-authority"),
        ("twice", "bsre.several-signatures"),
        ("other", "bsre.not-ours"),
    ],
)
def test_each_refusal_has_its_reason_and_changes_nothing(here, change, code):
    (ani,) = waiting(here, "Ani")
    before = sorted(here.files.names())

    lines = take(here, a_zip(**{"a.pdf": CHANGES[change](here.files.get(ani.plain_sha256))}))

    assert codes(lines) == [code]
    assert again(here, ani).sha256 is None
    assert sorted(here.files.names()) == before


def test_one_bad_file_does_not_hold_the_good_ones_up(here):
    ani, budi, cici = waiting(here, "Ani", "Budi", "Cici")
    good = [sign(here.files.get(one.plain_sha256)) for one in (ani, cici)]
    files = {"1.pdf": good[0], "2.pdf": a_pdf(budi.public_id, "lain"), "3.pdf": good[1], "4.txt": b"halo"}

    lines = take(here, a_zip(**files))

    assert codes(lines) == [None, "bsre.content-differs", None, "bsre.not-ours"]
    assert again(here, budi).sha256 is None


def test_the_same_zip_twice_says_so_and_keeps_the_first(here):
    (ani,) = waiting(here, "Ani")
    plain = here.files.get(ani.plain_sha256)
    take(here, a_zip(**{"a.pdf": sign(plain)}))
    kept = again(here, ani).sha256

    lines = take(here, a_zip(**{"a.pdf": sign(plain)}))

    assert codes(lines) == ["bsre.signed-already"]
    assert again(here, ani).sha256 == kept


def test_a_revoked_one_is_not_signed_any_more(here):
    (ani,) = waiting(here, "Ani")
    with here.database.write() as session:
        session.get_one(Certificate, ani.id).state = CertificateState.REVOKED

    assert codes(take(here, a_zip(**{"a.pdf": sign(here.files.get(ani.plain_sha256))}))) == ["bsre.withdrawn"]


def test_another_units_certificate_is_not_there(here):
    with here.database.write() as session:
        city = a_unit(session, "Kota")
        mine, theirs = a_unit(session, "Dinas A", city), a_unit(session, "Dinas B", city)
    (ani,) = waiting(here, "Ani", unit=theirs)
    signed = sign(here.files.get(ani.plain_sha256))

    assert out(here, scope=mine.path).namelist() == ["manifest.json"]
    assert codes(take(here, a_zip(**{"a.pdf": signed}), mine.path)) == ["bsre.not-ours"]
    assert codes(take(here, a_zip(**{"a.pdf": signed}), theirs.path)) == [None]


def test_no_more_goes_out_than_can_be_uploaded_again(here):
    made = waiting(here, "Ani", "Budi", "Cici")
    size = len(here.files.get(made[0].plain_sha256))

    assert len(out(here, budget=2 * size + 100).namelist()) == 2 + 1
    assert len(out(here, budget=1).namelist()) == 1 + 1
    assert len(out(here, limit=1).namelist()) == 1 + 1


def test_who_took_personal_data_out_is_noted(here):
    waiting(here, "Ani")

    out(here)

    with here.database.read() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.act == "certificates.handed-over")).all()
    assert noted[0].details["count"] == 1


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("entry", "data", "code"),
    [
        ("../../instance/trust/a.pem", b"x", "archive.path"),
        ("/etc/passwd", b"x", "archive.path"),
        ("C:\\a.pdf", b"x", "archive.path"),
        (link("a.pdf"), b"/etc/passwd", "archive.path"),
        ("bom.pdf", b"\0" * 4_000_000, "archive.large"),
    ],
)
def test_a_zip_made_to_harm_is_refused_whole_and_never_unpacked(here, entry, data, code):
    (ani,) = waiting(here, "Ani")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ani.pdf", sign(here.files.get(ani.plain_sha256)))
        archive.writestr(entry, data, zipfile.ZIP_DEFLATED)

    with pytest.raises(Refused) as refused:
        take(here, io.BytesIO(made.getvalue()))

    assert refused.value.code == code
    assert again(here, ani).sha256 is None


def test_a_file_larger_than_any_certificate_is_not_read(here, monkeypatch):
    monkeypatch.setattr(answers, "MOST_BYTES", 10)

    assert codes(take(here, a_zip(**{"a.pdf": b"%PDF-1.7 isi"}))) == ["bsre.too-large"]


def test_a_damaged_entry_is_refused(here):
    data = bytearray(a_zip(**{"a.pdf": b"isi yang panjang" * 20}).getvalue())
    data[60] ^= 1

    assert codes(take(here, io.BytesIO(bytes(data)))) == ["archive.broken"]


def test_what_desktops_add_is_passed_over(here):
    files = {"__MACOSX/._a.pdf": b"x", "a/.DS_Store": b"x", "manifest.json": b"[]", "Thumbs.db": b"x"}

    assert take(here, a_zip(**files)) == []


def test_what_is_no_zip_is_refused_before_anything(here):
    with pytest.raises(Refused) as refused:
        take(here, io.BytesIO(b"%PDF-1.7"))

    assert refused.value.code == "archive.broken"


def test_too_many_entries_are_refused_before_they_are_listed(here):
    with pytest.raises(Refused) as refused:
        take(here, io.BytesIO(b"PK\x01\x02" * (handover.MOST_FILES + 2)))

    assert refused.value.code == "archive.many"
