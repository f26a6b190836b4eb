import pytest
from content_builders import AN_ASSET, html, problems

ASSETS = {
    "assets/a.svg": "image/svg+xml",
    "assets/f.mp4": "video/mp4",
    "assets/f.vtt": "text/vtt",
    "assets/g.mp4": "video/mp4",
    "assets/s.mp3": "audio/mpeg",
    "assets/d.pdf": "application/pdf",
}


def test_headings_get_the_ids_that_a_forge_gives() -> None:
    shown = html("## Apa itu SPBE?\n### Data & *TIK*\n## Apa itu SPBE\n## Isi\n## ???")

    for name in ("apa-itu-spbe", "data--tik", "apa-itu-spbe-1", "isi-1", "bagian"):
        assert f'id="{name}"' in shown


def test_a_heading_of_level_one_is_an_error_at_its_line() -> None:
    assert problems("Teks\n\n# Satu\n\nDua\n===\n") == [
        (3, "markdown.heading-one"),
        (6, "markdown.heading-one"),
    ]


def test_a_level_that_is_skipped_is_a_hint() -> None:
    assert problems("## A\n\n#### B") == [(3, "markdown.heading-skips")]


def test_a_picture_alone_is_a_figure_with_its_caption() -> None:
    shown = html('![Alur](assets/a.svg "Alur izin")', assets=ASSETS)

    picture = f'<img src="lms-asset:{AN_ASSET}.svg" alt="Alur" loading="lazy" decoding="async">'
    assert shown == f"<figure>{picture}<figcaption>Alur izin</figcaption></figure>"


def test_a_picture_in_a_line_stays_in_it() -> None:
    assert html("Lihat ![Alur](assets/a.svg) ini", assets=ASSETS).startswith("<p>Lihat <img")


def test_a_film_brings_its_captions_and_a_sound_its_name() -> None:
    shown = html("![Film](assets/f.mp4)\n\n![Suara](assets/s.mp3)", assets=ASSETS)

    assert f'src="lms-asset:{AN_ASSET}.mp4" aria-label="Film"><track kind="captions" srclang="id"' in shown
    assert f'<audio controls preload="none" src="lms-asset:{AN_ASSET}.mp3" aria-label="Suara">' in shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n![](assets/a.svg)", "markdown.no-alt"),
        ("\n![x](assets/tidak.svg)", "asset.missing"),
        ("\n![x](assets/../../a.svg)", "file.outside"),
        ("\n![x](a.svg)", "asset.missing"),
        ("\n![x](https://x.id/a.png)", "markdown.foreign-picture"),
        ("\n![x](assets/d.pdf)", "markdown.not-a-picture"),
        ("\n![x](assets/g.mp4)", "markdown.captions"),
        ("\n[x](assets/tidak.pdf)", "asset.missing"),
        ("\n[x](/beranda)", "markdown.link"),
        ("\n[x](//jahat.id)", "markdown.link"),
        ("\n[x](03-lain.md)", "markdown.link-module"),
        ("\n[](https://x.id)", "markdown.link-text"),
        ("\n> [!HALO]\n> x", "markdown.callout"),
        (f"\n> [!TIP] {'kata ' * 13}\n> sambungannya.", "markdown.callout-title"),
        ("\nTeks[^1].", "markdown.footnote"),
        ("\n##Judul", "markdown.heading-tight"),
        ("\n```py\nx", "markdown.fence"),
        ("\nNilai $\\frac{1$", "markdown.formula"),
        ("\n$$\\left($$", "markdown.formula"),
        ("\n$$\na", "markdown.formula"),
        ("\n```quiz\nApa?\n```", "selfcheck.kind"),
    ],
)
def test_what_cannot_be_shown_is_said_at_its_line(text: str, code: str) -> None:
    found = problems(text, assets=ASSETS)

    assert [name for _, name in found] == [code]
    assert found[0][0] in {2, 3}


@pytest.mark.parametrize(
    "text",
    ["Teks[^1].\n\n[^1]: Isi.", "`[^1]`", "\\[^1]", "Soal ##2", "\n    [^1]", "#loket", "```\n##x [^1]\n```"],
)
def test_what_is_written_well_or_on_purpose_is_no_problem(text: str) -> None:
    assert problems(text) == []


def test_links_lead_to_modules_assets_and_other_sites() -> None:
    shown = html(
        "[m](02-b.md) [j](./02-b.md#judul) [d](assets/d.pdf) [s](https://x.id/?a=1&b=2) <a@b.id>",
        assets=ASSETS,
        modules=("01-a", "02-b"),
    )

    assert 'href="lms-module:02-b"' in shown
    assert 'href="lms-module:02-b#judul"' in shown
    assert f'href="lms-asset:{AN_ASSET}.pdf"' in shown
    assert 'href="https://x.id/?a=1&amp;b=2"' in shown
    assert 'href="mailto:a@b.id"' in shown


def test_a_bare_address_is_a_link() -> None:
    assert '<a href="https://palembang.go.id/spbe" class="bare">' in html(
        "Lihat https://palembang.go.id/spbe."
    )


def test_formulas_become_mathml_with_their_source() -> None:
    shown = html("Nilai $\\frac{a}{b} < 1$ dan Rp5 ($6).\n\n$$\na\n+ b\n$$")

    assert shown.count("<math") == 2
    assert 'alttext="\\frac{a}{b} &lt; 1"' in shown
    assert '<div class="formula" tabindex="0" role="group"><math' in shown
    assert "Rp5 ($6)" in shown


@pytest.mark.parametrize(
    "latex",
    [
        "\\href{javascript:1}{x}",
        "\\style{color:red}{x}",
        "\\text{<script>}",
        "}",
        "\\",
        "{" * 50 + "}" * 50,
        "\\text{</math><img src=x onerror=alert(1)>}",
    ],
)
def test_a_formula_cannot_bring_markup_of_its_own(latex: str) -> None:
    shown = html(f"$$\n{latex}\n$$")

    assert shown == ""


def test_english_courses_have_english_boxes_and_tables() -> None:
    shown = html("> [!NOTE]\n> x\n\n|a|\n|-|\n|b|", language="en")

    assert ">Note<" in shown
    assert 'aria-label="Table 1: a"' in shown
