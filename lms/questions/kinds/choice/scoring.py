"""Marks of a choice: the option's share, or one of four rules for several options."""

from fractions import Fraction
from functools import lru_cache

from lms.questions.kind import Body, Specimens
from lms.questions.response import FIELD, Form, Malformed, Response
from lms.questions.score import BLANK, NOTHING, ONE, Score, scored


def accept(body: Body, form: Form) -> Response | None:
    """Read posted author positions."""
    places: list[int] = []
    for value in form.get(FIELD, ()):
        # The empty value is the "no answer" that a form may send along.
        if value == "":
            continue
        if not (value.isascii() and value.isdigit() and len(value) <= 4):
            raise Malformed("response.form")
        places.append(int(value))
    return sorted(_checked(body, places)) or None


def chosen(body: Body, response: Response | None) -> list[int]:
    """Return the author positions of a canonical response."""
    if response is None:
        return []
    if not isinstance(response, list):
        raise Malformed("response.form")
    places = [place for place in response if isinstance(place, int) and not isinstance(place, bool)]
    if len(places) != len(response):
        raise Malformed("response.form")
    return _checked(body, places)


def score(body: Body, response: Response | None) -> Score:
    """Mark by the rule that the body names; nothing chosen is a blank, not a wrong answer."""
    places = chosen(body, response)
    if not places:
        return BLANK
    feedback = tuple(body["options"][place]["feedback"] for place in places)
    return scored(_fraction(body, set(places)), feedback)


def alone(body: Body, place: int) -> Fraction:
    """Return what one option earns when nothing else is chosen."""
    return scored(_fraction(body, {place})).fraction


def _checked(body: Body, places: list[int]) -> list[int]:
    known = all(0 <= place < len(body["options"]) for place in places)
    too_many = body["mode"] == "single" and len(places) > 1
    if not known or too_many or len(set(places)) < len(places):
        raise Malformed("response.form")
    return places


def _fraction(body: Body, places: set[int]) -> Fraction:
    options = body["options"]
    keys = {place for place, option in enumerate(options) if option["right"]}
    match body["rule"]:
        case "all":
            return ONE if places == keys else NOTHING
        case "each":
            return Fraction(len(options) - len(places ^ keys), len(options))
        case "net":
            return Fraction(len(places & keys) - len(places - keys), len(keys))
        case _:
            shares = [_share(options[place]["weight"]) for place in places]
            return shares[0] if len(shares) == 1 else sum(shares, NOTHING)


@lru_cache(maxsize=1024)
def _share(weight: str) -> Fraction:
    """Read a stored weight; the same few come again with every answer."""
    return Fraction(weight)


def specimens(body: Body) -> Specimens:
    """Choose the keys, choose none of them, and forge what no form of ours can send."""
    options = body["options"]
    keys = [place for place, option in enumerate(options) if option["right"]]
    rest = [place for place in range(len(options)) if place not in keys]
    beyond = str(len(options))
    malformed: list[Form] = [{FIELD: [beyond]}, {FIELD: ["-1"]}, {FIELD: ["x"]}, {FIELD: ["0", "0"]}]
    if body["mode"] == "single":
        right: list[Response] = [[place] for place in keys]
        wrong: list[Response] = [[place] for place in rest if _share(options[place]["weight"]) <= 0]
        malformed.append({FIELD: ["0", "1"]})
    else:
        right = [keys] if _fraction(body, set(keys)) >= 1 else []
        wrong = [rest] if rest and _fraction(body, set(rest)) <= 0 else []
    return Specimens(tuple(right), tuple(wrong), tuple(malformed))
