import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.catalogue.cli import render
from lms.content.foreign import folders, papers


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("a.md", "---\ntitle: Judul depan\ntags: [a, b]\n---\n# Lain\n", "Judul depan"),
        ("a.md", '+++\ntitle = "Dari TOML"\n+++\nisi', "Dari TOML"),
        ("a.md", "---\ntitle: a: b\nx: [\n---\nisi", "a: b"),
        ("a.md", "teks\n\n## Judul *miring* & lain\n", "Judul miring & lain"),
        ("a.md", "Judul\n=====\nisi", "Judul"),
        ("a.md", '<h1 align="center">Dalam HTML</h1>', "Dalam HTML"),
        ("a.md", "# ![Lambang kota](l.png)\n", "Lambang kota"),
        ("a.md", "#\n\n# Kedua", "Kedua"),
        ("02-layanan_aplikasi.md", "hanya teks", "Layanan aplikasi"),
        ("bab satu/README.md", "hanya teks", "Bab satu"),
        ("README.md", "", "Folder"),
        ("a.md", "---\n\nGaris, lalu teks.\n\n---\n", "A"),
    ],
)
def test_a_title_comes_from_front_matter_a_heading_or_the_name(path: str, text: str, title: str) -> None:
    assert papers.paper(path, text.encode(), folder="folder").title == title


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("# Kué\r\n\r\nIsi\r\n".encode(), "<h1>Kué</h1>\n<p>Isi</p>"),
        ("\ufeff# Kué".encode(), "<h1>Kué</h1>"),
        ("# Kué".encode("utf-16"), "<h1>Kué</h1>"),
        ("# Kué – “x”".encode("cp1252"), "<h1>Kué – “x”</h1>"),
        (b"# a\x81", "<h1>a\x81</h1>"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_was_written_in(data: bytes, expected: str) -> None:
    assert papers.paper("a.md", data).html == expected


def test_a_file_beyond_every_measure_is_shown_as_it_was_typed() -> None:
    made = papers.paper("besar.md", b"# a\n" * 200_000)

    assert made.html.count("# a") == 200_000
    assert [one.code for one in made.findings] == ["markdown.too-long"]


def a_thousand(root: Path) -> dict[str, str]:
    """Write a thousand files as many hands would; return a word of each that must not be lost."""
    words = {}
    for number in range(1000):
        folder, word = f"bab-{number % 25}", f"kata{number}"
        name = "README.md" if number < 25 else f"{number:03}-topik.md"
        head = ("", f"---\ntitle: Topik {number}\n---\n", f"# Topik {number}\n\n", "---\ndraft: true\n---\n")[
            number % 4
        ]
        text = f"{head}Lihat [sebelumnya](./{number - 1:03}-topik.md) ![x](tidak-ada.png)\n\n- {word}\n"
        ending = text.replace("\n", "\r\n") if number % 3 == 0 else text
        data = (b"", b"\xef\xbb\xbf")[number % 5 == 0] + ending.encode()
        if number % 7 == 0:
            data = (ending + "\nKué.\n").encode("latin-1")
        file = root / folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        words[f"{folder}/{name}"] = word
    return words


def test_a_folder_of_a_thousand_files_loads_with_a_title_and_a_body_for_each(tmp_path: Path) -> None:
    words = a_thousand(tmp_path)

    found = {paper.path: paper for paper in folders.papers(tmp_path)}

    assert found.keys() == words.keys()
    assert all(paper.title and words[path] in paper.html for path, paper in found.items())
    assert all("tidak-ada.png" in paper.missing for paper in found.values())
    assert {paper.title for paper in found.values()} >= {"Topik 1", "Topik 998", "Bab 24", "Topik"}


def test_the_command_writes_a_row_or_a_page_for_each_file(tmp_path: Path) -> None:
    source, out = tmp_path / "masuk", tmp_path / "keluar"
    source.mkdir()
    (source / "a.md").write_text("---\ntitle: A\nlevel: 2\n---\n*isi*", encoding="utf-8")

    result = CliRunner().invoke(render, ["--folder", str(source), "--jsonl", "--out", str(out)])

    row = json.loads(result.stdout)
    assert row == {
        "path": "a.md",
        "title": "A",
        "html": "<p><em>isi</em></p>",
        "matter": {"title": "A", "level": "2"},
    }
    assert "<title>A</title>\n<main>\n<p><em>isi</em></p>" in (out / "a.md.html").read_text(encoding="utf-8")


def test_lines_are_answered_in_order_also_after_a_bad_one() -> None:
    lines = '{"markdown": "*a*"}\n{bad\n{"markdown": 3}\n[1]\n{"markdown": "\\ud800b\\u0000"}\n'

    result = CliRunner().invoke(render, ["--jsonl"], input=lines)

    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["html"] for row in rows] == ["<p><em>a</em></p>", None, None, None, "<p>b</p>"]
    assert all(row["error"] for row in rows[1:4])


def test_a_file_is_printed_and_what_was_dropped_is_said_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("a\n\n<script>x</script>\n", encoding="utf-8")

    result = CliRunner().invoke(render, [str(file)])

    assert result.stdout == "<p>a</p>\n"
    assert "a.md:3:1: saran: <script> dibuang" in result.stderr
