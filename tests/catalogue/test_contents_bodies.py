from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.catalogue import contents
from lms.catalogue.contents import Recent
from lms.catalogue.models import Content
from lms.errors import NotFound


def kept(session: Session, *hashes: str) -> None:
    session.add_all(Content(hash=sha256, kind="module", body={"title": sha256}) for sha256 in hashes)
    session.flush()


def test_what_is_missing_is_one_query_and_what_is_known_is_none(session: Session) -> None:
    kept(session, "a" * 64, "b" * 64)
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *given: statements.append(given[2]))

    first = contents.bodies(session, ["b" * 64, "a" * 64, "b" * 64])
    again = contents.bodies(session, ["a" * 64])

    assert list(first) == ["b" * 64, "a" * 64]
    assert again["a" * 64] is first["a" * 64]
    assert len(statements) <= 1


def test_a_hash_that_nothing_has_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        contents.body(session, "0f" * 32)


def test_a_body_cannot_be_changed(session: Session) -> None:
    kept(session, "c" * 64)

    with pytest.raises(TypeError):
        contents.body(session, "c" * 64)["title"] = "lain"  # type: ignore[index] # that is the point


def test_memory_keeps_what_was_used_last() -> None:
    recent: Recent[str, int] = Recent(2)
    for key in ("a", "b"):
        recent.put(key, 1)
    recent.get("a")
    recent.put("c", 1)

    assert [key for key in "abc" if recent.get(key)] == ["a", "c"]


def test_memory_stays_bounded_with_many_threads() -> None:
    recent: Recent[int, int] = Recent(50)

    def work(thread: int) -> None:
        for number in range(2000):
            recent.put(number * (thread + 1) % 97, number + 1)
            recent.get(number % 97)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))

    assert len(recent) == 50


def test_addresses_are_given_to_attributes_and_not_to_words() -> None:
    html = '<img src="lms-asset:ab.svg"><a href="lms-module:02-b#x">lms-module:</a>'

    assert contents.linked(html, "/belajar/aset/", "/belajar/kursus/k/modul/") == (
        '<img src="/belajar/aset/ab.svg"><a href="/belajar/kursus/k/modul/02-b#x">lms-module:</a>'
    )
