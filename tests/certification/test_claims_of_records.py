"""The text of the second QR code: from the record alone, the same each time, none where it cannot be."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from certification_builders import a_snapshot
from cryptography.hazmat.primitives.asymmetric import ec

from lms.certification.models import Certificate
from lms.certification.offline import claims
from lms.certification.rules import claim
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose
from lms.config import Settings

PUBLIC_ID = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return Settings(instance=tmp_path, secret_key="k" * 64)


def a_record(**values: Any) -> Certificate:
    """Make a row that no database has seen."""
    day = date(2026, 11, 25)
    return Certificate(
        **{
            "public_id": PUBLIC_ID, "number": "800.2/00123/BKPSDM/2026", "snapshot": a_snapshot(),
            "jp": Decimal("8.5"), "began_on": day, "completed_on": day, **values,
        }
    )  # fmt: skip


def keys_of(here: Settings) -> dict[bytes, ec.EllipticCurvePublicKey]:
    return {
        bytes.fromhex(one.kid): one.public
        for one in purposes.published(here, Purpose.CLAIMS)
        if isinstance(one.public, ec.EllipticCurvePublicKey)
    }


def test_it_says_what_the_record_says(here: Settings) -> None:
    purposes.create(here, Purpose.CLAIMS)

    text = claims.text_for(a_record(), here)

    assert text is not None
    assert claim.read(text, keys_of(here)) == claim.Claim(
        name="Ani",
        course="Dasar-dasar SPBE",
        jp=Decimal("8.5"),
        completed_on=date(2026, 11, 25),
        number="800.2/00123/BKPSDM/2026",
        public_id=PUBLIC_ID,
        issuer="BKPSDM Kota Palembang",
    )
    assert claims.text_for(a_record(), here) == text


def test_it_says_how_long_it_holds(here: Settings) -> None:
    purposes.create(here, Purpose.CLAIMS)
    last = date(2029, 11, 25)

    text = claims.text_for(a_record(expires_on=last), here)

    assert text is not None
    assert claim.read(text, keys_of(here)).expires_on == last


def test_an_older_key_keeps_what_it_signed(here: Settings) -> None:
    purposes.create(here, Purpose.CLAIMS)
    old = claims.text_for(a_record(), here)
    purposes.create(here, Purpose.CLAIMS)
    new = claims.text_for(a_record(), here)

    assert old
    assert new
    assert old != new
    assert claim.read(old, keys_of(here)) == claim.read(new, keys_of(here))


def test_without_a_key_there_is_no_code(here: Settings) -> None:
    purposes.create(here, Purpose.BADGES)

    assert claims.text_for(a_record(), here) is None


def test_a_number_that_does_not_fit_is_not_cut(here: Settings) -> None:
    purposes.create(here, Purpose.CLAIMS)

    assert claims.text_for(a_record(number="9" * 64), here)
    assert claims.text_for(a_record(number="9" * 65), here) is None
