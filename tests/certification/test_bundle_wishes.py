"""Which certificates a wish holds: counted, listed and walked alike, from an index, in few queries."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from build import NINE, a_person, a_unit
from bundle_builders import EVERYTHING, TODAY, a_certificate, bytes_of, frozen
from certification_builders import a_release
from sqlalchemy import event, text

from lms.certification.bundles import downloads, lists, wishes
from lms.certification.bundles.wishes import Wish
from lms.certification.models import CertificateDownload, CertificateState
from lms.certification.verification import Verdict, verdict_on
from lms.db.installation import Installation
from lms.errors import InvalidInput, NotFound

WEEK = timedelta(days=7)


@pytest.fixture
def register(session):
    """Two units, one below the other, two courses, every way to stand."""
    top = a_unit(session, "Dinas")
    low = a_unit(session, "Bidang", top)
    ani, budi = a_person(session, "Ani", unit=top), a_person(session, "Budi", unit=low, disabled_at=NINE)
    citra = a_person(session, "Citra", unit=a_unit(session, "Kominfo"))
    one, two = a_release(session), a_release(session, "lain")
    a_certificate(session, ani, one, 1, bytes_of(1))
    a_certificate(session, budi, one, 2, bytes_of(2), expires_on=date(2026, 11, 25))
    a_certificate(session, budi, two, 3, bytes_of(3), expires_on=TODAY)
    a_certificate(session, citra, two, 4, bytes_of(4), state=CertificateState.REVOKED)
    a_certificate(session, citra, one, 5, state=CertificateState.SUPERSEDED)
    return {"top": top.path, "low": low.path, "one": one.course_id, "two": two.course_id}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"unit_path": "top"}, [1, 2, 3]),
        ({"unit_path": "low"}, [2, 3]),
        ({"scope": "low", "unit_path": "top"}, [2, 3]),
        ({"course_id": "two"}, [3, 4]),
        ({"since": date(2026, 3, 5), "until": date(2026, 3, 6)}, [2, 3]),
        ({"state": Verdict.VALID}, [1, 3]),
        ({"state": Verdict.EXPIRED}, [2]),
        ({"state": Verdict.SUPERSEDED}, [5]),
        ({"state": Verdict.REVOKED}, [4]),
        ({"number": "missing"}, []),
        ({"scope": "low", "course_id": "one", "state": Verdict.EXPIRED}, [2]),
    ],
)
def test_a_wish_is_counted_listed_and_walked_alike(session, register, fields, expected):
    named = {
        name: register.get(value, value) if isinstance(value, str) else value
        for name, value in fields.items()
    }
    wish = replace(EVERYTHING, **named)

    walked = list(wishes.walk(session, wish))

    assert [one.sequence for one in walked] == expected
    assert [one.sequence for one in wishes.page(session, wish)] == expected[::-1]
    weight = wishes.weigh(session, wish)
    assert (weight.count, weight.ready) == (len(expected), len(set(expected) - {5}))
    assert weight.size == sum(len(bytes_of(number)) for number in set(expected) - {5})
    if wish.state is not None:
        assert {verdict_on(one, TODAY) for one in walked} == {wish.state}


def test_pages_go_on_where_they_ended_and_miss_nobody(session, register):
    first = wishes.page(session, EVERYTHING, size=2)
    second = wishes.page(session, EVERYTHING, (first[1].completed_on, first[1].id), size=2)
    third = wishes.page(session, EVERYTHING, (second[1].completed_on, second[1].id), size=2)

    assert [one.sequence for one in (*first[:2], *second[:2], *third)] == [5, 4, 3, 2, 1]


# PostgreSQL plans by the size of the table; a handful of rows it scans.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_count_is_answered_from_an_index(session, register):
    asked = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *call: asked.append(call[2:4]))
    for wish in (EVERYTHING, replace(EVERYTHING, since=TODAY), replace(EVERYTHING, state=Verdict.VALID)):
        wishes.weigh(session, wish)

    queries = tuple(asked)
    assert len(queries) == 3
    for statement, values in queries:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        assert "COVERING INDEX ix_certificate_completed" in plan[0][3]


def test_a_list_takes_as_many_queries_as_it_has_chunks(session, register, monkeypatch):
    monkeypatch.setattr(wishes, "CHUNK", 2)
    counted = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *call: counted.append(call[2]))

    assert len(list(wishes.walk(session, EVERYTHING))) == 5
    assert len(counted) == 3


def test_nothing_and_too_much_are_refused(session, register):
    files = session.info["files"]
    with pytest.raises(InvalidInput, match="no certificate"):
        downloads.freeze(session, files, Wish(TODAY, state=Verdict.SUPERSEDED))
    with pytest.raises(InvalidInput, match="at most 4"):
        downloads.freeze(session, files, EVERYTHING, most=4)


@pytest.fixture
def taken(installation: Installation, session, register):
    eka = a_person(session, "Eka")
    session.commit()
    made = frozen(installation, replace(EVERYTHING, scope=register["top"]))
    row = downloads.enter(
        session, installation.files, replace(EVERYTHING, scope=register["top"]), made, by=eka.id, at=NINE
    )
    return row, register


def test_a_download_is_its_officers_for_a_week_and_while_the_right_lasts(session, taken):
    row, register = taken

    def found(**changed):
        asked = {
            "by": row.by_id,
            "scope": register["top"],
            "at": NINE + WEEK - timedelta(seconds=1),
        } | changed
        try:
            return downloads.own(session, row.public_id, **asked).id == row.id
        except NotFound:
            return False

    assert found()
    assert found(scope="")
    assert not found(by=row.by_id + 1)
    assert not found(by=None)
    assert not found(scope=register["low"])
    assert not found(at=NINE + WEEK)


def test_after_a_week_the_list_is_let_go_and_the_record_stays(installation, session, taken):
    row, register = taken
    names = [entry.sha256 for entry in lists.read(installation.files, row.list_sha256)]
    listed = row.list_sha256
    made = frozen(installation, replace(EVERYTHING, scope=register["low"]))

    downloads.enter(session, installation.files, EVERYTHING, made, by=None, at=NINE + WEEK)

    session.expire_all()
    old = session.get_one(CertificateDownload, row.id)
    assert (old.list_sha256, old.count) == (downloads.GONE, 3)
    assert not installation.files.has(listed)
    # The certificates' files stay, the two manifests go.
    assert [installation.files.has(name) for name in names] == [True] * 3 + [False] * 2
    acts = session.execute(text("SELECT act, subject FROM audit_entry ORDER BY id")).all()
    assert ("certificates.taken", row.public_id) in acts
