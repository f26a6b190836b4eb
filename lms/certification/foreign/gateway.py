"""The agency's BSrE gateway: one PDF goes there with NIK and passphrase, the signed one comes back.

The HTTP is that of BSrE's e-sign client as agencies run it: POST /api/sign/pdf (multipart, Basic), the PDF or
JSON `{"error", "status_code"}` in answer, its id in the header `id_dokumen`, GET /api/sign/download/{id}.

NIK and passphrase live in an `Officer` and in the body of that one request: never in an address, a log, an
error's text or a repr. What the gateway says is cleaned of both before anybody keeps it.
"""

import base64
import html
import json
import re
import secrets
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from socket import socket as Socket  # noqa: N812 # a type beside values of that name
from urllib.parse import quote, quote_plus, urlsplit

from lms.config import Settings
from lms.errors import InvalidInput, LmsError, Message, Refused, SetUpError

SIGN = "/api/sign/pdf"
DOWNLOAD = "/api/sign/download/"
MOST_BYTES = 20_000_000
BLOCK = 1 << 16
MOST_WORDS = 200
NIK = re.compile(r"[0-9]{16}")
LONG_NUMBER = re.compile(r"[0-9]{16,}")
OK, UNAUTHORISED, FORBIDDEN, TOO_MANY, BROKEN = 200, 401, 403, 429, 500
REDIRECTS = range(300, 400)
# The e-sign client's own codes.
NO_USER, WRONG_PASSPHRASE = 2011, 2031
OF_OFFICER = frozenset({NO_USER, WRONG_PASSPHRASE})

NOT_SET_UP = Message(
    "Gerbang BSrE belum diatur.",
    "The BSrE gateway is not set up.",
    "Isi BSRE_URL, BSRE_USER dan BSRE_PASSWORD, atau tanda tangani lewat berkas ZIP.",
    "Set BSRE_URL, BSRE_USER and BSRE_PASSWORD, or sign by a ZIP file.",
)
BAD_FILE = Message(
    "Berkas {path} dari pengaturan {name} tidak terbaca.",
    "The file {path} of setting {name} cannot be read.",
    "Periksa jalur dan hak bacanya di config.py.",
    "Check its path and permissions in config.py.",
)
NO_NIK = Message(
    "NIK terdiri atas 16 angka.",
    "A NIK has 16 digits.",
    "Salin dari KTP pemilik sertifikat elektronik.",
    "Copy it from the identity card of who owns the electronic certificate.",
)
NO_PASSPHRASE = Message(
    "Frasa sandi belum diisi.",
    "The passphrase is missing.",
    "Isi frasa sandi sertifikat elektronik; ia tidak disimpan.",
    "Type the passphrase of the electronic certificate; it is not kept.",
)
REFUSED_OFFICER = Message(
    "BSrE menolak penanda tangan ini: {said}",
    "BSrE refuses this signer: {said}",
    "Periksa NIK dan frasa sandi. Jangan mencoba berulang kali: akun dapat terkunci.",
    "Check NIK and passphrase. Do not try many times: the account may be locked.",
)
REFUSED_SITE = Message(
    "Gerbang BSrE menolak akun aplikasi ini (HTTP {status}).",
    "The BSrE gateway refuses this application's account (HTTP {status}).",
    "Minta admin memeriksa BSRE_USER dan BSRE_PASSWORD.",
    "Ask the administrator to check BSRE_USER and BSRE_PASSWORD.",
)
ELSEWHERE = Message(
    "Gerbang BSrE mengalihkan ke alamat lain; permintaan tidak diteruskan.",
    "The BSrE gateway redirects elsewhere; the request was not sent on.",
    "Minta admin memeriksa BSRE_URL.",
    "Ask the administrator to check BSRE_URL.",
)
REFUSED_FILE = Message(
    "Gerbang BSrE menolak berkas ini: {said}",
    "The BSrE gateway refuses this file: {said}",
    "Tunjukkan pesan ini kepada pengelola gerbang BSrE instansi.",
    "Show this message to whoever runs the agency's BSrE gateway.",
)
OUT_OF_REACH = Message(
    "Gerbang BSrE tidak terjangkau atau terganggu: {said}",
    "The BSrE gateway is out of reach or in trouble: {said}",
    "Coba lagi beberapa menit kemudian. Yang sudah ditandatangani tidak diulang.",
    "Try again in some minutes. What is signed already is not repeated.",
)


