"""The doctor finds what was broken on purpose, and says how to mend it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lms.certification.signing import keys, purposes
from lms.certification.signing.purposes import Purpose
from lms.config import Settings
from lms.db.installation import open_installation
from lms.upkeep import doctor
from lms.upkeep.doctor import Check


def sick(settings: Settings) -> dict[str, Check]:
    checks = doctor.examine(settings, open_installation)
    return {check.name.en: check for check in checks if not check.fine}


@pytest.fixture
def healthy(settings: Settings) -> Settings:
    settings.instance.mkdir(mode=0o700, exist_ok=True)
    settings.instance.chmod(0o700)
    keys.create(settings, at=datetime.now(UTC))
    for purpose in Purpose:
        purposes.create(settings, purpose)
    return settings


def test_a_healthy_installation_has_nothing_to_mend(healthy: Settings) -> None:
    assert sick(healthy) == {}


def changed(settings: Settings, **values: object) -> Settings:
    return settings.model_copy(update=values)


@pytest.mark.parametrize(
    ("breakage", "found", "mend"),
    [
        (lambda s: changed(s, secret_key="short"), "Secret key", "lms init"),
        (lambda s: changed(s, content_root=Path("/nowhere")), "Content folder", "CONTENT_ROOT"),
        (lambda s: changed(s, content_root=Path("/nowhere")), "Fonts of certificates", "certificates/"),
        (lambda s: changed(s, jobs_url="redis://127.0.0.1:1/0"), "Job queue", "JOBS_URL"),
        (lambda s: changed(s, database_url="postgresql+psycopg://127.0.0.1:1/x"), "Database", "DATABASE_URL"),
    ],
)
def test_what_is_broken_is_named_with_its_mend(
    healthy: Settings, breakage: Callable[[Settings], Settings], found: str, mend: str
) -> None:
    check = sick(breakage(healthy))[found]

    assert check.problem is not None
    assert mend in check.problem.remedy("id", dict(check.values))


def test_keys_that_are_missing_closed_or_nearly_over_are_named(healthy: Settings) -> None:
    def remedy(settings: Settings) -> str:
        check = sick(settings)["Signing keys"]
        assert check.problem is not None
        return check.problem.text("en", dict(check.values)) + check.problem.remedy("en", dict(check.values))

    elsewhere = changed(healthy, instance=healthy.instance / "new")
    old = changed(healthy, instance=healthy.instance / "old")
    keys.create(old, at=datetime.now(UTC) - keys.LIFE + timedelta(days=30))
    for purpose in Purpose:
        purposes.create(old, purpose)

    assert "documents, claims, badges" in remedy(elsewhere)
    assert "lms keys rotate" in remedy(changed(healthy, secret_key="another-secret-key-" + "1" * 45))
    assert "--only documents" in remedy(old)
    assert "Signing keys" not in sick(changed(elsewhere, signing="none"))


def test_what_signing_by_bsre_lacks_is_named(healthy: Settings) -> None:
    def remedy(settings: Settings) -> str:
        check = sick(settings)["BSrE signatures"]
        assert check.problem is not None
        return check.problem.text("en", dict(check.values))

    trust = healthy.instance / "trust"
    trust.mkdir()
    bsre = changed(healthy, signing="bsre")

    assert "no authority is trusted" in remedy(bsre)
    (trust / "bsre.pem").write_text("bukan PEM")
    assert "cannot be read" in remedy(bsre)
    (trust / "bsre.pem").write_bytes(authority(over=True))
    assert "is over since 2020-01-01" in remedy(bsre)
    (trust / "baru.pem").write_bytes(authority(over=False))
    assert "BSRE_IMAGE" in remedy(changed(bsre, bsre_image=Path("/nowhere.png")))
    assert sick(bsre) == {}


def authority(*, over: bool) -> bytes:
    private, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    end = datetime(2020, 1, 1, tzinfo=UTC) if over else datetime.now(UTC) + timedelta(days=30)
    made = x509.CertificateBuilder(name, name, private.public_key(), 1, end - timedelta(days=99), end)
    return made.sign(private, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def test_a_folder_open_to_others_is_reported(healthy: Settings) -> None:
    healthy.instance.chmod(0o755)

    assert "Permissions" in sick(healthy)


def test_an_empty_database_lacks_its_schema(healthy: Settings, tmp_path: Path) -> None:
    empty = changed(healthy, database_url=f"sqlite:///{tmp_path / 'empty.sqlite'}")

    assert "Schema" in sick(empty)
