"""The page that a phone keeps: the same for everybody, complete without a network, and the keys it needs."""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from build import a_person, sign_in
from cryptography.hazmat.primitives.asymmetric import ec
from databases import SqliteMaker
from flask.testing import FlaskClient

from lms.certification.rules import claim
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose
from lms.config import Settings
from lms.db.installation import Installation
from lms.web.assets import FOLDER

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "js" / "check").glob("*.js")}


@pytest.fixture
def database_url(sqlite_maker: SqliteMaker, tmp_path: Path) -> str:
    """One database will do: the page asks none for anything."""
    return sqlite_maker.fresh(tmp_path / "instance" / "lms.sqlite")


def kept(client: FlaskClient, prefix: str = "") -> list[str]:
    """Return the addresses that the service worker keeps."""
    source = client.get(f"{prefix}/periksa/pekerja.js").text
    found = re.match(r"const KEPT = (\{.*\});\n", source)
    assert found
    return list(json.loads(found[1])["addresses"])


def point(jwk: Mapping[str, str]) -> ec.EllipticCurvePublicKey:
    x, y = (int.from_bytes(urlsafe_b64decode(jwk[name] + "=")) for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def test_every_key_is_published_to_whoever_asks(client: FlaskClient, settings: Settings) -> None:
    old, new = (purposes.create(settings, Purpose.CLAIMS) for _ in range(2))

    answer = client.get("/periksa/kunci.json")

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    document: dict[str, Any] = json.loads(answer.text)
    assert (document["issuer"], document["site"]) == ("BKPSDM Kota Palembang", "http://localhost")
    assert {one["kid"]: one["current"] for one in document["keys"]} == {old: False, new: True}
    for one in document["keys"]:
        assert claim.key_id(point(one["jwk"])).hex() == one["kid"] == one["jwk"]["kid"]
        assert set(one["jwk"]) == {"kty", "crv", "x", "y", "kid", "alg", "use"}
    again = client.get("/periksa/kunci.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_cameras_are_open_to_this_page_alone(client: FlaskClient) -> None:
    policies = {path: client.get(path).headers["Permissions-Policy"] for path in ("/periksa/", "/verifikasi")}

    assert policies["/periksa/"].startswith("camera=(self),")
    assert policies["/verifikasi"].startswith("camera=(),")


def test_nothing_of_a_sign_in_is_kept_on_the_phone(client: FlaskClient, installation: Installation) -> None:
    with installation.database.write() as session:
        person = a_person(session, "Siti Nurhaliza")
    visitor = client.get("/periksa/").text
    sign_in(client, person)

    assert client.get("/periksa/").text == visitor
    assert "csrf" not in visitor


def test_the_language_is_in_the_address(client: FlaskClient) -> None:
    client.set_cookie("lms_language", "en")

    pages = {path: client.get(path).text for path in ("/periksa/", "/periksa/id", "/periksa/en")}

    assert pages["/periksa/"] == pages["/periksa/id"]
    assert '<html lang="en">' in pages["/periksa/en"]
    assert client.get("/periksa/fr").status_code == 404
    assert 'href="/periksa/en"' in client.get("/verifikasi").text


@pytest.mark.parametrize("path", ["/periksa/", "/periksa/en"])
def test_all_that_the_page_loads_is_kept(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    loaded = set(re.findall(r'(?:src|data-decoder)="([^"]+)"', page))
    loaded |= set(
        re.findall(r'<link rel="(?:stylesheet|modulepreload|preload|manifest|icon)" href="([^"]+)"', page)
    )
    loaded |= {address.partition("#")[0] for address in re.findall(r'<use href="([^"]+)"', page)}

    addresses = kept(client)

    assert path in addresses
    assert loaded - set(addresses) == set()
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
    imports = {name for text in SCRIPTS.values() for name in re.findall(r'from "\./(.+?)"', text)}
    assert {name for name in imports if not any(one.endswith(f"/check/{name}") for one in addresses)} == set()


def test_what_the_phone_shows_on_its_home_screen(client: FlaskClient) -> None:
    described = json.loads(client.get("/periksa/en.webmanifest").text)

    assert (described["start_url"], described["scope"], described["display"]) == (
        "/periksa/en", "/periksa/", "standalone",
    )  # fmt: skip
    assert {icon["sizes"] for icon in described["icons"]} == {"any", "192x192", "512x512"}
    assert {client.get(icon["src"]).status_code for icon in described["icons"]} == {200}


def test_the_worker_is_another_when_the_page_is(client: FlaskClient, settings: Settings) -> None:
    before = client.get("/periksa/pekerja.js")
    again = client.get("/periksa/pekerja.js", headers={"If-None-Match": before.headers["ETag"]})
    client.application.extensions["lms"].installation.settings.__dict__["organiser"] = "BPSDM Lain"

    after = client.get("/periksa/pekerja.js", headers={"If-None-Match": before.headers["ETag"]})

    assert (before.mimetype, again.status_code, after.status_code) == ("text/javascript", 304, 200)


def test_page_and_scripts_know_the_same_causes_and_words(client: FlaskClient) -> None:
    """What a script asks for by name the page has; what `claim.read` refuses by, the scripts refuse by."""
    page = client.get("/periksa/").text
    causes = {one.code_ for one in claim.ClaimRefused.__subclasses__()} - {claim.Unsignable.code_}

    assert set(re.findall(r'"(claim\.[a-z-]+)"', SCRIPTS["refusal.js"])) == causes
    shown = set(re.findall(r'show\("([a-z.-]+)"', "".join(SCRIPTS.values()))) | causes
    shown |= set(re.findall(r'\? "([a-z]+)" : "([a-z]+)"', SCRIPTS["result.js"])[0])
    assert set(re.findall(r'data-verdict="([^"]+)"', page)) == shown
    asked = set(
        re.findall(
            r'"((?:camera|address|other|no|nothing|too|just)-[a-z]+)"',
            SCRIPTS["page.js"] + SCRIPTS["result.js"],
        )
    )
    words = set(re.findall(r'data-word="([^"]+)"', page))
    assert asked <= words
    assert words - asked == {"looking", "reading", "insecure"}
    for one in claim.ClaimRefused.__subclasses__():
        assert (one.words.id in page) == (one is not claim.Unsignable)
