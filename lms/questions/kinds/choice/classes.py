"""What statistics and a regrade ask of a choice: an option is a class, named by its place from 0."""

from fractions import Fraction

from lms.questions.kind import Body, ResponseClass
from lms.questions.kinds.choice.scoring import alone, chosen
from lms.questions.response import Malformed, Response
from lms.questions.score import NOTHING
from lms.questions.text import plain, tags


def classes(body: Body) -> tuple[ResponseClass, ...]:
    return tuple(
        ResponseClass("", str(place), plain(option["text"]), alone(body, place))
        for place, option in enumerate(body["options"])
    )


def classed(body: Body, response: Response | None) -> dict[str, tuple[str, ...]]:
    places = chosen(body, response)
    return {"": tuple(str(place) for place in places)} if places else {}


def carried(old: Body, new: Body, response: Response | None) -> Response | None:
    """Find the options chosen by what they say, wherever they stand now."""
    places = chosen(old, response)
    names = tags(option["text"] for option in old["options"])
    now = {name: place for place, name in enumerate(tags(option["text"] for option in new["options"]))}
    if not now.keys() >= {names[place] for place in places}:
        raise Malformed("response.not-carried")
    try:
        return sorted(chosen(new, [now[names[place]] for place in places])) or None
    except Malformed:
        raise Malformed("response.not-carried") from None


def guessed(body: Body) -> Fraction | None:
    """Average over the options; who may choose several has no one way to guess."""
    options = body["options"]
    if body["mode"] != "single":
        return None
    return sum((alone(body, place) for place in range(len(options))), NOTHING) / len(options)
