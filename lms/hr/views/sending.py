"""How the HR desk hands a file over."""

from collections.abc import Iterator

from flask import Response


def download(blocks: Iterator[bytes], name: str, media_type: str) -> Response:
    response = Response(blocks, mimetype=None, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
