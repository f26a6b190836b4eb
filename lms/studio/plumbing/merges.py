"""Three-way merges of texts, line by line, by `git merge-file`."""

import tempfile
from pathlib import Path

from lms.studio.plumbing import command
from lms.studio.rules import merging
from lms.studio.rules.merging import Agreed, Merge, lines_of

# More conflicts than this are not counted by git; from here on the code says that something went wrong.
MOST = 127
MOST_DISPUTES = 100
# The writers of a whole site may wait behind a merge: two texts that take longer are laid side by side.
SECONDS = 2


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Bring what `mine` and `theirs` made of `base` together."""
    if theirs in (base, mine):
        return Merge((Agreed(lines_of(mine)),))
    if mine == base:
        return Merge((Agreed(lines_of(theirs)),))
    size = merging.mark_size(base, mine, theirs)
    with tempfile.TemporaryDirectory(prefix="lms-merge-") as folder:
        place = Path(folder)
        for name, text in (("mine", mine), ("base", base), ("theirs", theirs)):
            (place / name).write_text(text, encoding="utf-8", newline="\n")
        said = command.run(
            "merge-file", "-p", "--diff3", f"--marker-size={size}", "mine", "base", "theirs",
            at=place, seconds=SECONDS, repository=False,
        )  # fmt: skip
    if said.code > MOST or (said.code >= 124 and not said.out):
        return merging.whole(base, mine, theirs)
    made = merging.read(said.out.decode(), size)
    # Nobody decides hundreds of places: two texts that differ so much are chosen as wholes.
    return made if len(made.disputes) <= MOST_DISPUTES else merging.whole(base, mine, theirs)
