"""Everything one installation owns in one file, and back: rows, files, configuration, with counts and hashes.

The archive is a ZIP: `manifest.json`, `config.py`, `rows/<table>.jsonl`, `files/<sha256>`, and under
`instance/` the keys, the trusted authorities and the emblem. Rows are plain JSON, so what was backed up from
SQLite can be restored on PostgreSQL and the other way round.
"""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from lms.db import revisions, rows
from lms.db.installation import Installation
from lms.errors import Conflict, Message, Refused

FORMAT = 1
MANIFEST = "manifest.json"
CONFIG = "config.py"
# Of the instance folder: signing keys (encrypted under SECRET_KEY), whom we trust, the government's emblem.
BELONGINGS = ("keys/*", "keys/*/*", "trust/*.pem", "emblem.svg", "emblem.png")
BELONGING = re.compile(
    r"instance/(keys/([a-z]+/)?[A-Za-z0-9][A-Za-z0-9._-]*|trust/[^/\\\x00-\x1f]+\.pem|emblem\.(svg|png))"
)
BLOCK = 1 << 20

Told = Callable[[str], None]

TAKEN = Message(
    "{path} sudah ada.",
    "{path} exists already.",
    "Pilih nama lain, atau pindahkan cadangan lama itu dulu.",
    "Choose another name, or move that older backup away first.",
)
NOT_EMPTY = Message(
    "Instalasi ini sudah berisi data ({table}: {count} baris).",
    "This installation holds data already ({table}: {count} rows).",
    "Pulihkan ke folder instance yang kosong, atau pakai --force untuk menggantinya.",
    "Restore into an empty instance folder, or replace what is there with --force.",
)
UNREADABLE = Message(
    "{path} bukan cadangan yang utuh: {reason}.",
    "{path} is not a whole backup: {reason}.",
    "Tidak ada yang diubah. Ambil salinan lain dari cadangan itu.",
    "Nothing was changed. Take another copy of the backup.",
)
TOO_NEW = Message(
    "Cadangan ini dibuat oleh versi program yang lebih baru (skema {revision}).",
    "This backup was made by a newer version of the program (schema {revision}).",
    "Perbarui program, lalu pulihkan lagi.",
    "Update the program, then restore again.",
)
NO_SCHEMA = Message(
    "Basis data belum disiapkan; tidak ada yang dapat dicadangkan.",
    "The database is not set up; there is nothing to back up.",
    "Jalankan lms init.",
    "Run lms init.",
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: rows per table, and the SHA-256 of every entry."""

    made_at: str
    revision: str
    tables: Mapping[str, int]
    entries: Mapping[str, str]
    format: int = FORMAT

    @property
    def files(self) -> list[str]:
        return [name.removeprefix("files/") for name in self.entries if name.startswith("files/")]


def write(installation: Installation, path: Path, *, at: datetime, told: Told = lambda _: None) -> Manifest:
    """Write the archive; it appears under its name only when it is whole. It holds secrets: mode 600."""
    if path.exists():
        raise Conflict(TAKEN, "backup.taken", path=str(path))
    unfinished = path.with_name(path.name + ".part")
    handle = os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            manifest = _fill(installation, archive, at, told)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return manifest


def read(path: Path) -> Manifest:
    """Read what an archive says of itself."""
    with _opened(path) as archive:
        return _manifest(path, archive)


def restore(
    installation: Installation, path: Path, *, force: bool = False, told: Told = lambda _: None
) -> Manifest:
    """Check the whole archive, then replace rows in one transaction and add the files."""
    with _opened(path) as archive:
        manifest = _manifest(path, archive)
        _verify(path, archive, manifest, told)
        _require_room(installation, force=force)
        if not revisions.known(manifest.revision):
            raise Refused(TOO_NEW, "backup.too-new", revision=manifest.revision)
        _restore_files(installation, archive, manifest, told)
        _restore_rows(installation, path, archive, manifest, told)
        _restore_belongings(installation.settings.instance, archive, manifest)
        if CONFIG in manifest.entries:
            _restore_config(installation.settings.instance / CONFIG, archive.read(CONFIG), force=force)
    revisions.upgrade(installation.database)
    return manifest


def _fill(installation: Installation, archive: zipfile.ZipFile, at: datetime, told: Told) -> Manifest:
    entries: dict[str, str] = {}
    counts: dict[str, int] = {}
    with installation.database.read() as session:
        connection = _snapshot(session)
        revision = revisions.current(connection)
        if revision is None:
            raise Refused(NO_SCHEMA, "backup.no-schema")
        for table in rows.tables(connection):
            name = f"rows/{table.name}.jsonl"
            entries[name], counts[table.name] = _put(archive, name, rows.lines(connection, table))
            told(name)
    # After the rows: every file that a row names is there by now, and files never change.
    for sha256 in installation.files.names():
        name = f"files/{sha256}"
        entries[name], _ = _put(archive, name, [installation.files.get(sha256)], zipfile.ZIP_STORED)
        told(name)
    config = installation.settings.instance / CONFIG
    if config.is_file():
        entries[CONFIG], _ = _put(archive, CONFIG, [config.read_bytes()])
    for path in _belongings(installation.settings.instance):
        name = f"instance/{path.relative_to(installation.settings.instance).as_posix()}"
        entries[name], _ = _put(archive, name, [path.read_bytes()])
    return Manifest(at.isoformat(), revision, counts, entries)


def _belongings(instance: Path) -> list[Path]:
    """List the files, without drafts that are being written."""
    found = {path for pattern in BELONGINGS for path in instance.glob(pattern)}
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def _snapshot(session: Session) -> Connection:
    """See one moment of the whole database, while the site goes on writing."""
    if session.get_bind().dialect.name == "postgresql":
        return session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    return session.connection()


def _put(
    archive: zipfile.ZipFile, name: str, parts: Iterable[bytes], kind: int = zipfile.ZIP_DEFLATED
) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = kind
    with archive.open(entry, "w", force_zip64=True) as target:
        for part in parts:
            target.write(part)
            digest.update(part)
            count += 1
    return digest.hexdigest(), count


def _opened(path: Path) -> AbstractContextManager[zipfile.ZipFile]:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise _unreadable(path, str(error)) from error


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        values: dict[str, Any] = json.loads(archive.read(MANIFEST))
        manifest = Manifest(**values)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise _unreadable(path, f"{MANIFEST}: {error}") from error
    if manifest.format != FORMAT:
        raise _unreadable(path, f"format {manifest.format}")
    return manifest


def _verify(path: Path, archive: zipfile.ZipFile, manifest: Manifest, told: Told) -> None:
    """Compare every entry with its hash before anything is changed; only a plain name becomes a path."""
    strange = set(archive.namelist()) - set(manifest.entries) - {MANIFEST}
    if strange:
        raise _unreadable(path, f"{min(strange)}?")
    for name, wanted in manifest.entries.items():
        try:
            found = _digest(archive, name)
        except (KeyError, zipfile.BadZipFile) as error:
            raise _unreadable(path, f"{name}: {error}") from error
        if name.startswith("instance/") and not BELONGING.fullmatch(name):
            raise _unreadable(path, f"{name}?")
        named = name.removeprefix("files/")
        if found != wanted or (name.startswith("files/") and named != found):
            raise _unreadable(path, f"{name}: SHA-256")
        told(name)


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as entry:
        while block := entry.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _require_room(installation: Installation, *, force: bool) -> None:
    with installation.database.read() as session:
        connection = session.connection()
        for table in rows.tables(connection):
            count = rows.count(connection, table)
            if count and not force:
                raise Refused(NOT_EMPTY, "backup.not-empty", table=table.name, count=count)


def _restore_files(
    installation: Installation, archive: zipfile.ZipFile, manifest: Manifest, told: Told
) -> None:
    for sha256 in manifest.files:
        installation.files.put(archive.read(f"files/{sha256}"))
        told(f"files/{sha256}")


def _restore_rows(
    installation: Installation, path: Path, archive: zipfile.ZipFile, manifest: Manifest, told: Told
) -> None:
    revisions.move(installation.database, manifest.revision)
    with installation.database.session(writes=True) as session, session.begin():
        connection = session.connection()
        every = rows.tables(connection)
        if {table.name for table in every} != set(manifest.tables):
            raise _unreadable(path, "tables")
        rows.clear(connection, every)
        for table in every:
            name = f"rows/{table.name}.jsonl"
            with archive.open(name) as source:
                done = rows.insert(connection, table, source)
            if done != manifest.tables[table.name] or rows.count(connection, table) != done:
                raise _unreadable(path, f"{table.name}: {done}")
            told(name)


def _restore_belongings(instance: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Lay keys and authorities where they were; other keys stay beside them, as none is ever deleted."""
    for name in manifest.entries:
        if not name.startswith("instance/"):
            continue
        path = instance / name.removeprefix("instance/")
        # One by one: of folders that mkdir makes on the way it opens all but the last to others.
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_bytes(archive.read(name))
        draft.replace(path)


def _restore_config(config: Path, text: bytes, *, force: bool) -> None:
    if config.exists() and not force:
        return
    config.touch(mode=0o600)
    config.write_bytes(text)


def _unreadable(path: Path, reason: str) -> Refused:
    return Refused(UNREADABLE, "backup.unreadable", path=str(path), reason=reason)
