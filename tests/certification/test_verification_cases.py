"""What anybody may send to have it checked: page and command tell each case apart, in words."""

import importlib
import re
import zlib

import pytest
from build import arm
from click.testing import CliRunner
from signing_builders import a_pdf, appended, authority
from verification_builders import (
    BSRE,
    FALSE_BSRE,
    a_shop,
    application,
    edited,
    encrypted,
    issued_key,
    lookalike,
    moved,
    odd,
    saved_anew,
    settings_at,
    short,
    signed,
    unsealed,
)

from lms.certification.rules.findings import SEALS, TROUBLES, Seal, Trouble
from lms.certification.verification import Verdict
from lms.db.installation import open_installation


@pytest.fixture(scope="module")
def shop(sqlite_maker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    site = open_installation(settings_at(folder, sqlite_maker.fresh(folder / "instance" / "lms.sqlite")))
    yield a_shop(site)
    site.database.dispose()


@pytest.fixture(scope="module")
def visitor(shop):
    app = application(shop.site)
    app.testing = True
    client = app.test_client()
    arm(client)
    yield client
    app.extensions["lms"].installation.database.dispose()


# One address asks so often and no more: each question comes from another.
ADDRESSES = iter(range(1, 250))


PART = b'--x\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'


def sent(visitor, data, asked=""):
    """Send a file to the page; the body is written by hand, as the client leaves large ones open."""
    body = PART % (b"milik", b"", asked.encode()) + PART % (b"berkas", b'; filename="s.pdf"', data) + b"--x--"
    response = visitor.post(
        "/verifikasi", data=body, content_type="multipart/form-data; boundary=x",
        environ_overrides={"REMOTE_ADDR": f"10.0.0.{next(ADDRESSES)}"},
    )  # fmt: skip
    return response.status_code, " ".join(response.get_data(as_text=True).split())


def ran(shop, tmp_path, data, *words):
    """Run the command on a file, in English; return its exit code and what it says."""
    file = tmp_path / "s.pdf"
    if data is not None:
        file.write_bytes(data)
        words = (str(file), *words)
    names = ("instance", "content_root", "database_url", "secret_key", "base_url")
    result = CliRunner(
        env={f"LMS_{name.upper()}": str(getattr(shop.site.settings, name)) for name in names}
    ).invoke(importlib.import_module("lms.cli").main, ["--lang", "en", "certificates", "verify", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


A, U = Verdict.ALTERED, Verdict.UNKNOWN
F, N = Verdict.FORGED, None
STRANGER = issued_key("CN=Orang Lain,C=ID", by=authority())
RAN_OUT = issued_key("CN=Sudah Habis,C=ID", by=BSRE, days=40)
CASES = {
    "as-drawn": (lambda s: s.of("drawn"), Verdict.VALID, N, Seal.OWN),
    "own-key": (lambda s: s.of("a"), Verdict.VALID, N, Seal.OWN),
    "retired-key": (lambda s: s.of("retired"), Verdict.VALID, N, Seal.OWN_RETIRED),
    "bsre": (lambda s: s.of("bsre"), Verdict.VALID, N, Seal.BSRE),
    "unsigned": (lambda s: s.of("plain"), Verdict.VALID, N, Seal.NONE),
    "expired": (lambda s: s.of("expired"), Verdict.EXPIRED, N, Seal.OWN),
    "revoked": (lambda s: s.of("revoked"), Verdict.REVOKED, N, Seal.OWN),
    "superseded": (lambda s: s.of("superseded"), Verdict.SUPERSEDED, N, Seal.OWN),
    "edited": (lambda s: edited(s.of("a")), A, Trouble.EDITED, Seal.BROKEN),
    "edited-drawn": (lambda s: edited(s.of("drawn")), A, Trouble.EDITED, Seal.BROKEN),
    "edited-revoked": (lambda s: edited(s.of("revoked")), A, Trouble.EDITED, Seal.BROKEN),
    "incremental-update": (lambda s: appended(s.of("a")), A, Trouble.APPENDED, Seal.PARTIAL),
    "update-of-unsigned": (lambda s: appended(s.of("plain")), A, Trouble.APPENDED, Seal.NONE),
    "more-at-the-end": (lambda s: s.of("drawn") + b"\n<!-- -->", A, Trouble.TAIL, Seal.PARTIAL),
    "tail-not-covered": (lambda s: short(s.of("a")), A, Trouble.TAIL, Seal.PARTIAL),
    "odd-range": (lambda s: odd(s.of("a")), A, Trouble.ODD_RANGE, Seal.ODD),
    "stripped": (lambda s: saved_anew(s.of("a")), A, Trouble.STRIPPED, Seal.NONE),
    "signature-moved": (lambda s: moved(s.of("a"), s.of("b")), F, Trouble.MOVED, Seal.BROKEN),
    "signature-moved-far": (
        lambda s: moved(signed(a_pdf(), s.key), s.of("b")), F, Trouble.MOVED, Seal.BROKEN,
    ),
    "two-certificates": (
        lambda s: s.forged(f"http://localhost/verifikasi/{s.rows['b'].public_id}", STRANGER),
        F, Trouble.MIXED, Seal.STRANGER,
    ),
    "our-name-other-key": (lambda s: s.forged("x", lookalike(s.key)), F, Trouble.LOOKALIKE, Seal.LOOKALIKE),
    "bsre-name-other-key": (
        lambda s: signed(a_pdf(), issued_key("CN=Kepala Palsu,C=ID", by=FALSE_BSRE)),
        F, Trouble.LOOKALIKE, Seal.LOOKALIKE,
    ),
    "unknown-key": (lambda s: s.forged("x", STRANGER), F, Trouble.RESIGNED, Seal.STRANGER),
    "signed-here-unregistered": (
        lambda s: s.forged("x", s.key), Verdict.UNREGISTERED, Trouble.UNREGISTERED, Seal.OWN,
    ),
    "bsre-ran-out": (lambda s: s.forged("x", RAN_OUT), F, Trouble.RESIGNED, Seal.BSRE_EXPIRED),
    "key-that-did-not": (lambda s: unsealed(s.of("a")), A, Trouble.EDITED, Seal.UNREADABLE),
    "foreign-unsigned": (lambda s: a_pdf(), U, N, Seal.NONE),
    "foreign-signed": (lambda s: signed(a_pdf(), STRANGER), U, N, Seal.STRANGER),
    "no-pdf": (lambda s: b"PK\3\4", U, N, Seal.NONE),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_told_apart(shop, visitor, tmp_path, case):
    make, verdict, trouble, seal = CASES[case]
    data = make(shop)

    status, page = sent(visitor, data)
    code, told = ran(shop, tmp_path, data)

    assert status == 200
    assert f"verdict-{verdict} " in page.replace('"', " ")
    assert code == (0 if verdict == Verdict.VALID else 1)
    others = [one for one in Trouble if one != trouble]
    assert not [one for one in others if TROUBLES[one].id in page or TROUBLES[one].en in told]
    if trouble is not None:
        assert TROUBLES[trouble].id in page
        assert TROUBLES[trouble].mend_id in page
        assert TROUBLES[trouble].en in told
        assert TROUBLES[trouble].mend_en in told
    assert SEALS[seal].id.split("{")[0] in page
    assert SEALS[seal].en.split("{")[0] in told
    assert "1990010120150120" not in page + told


@pytest.mark.parametrize(("name", "words"), [("a", "tetap berlaku"), ("revoked", "lagi: Dicabut")])
def test_of_a_changed_file_the_original_is_shown_and_how_it_stands(shop, visitor, tmp_path, name, words):
    row = shop.rows[name]

    _, page = sent(visitor, edited(shop.of(name)))
    _, told = ran(shop, tmp_path, edited(shop.of(name)))

    assert words in page
    assert f"/verifikasi/{row.public_id}" in page
    assert row.number in page
    assert f"http://localhost/verifikasi/{row.public_id}" in told


@pytest.mark.parametrize("by", ["number", "public_id"])
def test_number_of_one_and_file_of_another(shop, visitor, tmp_path, by):
    a, b = (getattr(shop.rows[name], by) for name in "ab")
    word = "--number" if by == "number" else "--code"

    _, same = sent(visitor, shop.of("a"), f" {a}")
    _, other = sent(visitor, shop.of("a"), b)

    assert "verdict-valid" in same
    assert "verdict-other" in other
    assert TROUBLES[Trouble.OTHER].id in other
    assert shop.rows["a"].number in other
    assert ran(shop, tmp_path, shop.of("a"), word, a)[0] == 0
    code, told = ran(shop, tmp_path, shop.of("a"), word, b)
    assert code == 1
    assert TROUBLES[Trouble.OTHER].en in told


def test_the_command_looks_up_by_code_address_and_number(shop, tmp_path):
    row = shop.rows["a"]

    for words in (
        ("--code", row.public_id), ("--code", f"http://localhost/verifikasi/{row.public_id}"),
        ("--number", row.number),
    ):  # fmt: skip
        code, told = ran(shop, tmp_path, None, *words)
        assert (code, row.number in told) == (0, True)
    assert ran(shop, tmp_path, None, "--number", "000")[0] == 1
    assert "REVOKED" in ran(shop, tmp_path, None, "--number", shop.rows["revoked"].number)[1]
    assert "--number" in ran(shop, tmp_path, None)[1]


def test_the_page_of_an_id_offers_to_compare_a_file_with_this_one(shop, visitor):
    page = visitor.get(f"/verifikasi/{shop.rows['drawn'].public_id}").text

    assert f'name="milik" value="{shop.rows["drawn"].public_id}"' in page
    assert re.search(r"SHA-256[^<]*</dt><dd class=\"fingerprint\">[0-9a-f]{64}", page)


def test_the_certificates_of_our_keys_can_be_taken(shop, visitor):
    page = visitor.get("/verifikasi").text
    answer = visitor.get(f"/verifikasi/kunci/{shop.key.public.kid}.crt")

    assert page.index(shop.key.public.fingerprint) < page.index("kunci terdahulu")
    assert len(re.findall(r"/verifikasi/kunci/[0-9a-f]{16}\.crt", page)) == 2
    assert answer.mimetype == "application/pkix-cert"
    assert (
        importlib.import_module("cryptography.x509").load_der_x509_certificate(answer.data)
        == shop.key.public.certificate
    )
    assert visitor.get("/verifikasi/kunci/0000000000000000.crt").status_code == 404


def test_what_a_hostile_sender_sends_is_answered(shop, visitor, tmp_path):
    data = shop.of("drawn")
    bomb = b"1 0 obj\n<<>>stream\n" + zlib.compress(bytes(60_000_000), 9) + b"\nendstream\n"
    opens = data.index(b"/ByteRange")
    files = {
        **{f"cut {n}": data[: len(data) * n // 5] for n in range(1, 5)},
        **{f"flip {n}": data[:n] + bytes([data[n] ^ 255]) + data[n + 1 :] for n in range(9, len(data), 9973)},
        "range": data[:opens] + b"/ByteRange[0 " + b"9" * 190 + b"]" + data[opens:],
        "ranges": data + b"/ByteRange[0 1 2 3]" * 50_000,
        "nested": b"%PDF-1.7\n" + b"[" * 500_000 + b"<<" * 500_000,
        "itself": b"%PDF-1.7\n1 0 obj<</Pages 1 0 R/Kids[1 0 R]>>endobj trailer<</Prev 9>>",
        "bombs": data + bomb * 40,
        "encrypted": encrypted(data),
        "nothing": b"",
    }
    for name, content in files.items():
        status, page = sent(visitor, content)
        assert (name, status) == (name, 200)
        assert "verdict-valid" not in page, name
        assert ran(shop, tmp_path, content)[0] == 1, name


def test_a_huge_file_is_refused_in_words(shop, visitor, tmp_path):
    huge = bytes(30 << 20)

    assert sent(visitor, huge)[0] in {413, 422}
    code, told = ran(shop, tmp_path, huge)
    assert code
    assert "8 MB" in told
