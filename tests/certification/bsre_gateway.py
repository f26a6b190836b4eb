"""A gateway of BSrE on a real port of this machine: it signs, refuses, breaks and cheats as told."""

import json
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, quote_plus

from bsre_builders import CHANGES, PASSPHRASE


@dataclass
class Fake:
    """A gateway: `mode` says how it behaves to the next request, `seen` what it was asked."""

    url: str = ""
    mode: str = "good"
    modes: list[str] = field(default_factory=list)
    seen: list[dict[str, bytes]] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    before: Callable[[], None] = lambda: None
    release: threading.Event = field(default_factory=threading.Event)


def form_of(headers, body: bytes) -> dict[str, bytes]:
    head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + body).get_payload()
    return {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in parts
    }


class Handler(BaseHTTPRequestHandler):
    """Answers as the mode of its gateway says."""

    fake: Fake
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.fake.paths.append(self.path)
        document = self.path.rpartition("/")[2]
        self.fake.downloads.append(document)
        self.give(200, "application/pdf", self.fake.kept[document], document)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.fake.paths.append(self.path)
        form = form_of(self.headers, body)
        form["authorization"] = self.headers.get("Authorization", "").encode()
        self.fake.seen.append(form)
        self.fake.before()
        mode = self.fake.modes.pop(0) if self.fake.modes else self.fake.mode
        if form["passphrase"].decode() != PASSPHRASE:
            mode = "wrong"
        answer = getattr(self, f"answer_{mode}", None)
        if answer is not None:
            answer(form)
            return
        self.give(200, "application/pdf", CHANGES[mode](form["file"]), f"dok-{len(self.fake.seen)}")

    def answer_wrong(self, form):
        said = f"Passphrase anda salah: {form['passphrase'].decode()} NIK {form['nik'].decode()}"
        self.tell(400, {"error": said, "status_code": 2031})

    def answer_echo(self, form):
        said = form["passphrase"].decode()
        ways = (quote(said), quote_plus(said), escape(said), b64encode(said.encode()).decode())
        self.tell(400, {"error": " / ".join(ways), "status_code": 1001})

    def answer_broken(self, _):
        self.tell(500, {"error": "Proses signing gagal"})

    def answer_full(self, _):
        self.tell(400, {"error": "Format file tidak didukung", "status_code": 1001})

    def answer_page(self, _):
        self.give(200, "text/html", b"<html>masuk</html>", "")

    def answer_account(self, _):
        self.tell(401, {"error": "Unauthorized"})

    def answer_moved(self, _):
        self.send_response(307)
        self.send_header("Location", "http://127.0.0.1:1/api/sign/pdf")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_slow(self, _):
        self.fake.release.wait(10)
        self.close_connection = True

    def answer_cut(self, form):
        document = f"dok{len(self.fake.seen)}"
        self.fake.kept[document] = CHANGES["good"](form["file"])
        self.send_response(200)
        self.send_header("Content-Type", "application/pdf")
        self.send_header("Content-Length", str(len(self.fake.kept[document])))
        self.send_header("id_dokumen", document)
        self.end_headers()
        self.wfile.write(self.fake.kept[document][:500])
        self.wfile.flush()
        self.close_connection = True

    def tell(self, status, words):
        self.give(status, "application/json", json.dumps(words).encode(), "")

    def give(self, status, kind, body, document):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if document:
            self.send_header("id_dokumen", document)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def a_gateway(tls: ssl.SSLContext | None = None) -> Iterator[Fake]:
    """Serve on a port of this machine until the block ends."""
    fake = Fake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"fake": fake}))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    fake.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        fake.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
