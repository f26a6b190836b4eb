"""Processes that make files side by side; each is handed one certificate at a time and nobody else gets it.

A process that dies is replaced and its certificate handed out again, so killing one loses nothing. When the
parent dies its children see their pipes close and end; whoever begins again finds what is still missing. Two
crews at once are safe too: `making.render` keeps the first file and a second, equal one is no other.
"""

import logging
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from lms.certification import making
from lms.config import Settings
from lms.db.installation import Installation
from lms.errors import LmsError, Message, Refused

log = logging.getLogger(__name__)

Open = Callable[[Settings], Installation]

# How often a certificate may take a process with it before it is left aside.
DEATHS = 2
# So many deaths in a row without one file made: it is not the certificates.
HOPELESS = 6
GRACE_SECONDS = 30
KILLED = Message(
    "Proses pembuatnya mati {deaths} kali pada sertifikat ini.",
    "The process that made it died {deaths} times at this certificate.",
    "Periksa memori mesin ini, lalu jalankan lagi.",
    "Look at this machine's memory, then run it again.",
)
DYING = Message(
    "Proses pembuat mati terus sebelum satu PDF pun jadi.",
    "The processes keep dying before a single PDF is made.",
    "Periksa memori dan catatan kesalahan, lalu jalankan lagi dengan --processes 1.",
    "Look at the memory and the log, then run again with --processes 1.",
)


@dataclass(frozen=True, slots=True)
class Done:
    """One certificate that was tried; `reason` is empty when its file is there."""

    certificate_id: int
    reason: str


@dataclass(slots=True)
class Hand:
    """A process, the pipe to it, and the certificate that it is at."""

    process: BaseProcess
    pipe: Connection
    at: int | None = None


def make(installation: Installation, certificate_id: int, language: str) -> Done:
    """Make one file; what refuses it or goes wrong is told, for the next one is another matter."""
    try:
        making.render(installation, {"certificate_id": certificate_id})
    except LmsError as error:
        return Done(certificate_id, f"{error.text(language)} {error.remedy(language)}".strip())
    except Exception as error:  # the edge of a worker: its parent says it and goes on
        log.exception("certificate %s", certificate_id)
        return Done(certificate_id, f"{type(error).__name__}: {error}")
    return Done(certificate_id, "")


class Crew:
    """So many processes of their own, each with an installation that `open_site` opens in it."""

    def __init__(self, open_site: Open, settings: Settings, language: str, processes: int) -> None:
        self._recipe = (open_site, settings, language)
        self._language = language
        self._processes = processes
        # Begun anew: a child of a fork would share the database's connections and locks.
        self._context = multiprocessing.get_context("spawn")
        self._hands: list[Hand] = []
        self._again: list[int] = []
        self._deaths: dict[int, int] = {}
        self._in_a_row = 0

    def run(self, wanted: Iterator[int]) -> Iterator[Done]:
        """Have all of them made, yielding each as it is done; closed early it lets each finish its own.

        Raises `Refused` when processes do nothing but die.
        """
        try:
            while self._hand_out(wanted):
                busy = {hand.pipe: hand for hand in self._hands if hand.at is not None}
                for pipe in wait(list(busy)):
                    done = self._hear(busy[pipe])  # type: ignore[index] # only our pipes were waited for
                    if done is not None:
                        yield done
        finally:
            self._dismiss()

    def _hand_out(self, wanted: Iterator[int]) -> bool:
        """Give every idle hand a certificate, and take on hands while there is work; tell if any is busy."""
        while True:
            idle = next((hand for hand in self._hands if hand.at is None), None)
            if idle is None and len(self._hands) >= self._processes:
                break
            following = self._again.pop() if self._again else next(wanted, None)
            if following is None:
                break
            hand = idle or self._take_on()
            hand.at = following
            # One that died meanwhile is noticed where its answer is awaited.
            with suppress(BrokenPipeError):
                hand.pipe.send(following)
        return any(hand.at is not None for hand in self._hands)

    def _take_on(self) -> Hand:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, *self._recipe), daemon=True)
        process.start()
        # With our copy closed, the end of the process is the end of the pipe.
        theirs.close()
        hand = Hand(process, ours)
        self._hands.append(hand)
        return hand

    def _hear(self, hand: Hand) -> Done | None:
        """Take a hand's answer; of one that died, hand its certificate out again or leave it aside."""
        try:
            certificate_id, reason = hand.pipe.recv()
        except (EOFError, ConnectionResetError):
            return self._mourn(hand)
        hand.at = None
        self._in_a_row = 0
        return Done(certificate_id, reason)

    def _mourn(self, hand: Hand) -> Done | None:
        self._hands.remove(hand)
        hand.pipe.close()
        hand.process.join()
        certificate_id, hand.at = hand.at, None
        self._in_a_row += 1
        if self._in_a_row >= HOPELESS:
            raise Refused(DYING, "certificates.dying")
        if certificate_id is None:
            return None
        deaths = self._deaths[certificate_id] = self._deaths.get(certificate_id, 0) + 1
        if deaths < DEATHS:
            self._again.append(certificate_id)
            return None
        words = {"deaths": deaths}
        reason = f"{KILLED.text(self._language, words)} {KILLED.remedy(self._language, words)}"
        return Done(certificate_id, reason)

    def _dismiss(self) -> None:
        for hand in self._hands:
            hand.pipe.close()
        for hand in self._hands:
            hand.process.join(GRACE_SECONDS)
            if hand.process.is_alive():
                hand.process.kill()
                hand.process.join()
        self._hands.clear()


def _work(pipe: Connection, open_site: Open, settings: Settings, language: str) -> None:
    """Make what is handed over until the pipe closes; Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    installation = open_site(settings)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            done = make(installation, pipe.recv(), language)
            pipe.send((done.certificate_id, done.reason))
    installation.database.dispose()
