"""What a draft says, for tests of every kind of document."""

from lms.content import reader
from lms.exchange.documents import first_draft


def drafted(data, name="modul.docx"):
    """Return a draft as texts by their names under the course, and the codes of its remarks."""
    draft = first_draft(data, name, "uji")
    texts = {
        path.removeprefix("courses/uji/"): data.decode() if path.endswith(".md") else data
        for path, data in draft.files.items()
    }
    return draft, texts


def body(text):
    return text.split("---\n", 2)[2].strip()


def codes(draft):
    return [one.code for one in draft.remarks]


def said(draft, code, language="id"):
    return [one.text(language) for one in draft.remarks if one.code == code]


def errors(draft, folder):
    """Return what our reader calls an error in a draft: only what a person must decide may be left."""
    for path, data in draft.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return [one.code for one in reader.read(folder).findings if one.is_error]
