"""What the page of `/periksa/` is made of, so that a phone can keep it and open it without a network."""

import hashlib
import json
from collections.abc import Mapping, Sequence

# Their paths in `static/`. The first is what the page loads by itself, the decoder comes with the camera.
SCRIPTS = tuple(
    f"js/check/{name}.js"
    for name in (
        "page",
        "base45",
        "camera",
        "cbor",
        "claim",
        "inflate",
        "keys",
        "pictures",
        "refusal",
        "result",
    )
)
STYLES = ("css/ampera.css", "css/check.css")
DECODER = "vendor/qr-0.7.0.min.js"
WORKER = "js/check/worker.js"
ICON = "mark.svg"
PICTURES = ("icons.svg", "songket.svg", ICON)
FONT = "fonts/plus-jakarta-sans.woff2"
KEPT = (*STYLES, *SCRIPTS, DECODER, *PICTURES, FONT)
LARGE_ICONS = {"check-192.png": 192, "check-512.png": 512}
RIVER, PAPER = "#0b5563", "#fbfaf7"


def worker(source: str, pages: Mapping[str, str], files: Sequence[str]) -> str:
    """Return the service worker with the addresses it keeps; a page that changes makes another worker.

    `pages` are the pages by their address, `files` the addresses of all else.
    """
    digest = hashlib.sha256()
    for part in (*pages.keys(), *pages.values(), *files):
        digest.update(part.encode() + b"\0")
    kept = {"version": digest.hexdigest()[:12], "addresses": [*pages, *files]}
    return f"const KEPT = {json.dumps(kept)};\n{source}"


def manifest(
    name: str, *, language: str, scope: str, start: str, icons: Mapping[str, str]
) -> Mapping[str, object]:
    """Return what a phone needs to put the page among its apps (W3C Web Application Manifest).

    `icons` are the addresses of `ICON` and `LARGE_ICONS` by name; the large ones fill their square, so that a
    phone may cut them round.
    """
    return {
        "name": name,
        "short_name": name,
        "lang": language,
        "id": scope,
        "start_url": start,
        "scope": scope,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": RIVER,
        "icons": [
            {"src": icons[ICON], "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": icons[file], "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
                for file, side in LARGE_ICONS.items()
                for purpose in ("any", "maskable")
            ),
        ],
    }
