"""What can be said about the signature of a file that anybody may have sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from lms.certification.signing.keys import KnownCertificate, called
from lms.certification.signing.reading import proofs, ranges
from lms.certification.signing.reading.envelopes import Envelope, Unreadable, read
from lms.certification.signing.reading.proofs import Proofs
from lms.certification.signing.reading.ranges import Cover, Place
from lms.certification.signing.trust.standings import Standing, in_time

CHAINS = "lms.certification.signing.trust.chains"
NO_PROOFS = Proofs()
# Larger files are not looked into.
LARGEST = 32 * 1024 * 1024


class State(StrEnum):
    """How a file and its signature go together."""

    NONE = "none"
    VALID = "valid"
    # Valid for an earlier state of the file, to which something was added.
    APPENDED = "appended"
    # Its range ends in the middle: the tail is not covered.
    SHORT = "short"
    # Its range leaves something out beside the signature itself.
    ODD = "odd"
    # It does not hold for these bytes.
    BROKEN = "broken"


class Whose(StrEnum):
    """Whose key it is."""

    OWN = "own"
    BSRE = "bsre"
    # Named like one of ours or of BSrE, with another key.
    LOOKALIKE = "lookalike"
    STRANGER = "stranger"
    NOBODY = "nobody"


class Level(StrEnum):
    """ETSI EN 319 142-1, 6: with a timestamp (T), and with what proves it later (LT)."""

    B = "B-B"
    T = "B-T"
    LT = "B-LT"


@dataclass(frozen=True, slots=True)
class Report:
    """One signature, the one that matters most of `count`.

    `signed_at` is the time that it claims, `stamped_at` the time that an authority known to us confirms;
    `standing` tells of the signer's certificate at that time, or today where none is confirmed. `genuine`:
    the key did sign, be it these bytes or others; `digest` is of what it signed; `end` is where that ends.
    """

    state: State
    whose: Whose = Whose.NOBODY
    signer: str = ""
    name: str = ""
    fingerprint: str = ""
    signed_at: datetime | None = None
    stamped_at: datetime | None = None
    level: Level = Level.B
    standing: Standing = Standing.GOOD
    count: int = 0
    genuine: bool = False
    digest: bytes = b""
    end: int = 0

    @property
    def whole(self) -> bool:
        """Whether the signature holds and covers the file from its first byte to its last."""
        return self.state == State.VALID

    @property
    def trusted(self) -> bool:
        """Whether it is ours or BSrE's, by a certificate that stood."""
        return self.whose in {Whose.OWN, Whose.BSRE} and self.standing == Standing.GOOD


def check(
    data: bytes,
    *,
    own: Sequence[KnownCertificate],
    authorities: Sequence[x509.Certificate],
    at: datetime,
    stamping: Sequence[x509.Certificate] = (),
) -> Report:
    """Judge the signature of a file; never raises for what the file holds.

    `own` are the installation's certificates, `authorities` BSrE's, `stamping` those behind timestamps.
    """
    if len(data) > LARGEST:
        return Report(State.NONE)
    belief = _Belief(own, authorities, stamping, at)
    found = [belief.judge(data, place) for place in ranges.places(data)]
    if not found:
        return Report(State.NONE)
    if any(one.state == State.ODD for one in found):
        return Report(State.ODD, count=len(found))
    first = max(found, key=lambda one: (RANKS[one.whose], one.genuine, one.end))
    return replace(first, count=len(found))


RANKS = {Whose.NOBODY: 0, Whose.STRANGER: 1, Whose.LOOKALIKE: 2, Whose.BSRE: 3, Whose.OWN: 3}
COVERS = {
    Cover.WHOLE: State.VALID,
    Cover.EARLIER: State.APPENDED,
    Cover.SHORT: State.SHORT,
    Cover.ODD: State.ODD,
}


