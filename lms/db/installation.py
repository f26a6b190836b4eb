"""What a command, a job and a request share: settings, database, files."""

from dataclasses import dataclass

from lms.config import Settings
from lms.db.files import FileStore, Folder
from lms.db.session import Database, Journey


@dataclass(frozen=True, slots=True)
class Installation:
    """One site's belongings."""

    settings: Settings
    database: Database
    files: FileStore


def open_installation(settings: Settings, journey: Journey | None = None) -> Installation:
    database = Database(settings.database, journey)
    files = Folder(settings.files)
    database.carried |= {"settings": settings, "files": files, "database": database}
    return Installation(settings, database, files)
