"""A repository of foreign Markdown becomes modules: order, titles, links, pictures, boxes of other tools."""

import pytest
from document_builders import body, codes, drafted, errors, said
from slides_builder import png
from word_builder import docx, paragraph, zipped

from lms.exchange.documents import first_draft_of_folder

DOCS = {
    "repo-main/README.md": (
        "# Panduan Loket\n\nUntuk petugas loket.\n\n[Mulai](docs/01-mulai.md), [akhir](docs/akhir/#ringkas). "
        "[![CI](https://img.shields.io/x.svg)](https://github.com/a/b)\n"
    ),
    "repo-main/CHANGELOG.md": "# Changelog\n",
    "repo-main/.github/ISSUE.md": "x",
    "repo-main/docs/01-mulai.md": (
        "---\ntitle: 'Mulai: langkah pertama'\ntags: [a]\n---\n# Mulai: langkah pertama\n\n"
        "[lanjut](./10-lanjut.md#sub-bagian) [hilang](tidak-ada.md) [salah](10-lanjut.md#nihil)\n\n"
        "#### Lompat\n\n![Logo](img/logo.png)\n\n```md\n[[jangan]] :::tip\n```\n"
    ),
    "repo-main/docs/10-lanjut.md": (
        "Lanjut\n======\n\n![](../docs/img/logo.png)\n\nSub bagian\n----------\n\nIsi.\n"
    ),
    "repo-main/docs/2-dua.md": "# Dua\n\n![luar](https://x.org/a.png)\n",
    "repo-main/docs/akhir/index.md": "# Akhir\n\n## Ringkas\n\n[atas](../01-mulai.md)\n",
    "repo-main/docs/img/logo.png": png(),
    "repo-main/docs/konsep.md": "---\ndraft: true\n---\nbelum",
}
# What other tools write, and what it becomes.
DIALECTS = {
    ":::tip Kiat loket\nBawa KTP.\n:::": "> [!TIP] Kiat loket\n> Bawa KTP.",
    "::: warning\nHati-hati.\n:::": "> [!WARNING]\n> Hati-hati.",
    ":::note[Judul]\nIsi.\n:::": "> [!NOTE] Judul\n> Isi.",
    '!!! example "Contoh"\n    Isi.\n\n    - butir': "> [!EXAMPLE] Contoh\n> Isi.\n>\n> - butir",
    '{% hint style="danger" %}\nAwas.\n{% endhint %}': "> [!WARNING]\n> Awas.",
    '{{% notice info "Judul" %}}\nIsi.\n{{% /notice %}}': "> [!NOTE] Judul\n> Isi.",
    "> [!INFO]- Obsidian\n> isi": "> [!NOTE] Obsidian\n> isi",
    "{% highlight python %}\nx = 1\n{% endhighlight %}": "```python\nx = 1\n```",
    "teks ==penting== %%rahasia%%": "teks <mark>penting</mark>",
    "{{< youtube dQw4w9WgXcQ >}}": "<https://www.youtube.com/watch?v=dQw4w9WgXcQ>",
    "a {{ site.title }} b": "a  b",
    "import Tabs from '@theme/Tabs';\n\nIsi.": "Isi.",
    '<Tabs><TabItem value="a" label="Satu">Isi</TabItem></Tabs>': "**Satu**\n\nIsi",
    "Isi.\n{: .note}": "Isi.",
    "{:toc}\n\nIsi.": "Isi.",
    "`{{ kode }}` dan `[[kode]]`": "`{{ kode }}` dan `[[kode]]`",
    "[[Mulai]] dan [[mulai#Atas|di atas]]": "[Mulai](02-mulai.md) dan [di atas](02-mulai.md#atas)",
    "[a]({% link mulai.md %})": "[a](02-mulai.md)",
    '[a]({{< ref "mulai.md" >}})': "[a](02-mulai.md)",
    '<a href="mulai.html">a</a>': "[a](02-mulai.md)",
    "[a][b]\n\n[b]: mulai.md": "[a][b]\n\n[b]: 02-mulai.md",
    '{{< figure src="/img/x.png" alt="X" caption="Judul" >}}': '![X](assets/x.png "Judul")',
    "![[x.png|300]]": "![](assets/x.png)",
    '<img src="static/img/x.png" alt="X" width="9"/>': "![X](assets/x.png)",
    "[unduh](lampiran.pdf)": "[unduh](assets/lampiran.pdf)",
    "[x](javascript:alert(1))": "x",
}


