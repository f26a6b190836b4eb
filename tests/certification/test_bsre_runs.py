"""What waits for BSrE is signed once, whatever gateway, network or a second officer does meanwhile."""

from dataclasses import replace

import pytest
from bsre_builders import NIK, PASSPHRASE, again, trust, waiting
from bsre_gateway import a_gateway
from build import a_unit
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.certification.foreign import gateway
from lms.certification.foreign.gateway import GatewayError
from lms.certification.foreign.runs import Run
from lms.certification.models import Certificate, CertificateState, SigningTry
from lms.errors import LmsError, SetUpError


@pytest.fixture(scope="module")
def served():
    with a_gateway() as fake:
        yield fake


@pytest.fixture
def fake(served):
    served.mode, served.before = "good", lambda: None
    served.seen.clear()
    return served


@pytest.fixture
def here(installation, fake):
    """The installation, with its gateway and whom it trusts."""
    values = {"bsre_url": fake.url, "bsre_user": "aplikasi", "bsre_password": "sandi"}
    made = replace(installation, settings=installation.settings.model_copy(update=values))
    trust(made)
    return made


def run(here, **values):
    given = {"scope": "", "by": None, "back_off": (0.5, 1.0), "wait": lambda _: None, **values}
    return Run(here, gateway.officer(NIK, PASSPHRASE), **given)


def tries(here) -> list[SigningTry]:
    with here.database.read() as session:
        return list(session.scalars(select(SigningTry)))


def test_all_that_waits_is_signed_kept_and_noted(here):
    made = waiting(here, "Ani", "Budi")

    results = list(run(here))

    assert [(one.name, one.error) for one in results] == [("Ani", None), ("Budi", None)]
    for before in made:
        after = again(here, before)
        data = here.files.get(after.sha256)
        assert data.startswith(here.files.get(before.plain_sha256))
        assert after.size == len(data)
        assert "CN=Drs. H. Contoh Penandatangan" in after.signer
        assert after.signed_at is not None
        assert after.plain_sha256 == before.plain_sha256
    assert tries(here) == []
    with here.database.read() as session:
        acts = session.scalars(select(AuditEntry).where(AuditEntry.act == "certificate.signed")).all()
    assert {act.subject for act in acts} == {one.number for one in made}


def test_nothing_is_asked_for_twice(here, fake):
    waiting(here, "Ani")

    list(run(here))
    list(run(here))

    assert len(fake.seen) == 1


def test_the_network_is_given_time_and_the_tries_are_counted(here, fake):
    (ani,) = waiting(here, "Ani")
    fake.modes = ["broken", "broken", "good"]
    waited = []

    results = list(run(here, wait=waited.append))

    assert [one.error for one in results] == [None]
    assert waited == [0.5, 1.0]
    assert again(here, ani).sha256 is not None


def test_a_gateway_away_ends_the_run_and_is_remembered(here, fake):
    (ani, budi) = waiting(here, "Ani", "Budi")
    fake.mode = "broken"

    with pytest.raises(GatewayError, match="in trouble"):
        list(run(here))

    (tried,) = tries(here)
    assert tried.certificate_id == ani.id
    assert tried.tries == 1
    assert "HTTP 500" in tried.error or "Proses signing gagal" in tried.error
    fake.mode = "good"
    assert len(list(run(here))) == 2
    assert again(here, budi).sha256 is not None


def test_a_wrong_passphrase_stops_at_once_and_blames_no_certificate(here, fake):
    waiting(here, "Ani", "Budi")
    wrong = gateway.officer(NIK, "tebakan-yang-salah")

    with pytest.raises(GatewayError, match="refuses this signer"):
        list(Run(here, wrong, scope="", by=None))

    assert len(fake.seen) == 1
    assert tries(here) == []


@pytest.mark.parametrize("mode", ["other", "rewritten", "overlaid", "unsigned", "stranger", "twice", "full"])
def test_what_is_not_as_it_must_be_is_not_kept(here, fake, mode):
    (ani,) = waiting(here, "Ani")
    before = sorted(here.files.names())
    fake.mode = mode

    (result,) = run(here)

    assert result.error is not None
    assert again(here, ani).sha256 is None
    assert sorted(here.files.names()) == before
    assert tries(here)[0].error.startswith(result.error.text("id")[:30])


def test_three_in_a_row_stop_the_run(here, fake):
    waiting(here, "Ani", "Budi", "Cici", "Dodi")
    fake.mode = "rewritten"

    with pytest.raises(LmsError, match="3 files in a row"):
        list(run(here))

    assert len(fake.seen) == 3


def test_a_certificate_revoked_meanwhile_is_not_signed(here, fake):
    (ani,) = waiting(here, "Ani")

    def revoke():
        with here.database.write() as session:
            session.get_one(Certificate, ani.id).state = CertificateState.REVOKED

    fake.before = revoke
    (result,) = run(here)

    assert "revoked" in str(result.error)
    assert again(here, ani).sha256 is None


def test_an_officer_of_a_unit_signs_for_that_unit(here):
    with here.database.write() as session:
        city = a_unit(session, "Kota")
        office, other = a_unit(session, "Dinas A", city), a_unit(session, "Dinas B", city)
    waiting(here, "Ani", unit=office)
    (budi,) = waiting(here, "Budi", unit=other)

    assert [one.name for one in run(here, scope=office.path)] == ["Ani"]
    assert again(here, budi).sha256 is None


def test_a_break_in_the_middle_gives_the_certificate_back(here, fake):
    waiting(here, "Ani")

    def stop(_):
        raise KeyboardInterrupt

    fake.modes = ["broken"]
    with pytest.raises(KeyboardInterrupt):
        list(run(here, wait=stop))

    assert tries(here) == []
    assert len(list(run(here))) == 1


def test_without_trusted_authorities_nobody_is_asked(here, fake):
    waiting(here, "Ani")
    (here.settings.instance / "trust" / "bsre-0.pem").unlink()

    with pytest.raises(SetUpError, match="trusted"):
        run(here)

    assert fake.seen == []
