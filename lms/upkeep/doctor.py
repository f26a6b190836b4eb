"""What a healthy installation needs, looked at one by one; each finding says how to mend it."""

import importlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from lms.certification.foreign import authorities
from lms.certification.signing import keys, ring
from lms.certification.signing.ring import Ring
from lms.config import Settings
from lms.db import revisions
from lms.db.installation import Installation
from lms.errors import LmsError, Message, SetUpError

LOW_SPACE = 500 * 1024 * 1024
SHORT_KEY = 32
# Alembic's first revision of this program; a clock before it is certainly wrong.
EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)
SKEW_SECONDS = 5
LAST_MONTHS = timedelta(days=60)
QUEUE_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: fine, or not and why."""

    name: Message
    problem: Message | None = None
    values: tuple[tuple[str, str | int], ...] = ()

    @property
    def fine(self) -> bool:
        return self.problem is None


LIBRARIES = Message("Pustaka untuk PDF", "Libraries for PDF")
FONTS = Message("Huruf sertifikat", "Fonts of certificates")
CONTENT = Message("Folder isi", "Content folder")
KEYS = Message("Kunci rahasia", "Secret key")
SIGNING = Message("Kunci tanda tangan", "Signing keys")
BSRE = Message("Tanda tangan BSrE", "BSrE signatures")
PERMISSIONS = Message("Hak akses folder", "Permissions")
DATABASE = Message("Basis data", "Database")
SCHEMA = Message("Susunan basis data", "Schema")
QUEUE = Message("Antrean pekerjaan", "Job queue")
CLOCK = Message("Jam server", "Clock")
SPACE = Message("Ruang penyimpanan", "Disk space")

NO_LIBRARY = Message(
    "{name} tidak dapat dimuat: {reason}",
    "{name} cannot be loaded: {reason}",
    "Debian/Ubuntu: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",
    "Debian/Ubuntu: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",
)
NO_FONTS = Message(
    "Tidak ada huruf (.ttf) di {folder}.",
    "There is no font (.ttf) under {folder}.",
    "Salin kembali folder certificates/ dari rilis program.",
    "Copy the folder certificates/ from the program's release again.",
)
NO_CONTENT = Message(
    "Folder {folder} tidak ada.",
    "There is no folder {folder}.",
    "Jalankan lms init di folder isi, atau perbaiki CONTENT_ROOT.",
    "Run lms init in the content folder, or mend CONTENT_ROOT.",
)
WEAK_KEY = Message(
    "SECRET_KEY kosong atau terlalu pendek.",
    "SECRET_KEY is empty or too short.",
    "Jalankan lms init, atau isi dengan 64 angka heksadesimal acak.",
    "Run lms init, or set it to 64 random hexadecimal digits.",
)
NO_SIGNING = Message(
    "Sertifikat tidak ditandatangani: kunci {which} belum ada.",
    "Certificates are not signed: there is no key for {which}.",
    "Jalankan lms keys create, atau atur SIGNING menjadi none.",
    "Run lms keys create, or set SIGNING to none.",
)
LAST_DAYS = Message(
    "Sertifikat kunci {kid} habis masanya pada {end}.",
    "The certificate of key {kid} ends on {end}.",
    "Jalankan lms keys rotate --only documents, atau impor yang baru dengan lms keys import.",
    "Run lms keys rotate --only documents, or bring a new one with lms keys import.",
)
NO_AUTHORITIES = Message(
    "SIGNING memilih BSrE, tetapi belum ada otoritas yang dipercaya di {folder}.",
    "SIGNING names BSrE, but no authority is trusted in {folder}.",
    "Taruh sertifikat PEM BSrE (akar dan antara) di sana.",
    "Lay the PEM certificates of BSrE there, root and intermediate ones.",
)
AUTHORITY_OVER = Message(
    "Otoritas {name} di {folder} sudah habis masanya sejak {end}.",
    "The authority {name} in {folder} is over since {end}.",
    "Tambahkan penerusnya dari situs BSrE; yang lama tetap diperlukan untuk sertifikat lama.",
    "Add its successor from BSrE's site; the old one is still needed for old certificates.",
)
NO_PICTURE = Message(
    "Berkas {path} dari pengaturan {name} tidak ada.",
    "The file {path} of setting {name} does not exist.",
    "Perbaiki jalurnya di config.py.",
    "Mend its path in config.py.",
)
OPEN_FOLDER = Message(
    "{path} dapat dibaca orang lain di server ini.",
    "{path} can be read by others on this server.",
    "chmod 700 untuk folder, chmod 600 untuk config.py.",
    "chmod 700 for the folder, chmod 600 for config.py.",
)
NOT_WRITABLE = Message(
    "{path} tidak dapat ditulisi.",
    "{path} cannot be written to.",
    "Jalankan sebagai pemilik folder itu, atau ubah pemiliknya dengan chown.",
    "Run as its owner, or change its owner with chown.",
)
NO_DATABASE = Message(
    "Basis data tidak menjawab: {reason}",
    "The database does not answer: {reason}",
    "Periksa DATABASE_URL dan apakah servernya berjalan.",
    "Check DATABASE_URL and whether its server runs.",
)
OLD_SCHEMA = Message(
    "Susunan {found}, seharusnya {wanted}.",
    "Schema {found}, should be {wanted}.",
    "Jalankan lms init; cadangkan dahulu dengan lms backup.",
    "Run lms init; make a backup with lms backup first.",
)
NO_QUEUE = Message(
    "Redis tidak menjawab: {reason}",
    "Redis does not answer: {reason}",
    "Periksa JOBS_URL, dan pasang paket ekstra: pip install ampera-lms[redis].",
    "Check JOBS_URL, and install the extra: pip install ampera-lms[redis].",
)
WRONG_CLOCK = Message(
    "Jam server menunjuk {time}.",
    "The server's clock says {time}.",
    "Nyalakan sinkronisasi waktu: timedatectl set-ntp true.",
    "Switch time synchronisation on: timedatectl set-ntp true.",
)
LITTLE_SPACE = Message(
    "Ruang kosong tinggal {megabytes} MB.",
    "Only {megabytes} MB are free.",
    "Hapus berkas lama atau perbesar penyimpanan sebelum penuh.",
    "Delete old files or enlarge the disk before it is full.",
)


def examine(settings: Settings, open_site: Callable[[Settings], Installation]) -> Iterator[Check]:
    """Look at everything, one by one, so that a slow check does not hide the ones before it."""
    yield from _libraries()
    yield _fonts(settings)
    yield _content(settings)
    yield _key(settings)
    yield _signing(settings)
    if settings.signing == "bsre":
        yield _foreign(settings)
    yield from _permissions(settings)
    yield _space(settings)
    yield _queue(settings)
    try:
        installation = open_site(settings)
    except (LmsError, SQLAlchemyError, OSError, ImportError) as error:
        yield _bad(DATABASE, NO_DATABASE, reason=_first_line(error))
        return
    try:
        yield from _database(installation)
    finally:
        installation.database.dispose()


def _libraries() -> Iterator[Check]:
    for name in ("weasyprint", "pikepdf", "argon2"):
        try:
            importlib.import_module(name)
        except (ImportError, OSError) as error:
            yield _bad(LIBRARIES, NO_LIBRARY, name=name, reason=_first_line(error))
            return
    yield Check(LIBRARIES)


def _fonts(settings: Settings) -> Check:
    folder = settings.content_root / "certificates"
    found = next(folder.rglob("*.ttf"), None) if folder.is_dir() else None
    return Check(FONTS) if found else _bad(FONTS, NO_FONTS, folder=str(folder.resolve()))


def _content(settings: Settings) -> Check:
    for name in ("courses", "quizzes"):
        folder = settings.content_root / name
        if not folder.is_dir():
            return _bad(CONTENT, NO_CONTENT, folder=str(folder.resolve()))
    return Check(CONTENT)


def _key(settings: Settings) -> Check:
    return Check(KEYS) if len(settings.secret_key) >= SHORT_KEY else _bad(KEYS, WEAK_KEY)


def _signing(settings: Settings) -> Check:
    """Look whether what is issued now gets its signatures; a key that cannot be opened says so itself."""
    if settings.signing == "none" or not settings.secret_key:
        return Check(SIGNING)
    rings = [signs for signs in Ring if settings.signing == "own" or signs != Ring.DOCUMENTS]
    missing = [str(signs) for signs in rings if ring.current(settings, signs) is None]
    if missing:
        return _bad(SIGNING, NO_SIGNING, which=", ".join(missing))
    if Ring.DOCUMENTS not in rings:
        return Check(SIGNING)
    try:
        key = keys.current(settings)
    except SetUpError as error:
        return Check(SIGNING, error.message, tuple(error.values.items()))
    end = key.public.certificate.not_valid_after_utc
    if end - datetime.now(UTC) < LAST_MONTHS:
        return _bad(SIGNING, LAST_DAYS, kid=key.public.kid, end=end.date().isoformat())
    return Check(SIGNING)


def _foreign(settings: Settings) -> Check:
    """Look for what signing by BSrE lacks: authorities that still hold, the files that settings name."""
    folder = settings.instance / authorities.FOLDER
    try:
        trusted = authorities.load(settings)
    except SetUpError as error:
        return Check(BSRE, error.message, tuple(error.values.items()))
    if not trusted:
        return _bad(BSRE, NO_AUTHORITIES, folder=str(folder))
    newest = max(trusted, key=lambda one: one.not_valid_after_utc)
    if newest.not_valid_after_utc < datetime.now(UTC):
        end, name = newest.not_valid_after_utc.date().isoformat(), newest.subject.rfc4514_string()
        return _bad(BSRE, AUTHORITY_OVER, name=name, folder=str(folder), end=end)
    for setting, path in (("BSRE_CA", settings.bsre_ca), ("BSRE_IMAGE", settings.bsre_image)):
        if path is not None and not path.is_file():
            return _bad(BSRE, NO_PICTURE, path=str(path), name=setting)
    return Check(BSRE)


def _permissions(settings: Settings) -> Iterator[Check]:
    instance = settings.instance
    problems = [
        _bad(PERMISSIONS, OPEN_FOLDER, path=str(path))
        for path in (instance, instance / "config.py")
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    problems += [
        _bad(PERMISSIONS, NOT_WRITABLE, path=str(path))
        for path in (instance, settings.files)
        if path.exists() and not os.access(path, os.W_OK)
    ]
    yield from problems or [Check(PERMISSIONS)]


def _space(settings: Settings) -> Check:
    place = settings.instance if settings.instance.exists() else Path()
    free = shutil.disk_usage(place).free
    return Check(SPACE) if free >= LOW_SPACE else _bad(SPACE, LITTLE_SPACE, megabytes=free // 1024**2)


def _queue(settings: Settings) -> Check:
    """Ask Redis, when it carries the queue; the queue on SQLite is a file of the instance folder."""
    if not settings.jobs_url:
        return Check(QUEUE)
    try:
        redis = importlib.import_module("redis")
    except ImportError as error:
        return _bad(QUEUE, NO_QUEUE, reason=_first_line(error))
    try:
        redis.Redis.from_url(settings.jobs_url, socket_timeout=QUEUE_SECONDS).ping()
    except (redis.RedisError, ValueError) as error:
        return _bad(QUEUE, NO_QUEUE, reason=_first_line(error))
    return Check(QUEUE)


def _database(installation: Installation) -> Iterator[Check]:
    try:
        with installation.database.read() as session:
            server = session.scalar(text("SELECT CURRENT_TIMESTAMP"))
            found = revisions.current(session.connection())
    except SQLAlchemyError as error:
        yield _bad(DATABASE, NO_DATABASE, reason=_first_line(error))
        return
    yield Check(DATABASE)
    wanted = revisions.head()
    yield (
        Check(SCHEMA) if found == wanted else _bad(SCHEMA, OLD_SCHEMA, found=found or "∅", wanted=str(wanted))
    )
    yield _clock(server)


def _clock(server: object) -> Check:
    """Compare this machine's clock with the database's, and with a day that is certainly past."""
    now = datetime.now(UTC)
    if isinstance(server, str):
        server = datetime.fromisoformat(server).replace(tzinfo=UTC)
    skew = abs((now - server).total_seconds()) if isinstance(server, datetime) else 0
    wrong = now < EARLIEST or skew > SKEW_SECONDS
    return _bad(CLOCK, WRONG_CLOCK, time=now.isoformat(timespec="seconds")) if wrong else Check(CLOCK)


def _bad(about: Message, problem: Message, /, **values: str | int) -> Check:
    return Check(about, problem, tuple(values.items()))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
