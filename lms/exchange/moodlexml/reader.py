"""Moodle XML to neutral questions; one that cannot come in is named, and the others do."""

import re
from collections.abc import Callable
from fractions import Fraction
from html import escape

from lms.content.findings import shortened
from lms.exchange import moodle, xml
from lms.exchange.gift import numbers
from lms.exchange.model import Answer, Bank, Essay, Gaps, Item, Markup, Text
from lms.exchange.moodlexml import answers, calculated, cloze, gaps, numerical
from lms.exchange.moodlexml.fields import MARKUPS, Files, Form, Unreadable
from lms.exchange.quizfile import rich
from lms.exchange.quizfile.writing import LONGEST, MOST
from lms.exchange.remarks import Remarks
from lms.exchange.xml import Node

# Each returns the prompt, for questions whose answers stand in it, and the answer.
Reader = Callable[[Form, Text], tuple[Text, Answer]]
READERS: dict[str, Reader] = {
    "multichoice": answers.choice,
    "truefalse": answers.truefalse,
    "shortanswer": answers.shorttext,
    "numerical": numerical.read,
    "matching": answers.matching,
    "match": answers.matching,
    "ddmatch": answers.matching,
    "essay": answers.essay,
    "description": answers.description,
    "ordering": answers.ordering,
    "multianswer": cloze.read,
    "cloze": cloze.read,
    "gapselect": gaps.selected,
    "ddwtos": gaps.dragged,
    "calculated": calculated.number,
    "calculatedsimple": calculated.number,
    "calculatedmulti": calculated.choice,
}
EMBEDDED = frozenset({"multianswer", "cloze"})
# What Moodle says of itself when the author says nothing else.
STOCK = re.compile(
    r"(?:your answer is (?:correct|partially correct|incorrect)|jawaban anda (?:benar|salah|benar sebagian"
    r"|sebagian benar)|that is correct|correct|incorrect)?[.!]?",
    re.IGNORECASE,
)
OVERALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
THIRD = Fraction(1, 3)
# Far more elements than a question of the most options has.
MOST_PARTS = 5 * MOST


def read(data: bytes | str, path: str = "") -> Bank:
    """Read a whole file; raise Refused only for XML that is broken or hostile."""
    root = xml.parse(data)
    remarks = Remarks(path)
    files = Files()
    items: list[Item] = []
    category = ""
    for node in root.children("question"):
        if node.get("type") == "category":
            found = node.child("category")
            category = (found.words() if found is not None else "").strip(moodle.SPACES)
        elif item := _item(node, category, files, remarks):
            items.append(item)
    if not items and not remarks.found and not category:
        remarks.refuse("exchange.empty", 0)
    return Bank(tuple(items), tuple(remarks.found), files.data)


def _item(node: Node, category: str, files: Files, remarks: Remarks) -> Item | None:
    kind = (node.get("type") or "").strip()
    asked = node.child("questiontext")
    # Told from outside: such a question is refused in the end, and to read it first may take half a minute.
    code = "exchange.too-many" if len(node) > MOST_PARTS else "exchange.too-long"
    if code.endswith("many") or _letters(asked) > LONGEST:
        most = MOST if code.endswith("many") else LONGEST
        remarks.refuse(code, node.line, title=shortened(_named(node)), most=most)
        return None
    markup = MARKUPS.get((asked.get("format") if asked is not None else "") or "", Markup.HTML)
    form = Form(node, "", markup, files, remarks)
    prompt = _with_old_picture(form, form.text(asked))
    title = (form.value("name") or moodle.default_name(rich.words(prompt)) or kind or "?")[:255]
    form = Form(node, shortened(title), markup, files, remarks)
    reader = READERS.get(kind)
    if reader is None:
        remarks.refuse("exchange.kind-unknown", node.line, title=form.title, kind=shortened(kind, 30) or "?")
        return None
    try:
        prompt, answer = reader(form, prompt)
    except Unreadable as error:
        remarks.refuse(error.code, node.line, title=form.title, **error.values)
        return None
    _note_overall(form)
    return _made(form, title, prompt, answer, category)


def _letters(asked: Node | None) -> int:
    """Count the letters of a question's text, its pictures left out."""
    if asked is None:
        return 0
    text = asked.child("text")
    return len(asked.text or "" if text is None else text.words())


def _named(node: Node) -> str:
    found = node.child("name")
    return found.words().strip() if found is not None else "?"


def _made(form: Form, title: str, prompt: Text, answer: Answer, category: str) -> Item:
    return Item(
        title=title,
        prompt=prompt,
        answer=answer,
        explanation=_explanation(form, answer),
        category=category,
        id=form.value("idnumber"),
        tags=_tags(form.node),
        points=_points(form, answer),
        line=form.node.line,
        hints=_hints(form),
        penalty=_penalty(form),
        shuffle=form.flag("shuffleanswers", default=False) if form.value("shuffleanswers") else None,
    )


def _explanation(form: Form, answer: Answer) -> Text:
    """Return the general feedback; notes for graders follow it, for learners see a rubric beforehand."""
    told, info = form.named("generalfeedback"), form.named("graderinfo")
    if not info or not isinstance(answer, Essay) or answer.rubric:
        return told
    form.warn("exchange.graderinfo")
    if not told:
        return info
    html = (
        text.text if text.markup is Markup.HTML else escape(text.text, quote=False) for text in (told, info)
    )
    return Text("".join(f"<div>{one}</div>" for one in html), Markup.HTML)


def _points(form: Form, answer: Answer) -> Fraction:
    """Return what the question is worth; a cloze is worth its gaps, and nothing else says so."""
    given = numbers.read(form.value("defaultgrade", "1"))
    if isinstance(answer, Gaps) and form.node.get("type") in EMBEDDED:
        given = cloze.total(answer)
    return Fraction(1) if given is None or given <= 0 else given


def _penalty(form: Form) -> Fraction | None:
    given = numbers.read(form.value("penalty"))
    if given is None or not 0 <= given <= 1:
        return None
    return THIRD if abs(given - THIRD) < Fraction(1, 200) else given


def _hints(form: Form) -> tuple[Text, ...]:
    found = []
    for hint in form.node.children("hint"):
        old = hint.child("hintcontent")
        found.append(form.text(hint if old is None else old))
    return tuple(hint for hint in found if hint)


def _tags(node: Node) -> tuple[str, ...]:
    found = [
        tag.words().strip() for tags in node.children("tags", "coursetags") for tag in tags.children("tag")
    ]
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _note_overall(form: Form) -> None:
    """Name what is said of the whole answer, which we have no place for, unless it says nothing."""
    said = (rich.words(form.named(name)) for name in OVERALL)
    if any(STOCK.fullmatch(words) is None for words in said):
        form.warn("exchange.overall")


def _with_old_picture(form: Form, prompt: Text) -> Text:
    """Take along the one picture that files of Moodle 1 keep beside the text."""
    name, data = form.value("image"), form.node.child("image_base64")
    if not name or data is None:
        return prompt
    holder = Node("x")
    words, file = Node("text"), Node("file", name=name.replace("/", "_"))
    words.text = f'{prompt.text} <img src="@@PLUGINFILE@@/{name.replace("/", "_")}">'
    file.text = data.text
    holder.extend([words, file])
    return form.text(holder, prompt.markup if prompt else Markup.HTML)
