from decimal import Decimal

import pytest

from lms.asn import competencies, credit_hours
from lms.asn.competencies import Field


@pytest.mark.parametrize(
    ("text", "jp"),
    [("2", "2"), ("1,5", "1.5"), ("1.5", "1.5"), (" 0,5 ", "0.5"), ("20", "20"), ("2,0", "2.0")],
)
def test_credit_hours_come_in_halves(text: str, jp: str) -> None:
    assert credit_hours.read(text) == Decimal(jp)


@pytest.mark.parametrize("text", ["0", "-1", "1,25", "dua", "", "1.000,5", "½", "1e1", "٢"])
def test_other_amounts_are_no_credit_hours(text: str) -> None:
    assert credit_hours.read(text) is None


def test_a_course_needs_a_whole_sum() -> None:
    hours = [Decimal("1.5"), Decimal(2), Decimal("0.5")]

    assert credit_hours.total(hours) == 4
    assert credit_hours.whole(credit_hours.total(hours))
    assert not credit_hours.whole(credit_hours.total(hours[:2]))
    assert not credit_hours.whole(Decimal(0))


def test_a_credit_hour_is_forty_five_minutes() -> None:
    assert credit_hours.minutes(Decimal(20)) == 900


def test_a_certificate_writes_credit_hours_in_figures_and_words() -> None:
    assert credit_hours.in_words(Decimal("20.0")) == "20 (dua puluh)"
    with pytest.raises(ValueError, match="whole"):
        credit_hours.in_words(Decimal("1.5"))


def test_the_regulation_names_eight_managerial_competencies_and_one_social_cultural() -> None:
    fields = [one.field for one in competencies.standard(2026).competencies]

    assert (fields.count(Field.MANAGERIAL), fields.count(Field.SOCIAL_CULTURAL)) == (8, 1)
    assert competencies.standard(2017).source == "PermenPANRB 38/2017"
    with pytest.raises(LookupError):
        competencies.standard(2016)


def test_a_competency_is_found_by_its_name_in_either_language() -> None:
    found = competencies.find("kerja  SAMA", 2026)

    assert found is competencies.find("teamwork", 2026)
    assert found is not None
    assert competencies.find("Sulap", 2026) is None
