import pytest
from content_builders import html

LIST = "<ul><li>a<ul><li>b</li></ul></li></ul>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b", LIST),
        ("- a\n   - b", LIST),
        ("- a\n    - b", LIST),
        ("- a\n\t- b", LIST),
        ("1. a\n  - b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("10. a\n    - b\n      - c", '<ol start="10"><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ol>'),
        ("- a\n - b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("Teks:\n- a\n- b", "<p>Teks:</p><ul><li>a</li><li>b</li></ul>"),
        ("Teks:\n1. a\n2. b", "<p>Teks:</p><ol><li>a</li><li>b</li></ol>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("Lahir pada\n1998. Lalu", "<p>Lahir pada 1998. Lalu</p>"),
        ("- a\nlanjut", "<ul><li>a lanjut</li></ul>"),
        ("1. a\n\n   lanjut\n2. b", "<ol><li><p>a</p><p>lanjut</p></li><li><p>b</p></li></ol>"),
        ("- a\n\n  lanjut\n  - b", "<ul><li><p>a</p><p>lanjut</p><ul><li>b</li></ul></li></ul>"),
        ("- a\n\nTeks", "<ul><li>a</li></ul><p>Teks</p>"),
        ("- a\n\n      kode", "<ul><li><p>a</p><pre><code>kode </code></pre></li></ul>"),
        ("Teks\n\n    kode", "<p>Teks</p><pre><code>kode </code></pre>"),
        ("- a\n- - -\n", "<ul><li>a</li></ul><hr>"),
        ("Judul\n---", '<h2 id="judul">Judul</h2>'),
        ("#Judul", "<p>#Judul</p>"),
        ("Teks\n## Judul\nTeks", '<p>Teks</p><h2 id="judul">Judul</h2><p>Teks</p>'),
        ("satu\\\ndua", "<p>satu<br> dua</p>"),
        ("satu\\\\\ndua", "<p>satu\\ dua</p>"),
        ("~~lama~~ H~2~O", "<p><del>lama</del> H<sub>2</sub>O</p>"),
        ("> kutip\nlanjut\n> - a", "<blockquote><p>kutip lanjut</p><ul><li>a</li></ul></blockquote>"),
        ("Teks\n> kutip", "<p>Teks</p><blockquote><p>kutip</p></blockquote>"),
        ("snake_case_kata", "<p>snake_case_kata</p>"),
        ("-", "<ul><li></li></ul>"),
    ],
)
def test_what_trainers_know_from_a_forge_reads_the_same_here(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "```py\na < b\n```",
        "Teks\n```py\na < b\n```",
        "~~~py\na < b\n~~~",
        "````py\na < b\n````",
    ],
)
def test_a_fence_is_code_also_straight_after_a_paragraph(text: str) -> None:
    assert '<pre tabindex="0"><code class="language-py">a &lt; b </code></pre>' in html(text)


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
def test_a_fence_inside_a_list_item_belongs_to_it(indent: str) -> None:
    shown = html(f"- a\n\n{indent}```\n{indent}# kode\n{indent}  dalam\n{indent}```\n- b")

    assert shown.count("<li>") == 2
    assert "<code># kode dalam </code></pre></li>" in shown


def test_a_fence_may_begin_on_the_item_s_own_line() -> None:
    assert html("1. ```\n   a\n   ```\n2. b").count("<li>") == 2


def test_a_heading_inside_a_fence_is_none() -> None:
    assert "<h" not in html("```\n# satu\n## dua\n```")


def test_a_table_straight_after_a_paragraph_is_a_table_in_a_region_that_scrolls() -> None:
    shown = html("Teks\n| Jenis | | Jumlah |\n|---|---|--:|\n| a | b | 1 |")

    region = 'class="table-scroll" role="region" tabindex="0" aria-label="Tabel 1: Jenis, Jumlah"'
    assert shown.startswith(f"<p>Teks</p><div {region}><table>")
    assert '<th scope="col">Jenis</th><td></td>' in shown
    assert '<td class="align-right">1</td>' in shown


def test_a_table_inside_a_list_item_belongs_to_it() -> None:
    shown = html("- a\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n- b")

    assert shown.count("<table>") == 1
    assert "</table></div></li>" in shown


def test_boxes_to_tick_are_marks_with_words() -> None:
    shown = html("- [ ] a\n- [x] b")

    assert '<span class="task" role="img" aria-label="belum selesai">☐</span>' in shown
    assert '<span class="task task-done" role="img" aria-label="selesai">☑</span>' in shown


@pytest.mark.parametrize(
    ("mark", "box", "title"),
    [
        ("[!NOTE]", "note", "Catatan"),
        ("[!tip]", "tip", "Kiat"),
        ("[!WARNING]", "warning", "Perhatian"),
        ("[!CONTOH]", "example", "Contoh"),
        ('[!CONTOH] Di "loket"', "example", 'Di "loket"'),
    ],
)
def test_a_call_out_is_an_aside_with_a_title(mark: str, box: str, title: str) -> None:
    shown = html(f"Teks\n> {mark}\n> Isi:\n> - a\n>   - b\n\nTeks")

    assert f'<aside class="callout callout-{box}"><p class="callout-title">{title}</p>' in shown
    assert "<p>Isi:</p><ul><li>a<ul><li>b</li></ul></li></ul></aside><p>Teks</p>" in shown


def test_details_hold_markdown_without_being_told() -> None:
    shown = html("<details>\n<summary>Buka</summary>\n- **a**\n</details>")

    assert shown == "<details><summary>Buka</summary><ul><li><strong>a</strong></li></ul></details>"


def test_definitions_footnotes_and_abbreviations_are_read() -> None:
    shown = html("SPBE[^1]\n:   arti\n\n    lanjut\n\n[^1]: Isi.\n\n*[SPBE]: Sistem")

    assert '<dt><abbr title="Sistem" tabindex="0">SPBE</abbr><sup id="fnref:1">' in shown
    assert '<a class="footnote-ref" href="#fn:1">1' in shown
    assert "<dd><p>arti</p><p>lanjut</p></dd>" in shown
    assert 'title="Kembali ke rujukan 1 dalam teks"' in shown
