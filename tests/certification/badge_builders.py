"""A site whose badges others verify: what they would find on the network, and Digital Bazaar's programs."""

import json
import subprocess
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from lms.certification.badges import credentials
from lms.certification.models import Certificate
from lms.db.installation import Installation

VERIFIER = Path(__file__).parents[2] / "tools" / "verifier"
CONTEXTS = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-context-3.0.3.json",
    "https://w3id.org/security/multikey/v1": "security-multikey-v1.json",
}


@dataclass(frozen=True, slots=True)
class Network:
    """What programs fetch, answered by the site itself: nobody is signed in, no cookie is sent."""

    client: FlaskClient

    def __call__(self, url: str) -> bytes:
        answer = self.client.get(urlsplit(url).path)
        assert answer.status_code == 200, url
        return answer.data

    def documents(self, credential: dict[str, Any]) -> dict[str, Any]:
        """Return what a verifier of a credential asks for: keys, its status list, JSON-LD contexts."""
        status = credential["credentialStatus"]["statusListCredential"]
        bundled = files("openbadgeslib") / "ob3" / "contexts"
        return {
            credential["issuer"]["id"]: json.loads(self("https://localhost/.well-known/did.json")),
            status: json.loads(self(status)),
            **{url: json.loads((bundled / name).read_text("utf-8")) for url, name in CONTEXTS.items()},
        }


def badge_of(installation: Installation, certificate_id: int) -> bytes:
    with installation.database.read() as session:
        certificate = session.get_one(Certificate, certificate_id)
        credential = credentials.kept(session, installation.files, certificate)
    assert credential is not None
    return credential


def digital_bazaar(documents: dict[str, Any], cases: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Let Digital Bazaar's libraries verify credentials; `make setup-test` installs them."""
    asked = json.dumps({"documents": documents, "cases": cases})
    assert (VERIFIER / "node_modules").is_dir(), "run make setup-test first"
    command = ["node", str(VERIFIER / "verify.mjs")]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    answers: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return answers
