"""Who is answered: this machine's browser at our own address, for the pages show files of the machine."""

from flask import Flask, Response, request

from lms.web.security import HEADERS, POLICY

NAMES = ("127.0.0.1", "localhost", "[::1]")
STRICT = POLICY.format(nonce="")
# The status of a request that was led to the wrong server.
MISDIRECTED = 421


def install(app: Flask, port: int) -> None:
    hosts = frozenset(f"{name}:{port}" for name in NAMES)
    origins = frozenset(f"http://{host}" for host in hosts)

    def only_here() -> Response | None:
        """Refuse a foreign name that leads to this address (DNS rebinding), and forms of other pages."""
        if request.host not in hosts or request.headers.get("Origin", next(iter(origins))) not in origins:
            text = f"lms preview: http://127.0.0.1:{port}/\n"
            return Response(text, MISDIRECTED, mimetype="text/plain")
        return None

    app.before_request(only_here)
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    for name, value in HEADERS:
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", STRICT)
    response.headers.setdefault("Cache-Control", "no-store")
    # No page of another site may take in a picture or a page of this machine.
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
