"""How the HR desk hands a file over, whole or from where it broke off."""

from collections.abc import Callable, Iterator

from flask import Response, request

# The bytes from the first number up to the second, which is not among them.
Stretch = Callable[[int, int], Iterator[bytes]]


def download(blocks: Iterator[bytes], name: str, media_type: str) -> Response:
    response = Response(blocks, mimetype=None, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def resumable(stretch: Stretch, size: int, etag: str, name: str, media_type: str) -> Response:
    """Answer with the whole or with the one range that is asked for (RFC 9110 §14, §13.1.5).

    Several ranges at once, a unit other than bytes, and `If-Range` with another tag are answered with the
    whole; a range that begins behind the end with 416.
    """
    asked = _asked(size, etag)
    start, stop = asked or (0, size)
    if start >= stop:
        response = Response(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    response = download(stretch(start, stop), name, media_type)
    if asked:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    response.headers["Content-Length"] = str(stop - start)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = f'"{etag}"'
    # Browsers resume only what they may keep; the tag makes them ask each time.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _asked(size: int, etag: str) -> tuple[int, int] | None:
    """Return the one range that is asked for, cut at the end; None for the whole."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    if request.headers.get("If-Range", f'"{etag}"').strip() != f'"{etag}"':
        return None
    [(start, stop)] = asked.ranges
    if start < 0:
        return max(size + start, 0), size
    return start, size if stop is None else min(stop, size)
