"""Small QTI documents in our own words: items of version 2, items as Canvas writes them, packages."""

from io import BytesIO
from zipfile import ZipFile

from lms.exchange import qti
from lms.exchange.model import Answer, Bank, Choice, Item

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p2"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p2/rptemplates"
MATCH = f'<responseProcessing template="{TEMPLATES}/match_correct"/>'
MAP = f'<responseProcessing template="{TEMPLATES}/map_response"/>'
TIMELESS = 'timeDependent="false"'
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'


def declared(
    cardinality: str, base: str, *correct: str, name: str = "RESPONSE", mapped: str = "", bounds: str = ""
) -> str:
    """Declare a response; `mapped` is written as `A=1 B=0.5`."""
    values = "".join(f"<value>{one}</value>" for one in correct)
    key = f"<correctResponse>{values}</correctResponse>" if correct else ""
    rows = (one.rpartition("=") for one in mapped.split(";") if one)
    entries = "".join(f'<mapEntry mapKey="{k.strip()}" mappedValue="{v.strip()}"/>' for k, _, v in rows)
    mapping = f"<mapping {bounds}>{entries}</mapping>" if entries or bounds else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"{key}{mapping}</responseDeclaration>"
    )


def document(
    declarations: str, body: str, processing: str = MATCH, *, more: str = "", name: str = "i1"
) -> bytes:
    head = f'<assessmentItem xmlns="{SPACE}" identifier="{name}" title="Soal" adaptive="false" {TIMELESS}>'
    score = "" if 'identifier="SCORE" cardinality' in declarations else SCORE
    return (
        f"{head}{declarations}{score}<itemBody>{body}</itemBody>{processing}{more}</assessmentItem>".encode()
    )


def choice(*names: str, most: int = 1) -> str:
    options = "".join(f'<simpleChoice identifier="{name}">Opsi {name}</simpleChoice>' for name in names)
    head = f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="{most}">'
    return f"{head}{options}</choiceInteraction>"


def rules(*branches: tuple[str, str]) -> str:
    """Return processing of one condition: expressions and the scores that they give."""
    parts = []
    for place, (condition, score) in enumerate(branches):
        name = "responseElseIf" if place else "responseIf"
        given = f'<baseValue baseType="float">{score}</baseValue>'
        parts.append(
            f'<{name}>{condition}<setOutcomeValue identifier="SCORE">{given}</setOutcomeValue></{name}>'
        )
    return f"<responseProcessing><responseCondition>{''.join(parts)}</responseCondition></responseProcessing>"


def compared(name: str, one: str, other: str, **attributes: str) -> str:
    """Return an expression over two others."""
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>{one}{other}</{name}>"


def rounded(mode: str, figures: int, wanted: str) -> str:
    """Compare the response with a number, both rounded."""
    return compared("equalRounded", base(wanted), variable(), roundingMode=mode, figures=str(figures))


def variable(name: str = "RESPONSE") -> str:
    return f'<variable identifier="{name}"/>'


def base(value: str, kind: str = "float") -> str:
    return f'<baseValue baseType="{kind}">{value}</baseValue>'


def entry(name: str = "RESPONSE") -> str:
    return f'<textEntryInteraction responseIdentifier="{name}"/>'


def read(data: bytes) -> Bank:
    return qti.read(data, "soal.xml")


def item(data: bytes, *codes: str) -> Item:
    """Read the one question of a document, which must come in with these remarks and no others."""
    bank = read(data)
    assert [one.code for one in bank.remarks] == list(codes), bank.remarks
    assert len(bank.items) == 1
    return bank.items[0]


def answer(data: bytes, *codes: str) -> Answer:
    return item(data, *codes).answer


def refused(data: bytes) -> list[str]:
    """Read a document of which nothing comes in; return the codes of the remarks."""
    bank = read(data)
    assert bank.items == ()
    for one in bank.remarks:
        assert one.text("id")
        assert one.remedy("en")
    return [one.code for one in bank.remarks]


def weights(one: Answer) -> list[object]:
    assert isinstance(one, Choice)
    return [option.weight for option in one.options]


def packed(files: dict[str, bytes | str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def html(text: str) -> str:
    """Return a material of QTI 1.2, HTML as text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<material><mattext texttype="text/html">{escaped}</mattext></material>'


def canvas(kind: str, presentation: str, conditions: str, *, points: str = "1.0", more: str = "") -> bytes:
    """Return a quiz of one question as Canvas exports it."""
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        for label, entry in (("question_type", kind), ("points_possible", points))
    )
    return (
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        '<assessment ident="a" title="Kuis">'
        f'<section ident="root_section"><item ident="g1" title="Soal"><itemmetadata><qtimetadata>{fields}'
        f"</qtimetadata></itemmetadata><presentation>{presentation}</presentation><resprocessing><outcomes>"
        '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
        f"{conditions}</resprocessing>{more}</item></section></assessment></questestinterop>"
    ).encode()


def listed(name: str, cardinality: str = "Single", material: str = "", **options: str) -> str:
    labels = "".join(
        f'<response_label ident="{key}"><material><mattext>{text}</mattext></material></response_label>'
        for key, text in options.items()
    )
    return (
        f'<response_lid ident="{name}" rcardinality="{cardinality}">{material}'
        f"<render_choice>{labels}</render_choice></response_lid>"
    )


def typed(name: str = "response1") -> str:
    blank = '<render_fib><response_label ident="x"/></render_fib>'
    return f'<response_str ident="{name}" rcardinality="Single">{blank}</response_str>'


def equal(name: str, value: str) -> str:
    return f'<varequal respident="{name}">{value}</varequal>'


def condition(test: str, score: str = "100", *, action: str = "Set", go: str = "No", shown: str = "") -> str:
    said = "" if action == "Add" else f' continue="{go}"'
    given = f'<setvar action="{action}" varname="SCORE">{score}</setvar>' if score else ""
    told = f'<displayfeedback feedbacktype="Response" linkrefid="{shown}"/>' if shown else ""
    return f"<respcondition{said}><conditionvar>{test}</conditionvar>{given}{told}</respcondition>"


def told(name: str, text: str) -> str:
    return f'<itemfeedback ident="{name}"><flow_mat>{html(text)}</flow_mat></itemfeedback>'
