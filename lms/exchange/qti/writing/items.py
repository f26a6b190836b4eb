"""One question as an item: declarations, body, processing and feedback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.content.findings import shortened
from lms.exchange.gift.numbers import write as decimal
from lms.exchange.model import (
    Choice,
    Description,
    Essay,
    Gaps,
    Grouping,
    Item,
    Markup,
    Matching,
    Number,
    Option,
    Ordering,
    ShortText,
    Text,
    TrueFalse,
)
from lms.exchange.qti.writing import arranged, asked, xhtml
from lms.exchange.qti.writing import processing as p
from lms.exchange.qti.writing.asked import Asking, Told, Unwritable
from lms.exchange.qti.writing.tree import Element, element
from lms.exchange.quizfile import rich
from lms.exchange.quizfile.blocks import WORDS
from lms.exchange.remarks import Remarks

RESPONSE = "RESPONSE"
EXPLANATION = "EXPLANATION"
PARTS = ("RIGHT",)


@dataclass(frozen=True, slots=True)
class Made:
    """An item's element, with all its names as in version 2.2."""

    root: Element
    item: Item
    name: str


def write(item: Item, name: str, lang: str, remarks: Remarks) -> Made | None:
    """Write one question; None, with a remark, for one that QTI cannot hold."""
    title = shortened(item.title)
    try:
        root = _Desk(item, name, lang).root()
    except Unwritable as reason:
        remarks.refuse(reason.code, item.line, title=title, **reason.values)
        return None
    _note_losses(item, remarks, title)
    return Made(root, item, name)


