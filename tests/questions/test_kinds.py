"""What every kind promises, tried on specimens of its own making."""

import json
import random
import re
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, FunctionLoader, StrictUndefined
from question_builders import a_question

from lms.errors import NotFound
from lms.questions import registry
from lms.questions.kind import Body, Kind, Marker
from lms.questions.kinds.text import TEXT
from lms.questions.response import Form, Malformed, Response
from lms.questions.score import Score, State

FEEDBACK = "\n  > RAHASIA\n"
QUESTIONS = [
    a_question(f"- ( ) A{FEEDBACK}- (x) B\n- (50%) C"),
    a_question(f"- [x] A{FEEDBACK}- [x] B\n- [ ] C"),
    a_question("- [x] A\n- [x] B\n- [ ] C", score="all"),
    a_question("- [x] A\n- [ ] C", score="each"),
    a_question("- [50%] A\n- [50%] B\n- [-100%] C"),
    a_question("= Perpres*95*\n= (50%) perpres"),
    a_question("= SPBE", case=""),
    a_question(f"= 91,475 ± 0,005{FEEDBACK}= (50%) 90..93"),
    a_question("= 15 jam", unit="required"),
    a_question("= -3 °C", signed=""),
    a_question(f"- A -> satu{FEEDBACK}- B -> dua\n- C -> dua\n- -> tiga"),
    a_question(f"- A => satu{FEEDBACK}- B => dua\n- C => dua"),
    *(
        a_question("1. A\n2. B\n3. C", order="", score=rule)
        for rule in ("position", "relative", "longest", "all")
    ),
    a_question("A [[x | (50%) y # RAHASIA]], [[2: = 91 ± 1]] [[(x) B / ( ) C # RAHASIA]].", gaps=""),
]
# Nobody, or a trainer, tells right from wrong.
UNMARKED = [
    a_question("- [2] RAHASIA\n- [1] B", essay="", words="1-300"),
    a_question("", essay=""),
    a_question("- 1..4: A, B, C, D"),
    (TEXT, {}),
    a_question("- [ ] A\n- [ ] B", poll=""),
    a_question("- ( ) A\n- ( ) B", poll=""),
    a_question("", comment="", words="100"),
]
IDS = [f"{place}-{kind.name}" for place, (kind, _) in enumerate(QUESTIONS)]
every_question = pytest.mark.parametrize(("kind", "body"), QUESTIONS, ids=IDS)
every_other = pytest.mark.parametrize(("kind", "body"), UNMARKED)


def environment() -> Environment:
    made = Environment(loader=FunctionLoader(registry.template), autoescape=True, undefined=StrictUndefined)
    made.globals["asset"] = lambda name: f"/static/{name}"
    made.globals["_"] = lambda text, **values: text % values if values else text
    return made


def posted(response: Response) -> Form:
    """What a page sends: one field, a field for each item, or a number for each item."""
    if isinstance(response, dict):
        return {f"answer.{part}": [value] for part, value in response.items()}
    if isinstance(response, list) and isinstance(response[0], str):
        return {f"answer.{item}": [str(place)] for place, item in enumerate(response, start=1)}
    return {"answer": [str(value) for value in response] if isinstance(response, list) else [response]}


def rendered(kind: Kind, file: str, **values: object) -> str:
    return environment().get_template(f"lms/questions/kinds/{kind.name}/{file}.html").render(**values)


@every_question
def test_a_kind_marks_its_own_specimens_as_it_made_them(kind: Kind, body: Body) -> None:
    specimens = kind.specimens(body)

    assert specimens.right
    assert specimens.wrong
    assert specimens.malformed
    for language in ("id", "en"):
        right = {kind.score(body, response, language=language).state for response in specimens.right}
        wrong = {kind.score(body, response, language=language).fraction for response in specimens.wrong}
        assert (right, wrong) == ({State.RIGHT}, {Fraction(0)})
    for form in specimens.malformed:
        with pytest.raises(Malformed):
            kind.accept(body, form)


@every_question
def test_a_body_and_its_responses_survive_json(kind: Kind, body: Body) -> None:
    again = json.loads(json.dumps(body))

    assert again == body
    for response in kind.specimens(body).right:
        same = json.loads(json.dumps(response))
        assert kind.score(again, same, language="id") == kind.score(body, response, language="id")


@every_question
def test_a_canonical_response_posted_again_is_accepted_as_itself(kind: Kind, body: Body) -> None:
    for response in kind.specimens(body).right:
        assert kind.accept(body, posted(response)) == response


