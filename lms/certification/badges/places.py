"""Which bit of which status list tells of a certificate; from the bit nobody can tell the certificate.

A list is public and downloaded whole. Were the bits in the order of the register, whoever knows a number,
and numbers can be guessed, could read there whether it was revoked. So each list of 131,072 bits is shuffled
by a secret of the installation: `instance/keys/badges/places`, made once, never replaced, kept with the keys.
Nothing has to be stored or locked for it: the place follows from the certificate's id.
"""

import os
import secrets
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from lms.certification.signing import keys
from lms.certification.signing.purposes import Purpose
from lms.config import Settings

# The least size that Bitstring Status List 1.0 (§3.3) allows, so that one bit hides among many.
BITS = 17
PER_LIST = 1 << BITS
LEFT, RIGHT = 9, 8
ROUNDS = 6
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Place:
    """The list's number and the bit in it, both from 0."""

    number: int
    index: int


def of(secret: bytes, certificate_id: int) -> Place:
    """Return where a certificate's status is told; ids count from 1."""
    number, order = divmod(certificate_id - 1, PER_LIST)
    return Place(number, _shuffled(secret, number, order))


def first_and_last(number: int) -> tuple[int, int]:
    """Return the ids that a list is about."""
    return number * PER_LIST + 1, (number + 1) * PER_LIST


def address(base_url: str, number: int, form: str) -> str:
    """Return where a list is published, as `json` with a proof inside or as a `jwt`."""
    return f"{base_url}/lencana/status/{number}.{form}"


def secret(settings: Settings) -> bytes:
    """Read the secret that shuffles the lists; the first badge makes it."""
    known = known_secret(settings)
    if known is not None:
        return known
    path = _path(settings)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".places.{os.getpid()}.{secrets.token_hex(4)}")
    keys.write(draft, f"{secrets.token_hex(SECRET_BYTES)}\n".encode())
    try:
        # Unlike a rename, a link never replaces what another process was quicker to make.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read(path)


def known_secret(settings: Settings) -> bytes | None:
    """Read the secret; None before the first badge. A list never makes one: that would clear the revoked."""
    path = _path(settings)
    return _read(path) if path.is_file() else None


def _path(settings: Settings) -> Path:
    return settings.instance / keys.FOLDER / Purpose.BADGES / "places"


def _read(path: Path) -> bytes:
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _shuffled(secret: bytes, number: int, order: int) -> int:
    """Permute 17 bits by a Feistel network of uneven halves: each round can be undone, so none meet."""
    left, right = order >> RIGHT, order & ((1 << RIGHT) - 1)
    for turn in range(ROUNDS):
        if turn % 2:
            right ^= _mixed(secret, number, turn, left) & ((1 << RIGHT) - 1)
        else:
            left ^= _mixed(secret, number, turn, right) & ((1 << LEFT) - 1)
    return left << RIGHT | right


def _mixed(secret: bytes, number: int, turn: int, half: int) -> int:
    text = number.to_bytes(8) + turn.to_bytes() + half.to_bytes(2)
    return int.from_bytes(blake2b(text, digest_size=2, key=secret).digest())
