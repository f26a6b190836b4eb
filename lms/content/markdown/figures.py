"""Pictures, films and sounds: from a Markdown picture to what the page shows."""

import re
from pathlib import PurePosixPath

from lms.content.findings import shortened
from lms.content.markdown.assets import Asset
from lms.content.markdown.links import ASSET, Links
from lms.content.markdown.markup.tree import Node

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
CAPTION_NEEDED = "video/"


def shown(node: Node, links: Links) -> Node | None:
    """Turn one `<img>` into a picture, film or sound; None, with a finding, when it cannot be shown."""
    target = node.get("src")
    line, column = links.places.find(target)
    findings = links.setting.findings
    found = ASSET.fullmatch(target)
    if found is None:
        code = "markdown.foreign-picture" if re.match(r"(?:[a-z]+:)?//", target) else "asset.missing"
        findings.error(code, line, column, name=shortened(target))
        return None
    alt = " ".join(node.get("alt").split())
    if not alt:
        findings.error("markdown.no-alt", line, column, name=shortened(target))
    asset = links.asset(found[1], line, column)
    if asset is None:
        return None
    if asset.media_type.startswith(CAPTION_NEEDED):
        return _film(asset, alt, links, line)
    if asset.media_type.startswith("audio/"):
        return Node("audio", {"controls": None, "preload": "none", "src": asset.address, "aria-label": alt})
    if not asset.media_type.startswith("image/"):
        findings.error("markdown.not-a-picture", line, column, name=shortened(target))
        return None
    pixels = dict(zip(("width", "height"), map(str, asset.pixels or ()), strict=False))
    shown = {"src": asset.address, "alt": alt, **pixels, "loading": "lazy", "decoding": "async"}
    return Node("img", dict(shown))


def _film(asset: Asset, alt: str, links: Links, line: int) -> Node | None:
    path = str(PurePosixPath(asset.path).with_suffix(".vtt"))
    captions = links.setting.assets.get(path)
    links.setting.used.add(path)
    if captions is None:
        links.setting.findings.error("markdown.captions", line, name=asset.path, captions=path)
        return None
    language = links.setting.language
    track = {"kind": "captions", "srclang": language, "label": LANGUAGES[language], "default": None}
    film = {"controls": None, "preload": "metadata", "src": asset.address, "aria-label": alt}
    return Node("video", dict(film), [Node("track", {**track, "src": captions.address})])


def with_caption(node: Node, caption: str) -> Node:
    children: list[Node] = [node]
    if caption.strip():
        children.append(Node("figcaption", {}, [caption.strip()]))
    return Node("figure", {}, list(children))