class Fault(StrEnum):
    """Whom a refusal is about, and so what is done next."""

    OFFICER = "officer"  # stop at once: more tries lock the account
    SITE = "site"  # stop at once: no file will pass
    FILE = "file"  # the next file may pass
    GATEWAY = "gateway"  # try again later


class GatewayError(Refused):
    """The gateway did not sign; `fault` tells whom it is about."""

    def __init__(self, fault: Fault, message: Message, **values: str | int) -> None:
        super().__init__(message, f"bsre.{fault}", **values)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Officer:
    """Who signs: NIK and passphrase of a personal certificate, neither of which a repr shows."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `document` is the gateway's id of the signed file, `whole` tells of its body."""

    status: int
    body: bytes
    document: str
    whole: bool


def officer(nik: str, passphrase: str) -> Officer:
    """Read what somebody typed; raises `InvalidInput` without repeating it."""
    plain = re.sub(r"[\s.-]", "", nik)
    if not NIK.fullmatch(plain):
        raise InvalidInput(NO_NIK, "bsre.nik", "nik")
    if not passphrase:
        raise InvalidInput(NO_PASSPHRASE, "bsre.passphrase", "passphrase")
    return Officer(plain, passphrase)


class Gateway:
    """The gateway that the settings name; `seconds` limits one exchange from beginning to end."""

    def __init__(self, settings: Settings, *, seconds: float | None = None) -> None:
        if not settings.bsre_url:
            raise SetUpError(NOT_SET_UP, "bsre.not-set-up")
        self._to = urlsplit(settings.bsre_url)
        self._seconds = seconds or settings.bsre_timeout
        pair = f"{settings.bsre_user}:{settings.bsre_password}".encode()
        self._basic = "Basic " + base64.b64encode(pair).decode()
        self._seal = _picture(settings)
        self._box = settings.bsre_box.split(",")
        self._tls = _trust(settings) if self._to.scheme == "https" else None

    def sign(self, data: bytes, name: str, officer: Officer, link: str) -> bytes:
        """Return what the gateway made of a PDF, unchecked; raises `GatewayError`.

        `name` is the file's name, `link` where the certificate can be verified.
        """
        body, kind = _multipart(self._fields(officer, link), self._files(data, name))
        answer = self._ask("POST", SIGN, body, kind)
        if answer.status == OK and not answer.whole and answer.document:
            # It is signed; only the way back broke.
            answer = self._ask("GET", DOWNLOAD + quote(answer.document, safe=""))
        if answer.status != OK:
            raise _refusal(answer, officer)
        if not answer.whole:
            raise GatewayError(Fault.GATEWAY, OUT_OF_REACH, said="cut off")
        if not answer.body.startswith(b"%PDF-"):
            raise GatewayError(Fault.FILE, REFUSED_FILE, said=_said(answer, officer)[0])
        return answer.body

    def _fields(self, officer: Officer, link: str) -> Mapping[str, str]:
        secret = {"nik": officer.nik, "passphrase": officer.passphrase}
        if self._seal is None:
            return secret | {"tampilan": "invisible"}
        page, left, bottom, width, height = self._box
        return secret | {
            "tampilan": "visible", "image": "true", "linkQR": link, "page": page,
            "xAxis": left, "yAxis": bottom, "width": width, "height": height,
        }  # fmt: skip

    def _files(self, data: bytes, name: str) -> Sequence[tuple[str, str, str, bytes]]:
        files = [("file", name, "application/pdf", data)]
        if self._seal is not None:
            files.append(("imageTTD", "tampilan.png", "image/png", self._seal))
        return files

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        until = time.monotonic() + self._seconds
        connection = self._connection()
        headers = {"Authorization": self._basic, "Accept": "application/pdf, application/json"}
        if kind:
            headers["Content-Type"] = kind
        try:
            connection.request(method, self._to.path + path, body, headers)
            # The connection lets go of its socket once the answer has begun.
            socket = connection.sock
            return _read(socket, connection.getresponse(), until)
        except (OSError, HTTPException) as error:
            raise GatewayError(Fault.GATEWAY, OUT_OF_REACH, said=type(error).__name__) from None
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        host = self._to.hostname or ""
        if self._tls is None:
            return HTTPConnection(host, self._to.port, timeout=self._seconds)
        return HTTPSConnection(host, self._to.port, timeout=self._seconds, context=self._tls)


