"""`lms certificates sign`, and that NIK and passphrase are left nowhere."""

import logging
import zipfile

import pytest
from bsre_builders import NIK, PASSPHRASE, again, sign, trust, waiting
from bsre_gateway import a_gateway
from build import NINE

from lms.certification.foreign import runs
from lms.db import backup


@pytest.fixture(scope="module")
def served():
    with a_gateway() as fake:
        yield fake


@pytest.fixture
def fake(served, monkeypatch, installation):
    served.mode, served.modes, served.before = "good", [], lambda: None
    served.seen.clear()
    monkeypatch.setenv("LMS_BSRE_URL", served.url)
    monkeypatch.setenv("LMS_LANGUAGE", "en")
    trust(installation)
    return served


def typed(passphrase=PASSPHRASE):
    return f"{NIK}\n{passphrase}\n"


def test_all_that_waits_is_signed(runner, fake, installation):
    (ani, budi) = waiting(installation, "Ani", "Budi")

    result = runner("certificates", "sign", stdin=typed())

    assert result.exit_code == 0
    assert "2 signed, 0 failed, 0 still wait." in result.output
    assert again(installation, ani).sha256
    assert again(installation, budi).sha256
    assert "No certificate waits" in runner("certificates", "sign").output


def test_a_limit_leaves_the_rest_waiting(runner, fake, installation):
    waiting(installation, "Ani", "Budi", "Cici")

    result = runner("certificates", "sign", "--limit", "2", stdin=typed())

    assert "2 signed, 0 failed, 1 still wait." in result.output
    assert len(fake.seen) == 2


def test_a_file_that_fails_is_named_with_its_reason(runner, fake, installation):
    (ani, _) = waiting(installation, "Ani", "Budi")
    fake.modes = ["rewritten", "good"]

    result = runner("certificates", "sign", stdin=typed())

    assert result.exit_code == 1
    assert f"{ani.number}: Its content is no longer" in result.output
    assert "1 signed, 1 failed, 1 still wait." in result.output


def test_a_wrong_passphrase_is_tried_once(runner, fake, installation):
    waiting(installation, "Ani", "Budi")

    result = runner("certificates", "sign", stdin=typed("salah-total"))

    assert result.exit_code != 0
    assert "BSrE menolak penanda tangan ini" in result.output
    assert len(fake.seen) == 1


def test_out_and_in_go_without_a_gateway(runner, installation, tmp_path, monkeypatch):
    monkeypatch.setenv("LMS_LANGUAGE", "en")
    trust(installation)
    (ani, budi) = waiting(installation, "Ani", "Budi")
    unsigned, signed = tmp_path / "out.zip", tmp_path / "in.zip"

    assert "2 unsigned PDFs" in runner("certificates", "sign", "--out", str(unsigned)).output
    with zipfile.ZipFile(unsigned) as source, zipfile.ZipFile(signed, "w") as target:
        first, second, _ = source.namelist()
        target.writestr("satu.pdf", sign(source.read(first)))
        target.writestr(second, source.read(second))
    result = runner("certificates", "sign", "--in", str(signed))

    assert result.exit_code == 1
    assert f"{second}: There is no signature in the file." in result.output
    assert "1 signed, 1 failed, 1 still wait." in result.output
    assert again(installation, ani).sha256
    assert not again(installation, budi).sha256
    assert runner("certificates", "sign", "--in", "a", "--out", "b").exit_code == 2


@pytest.fixture
def written(caplog, capfd, installation, tmp_path):
    """Everything that a run can have left: logs, output, the whole database, every file."""
    caplog.set_level(logging.DEBUG)

    def gather() -> list[str]:
        backup.write(installation, tmp_path / "all.zip", at=NINE)
        with zipfile.ZipFile(tmp_path / "all.zip") as archive:
            rows = [archive.read(name).decode("latin-1") for name in archive.namelist()]
        files = [path for path in installation.settings.instance.rglob("*") if path.is_file()]
        return [
            caplog.text,
            *capfd.readouterr(),
            *rows,
            *(one.read_bytes().decode("latin-1") for one in files),
        ]

    return gather


def test_neither_nik_nor_passphrase_is_left_anywhere(runner, fake, installation, written, monkeypatch):
    """Signed, refused, echoed by the gateway, broken off: then everything that was written is searched."""
    made = waiting(installation, "Ani", "Budi", "Cici")
    monkeypatch.setattr(runs, "BACK_OFF", (0.01,))
    told = ""

    for modes in (["good"], ["wrong"], ["broken"] * 2, ["cut"], ["full"]):
        fake.modes = list(modes)
        result = runner("certificates", "sign", "--limit", "1", stdin=typed())
        # The prompt for the NIK shows what is typed, as the terminal does.
        told += result.output.replace(f"{NIK}\n", "", 1) + repr(result.exception)

    assert {form["passphrase"].decode() for form in fake.seen} == {PASSPHRASE}
    assert "Passphrase anda salah: … NIK …" in told
    found = [told, *written()]
    assert any(made[0].number in text for text in found)
    assert any("Format file tidak didukung" in text for text in found[1:])
    for secret in (PASSPHRASE, NIK):
        assert not [text for text in found if secret in text], secret
