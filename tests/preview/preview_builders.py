"""A small shelf with one course of everything, and the preview of it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lms.config import Settings
from lms.preview.live.server import make_app
from lms.preview.live.shelf import Shelf

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PORT = 8001
HOME = f"http://127.0.0.1:{PORT}"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10"/></svg>'
COURSE = """---
title: Melayani warga
field: e-government
kind: course
level: 1
competencies: [spbe/1]
exam: layanan/ujian
---
Untuk petugas loket. Lihat juga [situs resmi](https://palembang.go.id/).
"""
FIRST = """---
title: Menyambut
jp: 0.5
outcomes:
  - Menyapa dengan benar
quiz: layanan/loket
---
## Salam pertama

Sapa dahulu. Lanjutkan ke [modul kedua](02-mencatat.md#buku).

![Dua orang di loket](assets/loket.svg)

```quiz
Berapa lama warga boleh menunggu?
- ( ) Sehari
- (x) Sesingkatnya
> Makin singkat makin baik.
```
"""
SECOND = """---
title: Mencatat
jp: 0.5
outcomes:
  - Mencatat dengan rapi
---
## Buku

Catat setiap tamu.
"""
QUIZ = """---
title: Kuis loket
kind: module
pass: 70
attempts: 0
feedback: after-each
penalty: 25
certainty: true
---
Jawab dengan tenang.

# Dasar {draw=2}

## Jumlah prinsip {#jml points=2}
Berapa prinsip SPBE?
- ( ) Lima
  > Lima adalah unsur lain.
- (x) Tujuh
> Perpres 95/2018 menyebut tujuh.

## Lama menunggu {#lama}
Berapa menit?
= 15
> [!HINT]
> Kurang dari setengah jam.

> Lima belas menit.

## Urutan {#urutan order}
Urutkan.
1. Salam
2. Catat
3. Jawab

# Lanjutan

## Lengkapi {#isian}
Prinsipnya ada [[tujuh]].

## Pasangan {#pasangan}
Pasangkan.
- satu -> awal
- dua -> akhir
"""
EXAM = """---
title: Ujian
kind: exam
pass: 70
---
## Cerita {#cerita essay words=2-50 points=4}
Ceritakan.
- [2] menyebut dasar hukum
- [2] menyebut contoh

## Pilihan {#pilihan}
Pilih.
- (x) ya
- ( ) tidak
"""
STORY = """---
title: Di loket
kind: scenario
pass: 70
---
Anda petugas.

## Pagi {#pagi}
Warga datang.
- [Sapa](#sore) {+2}
  > Bagus.
- [Diam](#sore) {0}
  > Kurang ramah.

## Sore {#sore}
Selesai.
"""


def a_folder(root: Path) -> Path:
    """Write a shelf with one clean course."""
    course, quizzes = root / "courses/layanan", root / "quizzes/layanan"
    (course / "assets").mkdir(parents=True)
    quizzes.mkdir(parents=True)
    (course / "assets/loket.svg").write_text(DRAWING, encoding="utf-8")
    for path, text in (
        (course / "course.md", COURSE),
        (course / "01-menyambut.md", FIRST),
        (course / "02-mencatat.md", SECOND),
        (quizzes / "loket.md", QUIZ),
        (quizzes / "ujian.md", EXAM),
        (quizzes / "cerita.md", STORY),
    ):
        path.write_text(text, encoding="utf-8")
    return root


class Desk:
    """The preview of a folder, asked without a server."""

    def __init__(self, root: Path, language: str = "id") -> None:
        self.root = root
        self.shelf = Shelf(root)
        self.shelf.read()
        self.app = make_app(self.shelf, Settings(), language, PORT)
        self.client: FlaskClient = self.app.test_client()

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path, base_url=HOME)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, path: str, form: dict[str, object]) -> str:
        answer = self.client.post(path, base_url=HOME, data=form)
        assert answer.status_code == 200, answer.text
        return answer.text

    def write(self, path: str, text: str) -> None:
        """Change a file and read it, as the watcher would."""
        (self.root / path).write_text(text, encoding="utf-8")
        self.shelf.read([path])


def links(html: str) -> set[str]:
    return set(re.findall(r'href="([^"]+)"', html))


def hidden(html: str, name: str) -> str:
    """Return the value of a hidden field as a browser would send it."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', html)
    assert found, name
    return found[1].replace("&#34;", '"').replace("&amp;", "&")


def words(html: str) -> str:
    """Return what is read on a page, spaces folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
