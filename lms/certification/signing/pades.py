"""The full signer, through pyHanko: PAdES B-B, with a timestamp authority B-T or B-LT (ETSI EN 319 142-1).

One section is appended, proofs of validity included, and the signature covers the whole file.
"""

import asyncio
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PdfSignatureMetadata,
    PdfSigner,
    PdfSigningSession,
    SigDSSPlacementPreference,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lms.certification.signing import lean, loops
from lms.certification.signing.keys import KnownCertificate, Private, SigningKey
from lms.certification.signing.trust.stamps import TIMEOUT, Stamper
from lms.errors import Message, Refused

NO_STAMP = Message(
    "Otoritas stempel waktu {address} tidak memberi jawaban yang dapat dipakai: {reason}",
    "The timestamp authority {address} gave no usable answer: {reason}",
    "Pekerjaan ini diulang sendiri; sesudah satu jam sertifikat ditandatangani tanpa stempel waktu.",
    "The job is repeated by itself; after an hour the certificate is signed without a timestamp.",
)
# Room for what pyHanko's CMS holds beside certificates and signature; hex has two digits a byte.
ROOM = 2048
# Seconds for everything that is asked of others: timestamp, revocation lists, issuers.
ALL_IN_ALL = 60
# What a broken answer of an authority makes asn1crypto and pyHanko raise; ours is read before it is signed.
UNUSABLE = (OSError, TimeoutError, SigningError, PathError, ValidationError, ValueError, TypeError, KeyError)


def sign(data: bytes, key: SigningKey, *, at: datetime, place: str, stamper: Stamper | None = None) -> bytes:
    """Sign the whole of a PDF in its empty signature field; with a `stamper` its answer goes along.

    Without one the same input gives the same bytes. Raises `Refused` when the authority gives no timestamp
    or the proofs that belong to it, `ValueError` when the file has no empty field.
    """
    try:
        writer = _Writer(BytesIO(data))
        signer = _signer(key, at, place, stamper)
    except PdfError as error:
        raise ValueError("the file cannot be signed") from error
    if stamper is None:
        return _run(signer, writer, _room(key))
    try:
        return _run(signer, writer, None)
    except UNUSABLE as error:
        reason = f"{type(error).__name__}: {error}"
        raise Refused(NO_STAMP, "stamp.none", address=stamper.address, reason=reason) from error


class _Writer(IncrementalPdfFileWriter):
    """Appends to an archive file: it stays PDF 1.7 (ISO 19005-3, 6.1.2), its /ID and so its bytes stay."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        pass

    def _update_meta(self) -> None:
        """Leave what the file says of itself: the clock's time would be in no other signing's bytes."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        return cast(generic.ArrayObject, prev.trailer["/ID"])


class _Signer(SimpleSigner):
    """Signs with the key that is open, not parsed anew; with ECDSA the same data get the same signature."""

    def __init__(self, key: SigningKey) -> None:
        chain = _chain(key.public)
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call] # pyHanko's has no types
        store.register_multiple(chain[1:])
        self._private: Private = key.private
        nothing = asn1_keys.PrivateKeyInfo()
        super().__init__(chain[0], nothing, store, embed_roots=False)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        algorithm = lean.HASHES[digest_algorithm]
        if isinstance(self._private, ec.EllipticCurvePrivateKey):
            return self._private.sign(data, ec.ECDSA(algorithm, deterministic_signing=True))
        return self._private.sign(data, padding.PKCS1v15(), algorithm)


class _PdfSigner(PdfSigner):
    """Claims the time that it was given instead of the clock's."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def _signer(key: SigningKey, at: datetime, place: str, stamper: Stamper | None) -> _PdfSigner:
    lasting = stamper is not None and bool(stamper.authorities)
    about = PdfSignatureMetadata(
        md_algorithm=lean.digest_name(key.private),
        location=place or None,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=lasting,
        validation_context=_believing(key, stamper) if stamper is not None and lasting else None,
        signer_key_usage={"digital_signature"},
        # Proofs in the signed section itself: what is appended after a signature lies outside of it.
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
        ),
    )
    signer = _PdfSigner(about, _Signer(key), timestamper=stamper.client if stamper is not None else None)
    signer.at = at
    return signer


def _believing(key: SigningKey, stamper: Stamper) -> ValidationContext:
    """Trust the authorities, and our own certificate where nobody else's stands above it."""
    anchors = [_as_asn1(one) for one in stamper.authorities]
    top = (key.public.certificate, *key.public.issuers)[-1]
    if top.issuer not in {one.subject for one in stamper.authorities}:
        anchors.append(_as_asn1(key.public.certificate))
    return ValidationContext(
        trust_roots=anchors,
        allow_fetching=True,
        revocation_mode="hard-fail",
        fetcher_backend=AIOHttpFetcherBackend(per_request_timeout=TIMEOUT),
    )


def _run(signer: PdfSigner, writer: _Writer, room: int | None) -> bytes:
    async def signed() -> BytesIO:
        context = signer.signature_meta.validation_context
        try:
            async with asyncio.timeout(ALL_IN_ALL):
                made = signer.async_sign_pdf(writer, existing_fields_only=True, bytes_reserved=room)
                return cast(BytesIO, await made)
        finally:
            if context is not None:
                await context.aclose()  # type: ignore[no-untyped-call] # pyHanko's has no types

    return loops.finished(signed()).getvalue()


def _room(key: SigningKey) -> int:
    certificates = sum(len(one.dump()) for one in _chain(key.public))
    return 2 * (certificates + ROOM)


@lru_cache(maxsize=8)
def _chain(public: KnownCertificate) -> tuple[asn1.Certificate, ...]:
    return tuple(_as_asn1(one) for one in (public.certificate, *public.issuers))


def _as_asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
