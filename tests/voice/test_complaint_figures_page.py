"""The public page of figures: whole cells only, nothing that gives a small number away, no report's words."""

import pytest
from desk_builders import NINE, TEXT, Desk


@pytest.fixture
def desk(installation):
    with installation.database.write() as session:
        made = Desk(session)
        for _ in range(7):
            made.lead(made.report(category="waktu"))
        for _ in range(6):
            made.report(category="prosedur", confidential=True)
        for _ in range(2):
            made.report(category="pungli")
        return made


def test_figures_are_told_and_small_ones_are_not(client, desk) -> None:
    page = client.get(f"/lapor/angka?tahun={NINE.year}").text

    assert '15</span><span class="stat-label">laporan diterima' in page
    assert "100%" in page
    # The two, and the next larger one, from which the two would follow.
    assert page.count(">terlalu sedikit<") == 2
    assert TEXT not in page


def test_without_enough_reports_there_are_no_figures(client) -> None:
    assert "Belum ada angka" in client.get("/lapor/angka").text
    assert "Belum ada angka" in client.get("/lapor/angka?tahun=abc").text
