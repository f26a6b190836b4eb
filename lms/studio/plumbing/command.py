"""The one door to git: fixed words, no shell, no hook, no question asked, never for ever."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60
# Configuration of the repository that would run programs of its own, or ask.
HARDENED = (
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.fsmonitor=false",
    "-c", "core.editor=true",
    "-c", "commit.gpgSign=false",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
    "-c", "protocol.ext.allow=never",
    "-c", "merge.conflictStyle=merge",
    "-c", "core.quotePath=false",
    "-c", "core.autocrlf=false",
    "-c", "color.ui=never",
    "-c", "advice.detachedHead=false",
)  # fmt: skip
# Everything else of the environment that git listens to stays outside.
KEPT = ("PATH", "HOME", "SSH_AUTH_SOCK", "TMPDIR", "TZ")


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said; `code` is 124 when it took too long, 127 when there is no git."""

    code: int
    out: bytes
    err: str

    @property
    def fine(self) -> bool:
        return self.code == 0

    @property
    def text(self) -> str:
        return self.out.decode(errors="replace").strip()

    @property
    def reason(self) -> str:
        """The last thing it complained of, short enough to show."""
        lines = [line for line in self.err.splitlines() if line.strip() and not line.startswith("hint:")]
        return (lines[-1] if lines else f"git: {self.code}")[:400]


def run(
    *words: str,
    at: Path,
    given: bytes | None = None,
    seconds: float = SECONDS,
    person: tuple[str, str] | None = None,
    repository: bool = True,
) -> Answer:
    """Call git in a folder; `person` is the author, name and e-mail, of what it may commit."""
    settings: Sequence[str] = HARDENED if repository else ()
    try:
        done = subprocess.run(  # noqa: S603 # fixed words, no shell
            ["git", *settings, *words],  # noqa: S607 # the system's git
            cwd=at,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            timeout=seconds,
            # Without a terminal nothing can ask for a password or a host's key.
            start_new_session=True,
            env=_environment(at, person, repository=repository),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(124, b"", f"git {words[0]}: {seconds:.0f} s")
    except FileNotFoundError:
        return Answer(127, b"", "git: not found")
    except OSError as error:
        return Answer(126, b"", str(error))
    return Answer(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


def _environment(at: Path, person: tuple[str, str] | None, *, repository: bool) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    kept |= {
        "LC_ALL": "C.UTF-8",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "true",
        "SSH_ASKPASS": "true",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_PAGER": "cat",
    }
    if not repository:
        # What is merged is no part of whatever repository the folder may lie in.
        kept |= {"GIT_CEILING_DIRECTORIES": str(at.parent), "GIT_CONFIG_GLOBAL": os.devnull}
    if person is not None:
        name, address = person
        kept |= {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address}
        kept |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address}
    return kept
