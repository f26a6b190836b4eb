"""Passwords: Argon2id, few at a time; long enough, not common, and nothing an office knows of its holder."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from lms.errors import InvalidInput, Message, TooMany

SHORTEST, LONGEST = 10, 200
WAIT_SECONDS = 20
HASHER = PasswordHasher()
# Verified when there is no account, so that the answer takes as long; nobody knows its password.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$pUj1LuGtXSOCf43bv99cew$6MQrDi4QIB0pU9isYecDuLbRDwlEI8qGVK0YVLRq0+0"

TOO_SHORT = Message(
    "Kata sandi harus paling sedikit {shortest} huruf; ini baru {count}.",
    "The password needs at least {shortest} characters; this has {count}.",
    "Tiga kata yang mudah Anda ingat sudah cukup panjang.",
    "Three words that you remember easily are long enough.",
)
TOO_LONG = Message(
    "Kata sandi paling panjang {longest} huruf.",
    "The password may have at most {longest} characters.",
    "Pendekkan kata sandinya.",
    "Shorten the password.",
)
ONLY_DIGITS = Message(
    "Kata sandi tidak boleh hanya angka: NIP, NIK, nomor telepon, dan tanggal mudah ditebak.",
    "The password may not be digits only: NIPs, NIKs, phone numbers and dates are easy to guess.",
    "Pakai tiga kata yang tidak berhubungan, misalnya nama benda di sekitar Anda.",
    "Use three unrelated words, such as names of things around you.",
)
TOO_COMMON = Message(
    "Kata sandi ini mudah ditebak: nama, NIP, atau kata yang banyak dipakai.",
    "This password is easy to guess: a name, a NIP or a word that many people use.",
    "Pakai tiga kata yang tidak berhubungan, misalnya nama benda di sekitar Anda.",
    "Use three unrelated words, such as names of things around you.",
)
DIFFERENT = Message(
    "Kedua kata sandi tidak sama.",
    "The two passwords differ.",
    "Ketik lagi kata sandi yang sama.",
    "Type the same password again.",
)

LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
# Words that people build passwords of, here and in this country.
WORDS = """
password passw0rd pass katasandi kata sandi rahasia rahasiaku qwerty qwertyuiop asdfghjkl asdf
zxcvbnm admin administrator letmein welcome selamat datang bismillah alhamdulillah allah muhammad
sayang sayangku cinta cintaku iloveyou aku kamu anakku mama papa ibu bapak keluarga indonesia
merdeka garuda pancasila jakarta palembang sumatera sumsel sriwijaya ampera musi wongkito pegawai
asn pns pppk bkpsdm bkn dinas kota pemerintah pemkot diklat pelatihan kursus belajar peserta guru
dokter user login master dragon monkey football sepakbola persib persija sunshine princess superman
januari februari maret april mei juni juli agustus september oktober november desember senin selasa
rabu kamis jumat sabtu minggu abcdefghij abc abcd test testing coba percobaan default changeme ganti
secret
"""
COMMON = frozenset(WORDS.split())
LEFT_OVER = 5


def check(password: str, again: str, known: Iterable[str]) -> None:
    """Refuse what is short, common, or made of what is `known` of the person: names, numbers, e-mail."""
    if password != again:
        raise InvalidInput(DIFFERENT, "password.different", "again")
    if len(password) < SHORTEST:
        raise InvalidInput(TOO_SHORT, "password.short", "password", shortest=SHORTEST, count=len(password))
    if len(password) > LONGEST:
        raise InvalidInput(TOO_LONG, "password.long", "password", longest=LONGEST)
    if re.sub(r"[\W_]", "", password).isdigit():
        raise InvalidInput(ONLY_DIGITS, "password.digits", "password")
    if _guessable(password, known):
        raise InvalidInput(TOO_COMMON, "password.common", "password")


def hashed(password: str, concurrency: int) -> str:
    with _turn(concurrency):
        return HASHER.hash(password)


def matches(password_hash: str | None, password: str, concurrency: int) -> bool:
    """Compare; without a hash it takes as long and fails."""
    with _turn(concurrency):
        try:
            HASHER.verify(password_hash or NOBODY, password[: LONGEST + 1])
        except (VerifyMismatchError, InvalidHashError):
            return False
    return password_hash is not None


def _guessable(password: str, known: Iterable[str]) -> bool:
    """Take away what everybody, or everybody in the office, would try; see whether enough is left."""
    text = password.casefold()
    words = {word for one in known for word in re.findall(r"\w{3,}", one.casefold())}
    return min(_left(text, words), _left(text.translate(LOOKALIKES), words)) < LEFT_OVER


def _left(text: str, words: set[str]) -> int:
    for word in sorted(words | COMMON, key=len, reverse=True):
        text = text.replace(word, " ")
    letters = re.sub(r"[\W\d_]", "", text)
    runs = sum(1 for one, two in pairwise(letters) if ord(two) - ord(one) in {-1, 0, 1})
    return min(len(set(letters)), len(letters) - runs)


@contextmanager
def _turn(concurrency: int) -> Iterator[None]:
    gate = _gate(concurrency)
    if not gate.acquire(timeout=WAIT_SECONDS):
        raise TooMany(60)
    try:
        yield
    finally:
        gate.release()


@cache
def _gate(concurrency: int) -> BoundedSemaphore:
    return BoundedSemaphore(concurrency)
