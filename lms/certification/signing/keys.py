"""The installation's signing keys: made, imported, replaced, never deleted.

`instance/keys/` holds for each key `{kid}.crt.pem` (the certificate, then its issuers) and `{kid}.key.pem`
(PKCS#8, encrypted under the site's secret key); `current` names the one that signs.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from lms import config
from lms.config import Settings
from lms.errors import Conflict, InvalidInput, Message, Refused, SetUpError

FOLDER = "keys"
CURRENT = "current"
PURPOSE = b"ampera-lms signing keys v1"
LIFE = timedelta(days=3652)
# RFC 5280, appendix A.1: ub-common-name and ub-organization-name.
NAME_LIMIT = 64
RSA_LEAST = 2048
KID_LENGTH = 16
Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

EXISTS = Message(
    "Kunci tanda tangan sudah ada: {kid}.",
    "There is a signing key already: {kid}.",
    "Untuk menggantinya jalankan lms keys rotate; sertifikat yang lama tetap disimpan.",
    "Run lms keys rotate to replace it; the old certificate is kept.",
)
NONE_YET = Message(
    "Belum ada kunci tanda tangan.",
    "There is no signing key yet.",
    "Jalankan lms keys create, atau lms keys import BERKAS.p12.",
    "Run lms keys create, or lms keys import FILE.p12.",
)
UNREADABLE = Message(
    "Kunci {kid} tidak dapat dibuka dengan kunci rahasia situs ini.",
    "Key {kid} cannot be opened with this site's secret key.",
    "Kembalikan SECRET_KEY dan folder keys dari cadangan yang sama, atau jalankan lms keys rotate.",
    "Restore SECRET_KEY and the keys folder of one backup, or run lms keys rotate.",
)
NOT_OPENED = Message(
    "Berkas PKCS#12 tidak terbuka: kata sandinya salah atau berkasnya rusak.",
    "The PKCS#12 file does not open: the password is wrong or the file is damaged.",
    "Ulangi dengan kata sandi yang diberikan penerbit berkas itu.",
    "Try again with the password given by whoever issued the file.",
)
INCOMPLETE = Message(
    "Berkas PKCS#12 tidak memuat kunci beserta sertifikatnya.",
    "The PKCS#12 file does not hold a key with its certificate.",
    "Minta berkas yang memuat keduanya.",
    "Ask for a file that holds both.",
)
UNSUITED = Message(
    "Kunci ini tidak dapat dipakai menandatangani PDF.",
    "This key cannot be used to sign PDFs.",
    "Pakai kunci P-256, P-384, atau RSA sedikitnya 2048 bit, dengan keyUsage digitalSignature.",
    "Use a P-256, P-384 or RSA key of at least 2048 bits, with keyUsage digitalSignature.",
)
OUT_OF_DATE = Message(
    "Sertifikat kunci ini tidak berlaku hari ini ({begin} s.d. {end}).",
    "This key's certificate is not valid today ({begin} to {end}).",
    "Minta sertifikat yang masih berlaku.",
    "Ask for one that is valid.",
)


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """The public half of a key of this installation, and the certificates above it."""

    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...] = ()

    @property
    def kid(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()[:KID_LENGTH]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in pairs, as PDF readers show it."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()

    @property
    def subject(self) -> str:
        return self.certificate.subject.rfc4514_string()

    @property
    def name(self) -> str:
        return called(self.certificate.subject)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that can sign; its private half never shows in a repr, and so in no log."""

    public: KnownCertificate
    private: Private

    def __repr__(self) -> str:
        return f"SigningKey({self.public.kid})"


def called(subject: x509.Name) -> str:
    """Write a subject as people read it: the common name, and the organisation where it is another."""
    kinds = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
    found = dict.fromkeys(str(one.value) for kind in kinds for one in subject.get_attributes_for_oid(kind))
    return ", ".join(found) or subject.rfc4514_string()


def create(settings: Settings, *, at: datetime) -> SigningKey:
    """Make the first key of an installation; refuse when there is one."""
    kid = current_kid(settings)
    if kid is not None:
        raise Conflict(EXISTS, "key.exists", kid=kid)
    return _keep(settings, _self_issued(settings.organiser, at))


def rotate(settings: Settings, *, at: datetime) -> SigningKey:
    """Make a new key the one that signs; the old one stays, to verify what it has signed."""
    if current_kid(settings) is None:
        raise Refused(NONE_YET, "key.none")
    return _keep(settings, _self_issued(settings.organiser, at))


