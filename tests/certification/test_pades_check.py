"""The judge of signatures: each state, each owner, and nothing that a stranger sends makes it stumble."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from signing_builders import (
    OURS,
    SIGNED_AT,
    a_pdf,
    appended,
    authority,
    certificate,
    issued_key,
    own_key,
    private,
)

from lms.certification.signing import lean, loops, pades
from lms.certification.signing.check import Level, Report, State, Whose, check
from lms.certification.signing.keys import KnownCertificate, SigningKey
from lms.certification.signing.trust.standings import Standing

BSRE = authority("CN=Root CA Contoh BSrE,O=BSSN Contoh,C=ID")
FALSE_BSRE = authority("CN=Root CA Contoh BSrE,O=BSSN Contoh,C=ID", which=1)
SIGNED = lean.sign(a_pdf(), own_key(), at=SIGNED_AT, place="Palembang")


def judged(data, *, at=SIGNED_AT + timedelta(days=1), own=None):
    known = [own_key().public] if own is None else own
    return check(data, own=known, authorities=[BSRE[0]], at=at)


def signed_by(key):
    return lean.sign(a_pdf(), key, at=SIGNED_AT, place="")


@pytest.mark.parametrize("sign", [lean.sign, pades.sign])
@pytest.mark.parametrize("kind", ["p256", "p384", "rsa"])
def test_ours_over_the_whole_file(sign, kind):
    key = own_key(kind)
    data = sign(a_pdf(), key, at=SIGNED_AT, place="Palembang")

    report = judged(data, own=[key.public])

    assert report == Report(
        State.VALID, Whose.OWN, OURS, "BKPSDM Kota Contoh", key.public.fingerprint, SIGNED_AT, None, Level.B,
        Standing.GOOD, count=1, genuine=True, digest=report.digest, end=len(data),
    )  # fmt: skip
    assert report.whole
    assert report.trusted


def test_a_file_without_a_signature():
    assert judged(a_pdf()) == Report(State.NONE)
    assert judged(b"") == Report(State.NONE)
    assert not judged(a_pdf()).trusted


@pytest.mark.parametrize("more", [b"\n", b" ", b"%%EOF\n", None])
def test_what_is_added_afterwards_is_told_from_what_was_signed(more):
    data = appended(SIGNED) if more is None else SIGNED + more

    report = judged(data)

    assert (report.state, report.whose, report.end) == (State.APPENDED, Whose.OWN, len(SIGNED))


def test_a_range_that_stops_before_its_state_ends():
    key = own_key()
    opens, closes = SIGNED.index(b"/Contents<") + 9, SIGNED.index(b">/ByteRange") + 1
    length = len(SIGNED) - closes - 40
    shorter = re.sub(rb"/ByteRange\[[^\]]*\]", b"/ByteRange[0 %d %d %d]" % (opens, closes, length), SIGNED)
    shorter = shorter.ljust(len(SIGNED))[: len(SIGNED)] if len(shorter) != len(SIGNED) else shorter
    digest = lean._hashed(key, shorter[:opens] + shorter[closes : closes + length])
    envelope = lean._envelope(key, digest).hex().encode().ljust(closes - opens - 2, b"0")
    data = shorter[: opens + 1] + envelope + shorter[closes - 1 :]

    assert (judged(data).state, judged(data).whose) == (State.SHORT, Whose.OWN)


def with_range(numbers):
    return re.sub(rb"/ByteRange\[[^\]]*\]", b"/ByteRange[%b]" % numbers, SIGNED)


OPENS, CLOSES = SIGNED.index(b"/Contents<") + 9, SIGNED.index(b">/ByteRange") + 1
REST = len(SIGNED) - CLOSES


@pytest.mark.parametrize(
    "numbers",
    [
        f"1 {OPENS - 1} {CLOSES} {REST}",
        f"0 {OPENS - 1} {CLOSES} {REST}",
        f"0 {OPENS} {CLOSES + 1} {REST - 1}",
        f"0 {OPENS} {OPENS - 5} {REST}",
        f"0 {CLOSES} {OPENS} {REST}",
        f"0 {OPENS} {CLOSES} {REST + 99}",
        f"0 40 60 {len(SIGNED) - 60}",
        f"0 10 20 {OPENS - 20} {CLOSES} {REST}",
        f"0 {OPENS}",
        "0 -1 5 9",
        "0 99999999999999999999 5 9",
        "a b c d",
        "",
    ],
    # The numbers differ by process, as signatures do, and workers compare the names of their tests.
    ids=map(str, range(13)),
)
def test_a_range_that_leaves_out_more_than_the_signature_is_odd(numbers):
    assert judged(with_range(numbers.encode())).state == State.ODD


def test_a_gap_in_another_objects_hex_is_odd():
    decoy = b"9 0 obj\n<</Contents<%b>>>\nendobj\n" % (b"00" * 40)
    gap = decoy.index(b"<00")
    data = decoy + with_range(b"0 %d %d %d" % (gap, gap + 82, len(decoy) + len(SIGNED) - gap - 82))

    assert judged(data).state == State.ODD


def test_changed_bytes_break_it_and_it_stays_told_who_signed():
    report = judged(SIGNED[:30] + b"X" + SIGNED[31:])

    assert (report.state, report.whose, report.genuine) == (State.BROKEN, Whose.OWN, True)
    assert not report.whole


def test_a_signature_from_another_file_is_broken_here():
    other = lean.sign(a_pdf(text="Budi"), own_key(), at=SIGNED_AT, place="Palembang")
    start = other.index(b"/Contents<") + 9
    moved = SIGNED[:OPENS] + other[start : start + CLOSES - OPENS] + SIGNED[CLOSES:]

    report = judged(moved)

    assert (report.state, report.genuine) == (State.BROKEN, True)
    assert report.digest == judged(other).digest != judged(SIGNED).digest


def test_a_digest_put_in_without_the_key_says_nothing_about_anybody():
    forged = SIGNED[:30] + b"X" + SIGNED[31:]
    wanted = lean._hashed(own_key(), forged[:OPENS] + forged[CLOSES:])
    data = forged.replace(judged(SIGNED).digest.hex().encode(), wanted.hex().encode())

    report = judged(data)

    assert (report.state, report.whose, report.genuine, report.signer) == (
        State.BROKEN, Whose.NOBODY, False, "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "whose"),
    [
        (issued_key(by=BSRE), Whose.BSRE),
        (issued_key(by=FALSE_BSRE), Whose.LOOKALIKE),
        (own_key(which=1), Whose.LOOKALIKE),
        (issued_key("CN=bkpsdm  kota CONTOH,O=BKPSDM Kota Contoh", by=authority()), Whose.LOOKALIKE),
        (issued_key(by=authority()), Whose.STRANGER),
    ],
    ids=["bsre", "false-bsre", "our-name", "nearly-our-name", "stranger"],
)
def test_whose_key_it_is(key, whose):
    report = judged(signed_by(key))

    assert (report.state, report.whose) == (State.VALID, whose)
    assert report.trusted == (whose == Whose.BSRE)


def test_an_intermediate_that_may_not_certify_gives_nobody_trust():
    middle = certificate("CN=Perantara Contoh,C=ID", private("p256", "middle"), by=BSRE)
    leaf = certificate(
        "CN=Kepala Contoh,C=ID", private("p256", "leaf"), by=(middle, private("p256", "middle"))
    )
    key = SigningKey(KnownCertificate(leaf, (middle,)), private("p256", "leaf"))

    assert judged(signed_by(key)).whose == Whose.STRANGER


def test_a_certificate_that_ran_out_before_anybody_confirmed_the_time():
    bsre = signed_by(issued_key(by=BSRE, days=60))
    own = own_key().public.certificate.not_valid_after_utc + timedelta(days=1)

    assert judged(bsre, at=SIGNED_AT + timedelta(days=29)).standing == Standing.GOOD
    assert judged(bsre, at=SIGNED_AT + timedelta(days=31)).standing == Standing.EXPIRED
    assert judged(SIGNED, at=own).standing == Standing.EXPIRED
    assert not judged(SIGNED, at=own).trusted


def test_of_two_signatures_ours_is_told_and_what_came_after_it_is_an_addition():
    stranger = issued_key(by=authority())
    first = lean.sign(a_pdf(), own_key(), at=SIGNED_AT, place="")
    again = signed_again(first, stranger)

    report = judged(again)

    assert (report.state, report.whose, report.count) == (State.APPENDED, Whose.OWN, 2)
    assert report.end == len(first)


def signed_again(data, key):
    """Put a second field into a signed file and sign it, as any signing program does."""
    about = PdfSignatureMetadata(field_name="Dua")
    signer = PdfSigner(about, pades._Signer(key), new_field_spec=SigFieldSpec("Dua"))
    return loops.finished(signer.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(data)))).getvalue()
