"""Keys of the installation: made once, kept encrypted, replaced without loss, brought in from PKCS#12."""

from datetime import timedelta

import pytest
from build import NINE
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from lms.certification.signing import keys
from lms.config import Settings
from lms.errors import Conflict, InvalidInput, Refused, SetUpError


@pytest.fixture
def settings(tmp_path):
    return Settings(instance=tmp_path / "instance", secret_key="s" * 64, organiser="BKPSDM Kota Contoh")


def p12(private, *, usage=None, of=None, password=b"rahasia", begin=NINE):
    """Put a key into PKCS#12 with a self-issued certificate; `of` puts another's certificate beside it."""
    name = x509.Name.from_rfc4514_string("CN=Balai Contoh,C=ID")
    owner = of or private
    builder = x509.CertificateBuilder(name, name, owner.public_key(), 7)
    builder = builder.not_valid_before(begin).not_valid_after(begin + timedelta(days=365))
    if usage:
        builder = builder.add_extension(usage, critical=True)
    plain = isinstance(owner, ed25519.Ed25519PrivateKey)
    certificate = builder.sign(owner, None if plain else hashes.SHA256())
    secret = serialization.BestAvailableEncryption(password)
    if of:
        # The library itself refuses halves that do not match, so the wrong one is only a neighbour.
        return pkcs12.serialize_key_and_certificates(b"k", private, None, [certificate], secret)
    return pkcs12.serialize_key_and_certificates(b"k", private, certificate, None, secret)


def test_a_key_is_p256_with_a_certificate_of_the_organiser_for_ten_years(settings):
    made = keys.create(settings, at=NINE)

    certificate = made.public.certificate
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert isinstance(made.private, ec.EllipticCurvePrivateKey)
    assert isinstance(made.private.curve, ec.SECP256R1)
    assert made.public.subject == "CN=BKPSDM Kota Contoh,O=BKPSDM Kota Contoh,C=ID"
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == timedelta(days=3652)
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    certificate.verify_directly_issued_by(certificate)


def test_the_files_are_the_owners_alone_and_the_key_is_encrypted(settings):
    made = keys.create(settings, at=NINE)

    folder = settings.instance / "keys"
    files = sorted(folder.iterdir())
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in files] == [0o600] * 3
    assert [path.name for path in files] == sorted(
        ["current", f"{made.public.kid}.crt.pem", f"{made.public.kid}.key.pem"]
    )
    data = (folder / f"{made.public.kid}.key.pem").read_bytes()
    assert data.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    with pytest.raises(TypeError):
        serialization.load_pem_private_key(data, None)
    with pytest.raises(ValueError, match="password"):
        serialization.load_pem_private_key(data, settings.secret_key.encode())


def test_the_key_opens_again_and_does_not_show_itself(settings):
    made = keys.create(settings, at=NINE)

    opened = keys.current(settings)

    assert opened.public == made.public
    assert opened.private.private_numbers() == made.private.private_numbers()
    assert repr(opened) == f"SigningKey({made.public.kid})"


def test_another_secret_key_does_not_open_it_but_reads_the_certificates(settings):
    made = keys.create(settings, at=NINE)
    other = settings.model_copy(update={"secret_key": "t" * 64})

    with pytest.raises(SetUpError) as refused:
        keys.current(other)

    assert refused.value.code == "key.unreadable"
    assert keys.known(other) == [made.public]


def test_an_installation_without_secret_makes_no_key(settings):
    with pytest.raises(SetUpError):
        keys.create(settings.model_copy(update={"secret_key": ""}), at=NINE)

    assert keys.known(settings) == []


def test_a_second_key_is_made_only_by_rotation_which_keeps_the_first(settings):
    with pytest.raises(Refused):
        keys.rotate(settings, at=NINE)
    first = keys.create(settings, at=NINE)
    with pytest.raises(Conflict):
        keys.create(settings, at=NINE)
    files = {path: path.read_bytes() for path in (settings.instance / "keys").glob("*.pem")}

    second = keys.rotate(settings, at=NINE + timedelta(days=1))

    assert keys.current(settings).public == second.public
    assert keys.known(settings) == [first.public, second.public]
    assert {path: path.read_bytes() for path in files} == files


def test_nothing_signs_before_there_is_a_key(settings):
    with pytest.raises(Refused) as refused:
        keys.current(settings)

    assert refused.value.code == "key.none"


@pytest.mark.parametrize(
    "private", [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)]
)
def test_a_key_from_pkcs12_signs_and_its_password_is_kept_nowhere(settings, private):
    first = keys.create(settings, at=NINE)

    brought = keys.bring(settings, p12(private, password=b"kata-sandi-p12"), "kata-sandi-p12", at=NINE)

    assert keys.current(settings).private.private_numbers() == private.private_numbers()
    assert {one.kid for one in keys.known(settings)} == {first.public.kid, brought.public.kid}
    assert not any(b"kata-sandi-p12" in path.read_bytes() for path in settings.instance.rglob("*.*"))


P256 = ec.generate_private_key(ec.SECP256R1())
ONLY_ENCRYPTS = x509.KeyUsage(
    digital_signature=False, content_commitment=False, key_encipherment=True, data_encipherment=False,
    key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "password", "code"),
    [
        (p12(P256), "salah", "key.not-opened"),
        (b"not a PKCS#12", "rahasia", "key.not-opened"),
        (p12(P256, of=ec.generate_private_key(ec.SECP256R1())), "rahasia", "key.incomplete"),
        (p12(P256, usage=ONLY_ENCRYPTS), "rahasia", "key.unsuited"),
        (p12(rsa.generate_private_key(65537, 1024)), "rahasia", "key.unsuited"),
        (p12(ec.generate_private_key(ec.SECP521R1())), "rahasia", "key.unsuited"),
        (p12(ed25519.Ed25519PrivateKey.generate()), "rahasia", "key.unsuited"),
        (p12(P256, begin=NINE - timedelta(days=400)), "rahasia", "key.out-of-date"),
        (p12(P256, begin=NINE + timedelta(days=1)), "rahasia", "key.out-of-date"),
    ],
)
def test_what_cannot_sign_is_refused_and_nothing_is_written(settings, data, password, code):
    with pytest.raises(InvalidInput) as refused:
        keys.bring(settings, data, password, at=NINE)

    assert refused.value.code == code
    assert not (settings.instance / "keys").exists()


def test_the_same_key_is_not_brought_twice(settings):
    keys.bring(settings, p12(P256), "rahasia", at=NINE)

    with pytest.raises(Conflict):
        keys.bring(settings, keys_again(settings), "rahasia", at=NINE)


def keys_again(settings):
    """The current key, put into PKCS#12 again with the very certificate it has."""
    key = keys.current(settings)
    secret = serialization.BestAvailableEncryption(b"rahasia")
    return pkcs12.serialize_key_and_certificates(b"k", key.private, key.public.certificate, None, secret)
