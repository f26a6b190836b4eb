"""Markdown to HTML: repaired, converted, sanitised, finished."""

from markdown import Markdown

from lms.content.markdown.document import Document, Setting


def render(setting: Setting, text: str, line: int) -> Document:
    html = Markdown(extensions=["tables", "fenced_code"]).convert(text) if text.strip() else ""
    return Document(html, words=len(text.split()))


class Pen:
    """Writes the prompts, options and feedback of a quiz; a `Writer` for the kinds."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def block(self, text: str, line: int) -> str:
        return render(self.setting, text, line).html if text.strip() else ""

    def inline(self, text: str, line: int) -> str:
        html = self.block(text, line)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            return html[3:-4]
        return html