def test_a_repository_of_docs_becomes_a_course(tmp_path):
    draft, texts = drafted(zipped(DOCS), "panduan.zip")

    assert list(texts) == [
        "course.md", "assets/logo.png", "01-panduan-loket.md", "02-mulai-langkah-pertama.md", "03-dua.md",
        "04-lanjut.md", "05-akhir.md",
    ]  # fmt: skip
    assert draft.title == "Panduan Loket"
    assert body(texts["course.md"]) == "Untuk petugas loket."
    first, second = body(texts["01-panduan-loket.md"]), body(texts["02-mulai-langkah-pertama.md"])
    assert (
        "[Mulai](02-mulai-langkah-pertama.md), [akhir](05-akhir.md#ringkas). [CI](https://github.com/a/b)"
        in first
    )
    assert second.startswith("[lanjut](04-lanjut.md#sub-bagian) hilang [salah](04-lanjut.md)\n\n## Lompat")
    assert "```md\n[[jangan]] :::tip\n```" in second
    assert errors(draft, tmp_path) == ["markdown.no-alt"]


def test_what_does_not_come_along_is_named():
    draft, _ = drafted(zipped(DOCS), "panduan.zip")

    assert said(draft, "document.file") == [
        "panduan.zip: 2 berkas tidak terbawa (“CHANGELOG.md”, “docs/konsep.md”)."
    ]
    assert {"document.link", "document.anchor", "document.no-alt", "document.matter"} <= set(codes(draft))
    assert said(draft, "document.foreign-picture") == [
        "docs/2-dua.md: 1 gambar dari situs lain menjadi tautan (“https://x.org/a.png”)."
    ]


@pytest.mark.parametrize("written", DIALECTS)
def test_what_other_tools_write_becomes_ours(written):
    files = {
        "README.md": f"# Atas\n\n{written}\n",
        "mulai.md": "# Mulai\n\n## Atas\n\nIsi.\n",
        "static/img/x.png": png(),
        "lampiran.pdf": b"%PDF-1.4 x",
    }

    _, texts = drafted(zipped(files), "a.zip")

    assert body(texts["01-atas.md"]) == DIALECTS[written]


@pytest.mark.parametrize("navigation", ["SUMMARY.md", "mkdocs.yml"])
def test_a_navigation_file_says_the_order(navigation):
    listed = {"SUMMARY.md": "* [B](b.md)\n* [A](a.md)\n", "mkdocs.yml": "nav:\n  - B: b.md\n  - A: 'a.md'\n"}
    files = {navigation: listed[navigation], "a.md": "# A\n\nx", "b.md": "# B\n\ny", "c.md": "# C\n\nz"}

    _, texts = drafted(zipped(files), "a.zip")

    assert list(texts)[1:] == ["01-b.md", "02-a.md", "03-c.md"]


def test_a_folder_on_disk_reads_like_its_zip(tmp_path):
    home = tmp_path / "panduan"
    for name, data in DOCS.items():
        file = home / name.removeprefix("repo-main/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    (home / "rahasia.md").symlink_to("/etc/hostname")

    made = first_draft_of_folder(home, "uji")

    assert dict(made.files) == dict(drafted(zipped(DOCS), "panduan.zip")[0].files)


def test_a_zip_of_word_files_becomes_one_course():
    files = {
        f"bahan/{n}.docx": docx(paragraph(f"Bab {n}", style="Judul1"), paragraph("Isi.")) for n in (2, 1, 10)
    }

    _, texts = drafted(zipped(files), "bahan.zip")

    assert list(texts)[1:] == ["01-bab-1.md", "02-bab-2.md", "03-bab-10.md"]
