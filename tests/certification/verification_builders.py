"""A site with certificates of every state, and the files that people may send to have them checked."""

import re
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from io import BytesIO

import pikepdf
from build import NINE, a_person
from certification_builders import a_release, completion
from conftest import ROOT, SECRET_KEY
from cryptography.hazmat.primitives.serialization import Encoding
from signing_builders import a_pdf, authority, certificate, issued_key, private

from lms.certification import certificates, making
from lms.certification.models import Certificate, Reason
from lms.certification.register import decisions
from lms.certification.signing import keys, lean
from lms.certification.signing.keys import KnownCertificate, SigningKey
from lms.config import Settings
from lms.db.installation import Installation

BSRE = authority("CN=Root CA Contoh BSrE,O=BSSN Contoh,C=ID")
FALSE_BSRE = authority("CN=Root CA Contoh BSrE,O=BSSN Contoh,C=ID", which=1)
CALLED = "CN=Kepala Contoh 1990010120150120,O=Pemkot,C=ID"


@dataclass(frozen=True, slots=True)
class Shop:
    """The site, its certificates and their files by name, and the key that signs now."""

    site: Installation
    rows: dict[str, Certificate]
    files: dict[str, bytes]
    key: SigningKey

    def of(self, name):
        return self.files[name]

    def forged(self, text, key, name="a"):
        """A file that looks like one of ours, signed by whoever has `key`."""
        return signed(a_pdf(text=text, identifier=self.rows[name].public_id), key)


def signed(data, key):
    return lean.sign(data, key, at=NINE, place="Palembang")


def settings_at(folder, url):
    shelf = folder / "shelf"
    for name in ("courses", "quizzes"):
        (shelf / name).mkdir(parents=True)
    (shelf / "certificates").symlink_to(ROOT / "certificates")
    return Settings(
        instance=folder / "instance", content_root=shelf, database_url=url, secret_key=SECRET_KEY,
        base_url="http://localhost",
    )  # fmt: skip


def a_shop(site):
    """One certificate is drawn as every other is; the rest have small files of their own."""
    settings = site.settings
    trust = settings.instance / "trust"
    trust.mkdir(parents=True)
    (trust / "bsre.pem").write_bytes(BSRE[0].public_bytes(Encoding.PEM))
    old, key = keys.create(settings, at=NINE - timedelta(days=1)), keys.rotate(settings, at=NINE)
    with site.database.write() as session:
        rows = {
            name: certificates.issue_if_due(
                session, completion(a_person(session, name.title()), a_release(session, f"kursus-{name}"))
            )
            for name in ("a", "b", "retired", "bsre", "plain", "expired", "revoked", "superseded", "drawn")
        }
    making.render(site, {"certificate_id": rows["drawn"].id})
    files = {name: a_pdf(text=name, identifier=row.public_id) for name, row in rows.items()}
    signers = {"plain": None, "retired": old, "bsre": issued_key(CALLED, by=BSRE)}
    for name, data in files.items():
        signer = signers.get(name, key)
        files[name] = data if signer is None else signed(data, signer)
    with site.database.write() as session:
        for name, row in rows.items():
            one = session.get_one(Certificate, row.id)
            if name == "drawn":
                files[name] = site.files.get(one.sha256)
                continue
            one.sha256 = site.files.put(files[name])
            one.signed_at = None if name == "plain" else NINE
            if name == "expired":
                one.expires_on = NINE.date()
        for name, act in (("revoked", revoke), ("superseded", supersede)):
            act(session, rows[name])
    return Shop(site, rows, files, key)


def revoke(session, row):
    decisions.revoke(session, row.number, Reason.MISTAKE, "BA 12", by=None, at=NINE)


def supersede(session, row):
    decisions.supersede(session, row.number, "BA 13", by=None, at=NINE, corrected={"name": "Budi, S.T."})


def range_of(data):
    opens, closes = data.index(b"/Contents<") + 9, data.index(b">/ByteRange") + 1
    return opens, closes


def with_range(data, numbers):
    """Write another range into the place of the one there, as long as it was."""
    found = re.search(rb"/ByteRange ?\[([^\]]*)\]", data)
    return data[: found.start(1)] + numbers.ljust(found.end(1) - found.start(1)) + data[found.end(1) :]


def short(data):
    opens, closes = range_of(data)
    return with_range(data, b"0 %d %d %d" % (opens, closes, len(data) - closes - 40))


def odd(data):
    opens, closes = range_of(data)
    return with_range(data, b"0 %d %d %d" % (opens - 9, closes, len(data) - closes))


def moved(target, source):
    """Put the signature of one file into the gap of another."""
    (opens, closes), (begin, end) = range_of(target), range_of(source)
    return target[:opens] + source[begin:end].ljust(closes - opens) + target[closes:]


def edited(data):
    place = data.index(b"stream") + 9
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def unsealed(data):
    """Change the digest inside of the signature (RFC 5652, 11.2): its key did not sign that one."""
    attribute = b"2a864886f70d01090431220420"
    place = data.index(attribute) + len(attribute)
    return data[:place] + (b"1" if data[place : place + 1] == b"0" else b"0") + data[place + 1 :]


def saved_anew(data):
    """What an editor keeps: the content, the identifier, and no signature."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root.AcroForm
        pdf.pages[0].Annots = pikepdf.Array()
        pdf.save(target)
    return target.getvalue()


def encrypted(data):
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="rahasia", user="rahasia"))
    return target.getvalue()


def lookalike(key):
    """Another key whose certificate names the same person as ours does."""
    other = private("p256", "lookalike")
    subject = key.public.certificate.subject.rfc4514_string()
    return SigningKey(KnownCertificate(certificate(subject, other)), other)


def application(site):
    return import_module("lms.app").create_app(site.settings)
