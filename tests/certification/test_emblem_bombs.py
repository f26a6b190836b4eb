"""Emblems of a few bytes that would keep the press for minutes, or make it stumble: never drawn."""

import pytest
from splice_builders import SHELF

from lms.certification import designs
from lms.certification.designing import emblems, previews
from lms.certification.rules.looks import Look
from lms.errors import InvalidInput, Refused


def picture(inside):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


def nested(depth, tag="g", use='<use href="#a%d"/>'):
    parts = [f'<{tag} id="a{n}">{use % (n - 1) * 10}</{tag}>' for n in range(1, depth + 1)]
    return f'<g id="a0"><path d="M0 0"/></g>{"".join(parts)}{use % depth}'


GRADIENT = '<linearGradient id="g" %s><stop offset="0"/></linearGradient>'
SHEET = "<style>%s</style>"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (nested(5), "certificate.emblem-much"),
        (nested(5, "mask", '<path d="M0 0" mask="url(#a%d)"/>'), "certificate.emblem-much"),
        (nested(5, "pattern", '<path d="M0 0" style="fill:url(\'#a%d\')"/>'), "certificate.emblem-much"),
        ('<g id="a"><use href="#a"/></g>', "certificate.emblem-much"),
        ("<g>" * 900 + "</g>" * 900, "certificate.emblem-much"),
        (f"<text>{'x' * 6_000}</text>", "certificate.emblem-much"),
        (SHEET % ("*{x:1}" * 2_000) + "<g/>" * 2_000, "certificate.emblem-much"),
        (GRADIENT % 'spreadMethod="repeat"', "certificate.emblem-svg"),
        (GRADIENT % 'style="spreadMethod:/**/reflect"', "certificate.emblem-svg"),
        ('<marker id="m"/>', "certificate.emblem-svg"),
        (SHEET % "path{fill:url(#p)}" + '<pattern id="p"/>', "certificate.emblem-svg"),
        ('<path style="fill:u\\rl(http://jahat.example/x)"/>', "certificate.emblem-svg"),
        (SHEET % '@\\import "http://jahat.example/x";', "certificate.emblem-svg"),
    ],
)
def test_a_bomb_is_refused_before_it_is_drawn(inside, code):
    with pytest.raises(InvalidInput) as refused:
        emblems.checked(picture(inside))

    assert refused.value.code == code


def test_an_ordinary_drawing_is_taken_as_it_is():
    drawn = picture(
        SHEET % ".a{fill:url(#g)}"
        + GRADIENT % 'spreadMethod="pad"'
        + '<g xmlns:i="http://jahat.example" i:file="C:\\Users\\x"><path class="a" id="b" d="M0 0L9 9"/></g>'
        + '<use href="#b"/>' * 300
    )

    assert emblems.checked(drawn) == (drawn, "image/svg+xml")


def test_numbers_that_are_none_are_told_not_stumbled_over():
    address = designs.picture(picture("").replace(b"0 0 9 9", b"a b c d"), "image/svg+xml")

    with pytest.raises(Refused) as refused:
        previews.require_fit(designs.load(SHELF, designs.STANDARD), Look(), address)

    assert refused.value.code == "certificate.undrawable"
