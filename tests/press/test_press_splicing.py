"""The fast way of the press on small pages: taken where it is proved, else the slow way says why."""

import logging
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from lms.press import orders
from lms.press.orders import Mould, Order
from lms.press.splicing import splicer

FONTS = Path(__file__).parents[2] / "certificates" / "standar" / "fonts.conf"
PAGE = (
    '<html lang="id"><title>{}</title><style>@page {{ size: 100mm 90mm }}'
    " body {{ font: 12pt Sertifikat Sans; {} }}</style><body>{}"
)
SLOW = "printed the slow way: "


def an_order(
    folder: Path, body: str, values: Sequence[str], style: str = "", filled: Sequence[str] | None = None
) -> Order:
    """Order a page with `values` where its body has {0}, {1} …; `filled` stand there instead, if given."""
    html, marked = (
        PAGE.format("Uji", style, body.format(*what))
        for what in (filled or values, [chr(0xE000 + n) for n in range(len(values))])
    )
    mould = Mould(marked, tuple(values))
    return Order(html, folder, FONTS, "pdf/a-3a", "0" * 32, pages=1, accessible=True, mould=mould)


def printed(order: Order, caplog: pytest.LogCaptureFixture, folder: Path) -> tuple[str, list[str]]:
    """Print; return the text as poppler reads it and why it went the slow way."""
    with caplog.at_level(logging.INFO, "lms.press.splicing.splicer"):
        caplog.clear()
        made = orders.run(order)
    path = folder / "print.pdf"
    path.write_bytes(made.data)
    text = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    told = [one.getMessage() for one in caplog.records if one.getMessage().startswith(SLOW)]
    return " ".join(text.split()), [one.removeprefix(SLOW) for one in told]


@pytest.mark.parametrize(
    ("body", "values", "text"),
    [
        ("<p>{0}</p><p>{1}", ("Ani", "Budi"), "Ani Budi"),
        ("<p>Nomor: {0}, <b>{1}</b> selesai.", ("7", "A. Tavi"), "Nomor: 7, A. Tavi selesai."),
        ('<p style="text-align: center">{0}', ("Kata " * 19 + "ini",), "Kata " * 19 + "ini"),
        ('<p style="text-transform: uppercase">{0}', ("Ñurê fi",), "ÑURÊ FI"),
        ("<p>{0} & {1}", ("<Ani>", "“B” & C"), "<Ani> & “B” & C"),
    ],
)
def test_values_that_stand_in_lines_of_their_own_are_spliced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, body: str, values: tuple[str, ...], text: str
) -> None:
    escaped = [one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for one in values]
    order = an_order(tmp_path, body.replace("&", "&amp;"), values, filled=escaped)

    assert printed(order, caplog, tmp_path) == (text, [])
    assert orders.run(order) == orders.run(order)


@pytest.mark.parametrize(
    ("body", "style", "why"),
    [
        ("<p>{0}", "text-align: justify", "a line with values is justified or runs to the left"),
        ("<p>{0}", "text-transform: capitalize", "a value's letters are changed by the style"),
        ("<p><u>{0}</u>", "", "a line with values is underlined or keeps its spaces"),
        ('<p class="{0}">A', "", "a value stands in p/class"),
        ('<p>{0} <img src="x.svg" alt="x">', "", "a line with values holds something that is no text"),
    ],
)
def test_what_is_not_proved_goes_the_slow_way_and_says_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, body: str, style: str, why: str
) -> None:
    (tmp_path / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

    _, slow = printed(an_order(tmp_path, body, ("Ani",), style), caplog, tmp_path)

    assert slow == [why]


def test_a_page_on_which_other_things_move_with_a_value_fails_its_proof(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    body = '<div style="display: flex"><p style="border: 1pt solid">{0}</p><p>sesudahnya</p></div>'

    text, slow = printed(an_order(tmp_path, body, ("Ani",)), caplog, tmp_path)

    assert text == "Anisesudahnya"
    assert len(slow) == 1


def test_a_page_that_alters_a_value_goes_the_slow_way(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    order = an_order(tmp_path, "<p>{0}", ("Ani",), filled=("ANI",))

    told = printed(order, caplog, tmp_path)

    assert told == ("ANI", ["the page does more with its values than print them"])


def test_an_altered_file_of_the_folder_is_printed_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    order = an_order(tmp_path, '<div style="background: url(x.svg)"><p>{0}</div>', ("Ani",))
    (tmp_path / "x.svg").write_text(picture.format(""))
    before = orders.run(order).data
    (tmp_path / "x.svg").write_text(picture.format('<rect width="9" height="9"/>'))

    assert printed(order, caplog, tmp_path)[1] == []
    assert orders.run(order).data != before


def test_a_letter_that_the_fonts_lack_is_told_as_ever(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    order = an_order(tmp_path, "<p>{0}", ("Ani \u01c2",))

    assert orders.run(order).missing == (("\u01c2", "01C2"),)


def test_bytes_do_not_depend_on_what_was_kept_or_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ("Ani", "Kata " * 19 + "ini", "Budi", "kata " * 9 + "itu")
    asked = [an_order(tmp_path, "<p>{0}<h1>{1}", (text, "Ani fi")) for text in texts]

    kept = [orders.run(order).data for order in asked]
    monkeypatch.setattr(splicer, "SHEETS", 1)
    monkeypatch.setattr(splicer, "TEMPLATES", 1)
    orders.run(an_order(tmp_path, "<h2>{0}", ("Ani",)))
    forgotten = [orders.run(order).data for order in reversed(asked)]

    assert forgotten[::-1] == kept
    assert len(set(kept)) == len(kept)
