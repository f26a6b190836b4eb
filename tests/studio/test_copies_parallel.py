"""Many save at once, on both databases: what is acknowledged is found again."""

from concurrent.futures import ThreadPoolExecutor

from build import NINE, a_person
from sqlalchemy import select
from studio_builders import MODULE, Shared, a_copy, a_shared_course

from lms.db.installation import Installation
from lms.studio import copies
from lms.studio.copies import Clash, Copy
from lms.studio.models import StudioRevision

WRITERS = 20
FRONT = "---\ntitle: Konsep dan prinsip\njp: 1\noutcomes:\n  - Menjelaskan\n---\n"


def test_twenty_who_change_different_lines_all_find_their_words(installation: Installation) -> None:
    copy, people, text = a_long_module(installation)

    def write(number: int) -> str:
        mine = text.replace(f"Paragraf {number}.", f"Paragraf {number}, diubah.")
        with installation.database.write() as session:
            copies.save(session, copy, MODULE, mine, base=2, by=people[number], at=NINE)
        return f"Paragraf {number}, diubah."

    with ThreadPoolExecutor(WRITERS) as pool:
        acknowledged = list(pool.map(write, range(WRITERS)))

    with installation.database.read() as session:
        found = copies.text(session, copy, MODULE)[1]
    assert [words for words in acknowledged if words not in found] == []


def test_of_twenty_who_change_the_same_line_none_is_lost(installation: Installation) -> None:
    copy, people, text = a_long_module(installation)

    def write(number: int) -> bool:
        mine = text.replace("Paragraf 7.", f"Ditulis oleh {number}.")
        with installation.database.write() as session:
            try:
                copies.save(session, copy, MODULE, mine, base=2, by=people[number], at=NINE)
            except Clash:
                return False
        return True

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(write, range(WRITERS)))

    with installation.database.read() as session:
        texts = session.scalars(select(StudioRevision.text).where(StudioRevision.path == MODULE)).all()
    kept = [number for number in range(WRITERS) if any(f"oleh {number}." in (text or "") for text in texts)]
    assert outcomes.count(True) == 1
    assert kept == list(range(WRITERS))


def test_fifty_saves_of_one_line_each_are_fifty_lines(installation: Installation) -> None:
    copy, people, _text = a_long_module(installation, paragraphs=50)

    def write(number: int) -> None:
        for _ in range(2):
            with installation.database.read() as session:
                file, now = copies.text(session, copy, MODULE)
            mine = now.replace(f"Paragraf {number}.", f"Paragraf {number}, diubah.")
            with installation.database.write() as session:
                by = people[number % WRITERS]
                copies.save(session, copy, MODULE, mine, base=file.version, by=by, at=NINE)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(write, range(50)))

    with installation.database.read() as session:
        found = copies.text(session, copy, MODULE)[1]
    assert found.count("diubah.") == 50


def a_long_module(installation: Installation, paragraphs: int = WRITERS) -> tuple[Copy, list[int], str]:
    with installation.database.write() as session:
        shared: Shared = a_shared_course(session, installation)
        people = [a_person(session, f"Penulis {number}").id for number in range(WRITERS)]
        copy = a_copy(session, shared)
        text = FRONT + "".join(f"Paragraf {number}.\n\n" for number in range(paragraphs))
        copies.save(session, copy, MODULE, text, base=1, by=shared.citra.id, at=NINE)
    return copy, people, text