@dataclass(frozen=True, slots=True)
class _Belief:
    """Whom the installation believes, and on what day it is asked."""

    own: Sequence[KnownCertificate]
    authorities: Sequence[x509.Certificate]
    stamping: Sequence[x509.Certificate]
    at: datetime

    def judge(self, data: bytes, place: Place) -> Report:
        if place.cover == Cover.ODD:
            return Report(State.ODD)
        try:
            envelope = read(place.envelope)
        except Unreadable:
            return Report(State.BROKEN, end=place.end)
        view = memoryview(data)
        covers = envelope.covers(view[: place.opens], view[place.closes : place.end])
        holds = envelope.genuine and covers
        if not envelope.genuine:
            # Whoever wrote this did not have the key that it names: it says nothing about anybody.
            return Report(State.BROKEN, end=place.end, digest=envelope.digest)
        stamped_at = self._stamped(envelope)
        moment = stamped_at or self.at
        # Only what somebody known has signed to the last byte is opened as a PDF.
        whose, standing = self._signer(envelope, moment, NO_PROOFS)
        carried = NO_PROOFS
        if holds and place.cover == Cover.WHOLE and whose in {Whose.OWN, Whose.BSRE}:
            carried = proofs.of(data)
            whose, standing = self._signer(envelope, moment, carried)
        level = Level.B if stamped_at is None else Level.LT if carried.there else Level.T
        # Of one whose range stops early that is what is wrong, whether it holds or not.
        told = holds or place.cover == Cover.SHORT
        return Report(
            state=COVERS[place.cover] if told else State.BROKEN,
            whose=whose,
            signer=envelope.certificate.subject.rfc4514_string(),
            name=called(envelope.certificate.subject),
            fingerprint=envelope.certificate.fingerprint(hashes.SHA256()).hex(":").upper(),
            signed_at=place.claimed_at,
            stamped_at=stamped_at,
            level=level,
            standing=standing,
            genuine=True,
            digest=envelope.digest,
            end=place.end,
        )

    def _stamped(self, envelope: Envelope) -> datetime | None:
        stamp = envelope.stamp
        if stamp is None:
            return None
        how = _standing(stamp.certificate, stamp.others, self.stamping, at=stamp.at, purpose="time_stamping")
        return stamp.at if how == Standing.GOOD else None

    def _signer(self, envelope: Envelope, moment: datetime, carried: Proofs) -> tuple[Whose, Standing]:
        certificate = envelope.certificate
        if certificate in {one.certificate for one in self.own}:
            return Whose.OWN, self._own_standing(envelope, moment, carried)
        how = _standing(
            certificate,
            envelope.others,
            self.authorities,
            at=moment,
            carried=carried,
        )
        if how is not None:
            return Whose.BSRE, how
        stood = Standing.GOOD if in_time(certificate, moment) else Standing.EXPIRED
        return (Whose.LOOKALIKE if self._alike(certificate) else Whose.STRANGER), stood

    def _own_standing(self, envelope: Envelope, moment: datetime, carried: Proofs) -> Standing:
        """Our key holds because we keep it; a certificate that an authority gave us may be withdrawn."""
        certificate = envelope.certificate
        above = [one for known in self.own if known.certificate == certificate for one in known.issuers]
        how = _standing(certificate, above, above, at=moment, carried=carried)
        if how == Standing.REVOKED:
            return how
        return Standing.GOOD if in_time(certificate, moment) else Standing.EXPIRED

    def _alike(self, certificate: x509.Certificate) -> bool:
        """Whether it, or the issuer it claims, bears the name of one of ours or of BSrE's authorities."""
        ours = {_name(one.certificate.subject) for one in self.own}
        theirs = {_name(one.subject) for one in self.authorities}
        issuers = {_name(top.subject) for one in self.own for top in one.issuers}
        subject, issuer = _name(certificate.subject), _name(certificate.issuer)
        return subject in ours | theirs | issuers or issuer in ours | theirs | issuers


def _standing(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    authorities: Sequence[x509.Certificate],
    *,
    at: datetime,
    carried: Proofs = NO_PROOFS,
    purpose: str = "",
) -> Standing | None:
    if not authorities:
        return None
    judge = cast(Callable[..., Standing | None], import_module(CHAINS).standing)
    return judge(
        certificate, others, authorities, at=at, lists=carried.lists, answers=carried.answers, purpose=purpose
    )


def _name(name: x509.Name) -> tuple[str, ...]:
    """What people read of a name: case and spaces do not make another one."""
    told = [
        " ".join(str(one.value).casefold().split())
        for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
        for one in name.get_attributes_for_oid(kind)
    ]
    return tuple(told) or (name.rfc4514_string(),)
