"""One set of names for all versions: `qti-simple-choice` is `simpleChoice`, namespaces are gone."""

import re

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
        tag = local(str(node.tag))
        ours = tag.startswith(PREFIX)
        node.tag = camel(tag.removeprefix(PREFIX)) if ours else tag
        attributes = {local(name): value for name, value in node.attrib.items()}
        if ours:
            attributes = {
                name if name.startswith("data-") else camel(name): value for name, value in attributes.items()
            }
        node.attrib.clear()
        node.attrib.update(attributes)
    return root
