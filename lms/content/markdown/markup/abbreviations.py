"""Abbreviations are explained once a section, where words run; marked at every turn they would only hum."""

from lms.content.markdown.markup.tree import Node, Raw

# Text that is a name or a control of its own: what is in it is not marked.
APART = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a", "summary", "th", "abbr"})


def settle(root: Node, *, reachable: bool) -> None:
    """Keep the first `<abbr>` of each term in each section, reachable by keys and by touch."""
    _within(root, set(), reachable=reachable)


def _within(node: Node, told: set[str], *, reachable: bool) -> None:
    fresh: list[Node | Raw | str] = []
    for child in node.children:
        if not isinstance(child, Node):
            fresh.append(child)
            continue
        if child.tag == "h2":
            told.clear()
        if child.tag != "abbr":
            _within(child, told, reachable=reachable)
            fresh.append(child)
        elif node.tag in APART or child.text() in told:
            fresh += child.children
        else:
            told.add(child.text())
            if reachable:
                child.attributes["tabindex"] = "0"
            fresh.append(child)
    node.children = fresh
