"""Released HTML as it is sent: its pictures' and links' addresses under where the engine is mounted."""

from markupsafe import Markup

from lms.catalogue.contents import linked

# A competency as short as this is an abbreviation: SPBE, JDIH.
ABBREVIATION = 4


def text(html: str, assets: str, modules: str) -> Markup:
    """Return HTML of a module, a quiz or a course with addresses under these prefixes."""
    return Markup(linked(html, assets, modules))  # noqa: S704 # sanitised by content at publishing


def competency(entry: str) -> tuple[str, str]:
    """Read `pelayanan-publik/1` as people say it."""
    name, _slash, level = entry.partition("/")
    words = name.replace("-", " ")
    return words.upper() if len(words) <= ABBREVIATION else words.capitalize(), level
