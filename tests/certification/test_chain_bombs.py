"""Certificates and attributes that a stranger makes in heaps: judged soon, believed never."""

import time
from datetime import timedelta

from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from signing_builders import SIGNED_AT, a_pdf, authority, certificate, own_key

from lms.certification import verification
from lms.certification.rules.findings import Seal
from lms.certification.signing import lean
from lms.certification.signing.keys import KnownCertificate, SigningKey
from lms.certification.signing.reading import envelopes, ranges
from lms.certification.signing.trust import chains
from lms.certification.signing.trust.standings import Standing

# Of eight that bear one name the validator alone would try every order, for twelve seconds.
MANY = 14


def made(subject, issuer, key, by, *, certifies=True):
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (issuer, subject)]
    begin = SIGNED_AT - timedelta(days=1)
    builder = x509.CertificateBuilder(*names, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(begin).not_valid_after(begin + timedelta(days=300))
    builder = builder.add_extension(x509.BasicConstraints(certifies, None), critical=True)
    return builder.sign(by, hashes.SHA256())


def keys(count):
    return [ec.generate_private_key(ec.SECP256R1()) for _ in range(count)]


def test_a_ring_of_certificates_of_one_name_is_not_tried_in_every_order():
    *ring, top, leaf = keys(MANY + 2)
    others = [made("X", "X", key, ring[place - 1]) for place, key in enumerate(ring)]
    root = made("Root", "Root", top, top)
    began = time.process_time()

    stood = chains.standing(made("Ani", "X", leaf, ring[0], certifies=False), others, [root], at=SIGNED_AT)

    assert stood is None
    assert time.process_time() - began < 1


def test_a_chain_through_two_others_is_found_among_strangers():
    upper, lower, leaf, *ring = keys(MANY)
    high = certificate("CN=High", upper, by=authority(), authority=True)
    low = certificate("CN=Low", lower, by=(high, upper), authority=True)
    signer = certificate("CN=Ani", leaf, by=(low, lower))
    strangers = [made("High", "High", key, ring[place - 1]) for place, key in enumerate(ring)]

    def stood(*others):
        return chains.standing(signer, [*strangers, *others], [authority()[0]], at=SIGNED_AT)

    assert stood(low, high) == Standing.GOOD
    assert stood(low) is None


def test_a_signature_with_a_thousand_attributes_is_none():
    signed = lean.sign(a_pdf(), own_key(), at=SIGNED_AT, place="Palembang")
    [place] = ranges.places(signed)
    info = cms.ContentInfo.load(place.envelope)
    signer = info["content"]["signer_infos"][0]
    signer["unsigned_attrs"] = [
        cms.CMSAttribute({"type": f"1.2.3.{number}", "values": [core.Null()]}) for number in range(1000)
    ]

    assert envelopes.opened(place.envelope)
    assert envelopes.opened(info.dump(force=True)) is None


def test_what_a_stranger_writes_into_a_name_moves_no_cursor_and_turns_no_line(installation):
    key = keys(1)[0]
    stranger = made("\x1b[2J\u202eAni\r\n  Asli", "X", key, key)
    data = lean.sign(a_pdf(), SigningKey(KnownCertificate(stranger), key), at=SIGNED_AT, place="-")

    with installation.database.read() as session:
        answer = verification.of_bytes(session, data, today=SIGNED_AT.date())

    assert answer.signature.seal == Seal.STRANGER
    assert answer.signature.signer == "[2J Ani Asli"
