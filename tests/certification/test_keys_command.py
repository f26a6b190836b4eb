"""`lms keys`: create, rotate, show, import."""

import contextlib
import sqlite3
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from lms.certification.signing import keys, purposes
from lms.cli import main
from lms.config import load


@pytest.fixture
def instance(tmp_path, sqlite_maker):
    folder = tmp_path / "instance"
    folder.mkdir()
    (folder / "config.py").write_text(f"SECRET_KEY = {'s' * 64!r}\n", encoding="utf-8")
    sqlite_maker.fresh(folder / "lms.sqlite")
    return folder


@pytest.fixture
def run(instance):
    def run(*words, given=""):
        return CliRunner().invoke(main, ["--instance", str(instance), "--lang", "en", *words], input=given)

    return run


def test_a_key_is_created_shown_and_replaced(run, instance):
    none = run("keys", "show")
    made = run("keys", "create")
    again = run("keys", "create")
    replaced = run("keys", "rotate")
    shown = run("keys", "show")

    first, second = (one.kid for one in keys.known(load(instance, environment={})))
    assert (none.exit_code, made.exit_code, again.exit_code, replaced.exit_code) == (0, 0, 1, 0)
    assert "no signing key yet" in none.output
    assert "lms keys rotate" in again.output
    assert keys.current_kid(load(instance, environment={})) in (first, second)
    for one in keys.known(load(instance, environment={})):
        assert f" {one.kid}  documents\n  SHA-256  {one.fingerprint}" in shown.output
    assert "CN=BKPSDM Kota Palembang" in shown.output
    for purpose in purposes.Purpose:
        old, new = (one.kid for one in purposes.published(load(instance, environment={}), purpose))
        assert f"  {old}  {purpose}\n" in shown.output
        assert f"* {new}  {purpose}\n" in shown.output
    assert shown.output.count("* ") == 4


def test_one_key_is_replaced_alone_and_every_act_is_in_the_trail(run, instance):
    none = run("keys", "rotate", "--only", "badges")
    run("keys", "create")
    settings = load(instance, environment={})
    before = keys.current_kid(settings)
    replaced = run("keys", "rotate", "--only", "badges")
    with contextlib.closing(sqlite3.connect(instance / "lms.sqlite")) as database:
        acts = database.execute("SELECT act, details ->> 'signs' FROM audit_entry ORDER BY id").fetchall()

    assert (none.exit_code, replaced.exit_code) == (1, 0)
    assert keys.current_kid(settings) == before
    assert len(purposes.published(settings, purposes.Purpose.CLAIMS)) == 1
    assert len(purposes.published(settings, purposes.Purpose.BADGES)) == 2
    assert acts == [
        ("key.created", "documents"),
        ("key.created", "claims"),
        ("key.created", "badges"),
        ("key.rotated", "badges"),
    ]


def test_a_pkcs12_is_imported_and_its_password_never_shown(run, instance, tmp_path):
    other = keys.create(
        load(instance, environment={}).model_copy(update={"instance": tmp_path / "other"}),
        at=datetime.now(UTC),
    )
    secret = serialization.BestAvailableEncryption(b"kata-sandi")
    file = tmp_path / "k.p12"
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"k", other.private, other.public.certificate, None, secret)
    )

    wrong = run("keys", "import", str(file), given="salah-sekali\n")
    right = run("keys", "import", str(file), given="kata-sandi\n")

    assert (wrong.exit_code, right.exit_code) == (1, 0)
    assert "password is wrong" in wrong.output
    assert "salah-sekali" not in wrong.output
    assert "kata-sandi" not in right.output
    assert keys.current_kid(load(instance, environment={})) == other.public.kid