def bring(settings: Settings, data: bytes, password: str, *, at: datetime) -> SigningKey:
    """Make the key of a PKCS#12 file the one that signs; the password is used once and kept nowhere."""
    try:
        private, certificate, more = pkcs12.load_key_and_certificates(data, password.encode() or None)
    except ValueError as error:
        raise InvalidInput(NOT_OPENED, "key.not-opened", "password") from error
    if private is None or certificate is None:
        raise InvalidInput(INCOMPLETE, "key.incomplete", "file")
    if not isinstance(private, Private) or not _suited(private, certificate):
        raise InvalidInput(UNSUITED, "key.unsuited", "file")
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not begin <= at <= end:
        days = {"begin": begin.date().isoformat(), "end": end.date().isoformat()}
        raise InvalidInput(OUT_OF_DATE, "key.out-of-date", "file", **days)
    key = SigningKey(KnownCertificate(certificate, tuple(more)), private)
    if key.public in known(settings):
        raise Conflict(EXISTS, "key.exists", kid=key.public.kid)
    return _keep(settings, key)


def current(settings: Settings) -> SigningKey:
    """Open the key that signs."""
    kid = current_kid(settings)
    if kid is None:
        raise Refused(NONE_YET, "key.none")
    return opened(settings, kid)


def opened(settings: Settings, kid: str) -> SigningKey:
    """Open the key of an id, also one that signs no more; a process opens it once."""
    folder = _folder(settings)
    private = open_private(folder / f"{kid}.key.pem", kid, settings)
    if not isinstance(private, Private):
        raise SetUpError(UNREADABLE, "key.unreadable", kid=kid)
    return SigningKey(_public(folder / f"{kid}.crt.pem"), private)


def open_private(path: Path, kid: str, settings: Settings) -> object:
    """Decrypt a private key; the costly derivation behind its encryption is done once for each file."""
    try:
        return _decrypted(path, path.stat().st_mtime_ns, passphrase(settings))
    except (OSError, ValueError) as error:
        raise SetUpError(UNREADABLE, "key.unreadable", kid=kid) from error


@lru_cache(maxsize=16)
def _decrypted(path: Path, _written: int, secret: bytes) -> object:
    return serialization.load_pem_private_key(path.read_bytes(), secret)


def current_kid(settings: Settings) -> str | None:
    """Name the key that signs, or none."""
    pointer = _folder(settings) / CURRENT
    return pointer.read_text(encoding="ascii").strip() if pointer.is_file() else None


def known(settings: Settings) -> Sequence[KnownCertificate]:
    """Return every certificate that ever signed here, the oldest first; no secret is needed."""
    found = [_public(path) for path in _folder(settings).glob("*.crt.pem")]
    return sorted(found, key=lambda one: (one.certificate.not_valid_before_utc, one.kid))


def _self_issued(organiser: str, at: datetime) -> SigningKey:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organiser[:NAME_LIMIT]),
            x509.NameAttribute(NameOID.COMMON_NAME, organiser[:NAME_LIMIT]),
        ]
    )
    begin = at.replace(microsecond=0)
    builder = x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(begin).not_valid_after(begin + LIFE)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(), critical=True)
    identifier = x509.SubjectKeyIdentifier.from_public_key(private.public_key())
    builder = builder.add_extension(identifier, critical=False)
    return SigningKey(KnownCertificate(builder.sign(private, hashes.SHA256())), private)


def _usage() -> x509.KeyUsage:
    """Allow signing and nothing else; nonRepudiation is called content_commitment since X.509 of 2005."""
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _suited(private: Private, certificate: x509.Certificate) -> bool:
    """Whether PDF readers know the algorithm, the halves match, and the certificate is made for signing."""
    if isinstance(private, rsa.RSAPrivateKey):
        known_kind = private.key_size >= RSA_LEAST
    else:
        known_kind = isinstance(private.curve, ec.SECP256R1 | ec.SECP384R1)
    if not known_kind or private.public_key() != certificate.public_key():
        return False
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature


def _keep(settings: Settings, key: SigningKey) -> SigningKey:
    """Write certificate and key, then point to them: a break in between leaves the old key signing."""
    secret = serialization.BestAvailableEncryption(passphrase(settings))
    pem = serialization.Encoding.PEM
    folder = _folder(settings)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    chain = (key.public.certificate, *key.public.issuers)
    private = key.private.private_bytes(pem, serialization.PrivateFormat.PKCS8, secret)
    write(folder / f"{key.public.kid}.key.pem", private)
    write(folder / f"{key.public.kid}.crt.pem", b"".join(one.public_bytes(pem) for one in chain))
    write(folder / CURRENT, f"{key.public.kid}\n".encode())
    return key


def write(path: Path, data: bytes) -> None:
    """Put a file in its place at once and whole, readable by its owner alone."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _public(path: Path) -> KnownCertificate:
    first, *issuers = x509.load_pem_x509_certificates(path.read_bytes())
    return KnownCertificate(first, tuple(issuers))


def passphrase(settings: Settings) -> bytes:
    """Derive from the site's secret one that only these files use (HKDF, RFC 5869)."""
    config.require_key(settings)
    derive = HKDF(hashes.SHA256(), length=32, salt=None, info=PURPOSE)
    return derive.derive(settings.secret_key.encode()).hex().encode()


def _folder(settings: Settings) -> Path:
    return settings.instance / FOLDER
