"""A shelf that is a git repository with a real remote, and somebody who works from a clone of it."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

WHO = ("-c", "user.name=Budi", "-c", "user.email=budi@contoh.go.id", "-c", "init.defaultBranch=main")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *WHO, *words], cwd=folder, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout.strip()


@dataclass(frozen=True, slots=True)
class Forge:
    """`bare` is the remote, `shelf` the site's content folder, `clone` somebody's own."""

    bare: Path
    shelf: Path
    clone: Path

    def push(self, words: str) -> None:
        git(self.clone, "add", "-A")
        git(self.clone, "commit", "-q", "-m", words)
        git(self.clone, "push", "-q", "origin", "HEAD:main")


def a_forge(shelf: Path, folder: Path) -> Forge:
    """Make a repository of the shelf, a bare remote for it, and a clone of that."""
    bare, clone = folder / "forge.git", folder / "clone"
    git(folder, "init", "-q", "--bare", "-b", "main", str(bare))
    (shelf / ".gitignore").write_text("certificates\n", encoding="utf-8")
    git(shelf, "init", "-q", "-b", "main")
    git(shelf, "add", "-A")
    git(shelf, "commit", "-q", "-m", "Awal")
    git(shelf, "remote", "add", "origin", str(bare))
    git(shelf, "push", "-q", "origin", "main")
    git(folder, "clone", "-q", str(bare), str(clone))
    return Forge(bare, shelf, clone)
