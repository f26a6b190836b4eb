"""A device at the counter: open for a time, one citizen after another, nothing of the one before."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from sqlalchemy import select
from voice_builders import a_period, a_service, scores

from lms.errors import InvalidInput, NotFound
from lms.voice.models import Channel, Service, SurveyAnswer
from lms.voice.satisfaction import services
from lms.voice.satisfaction.counter import codes, kiosk
from lms.voice.satisfaction.counter.kiosk import Length

NOW = datetime.now(UTC)
ABOUT_NOW = (NOW.date() - timedelta(days=3), NOW.date() + timedelta(days=3))
HOUR = timedelta(hours=1)
SECRET = "of-this-site-alone"


@pytest.fixture
def asked(installation):
    """A service in a period that runs."""
    with installation.database.write() as session:
        a_period(session, "Triwulan ini", ABOUT_NOW)
        service = a_service(session)
        a_role(session, officer := a_person(session, "Hana"), "desk")
    return service, officer


def opened(app, service, officer, length="4"):
    """Let the desk open the counter; return the path of its page."""
    client = app.test_client()
    sign_in(client, officer)
    page = f"/meja-warga/survei/{service.id}"
    sent = client.post(f"{page}/loket", data={"csrf_token": arm(client), "lama": length})
    assert sent.status_code == 303, sent.text
    (path,) = set(re.findall(r'href="[^"]*(/survei/[^"]+/loket/[^"]+)"', client.get(page).text))
    return path


def fill(client, path, **given):
    form = {key: str(score) for key, score in scores(3).items()} | {"csrf_token": arm(client)} | given
    return client.post(path, data={key: one for key, one in form.items() if one is not None})


def kept(installation):
    with installation.database.read() as session:
        return session.scalars(select(SurveyAnswer).order_by(SurveyAnswer.id)).all()


def test_one_citizen_after_another_answers_on_one_device(asked, app, client, installation):
    service, officer = asked
    path = opened(app, service, officer)

    first, second = fill(client, path, tanda="satu"), fill(client, path, tanda="dua")
    again = fill(client, path, tanda="dua")

    assert [one.status_code for one in (first, second, again)] == [303, 303, 303]
    assert [(one.channel, one.device_hash) for one in kept(installation)] == [(Channel.KIOSK, None)] * 2
    assert "lms_device" not in str(first.headers)


def test_the_page_keeps_nothing_and_leads_nowhere_else(asked, app, client):
    service, officer = asked
    path = opened(app, service, officer)

    page = client.get(path)
    wrong = fill(client, path, waktu=None)

    assert page.headers["Cache-Control"] == wrong.headers["Cache-Control"] == "no-store"
    assert wrong.status_code == 422
    assert 'data-survey=""' in page.text
    assert 'autocomplete="off"' in page.text
    assert set(re.findall(r'<a [^>]*href="([^"#]+)"', page.text)) == set()
    assert "tidak ada yang menandai" in page.text


def test_thanks_begin_anew_by_themselves_unless_somebody_stays(asked, app, client):
    service, officer = asked
    path = opened(app, service, officer)

    page = client.get(fill(client, path).location)
    stays = client.get(f"{path}/terima-kasih?diam=1")

    assert page.headers["Refresh"] == f"15; url={path}"
    assert "Mulai penilaian baru" in page.text
    assert "Tetap di halaman ini" in page.text
    assert "Refresh" not in stays.headers
    assert "Mulai penilaian baru" in stays.text


def test_closing_or_opening_anew_ends_the_old_address(asked, app, client, installation):
    service, officer = asked
    old = opened(app, service, officer, "8")
    new = opened(app, service, officer, "8")

    assert old != new
    dead = client.get(old)
    assert dead.status_code == fill(client, old).status_code == 404
    assert "tidak terbuka" in dead.text
    assert "<nav" not in dead.text
    # Neither tells whether the service is there.
    assert client.get("/survei/tiadaada/loket/abcd-efgh-jkmn").text == dead.text
    assert client.get(new).status_code == 200
    sign_in(client, officer)
    client.post(f"/meja-warga/survei/{service.id}/loket/tutup", data={"csrf_token": arm(client)})
    assert app.test_client().get(new).status_code == 404
    assert kept(installation) == []


def test_the_citizens_own_link_works_beside_it(asked, app, client, installation):
    service, officer = asked
    opened(app, service, officer)

    assert fill(client, f"/survei/{service.code}").status_code == 303
    assert [one.channel for one in kept(installation)] == [Channel.LINK]


def test_a_busy_counter_is_not_stopped(asked, app, client, installation):
    service, officer = asked
    path = opened(app, service, officer)

    sent = {fill(client, path, tanda=str(number)).status_code for number in range(125)}

    assert sent == {303}
    assert len(kept(installation)) == 125


def test_a_refusal_of_the_sites_own_leads_back_by_itself(asked, app, client, installation):
    service, officer = asked
    path = opened(app, service, officer)

    refused = client.post(path, data=scores(3) | {"csrf_token": "lama"})

    assert refused.status_code == 400
    assert refused.headers["Refresh"] == f"15; url={path}"
    assert kept(installation) == []


def test_a_desk_of_another_branch_opens_nothing(asked, client, installation):
    service, _ = asked
    with installation.database.write() as session:
        unit = a_unit(session, "Dinas Lain")
        a_role(session, other := a_person(session, "Budi", unit=unit), "desk", unit)
    sign_in(client, other)
    token = {"csrf_token": arm(client), "lama": "4"}

    assert client.post(f"/meja-warga/survei/{service.id}/loket", data=token).status_code == 404
    assert client.post(f"/meja-warga/survei/{service.id}/loket/tutup", data=token).status_code == 404
    with installation.database.read() as session:
        assert session.get_one(Service, service.id).kiosk_until is None


def test_who_was_filling_it_in_when_time_ran_out_may_still_send(session):
    service = a_service(session)
    kiosk.open_until(session, service, NINE + HOUR, at=NINE, by=None)
    key = kiosk.key(service, SECRET, at=NINE)
    session.expire_all()
    after = NINE + HOUR + timedelta(minutes=5)

    def entered(at, given=key, **more):
        return kiosk.entered(session, service.code, given, SECRET, at=at, **more).service.id

    assert entered(NINE) == entered(after, leniently=True) == service.id
    # As somebody types it who reads it from another screen.
    assert entered(NINE, key.upper().replace("-", " ")) == service.id
    for at, given in ((after, key), (NINE, "abcd-efgh-jkmn"), (NINE, ""), (NINE, "é" * 200)):
        with pytest.raises(NotFound, match="is not open"):
            entered(at, given)
    services.retire(session, service, back=False, at=NINE, by=None)
    with pytest.raises(NotFound):
        entered(NINE)
    assert kiosk.key(service, SECRET, at=after) == ""


def test_a_device_is_open_to_the_end_of_work_for_hours_or_to_the_end_of_the_period(session):
    period = a_period(session, days=(date(2026, 1, 1), date(2026, 3, 31)))
    nine = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    assert kiosk.end(Length.DAY, period, at=nine) == nine.replace(hour=16)
    assert kiosk.end(Length.FOUR_HOURS, period, at=nine) == nine.replace(hour=13)
    assert kiosk.end(Length.PERIOD, period, at=nine) == datetime(2026, 4, 1, tzinfo=UTC)
    with pytest.raises(InvalidInput, match="hours are over"):
        kiosk.end(Length.DAY, period, at=nine.replace(hour=16))
    with pytest.raises(InvalidInput, match="No period"):
        kiosk.end(Length.EIGHT_HOURS, None, at=nine)


def test_a_code_has_sixty_bits_and_no_letter_that_is_taken_for_another():
    code = codes.made(SECRET, "kiosk", 1)

    assert len(code) * codes.BITS == 60
    assert len(set(codes.LETTERS)) == 32
    assert not set("IO01") & set(codes.LETTERS)
    assert codes.read(codes.grouped(code).lower().replace("-", " – ")) == code
    assert codes.made(SECRET, "kiosk", 11) != codes.made(SECRET, "kiosk1", 1) != code
    assert [codes.read(bad) for bad in ("", "ABCD", code[:-1] + "0", code + "A")] == [""] * 4
