"""Tables and abbreviations as a reader on a phone needs them."""

from content_builders import html

WORDY = """
| Prinsip | Artinya | Tandanya di loket |
| --- | --- | --- |
| Efektivitas | Berhasil guna sesuai kebutuhan | Warga pulang membawa hasil |
| Efisiensi | Tepat guna memakai sumber daya | Kantor tidak membeli lagi |
"""
FIGURES = """
| Unsur | 2024 | 2025 |
| --- | --- | --- |
| Biaya | 88,30 | 91,2 |
| Waktu | 1.200 | 70 % |
"""


def test_wordy_rows_become_cards_that_name_each_cell_and_stay_a_table() -> None:
    shown = html(WORDY)

    assert '<div class="table-scroll table-cards" role="region" tabindex="0"' in shown
    assert '<table role="table">' in shown
    assert '<td role="cell" data-label="Artinya">Berhasil guna' in shown
    assert '<th scope="col" role="columnheader">Artinya' in shown


def test_columns_of_figures_stand_in_line_and_scroll() -> None:
    shown = html(FIGURES)

    assert "table-cards" not in shown
    assert '<td class="align-right">88,30' in shown
    assert '<td class="align-right">70 %' in shown
    assert (
        '<th scope="col" class="align-right">2024' in shown
        or '<th class="align-right" scope="col">2024' in shown
    )
    assert "<td>Biaya" in shown


def test_numbers_that_name_the_rows_stay_where_rows_begin() -> None:
    assert "align-right" not in html("| Tingkat | Nama |\n| - | - |\n| 1 | Rintisan |\n| 2 | Terkelola |")


def test_an_author_who_aligns_a_column_is_obeyed() -> None:
    shown = html("| a | n |\n| - | :-: |\n| x | 1 |\n| y | 2 |")

    assert '<td class="align-center">1' in shown


def test_a_table_of_two_columns_stays_a_table() -> None:
    assert "table-cards" not in html(
        "| a | b |\n| - | - |\n| satu dua tiga empat lima enam | tujuh delapan |"
    )


def test_an_abbreviation_is_explained_once_a_section_and_never_in_a_heading() -> None:
    text = "## Apa itu SPBE\n\nSPBE dan SPBE.\n\n## Lagi\n\n[SPBE](https://x.id) SPBE\n\n*[SPBE]: Sistem"

    shown = html(text)

    assert shown.count('<abbr title="Sistem" tabindex="0">SPBE</abbr>') == 2
    assert '<h2 id="apa-itu-spbe">Apa itu SPBE</h2>' in shown
    assert '<a href="https://x.id">SPBE</a>' in shown
