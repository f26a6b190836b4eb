"""Words that stand in no list: Hunspell's for Indonesian, where it is installed, and the site's own."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lms.bahasa.spelling import Speller
from lms.content.findings import Finding, excerpt, in_order, shortened
from lms.content.markdown.markup import tree
from lms.content.markdown.markup.tree import Node
from lms.content.quiz import Quiz
from lms.content.reader.doors import read
from lms.content.reader.listing import COURSES
from lms.content.source import Source
from lms.questions.problem import Severity

# Words of a course, or of all courses: one a line, # opens a remark.
LIST = "kamus.txt"
DICTIONARY = "id_ID.dic"
PLACES = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/lib/libreoffice/share/extensions/dict-id",
    "/Library/Spelling",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-id",
    "C:/Program Files/LibreOffice/share/extensions/dict-id",
)
WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w@/-])")
ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
SHORTEST = 4
# Foreign words in italics, abbreviations that are explained, code and formulas are the author's business.
APART = frozenset({"code", "pre", "em", "i", "abbr", "math", "svg", "kbd", "samp", "cite", "script", "style"})
BLOCKS = frozenset(
    {"p", "li", "td", "th", "tr", "dt", "dd", "div", "ul", "ol", "h2", "h3", "h4", "thead", "tbody"}
)
SAID = frozenset({"text", "html", "feedback"})


def dictionary(path: Path | None = None) -> frozenset[str] | None:
    """Return the stems of a Hunspell dictionary, the one given or the one installed; None without any."""
    places = [path] if path else [Path(folder) / DICTIONARY for folder in PLACES]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        return None
    try:
        text = found.read_bytes().decode()
    except UnicodeDecodeError:
        text = found.read_bytes().decode("iso8859-1")
    return frozenset(line.partition("/")[0].strip() for line in text.splitlines()[1:])


def spelling(root: Path, stems: Iterable[str]) -> tuple[Finding, ...]:
    """Name the words of Indonesian modules and quizzes that no list holds, each once a file."""
    library = read(root)
    kept, used = frozenset(stems), Counter[str]()
    common = _listed(root / COURSES / LIST)
    texts: list[tuple[str, str, list[str]]] = []
    for course in library.courses:
        modules = [module for module in course.modules if module.language == "id"]
        texts += [(module.span.path, course.slug, list(_words([module.html]))) for module in modules]
    for quiz in library.quizzes.values():
        if quiz.language == "id":
            texts.append((quiz.span.path, quiz.key.split("/")[0], list(_words(_said(quiz)))))
    for _, _, words in texts:
        used.update(words)
    spellers = {slug: Speller(kept, common | _listed(root / COURSES / slug / LIST)) for _, slug, _ in texts}
    found = [
        finding
        for path, slug, words in texts
        if (unknown := [word for word in dict.fromkeys(words) if not spellers[slug].knows(word)])
        for finding in _findings(root, path, unknown, spellers[slug], used)
    ]
    return in_order(found)


def _findings(
    root: Path, path: str, unknown: list[str], speller: Speller, used: Mapping[str, int]
) -> Iterator[Finding]:
    source = Source.of(path, (root / path).read_text(encoding="utf-8"))
    common = {word for word, count in used.items() if count > 1}
    for word in unknown:
        line, column = _place(source, word)
        nearest = speller.nearest(word, common)
        code = "check.spelling-near" if nearest else "check.spelling"
        values: dict[str, str | int] = {"word": shortened(word)}
        if nearest:
            values["nearest"] = nearest
        shown = excerpt(source.line(line), column)
        yield Finding(path, line, column, code, values, Severity.WARNING, shown)


def _place(source: Source, word: str) -> tuple[int, int]:
    found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    for number, line in enumerate(source.lines, start=1):
        if match := found.search(line):
            return number, match.start() + 1
    return 1, 1


def _words(htmls: Iterable[str]) -> Iterator[str]:
    """Yield the words that begin small: names and abbreviations are nobody's mistake."""
    for html in htmls:
        for word in WORD.findall(ADDRESS.sub(" ", _text(tree.grown(html)[0]))):
            if len(word) >= SHORTEST and word.islower():
                yield word


def _text(node: Node) -> str:
    parts = [
        child if isinstance(child, str) else _text(child) if isinstance(child, Node) else " "
        for child in node.children
    ]
    return (
        "" if node.tag in APART or node.get("lang") else " ".join(parts) if _parted(node) else "".join(parts)
    )


def _parted(node: Node) -> bool:
    """Tell whether what stands inside are blocks, whose words do not touch."""
    return any(isinstance(child, Node) and child.tag in BLOCKS for child in node.children)


def _said(quiz: Quiz) -> Iterator[str]:
    yield quiz.intro_html
    for question in quiz.questions:
        yield from (question.prompt, question.explanation, *question.hints)
        yield from _inside(question.body)


def _inside(node: Any) -> Iterator[str]:
    """Yield what a question shows; accepted answers are typed by learners, slips and all."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            if isinstance(value, str) and name in SAID:
                yield value
            elif name != "answers":
                yield from _inside(value)
    elif isinstance(node, list | tuple):
        for one in node:
            yield from _inside(one)


def _listed(file: Path) -> frozenset[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip().lower()))