@dataclass(frozen=True, slots=True)
class _Desk:
    item: Item
    name: str
    lang: str

    def root(self) -> Element:
        item = self.item
        root = element(
            "assessmentItem",
            identifier=self.name,
            title=" ".join(item.title.split()) or self.name,
            adaptive="false",
            timeDependent="false",
        )
        root.set("xml:lang", self.lang)
        told = Told()
        body = element("itemBody")
        askings = self._asked(body, told)
        root.extend(one.declaration for one in askings)
        rules = [rule for one in askings for rule in one.rules]
        if not isinstance(item.answer, Essay | Description):
            rules += self._score(askings)
        rules += [p.tell(EXPLANATION)] if item.explanation else []
        root.extend(self._outcomes(rules, told))
        root.append(body)
        if rules:
            root.append(element("responseProcessing", *rules))
        root.extend(self._feedback(told))
        return root

    def _asked(self, body: Element, told: Told) -> list[Asking]:
        match self.item.answer:
            case Gaps():
                return self._gaps(body, told)
            case Description():
                xhtml.blocks(body, self._prompt())
                return []
            case Essay():
                xhtml.blocks(body, self._prompt())
                return [self._essay(self.item.answer, body)]
        xhtml.blocks(body, self._prompt())
        one = self._one(told)
        inline = one.interaction.tag == "textEntryInteraction"
        body.append(element("p", one.interaction) if inline else one.interaction)
        return [one]

    def _prompt(self) -> Text:
        return self.item.prompt or Text(self.item.title)

    def _one(self, told: Told) -> Asking:
        match self.item.answer:
            case Choice() | TrueFalse() as answer:
                made = asked.choice(answer, RESPONSE, WORDS[self.lang], told)
                made.interaction.set("shuffle", "true" if self.item.shuffle else "false")
                return made
            case ShortText() as answer:
                return asked.words(answer, RESPONSE, told)
            case Number() as answer:
                return asked.number(answer, RESPONSE, told)
            case Matching() | Grouping() as answer:
                return arranged.pairs(answer, RESPONSE)
            case Ordering() as answer:
                return arranged.order(answer, RESPONSE)
        raise Unwritable("exchange.kind", kind=type(self.item.answer).__name__.lower())

    def _gaps(self, body: Element, told: Told) -> list[Asking]:
        answer = self.item.answer
        assert isinstance(answer, Gaps)  # by the only caller
        made: dict[int, Asking] = {}

        def slot(place: int) -> Element:
            if place >= len(answer.gaps) or place in made:
                raise Unwritable("exchange.unwritable")
            made[place] = self._gap(answer.gaps[place].answer, f"GAP{place + 1}", told)
            made[place].interaction.set("class", "gap")
            return made[place].interaction

        xhtml.blocks(body, self._prompt(), slot)
        if len(made) < len(answer.gaps):
            raise Unwritable("exchange.unwritable")
        return [made[place] for place in sorted(made)]

    def _gap(self, answer: Choice | ShortText | Number, name: str, told: Told) -> Asking:
        match answer:
            case ShortText():
                return asked.words(answer, name, told)
            case Number():
                return asked.number(answer, name, told)
        if answer.several:
            raise Unwritable("exchange.gap-several")
        return asked.dropdown(answer, name, told)

    def _essay(self, answer: Essay, body: Element) -> Asking:
        made = element("extendedTextInteraction", responseIdentifier=RESPONSE)
        if answer.words:
            least, most = answer.words
            made.set("label", f"words={least}-{most}")
            made.set("expectedLength", str(7 * most))
        body.append(made)
        if answer.rubric:
            lines = [
                element("li", text=f"[{decimal(one.points)}] {rich.words(one.text)}") for one in answer.rubric
            ]
            body.append(element("rubricBlock", element("ul", *lines), view="scorer"))
        return Asking(made, p.declared(RESPONSE, "string", ()), (), p.base("0", "float"))

    def _score(self, askings: Sequence[Asking]) -> list[Element]:
        points = self.item.points
        answer = self.item.answer
        if not isinstance(answer, Gaps):
            return [p.put(p.SCORE, p.scaled(askings[0].score, points))]
        whole = sum((gap.weight for gap in answer.gaps), Fraction(0))
        if whole <= 0:
            raise Unwritable("exchange.unwritable")
        parts = [p.scaled(one.score, gap.weight) for one, gap in zip(askings, answer.gaps, strict=True)]
        return [p.put(p.SCORE, p.scaled(element("sum", *parts), points / whole))]

    def _outcomes(self, rules: Sequence[Element], told: Told) -> list[Element]:
        most = decimal(self.item.points)
        score = _outcome(p.SCORE, "0")
        score.set("normalMaximum", most)
        if isinstance(self.item.answer, Essay):
            score.set("externalScored", "human")
        found = [score, _outcome("MAXSCORE", most if self.item.points else "0")]
        set_ = {one.get("identifier", "") for rule in rules for one in rule.iter("setOutcomeValue")}
        found += [_outcome(name, "0") for name in sorted(set_ - {p.SCORE, p.FEEDBACK})]
        if told.texts or self.item.explanation:
            found.append(
                element(
                    "outcomeDeclaration", identifier=p.FEEDBACK, cardinality="multiple", baseType="identifier"
                )
            )
        return found

    def _feedback(self, told: Told) -> list[Element]:
        texts: Mapping[str, Text] = told.texts
        if self.item.explanation:
            texts = {**texts, EXPLANATION: self.item.explanation}
        return [
            xhtml.blocks(
                element("modalFeedback", outcomeIdentifier=p.FEEDBACK, identifier=key, showHide="show"), text
            )
            for key, text in texts.items()
        ]


def _outcome(name: str, default: str) -> Element:
    return element(
        "outcomeDeclaration",
        element("defaultValue", element("value", text=default)),
        identifier=name,
        cardinality="single",
        baseType="float",
    )


def _note_losses(item: Item, remarks: Remarks, title: str) -> None:
    answer = item.answer
    if item.tags:
        remarks.warn("exchange.tags", item.line, title=title, tags=", ".join(item.tags))
    if item.hints:
        remarks.warn("qti.hints", item.line, title=title)
    if isinstance(answer, Number) and answer.units != "ignored":
        units = ", ".join(dict.fromkeys(one.unit for one in answer.spans if one.unit))
        remarks.warn("exchange.unit", item.line, title=title, unit=units or "?")
    if any(text.markup is Markup.MARKDOWN for text in _texts(item)):
        remarks.warn("exchange.layout", item.line, title=title)


def _texts(item: Item) -> list[Text]:
    options: tuple[Option, ...] = item.answer.options if isinstance(item.answer, Choice) else ()
    return [item.prompt, item.explanation, *(one.text for one in options)]
