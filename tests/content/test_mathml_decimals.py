"""Decimal commas of Indonesian formulas."""

import pytest

from lms.content.markdown.markup import mathml


@pytest.mark.parametrize(
    ("latex", "number"),
    [("0{,}25 N", "0,25"), ("\\frac{27{,}80}{9}", "27,80"), ("0{,}05^2", "0,05"), ("x^{0{,}5}", "0,5")],
)
def test_a_decimal_comma_stays_inside_its_number(latex: str, number: str) -> None:
    assert f"<mn>{number}</mn>" in str(mathml.formula(latex))


def test_a_comma_of_a_list_stays_a_comma() -> None:
    assert "<mn>1</mn><mo>,</mo><mn>2</mn>" in str(mathml.formula("f(1,2)"))