@every_question
def test_a_blank_is_no_wrong_answer_and_earns_nothing(kind: Kind, body: Body) -> None:
    assert kind.accept(body, {}) is None
    assert kind.score(body, None, language="id").state is State.BLANK


@every_question
def test_the_widget_is_labelled_and_holds_no_key_no_weight_and_no_feedback(kind: Kind, body: Body) -> None:
    order = kind.shuffled(body, random.Random(1))

    html = rendered(kind, "widget", shown=kind.show(body, order), response=None, uid="q1", read_as="")

    assert "RAHASIA" not in html
    assert "checked" not in html
    assert "right" not in html.replace("Choose every right answer", "")
    assert "91" not in html
    assert "<legend" in html or "<label" in html
    labelled = set(re.findall(r'for="([^"]+)"', html))
    assert labelled == set(re.findall(r'<(?:input|select)[^>]* id="([^"]+)"', html))
    assert {name.partition(".")[0] for name in re.findall(r'name="([^"]+)"', html)} == {"answer"}
    assert "style=" not in html
    assert "<script" not in html


@every_question
def test_the_widget_shows_what_was_saved(kind: Kind, body: Body) -> None:
    response = kind.specimens(body).right[0]

    html = rendered(kind, "widget", shown=kind.show(body, []), response=response, uid="q1", read_as="")

    assert f'value="{response}"' in html or " checked" in html or " selected" in html


@every_question
def test_the_review_says_right_or_wrong_in_a_word_beside_the_icon(kind: Kind, body: Body) -> None:
    specimens = kind.specimens(body)

    right = rendered(kind, "review", revealed=kind.reveal(body, [], specimens.right[0]))
    wrong = rendered(kind, "review", revealed=kind.reveal(body, [], specimens.wrong[0]))
    blank = rendered(kind, "review", revealed=kind.reveal(body, [], None))

    assert re.search(r"#circle-check.*?Right", right, re.DOTALL)
    assert re.search(r"#circle-x.*?Wrong", wrong, re.DOTALL)
    assert "Wrong" not in blank
    assert "mark-chosen" not in blank


@every_other
def test_what_no_machine_marks_is_shown_kept_and_left_unmarked(kind: Kind, body: Body) -> None:
    waiting = State.UNMARKED if kind.marked_by is Marker.TRAINER else State.UNSCORED

    for response in (*kind.specimens(body).right, None):
        widget = rendered(kind, "widget", shown=kind.show(body, []), response=response, uid="q1")
        review = rendered(kind, "review", revealed=kind.reveal(body, [], response))
        assert set(re.findall(r'for="([^"]+)"', widget)) == set(
            re.findall(r'<(?:input|text)[^>]* id="([^"]+)"', widget)
        )
        assert "circle-check" not in review
        if response is not None:
            assert kind.accept(body, posted(response)) == response
            assert kind.score(body, response, language="id") == Score(waiting, Fraction(0))


@every_question
def test_the_right_answer_has_words(kind: Kind, body: Body) -> None:
    assert kind.describe(body).strip()


def test_text_that_a_learner_typed_is_escaped_where_it_is_shown() -> None:
    kind, body = a_question("= tujuh")
    evil = '"><script>alert(1)</script>'

    widget = rendered(kind, "widget", shown=kind.show(body, []), response=evil, uid="q1")
    review = rendered(kind, "review", revealed=kind.reveal(body, [], evil))

    assert "<script" not in widget + review


def test_every_word_of_the_templates_has_its_indonesian() -> None:
    room = Path(registry.__file__).parent
    with (room / "translations" / "id.po").open(encoding="utf-8") as file:
        known = {message.id: message.string for message in read_po(file, locale="id") if message.id}
    sources = "".join(path.read_text(encoding="utf-8") for path in room.rglob("*.html"))

    used = set(re.findall(r"_\('([^']+)'", sources))

    assert used == set(known)
    assert all(known.values())


def test_every_problem_has_words_and_a_mend_in_both_languages() -> None:
    for code, message in registry.messages().items():
        assert all((message.id, message.en, message.mend_id, message.mend_en)), code


def test_a_kind_that_is_not_installed_is_not_found() -> None:
    with pytest.raises(NotFound):
        registry.get("crossword")


@pytest.mark.parametrize("name", ["lms/questions/kinds/choice/syntax.py", "lms/web/layout.html"])
@pytest.mark.parametrize("prefix", ["", "../"])
def test_only_widgets_and_reviews_of_kinds_are_given_out_as_templates(name: str, prefix: str) -> None:
    assert registry.template(prefix + name) is None
