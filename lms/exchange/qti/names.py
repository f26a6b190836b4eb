"""One set of names for all versions: `qti-simple-choice` is `simpleChoice`, namespaces are gone."""

import re
import sys
from functools import lru_cache

from lms.exchange.xml import Node

PREFIX = "qti-"
HYPHEN = re.compile(r"-([a-z0-9])")


def camel(name: str) -> str:
    return HYPHEN.sub(lambda found: found[1].upper(), name)


def local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def plain(root: Node) -> Node:
    """Rename a whole tree in place; attributes of HTML elements stay as they are."""
    for node in root.iter():
        ours, node.tag = _tag(node.tag)
        for name in [*node.attrib]:
            known = _attribute(name, ours)
            if known != name:
                node.attrib[known] = node.attrib.pop(name)
    return root


@lru_cache(maxsize=4096)
def _tag(tag: str) -> tuple[bool, str]:
    """Tell whether an element is QTI's own in version 3, and give it its plain name, one string for all."""
    name = local(tag)
    return name.startswith(PREFIX), sys.intern(
        camel(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else name
    )


@lru_cache(maxsize=4096)
def _attribute(name: str, ours: bool) -> str:
    plain_ = local(name)
    return camel(plain_) if ours and not plain_.startswith("data-") else plain_
