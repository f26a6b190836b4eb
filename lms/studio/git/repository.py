"""The git repository that the content folder lies in, if it lies in one."""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lms.config import Settings
from lms.studio.plumbing import command
from lms.studio.plumbing.command import Answer

NETWORK_SECONDS = 120


class NotDone(Exception):
    """Git could not do what was asked; the job is tried again."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where it is; `prefix` is the content folder's path in it, empty or with a slash at its end."""

    top: Path
    prefix: str
    branch: str
    remote: str

    def run(
        self, *words: str, seconds: float = command.SECONDS, person: tuple[str, str] | None = None
    ) -> Answer:
        return command.run(*words, at=self.top, seconds=seconds, person=person)

    def demand(self, *words: str, seconds: float = command.SECONDS) -> str:
        """Return what git says; raise when it refuses."""
        said = self.run(*words, seconds=seconds)
        if not said.fine:
            raise NotDone(said.reason)
        return said.text

    def head(self) -> str:
        """Return the commit that stands; empty in a repository without one."""
        said = self.run("rev-parse", "--verify", "-q", "HEAD")
        return said.text if said.fine else ""

    def tracked(self, paths: Sequence[str]) -> set[str]:
        """Return which of the paths git knows already."""
        said = self.run("ls-files", "-z", "--", *paths)
        return {one for one in said.out.decode(errors="replace").split("\0") if one}

    def ignored(self, paths: Sequence[str]) -> set[str]:
        """Return which of the paths the repository wants to know nothing of."""
        said = self.run("check-ignore", "-z", "--", *paths)
        return {one for one in said.out.decode(errors="replace").split("\0") if one}


def of(settings: Settings) -> Repository | None:
    """Find the repository; None when the content folder lies in none, or git is not there."""
    root = settings.content_root
    if not root.is_dir():
        return None
    said = command.run("rev-parse", "--show-toplevel", "--show-prefix", at=root)
    if not said.fine:
        return None
    top, _line, prefix = said.text.partition("\n")
    branch = command.run("symbolic-ref", "--short", "-q", "HEAD", at=root).text
    remotes = command.run("remote", at=root).text.split("\n")
    remote = settings.git_remote if settings.git_remote in remotes else ""
    return Repository(Path(top), prefix.strip(), branch, remote)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Let one process of this installation work on the repository at a time."""
    folder = settings.instance / "studio"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".git-turn").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
