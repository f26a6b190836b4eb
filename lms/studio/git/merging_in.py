"""What the remote has more comes into the working tree: forward only, never half."""

import tempfile
from pathlib import Path

from lms.config import Settings
from lms.studio.git.repository import NETWORK_SECONDS, NotDone, Repository
from lms.studio.plumbing import command

WORDS = "Gabungkan perubahan dari {remote}/{branch}"


def fetched(where: Repository, settings: Settings) -> str:
    """Fetch the branch and move the working tree forward to it; return the commit that stands then.

    Where both sides have commits they are merged in a worktree of its own: the folder that the site
    reads goes forward to the finished merge, or stays as it is.
    """
    source = f"refs/heads/{where.branch}"
    where.demand(
        "fetch", "-q", "--no-tags", "--no-recurse-submodules", where.remote, source, seconds=NETWORK_SECONDS
    )
    theirs = where.demand("rev-parse", "--verify", "FETCH_HEAD^{commit}")
    mine = where.head()
    if mine and where.run("merge-base", "--is-ancestor", theirs, mine).fine:
        return mine
    forward = not mine or where.run("merge-base", "--is-ancestor", mine, theirs).fine
    target = theirs if forward else _merged(where, settings, mine, theirs)
    where.demand("merge", "-q", "--ff-only", target)
    return where.head()


def _merged(where: Repository, settings: Settings, mine: str, theirs: str) -> str:
    home = (settings.instance / "studio").resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=".git-merge-", dir=home)) / "tree"
    where.demand("worktree", "add", "-q", "--detach", str(place), mine)
    try:
        person = (settings.site_name or "Ampera", "studio@noreply.invalid")
        words = WORDS.format(remote=where.remote, branch=where.branch)
        said = command.run("merge", "-q", "--no-verify", "-m", words, theirs, at=place, person=person)
        if not said.fine:
            clashing = command.run("diff", "--name-only", "--diff-filter=U", at=place).text
            raise NotDone(", ".join(clashing.split("\n")) if clashing else said.reason)
        return command.run("rev-parse", "HEAD", at=place).text
    finally:
        where.run("worktree", "remove", "--force", str(place))
        where.run("worktree", "prune")
        place.parent.rmdir()
