"""Getting what waits signed by the gateway, file after file; to be stopped and begun again at will."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lms.certification import certificates
from lms.certification.foreign import answers, authorities, queue, reasons
from lms.certification.foreign.answers import Flaw, Signed
from lms.certification.foreign.gateway import Fault, Gateway, GatewayError, Officer
from lms.certification.foreign.queue import Taken
from lms.certification.models import Certificate
from lms.certification.rules import numbering
from lms.db.installation import Installation
from lms.errors import LmsError, Refused, SetUpError

Wait = Callable[[float], None]
# Seconds before each further try when the network or the gateway is in trouble.
BACK_OFF = (2.0, 4.0, 8.0)
MOST_IN_A_ROW = 3
# For what is not the gateway's: looking at the file, writing it down.
OWN_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one certificate; `error` None when it is signed. A run can go on after `place`."""

    place: int
    number: str
    name: str
    error: LmsError | None = None


class Run:
    """One officer's run over what waits in a scope. `by` is who presses, `officer` whose signature it is."""

    def __init__(
        self,
        installation: Installation,
        officer: Officer,
        *,
        scope: str,
        by: int | None,
        after: int = 0,
        seconds: float | None = None,
        back_off: tuple[float, ...] | None = None,
        wait: Wait = time.sleep,
    ) -> None:
        self._installation = installation
        self._officer = officer
        self._scope = scope
        self._by = by
        self._after = after
        self._back_off = BACK_OFF if back_off is None else back_off
        self._wait = wait
        # One try asks twice at most: for the signature, and for the file when its way back broke.
        self._lease = timedelta(seconds=2 * installation.settings.bsre_timeout + max(BACK_OFF) + OWN_SECONDS)
        self._gateway = Gateway(installation.settings, seconds=seconds)
        self._authorities = authorities.load(installation.settings)
        if not self._authorities:
            raise SetUpError(reasons.NO_AUTHORITY, "bsre.no-authority")

    def __iter__(self) -> Iterator[Result]:
        """Sign until none is left. Raises `LmsError` where going on would be vain or would do harm."""
        after, failed = self._after, 0
        while (taken := self._take(after)) is not None:
            after = taken.certificate.id
            error = self._settle(taken)
            yield Result(after, taken.certificate.number, taken.certificate.snapshot["name"], error)
            failed = failed + 1 if error is not None else 0
            if failed == MOST_IN_A_ROW:
                raise Refused(reasons.IN_A_ROW, "bsre.in-a-row", count=failed)

    def _take(self, after: int) -> Taken | None:
        with self._installation.database.write() as session:
            at = datetime.now(UTC)
            return queue.take(session, self._scope, after=after, at=at, lease=self._lease)

    def _settle(self, taken: Taken) -> LmsError | None:
        """Sign one; whatever happens, a break from outside too, leaves it signed, failed or given back."""
        settled = False
        try:
            error = self._sign(taken)
            settled = True
        except GatewayError as raised:
            settled = raised.fault == Fault.GATEWAY
            if settled:
                self._fail(taken, raised)
            raise
        finally:
            if not settled:
                with self._installation.database.write() as session:
                    queue.give_back(session, taken)
        if error is not None:
            self._fail(taken, error)
        return error

    def _sign(self, taken: Taken) -> LmsError | None:
        certificate = taken.certificate
        try:
            plain = self._installation.files.get(certificate.plain_sha256 or "")
        except KeyError:
            return Refused(reasons.LOST, "bsre.lost")
        try:
            data = self._ask(certificate, plain)
        except GatewayError as error:
            if error.fault != Fault.FILE:
                raise
            return error
        at = datetime.now(UTC)
        found = answers.examine(plain, data, self._authorities, at=at)
        if isinstance(found, Flaw):
            return reasons.flawed(found)
        return keep(self._installation, certificate.id, data, found, by=self._by, at=at)

    def _ask(self, certificate: Certificate, plain: bytes) -> bytes:
        name = f"{numbering.in_file_name(certificate.number)}.pdf"
        link = certificates.address(certificate)
        for seconds in self._back_off:
            try:
                return self._gateway.sign(plain, name, self._officer, link)
            except GatewayError as error:
                if error.fault != Fault.GATEWAY:
                    raise
                self._wait(seconds)
                with self._installation.database.write() as session:
                    queue.hold(session, certificate.id, at=datetime.now(UTC))
        return self._gateway.sign(plain, name, self._officer, link)

    def _fail(self, taken: Taken, error: LmsError) -> None:
        with self._installation.database.write() as session:
            queue.fail(session, taken.certificate.id, reasons.kept(error), at=datetime.now(UTC))


def keep(
    installation: Installation,
    certificate_id: int,
    data: bytes,
    signed: Signed,
    *,
    by: int | None,
    at: datetime,
) -> LmsError | None:
    """Keep a signed file that was examined; whoever was slower learns that it waits no more."""
    # A file that nobody names in the end stays: the same bytes may be the faster one's.
    sha256 = installation.files.put(data)
    with installation.database.write() as session:
        if queue.keep(session, certificate_id, signed, sha256, len(data), by=by, at=at):
            return None
        return queue.why_not(session.get_one(Certificate, certificate_id))
