"""The gateway's HTTP on a real port: what is sent, whose fault each answer is, what is never told."""

import time

import pytest
from bsre_builders import NIK, PASSPHRASE, a_pdf, a_tls_context, an_authority
from bsre_gateway import a_gateway

from lms.certification.foreign import gateway
from lms.certification.foreign.gateway import Fault, Gateway, GatewayError
from lms.config import Settings, load
from lms.errors import InvalidInput, SetUpError

PUBLIC_ID = "0123456789abcdef" * 2
OFFICER = gateway.officer(NIK, PASSPHRASE)
LINK = f"https://belajar.contoh.go.id/verifikasi/{PUBLIC_ID}"


@pytest.fixture(scope="module")
def served():
    with a_gateway() as fake:
        yield fake


@pytest.fixture
def fake(served):
    served.mode = "good"
    served.seen.clear()
    served.downloads.clear()
    return served


def reach(fake, **values) -> Gateway:
    seconds = values.pop("seconds", None)
    wanted = {"bsre_url": fake.url, "bsre_user": "aplikasi", "bsre_password": "sandi", **values}
    return Gateway(Settings(**wanted), seconds=seconds)


def test_the_form_holds_what_the_interface_asks_and_the_signed_file_comes_back(fake):
    plain = a_pdf(PUBLIC_ID)

    data = reach(fake).sign(plain, "800.2_00001.pdf", OFFICER, LINK)

    form = fake.seen[0]
    assert data.startswith(plain)
    assert len(data) > len(plain)
    assert form["file"] == plain
    assert form["nik"].decode() == NIK
    assert form["passphrase"].decode() == PASSPHRASE
    assert form["tampilan"] == b"invisible"
    assert form["authorization"] == b"Basic YXBsaWthc2k6c2FuZGk="
    assert fake.paths[-1] == "/api/sign/pdf"


def test_a_picture_asks_for_a_visible_signature_in_its_place(fake, tmp_path):
    picture = tmp_path / "kaki.png"
    picture.write_bytes(b"\x89PNG kaki")

    made = reach(fake, bsre_image=picture, bsre_box="2,10,20,300,40")
    made.sign(a_pdf(PUBLIC_ID), "a.pdf", OFFICER, LINK)

    form = fake.seen[0]
    assert form["tampilan"] == b"visible"
    assert form["imageTTD"] == b"\x89PNG kaki"
    assert [form[name] for name in ("page", "xAxis", "yAxis", "width", "height")] == [
        b"2", b"10", b"20", b"300", b"40"
    ]  # fmt: skip
    assert form["linkQR"].decode() == LINK


@pytest.mark.parametrize(
    ("mode", "fault"),
    [
        ("wrong", Fault.OFFICER),
        ("account", Fault.SITE),
        ("moved", Fault.SITE),
        ("full", Fault.FILE),
        ("page", Fault.FILE),
        ("broken", Fault.GATEWAY),
    ],
)
def test_each_refusal_tells_whose_fault_it_is_and_nothing_secret(fake, mode, fault):
    fake.mode = mode

    with pytest.raises(GatewayError) as caught:
        reach(fake).sign(a_pdf(PUBLIC_ID), "a.pdf", OFFICER, LINK)

    told = f"{caught.value} {caught.value.values} {caught.value.text('id')} {caught.value.__cause__}"
    assert caught.value.fault == fault
    assert PASSPHRASE not in told
    assert NIK not in told


def test_a_gateway_that_does_not_answer_in_time_is_left(fake):
    fake.mode = "slow"
    began = time.monotonic()

    with pytest.raises(GatewayError) as caught:
        reach(fake, seconds=0.2).sign(a_pdf(PUBLIC_ID), "a.pdf", OFFICER, LINK)

    assert caught.value.fault == Fault.GATEWAY
    assert time.monotonic() - began < 5


def test_an_answer_that_was_cut_off_is_fetched_and_not_signed_twice(fake):
    fake.mode = "cut"

    data = reach(fake).sign(a_pdf(PUBLIC_ID), "a.pdf", OFFICER, LINK)

    assert data == fake.kept["dok1"]
    assert fake.downloads == ["dok1"]
    assert len(fake.seen) == 1


def test_nobody_listening_is_the_gateways_trouble(fake):
    with pytest.raises(GatewayError) as caught:
        reach(fake, bsre_url="http://127.0.0.1:1").sign(a_pdf(PUBLIC_ID), "a.pdf", OFFICER, LINK)

    assert caught.value.fault == Fault.GATEWAY


def test_a_passphrase_that_comes_back_in_another_spelling_is_not_told(fake):
    fake.mode = "echo"

    with pytest.raises(GatewayError) as caught:
        reach(fake).sign(a_pdf(PUBLIC_ID), "a.pdf", OFFICER, LINK)

    assert "… / … / … / …" in caught.value.text("id")


def test_an_officer_shows_neither_nik_nor_passphrase():
    spaced = gateway.officer("1671 0101 0170 0001", PASSPHRASE)

    assert spaced == OFFICER
    assert PASSPHRASE not in repr(OFFICER)
    assert NIK not in repr(OFFICER)


@pytest.mark.parametrize(("nik", "passphrase"), [("123", PASSPHRASE), ("", ""), (NIK, ""), (f"{NIK}1", "x")])
def test_what_cannot_be_read_is_refused_without_repeating_it(nik, passphrase):
    with pytest.raises(InvalidInput) as caught:
        gateway.officer(nik, passphrase)

    assert PASSPHRASE not in str(caught.value)


@pytest.mark.parametrize("url", ["http://esign.contoh.go.id", "esign.contoh.go.id", "ftp://127.0.0.1"])
def test_a_passphrase_never_travels_in_the_clear(url, tmp_path):
    with pytest.raises(SetUpError, match="BSRE_URL"):
        load(tmp_path, {"bsre_url": url}, {})


def test_without_an_address_there_is_no_gateway():
    with pytest.raises(SetUpError, match="not set up"):
        Gateway(Settings())


def test_a_gateway_must_prove_who_it_is(tmp_path):
    ours = tmp_path / "otoritas.pem"
    ours.write_bytes(an_authority().pem)
    strange = tmp_path / "lain.pem"
    strange.write_bytes(an_authority(1).pem)
    plain = a_pdf(PUBLIC_ID)

    with a_gateway(a_tls_context(tmp_path)) as fake:
        for known in (None, strange):
            with pytest.raises(GatewayError, match="SSLCertVerificationError"):
                reach(fake, bsre_ca=known).sign(plain, "a.pdf", OFFICER, LINK)
        assert fake.seen == []
        assert reach(fake, bsre_ca=ours).sign(plain, "a.pdf", OFFICER, LINK).startswith(plain)
