"""A course as a book: its chapters, pictures and tests, from a release or from the working folder alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy.orm import Session

from lms.catalogue import contents, drafts, releases
from lms.catalogue.models import Course, Release
from lms.catalogue.rules.edition import Json
from lms.config import Settings
from lms.content import reader
from lms.db.files import FileStore
from lms.errors import Message, NotFound, Refused

NO_RELEASE = Message(
    "Kursus “{course}” tidak punya terbitan {number}.",
    "Course “{course}” has no release {number}.",
    "Lihat terbitannya dengan lms courses show {course}.",
    "See its releases with lms courses show {course}.",
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One module; `html` belongs to no address yet."""

    name: str
    title: str
    jp: str
    minutes: int
    outcomes: tuple[str, ...]
    cites: tuple[str, ...]
    html: str
    toc: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that chapters use; its bytes are loaded when they are needed."""

    path: str
    sha256: str
    media_type: str
    size: int
    load: Callable[[], bytes]

    @property
    def address(self) -> str:
        return f"lms-asset:{self.sha256}{PurePosixPath(self.path).suffix.lower()}"


@dataclass(frozen=True, slots=True)
class Test:
    """One quiz with its questions as they are kept, keys and all: for trainers only."""

    key: str
    title: str
    intro: str
    questions: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """Everything a book is made of; `hash` is that of its manifest, `number` the release it is."""

    slug: str
    title: str
    language: str
    intro: str
    trainers: tuple[str, ...]
    jp: str
    level: int
    hash: str
    chapters: tuple[Chapter, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    tests: tuple[Test, ...] = ()
    number: int | None = None
    date: str = ""

    def chapter(self, name: str) -> Chapter | None:
        return next((one for one in self.chapters if one.name == name), None)


def of_folder(root: Path, slug: str, *, tests: bool = False) -> Volume:
    """Make a volume of the working folder; a course with an error is refused."""
    if slug not in drafts.slugs(root):
        raise NotFound(drafts.NO_FOLDER, "draft.no-folder", course=slug)
    found = drafts.working(reader.read(root, [slug]), slug)
    if found.course is None or found.draft is None:
        raise Refused(drafts.BROKEN, "draft.broken", course=slug, count=found.errors)
    bodies = {sha256: body for sha256, (_kind, body) in found.draft.bodies.items()}
    files = {one.sha256: one.file for one in found.course.assets}
    made = _volume(found.draft.manifest, bodies, lambda sha256: files[sha256].read_bytes(), tests=tests)
    return replace(made, hash=found.draft.hash)


def of_release(session: Session, files: FileStore, release: Release, *, tests: bool = False) -> Volume:
    """Make a volume of a release, whatever the working folder holds now."""
    manifest = release.manifest
    wanted = [module["hash"] for module in manifest["modules"]]
    found = contents.bodies(session, wanted)
    if tests:
        quizzes = contents.bodies(session, manifest["quizzes"].values())
        asked = [
            one["hash"] for quiz in quizzes.values() for pool in quiz["pools"] for one in pool["questions"]
        ]
        found |= {**quizzes, **contents.bodies(session, asked)}
    made = _volume(manifest, found, files.get, tests=tests)
    settings: Settings = session.info["settings"]
    day = release.published_at.astimezone(settings.zone).date().isoformat()
    return replace(made, hash=release.hash, number=release.number, date=day)


def released(session: Session, course: Course, number: int | None = None) -> Release:
    """Return a release of a course by its number, or the one that stands."""
    for one in releases.history(session, course.id):
        if one.number == number or (number is None and one.id == course.release_id):
            return session.get_one(Release, one.id)
    raise NotFound(NO_RELEASE, "book.no-release", course=course.slug, number=number or "–")


def _volume(
    manifest: Json, bodies: Mapping[str, Json], load: Callable[[str], bytes], *, tests: bool
) -> Volume:
    pictures = (_picture(one, load) for one in manifest["assets"])
    return Volume(
        slug=manifest["slug"],
        title=manifest["title"],
        language=manifest["language"],
        intro=manifest["intro"],
        trainers=tuple(manifest["trainers"]),
        jp=str(manifest["jp"]),
        level=int(manifest["level"]),
        hash="",
        chapters=tuple(_chapter(one["name"], bodies[one["hash"]]) for one in manifest["modules"]),
        pictures={one.address: one for one in pictures},
        tests=tuple(_test(key, bodies[sha256], bodies) for key, sha256 in manifest["quizzes"].items())
        if tests
        else (),
    )


def _picture(given: Json, load: Callable[[str], bytes]) -> Picture:
    sha256 = given["sha256"]
    return Picture(given["path"], sha256, given["media_type"], given["size"], lambda: load(sha256))


def _chapter(name: str, body: Json) -> Chapter:
    return Chapter(
        name=name,
        title=body["title"],
        jp=str(body["jp"]),
        minutes=body["minutes"],
        outcomes=tuple(body["outcomes"]),
        cites=tuple(body["cites"]),
        html=body["html"],
        toc=tuple(body["toc"]),
    )


def _test(key: str, quiz: Json, bodies: Mapping[str, Json]) -> Test:
    asked = (bodies[one["hash"]] for pool in quiz["pools"] for one in pool["questions"])
    return Test(key, quiz["title"], quiz["intro"], tuple(asked))
