"""A text that belongs to no course: sanitised as every other, but not dressed for a page."""

from html import escape

from lms.content.markdown.dialect.job import Job
from lms.content.markdown.finish import Finish
from lms.content.markdown.markup.tree import Node, Raw


class Bare(Finish):
    """Leaves headings, tables, boxes to tick, links and pictures as the author wrote them."""

    @property
    def checks(self) -> bool:
        return False

    @property
    def comments(self) -> bool:
        return True

    def check(self, work: Job) -> None:
        """A level-one heading is good here."""

    def _child(self, child: Node) -> Node | Raw | str | None:
        return self._formula(child) if "arithmatex" in child.get("class").split() else child

    def _node(self, node: Node) -> None:
        if "admonition" in node.get("class").split():
            super()._node(node)

    def _children(self, node: Node) -> None:
        node.children = [
            made
            for child in node.children
            if (made := self._child(child) if isinstance(child, Node) else child) is not None
        ]

    def _settle(self, root: Node) -> None:
        """Nothing is dressed up here."""

    def _left_over(self, root: Node) -> None:
        """What stayed as it was typed is not judged here."""

    def code(self, code: str, language: str) -> str:
        mark = f' class="language-{escape(language)}"' if language else ""
        return f"<pre><code{mark}>{escape(code, quote=False)}</code></pre>"

    def formula_block(self, latex: str) -> str:
        made = self.formula(latex, block=True)
        return f"<p>{made.html}</p>" if made else f"<p>$${escape(latex, quote=False)}$$</p>"
