"""A zip that only looks like one of ours writes nothing anywhere, and says what is wrong with it."""

import hashlib
import json
import zipfile
from io import BytesIO

import pytest

from lms.books import arrivals
from lms.books import zip as zips
from lms.books.arrivals import Arrival
from lms.errors import Refused

COURSE = "courses/kursus-uji/course.md"
NOTHING = hashlib.sha256(b"").hexdigest()


def zipped(files, named):
    """Return a zip of ours that holds these files, and names others besides."""
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        manifest = {"format": zips.FORMAT, "course": "kursus-uji", "files": {**hashes, **named}}
        file.writestr(zips.MANIFEST, json.dumps(manifest))
        for path, data in files.items():
            file.writestr(path, data)
    return made.getvalue()


@pytest.mark.parametrize(
    "path",
    ["courses/../../{victim}", "courses/x/../../../{victim}", "quizzes/a/absent.md", "courses//{victim}"],
)
def test_a_file_that_the_zip_does_not_hold_is_not_taken_for_an_empty_one(path, tmp_path):
    victim = tmp_path / "lms.sqlite"
    victim.write_text("worth keeping")
    named = path.format(victim="../" * 20 + str(victim).lstrip("/"))

    with pytest.raises(Refused):
        arrivals.of_file(zipped({COURSE: b"x"}, {named: NOTHING}), "a.zip")

    assert victim.read_text() == "worth keeping"


def test_whatever_arrives_is_looked_at_inside_a_folder_of_its_own(tmp_path):
    victim = tmp_path / "lms.sqlite"
    victim.write_text("worth keeping")
    escaping = "courses/" + "../" * 20 + str(victim).lstrip("/")

    for path in (escaping, str(victim)):
        with pytest.raises(Refused):
            arrivals.findings(Arrival("kursus-uji", "Uji", {path: b""}))

    assert victim.read_text() == "worth keeping"


@pytest.mark.parametrize(
    "path",
    [
        "courses/kursus-uji",
        f"{COURSE}/inner.md",
        f"courses/kursus-uji/assets/{'a' * 256}.png",
        "courses/./x/a.md",
    ],
)
def test_names_that_no_disk_can_hold_together_are_refused(path):
    with pytest.raises(Refused):
        arrivals.of_file(zipped({COURSE: b"x", path: b"y"}, {}), "a.zip")