def _read(socket: Socket, response: HTTPResponse, until: float) -> Answer:
    """Read to the end, to the limit of size or to the limit of time, whichever comes first."""
    parts: list[bytes] = []
    size, whole = 0, False
    try:
        while size <= MOST_BYTES:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            socket.settimeout(left)
            part = response.read1(BLOCK)
            if not part:
                # A body that ends before its announced length ends without a word.
                whole = not response.length
                break
            parts.append(part)
            size += len(part)
    except IncompleteRead:
        whole = False
    return Answer(response.status, b"".join(parts), response.headers.get("id_dokumen", ""), whole)


def _refusal(answer: Answer, officer: Officer) -> GatewayError:
    said, code = _said(answer, officer)
    status = answer.status
    if status in {UNAUTHORISED, FORBIDDEN} and code not in OF_OFFICER:
        return GatewayError(Fault.SITE, REFUSED_SITE, status=status)
    if status in REDIRECTS:
        return GatewayError(Fault.SITE, ELSEWHERE)
    if code in OF_OFFICER:
        return GatewayError(Fault.OFFICER, REFUSED_OFFICER, said=said)
    if status >= BROKEN or status == TOO_MANY:
        return GatewayError(Fault.GATEWAY, OUT_OF_REACH, said=said)
    return GatewayError(Fault.FILE, REFUSED_FILE, said=said)


def _said(answer: Answer, officer: Officer) -> tuple[str, int]:
    """Return the gateway's words and code, without NIK, passphrase, markup or line breaks."""
    code = 0
    try:
        told = json.loads(answer.body)
        words = str(told.get("error") or told.get("message") or "")
        code = int(told.get("status_code") or 0)
    except (ValueError, AttributeError, TypeError):
        words = ""
    # Some gateways leave the code out, or say it with HTTP 500.
    code = code or (WRONG_PASSPHRASE if "passphrase" in words.casefold() else 0)
    for secret in (officer.passphrase, officer.nik):
        for spelled in _spelled(secret):
            words = words.replace(spelled, "…")
    words = " ".join(LONG_NUMBER.sub("…", words).split())[:MOST_WORDS]
    told_code = f" ({code})" if code else ""
    return (words or f"HTTP {answer.status}") + told_code, code


def _spelled(secret: str) -> Sequence[str]:
    """Return the ways in which a gateway may repeat what it was sent, the longest first."""
    ways = {secret, html.escape(secret), quote(secret), quote(secret, safe=""), quote_plus(secret)}
    ways |= {json.dumps(secret)[1:-1], base64.b64encode(secret.encode()).decode()}
    return sorted(ways, key=len, reverse=True)


def _multipart(fields: Mapping[str, str], files: Sequence[tuple[str, str, str, bytes]]) -> tuple[bytes, str]:
    """Write a form (RFC 7578); names are ours, values go as they are between boundaries nobody can guess."""
    line = f"----{secrets.token_hex(24)}"
    parts: list[bytes] = []
    for name, value in fields.items():
        head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        parts += [head.encode(), value.encode(), b"\r\n"]
    for name, file_name, kind, data in files:
        head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        parts += [head.encode(), f"Content-Type: {kind}\r\n\r\n".encode(), data, b"\r\n"]
    parts.append(f"--{line}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={line}"


def _trust(settings: Settings) -> ssl.SSLContext:
    """Verify certificate and host name, always; against the agency's own authority when one is set."""
    try:
        return ssl.create_default_context(cafile=settings.bsre_ca)
    except OSError as error:
        raise _unreadable("BSRE_CA", str(settings.bsre_ca)) from error


def _picture(settings: Settings) -> bytes | None:
    try:
        return settings.bsre_image.read_bytes() if settings.bsre_image else None
    except OSError as error:
        raise _unreadable("BSRE_IMAGE", str(settings.bsre_image)) from error


def _unreadable(name: str, path: str) -> LmsError:
    return SetUpError(BAD_FILE, "bsre.file", name=name, path=path)
