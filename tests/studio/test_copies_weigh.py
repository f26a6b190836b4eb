"""What is too large in the folder is not read to find that out."""

import os

from studio_builders import MODULE, SLUG, a_copy, a_shared_course, held

GIGABYTES = 3 * 2**30


def test_a_film_and_a_text_of_gigabytes_stay_where_they_are(session, installation):
    shared = a_shared_course(session, installation)
    root = installation.settings.content_root
    for path in (f"courses/{SLUG}/assets/film.mp4", f"courses/{SLUG}/03-besar.md"):
        (root / path).touch()
        os.truncate(root / path, GIGABYTES)

    kept = held(session, a_copy(session, shared))

    assert MODULE in kept
    assert not any(one.size > 2**20 for one in kept.values())
