"""A trainer, from a broken Markdown file to a published release."""

from pathlib import Path

import pytest
from album import keep as keep_picture
from conftest import NewVisitor
from playwright.sync_api import expect
from served_site import BKPSDM, PASSWORD, ServedSite
from visitor import Visitor

from lms.people.models import RoleName

COURSE = """---
title: {title}
field: e-government
kind: course
level: 1
certificate: standar
---
Cara menulis naskah dinas yang dibaca sampai selesai.
"""
MODULE = """---
title: Kalimat pertama
jp: 1
outcomes:
  - Menulis kalimat pertama yang menyebut maksud surat
---
Pembaca memutuskan dalam lima detik apakah surat diteruskan.

## Sebutkan maksudnya

"""
# Long enough for its JP: the check says nothing about it.
MODULE += "Tulis maksud naskah pada kalimat pertama, lalu alasannya, lalu apa yang diminta.\n\n" * 40
SECOND = MODULE.replace("Kalimat pertama", "Kalimat penutup").replace("outcomes", "outcome")
MISTAKE_LINE = 4
GUIDE = "panduan-pengajar"


@pytest.mark.parametrize(
    ("screen", "title"), [("phone", "Surat dinas yang terbaca"), ("desk", "Notulen rapat yang berguna")]
)
def test_a_trainer_goes_from_a_broken_file_to_a_release(
    site: ServedSite, new_visitor: NewVisitor, screen: str, title: str
) -> None:
    slug, second, trainer = published(site, title)
    visitor = new_visitor(screen)
    visitor.sign_in(trainer, PASSWORD)
    visitor.press("Meja pengajar", role="link")
    keep_picture(visitor, GUIDE, "meja", wide=True)
    visitor.press("Desain sertifikat", role="link")
    visitor.page.go_back()

    second.write_text(SECOND, encoding="utf-8")
    visitor.press("Periksa dan terbitkan berkas", role="link")
    visitor.press(title, role="link")
    see_findings(visitor, slug)
    keep_picture(visitor, GUIDE, "temuan", wide=True)
    see_that_the_release_stands(new_visitor(screen), slug)

    second.write_text(SECOND.replace("outcome:", "outcomes:"), encoding="utf-8")
    visitor.go(f"/pengajar/kursus/{slug}")
    publish_after_the_letter(visitor)
    visitor.go(f"/katalog?q={title.split(maxsplit=1)[0]}")
    visitor.press(title, role="link")
    expect(visitor.page.get_by_role("heading", name="Kalimat penutup")).to_be_visible()


def test_a_file_broken_since_it_was_shown_never_replaces_the_good_release(
    site: ServedSite, new_visitor: NewVisitor
) -> None:
    slug, second, trainer = published(site, "Nota dinas yang ringkas")
    visitor = new_visitor("phone")
    visitor.sign_in(trainer, PASSWORD)
    second.write_text(SECOND.replace("outcome:", "outcomes:"), encoding="utf-8")
    visitor.go(f"/pengajar/kursus/{slug}")

    second.write_text(SECOND, encoding="utf-8")
    visitor.press("Terbitkan")

    expect(visitor.page.get_by_role("alert").first).to_be_visible()
    see_findings(visitor, slug)
    see_that_the_release_stands(new_visitor("phone"), slug)


def published(site: ServedSite, title: str) -> tuple[str, Path, str]:
    """Publish a course of one module; return its slug, where its second module will be, and its trainer."""
    slug = title.lower().replace(" ", "-")
    folder = site.shelf / "courses" / slug
    folder.mkdir()
    (folder / "course.md").write_text(COURSE.format(title=title), encoding="utf-8")
    (folder / "01-pembuka.md").write_text(MODULE, encoding="utf-8")
    site.lms("publish", slug)
    trainer = site.person("Rahma Kartika", role=RoleName.TRAINER, unit=BKPSDM)
    site.assign(slug, trainer)
    return slug, folder / "02-penutup.md", trainer


def see_findings(visitor: Visitor, slug: str) -> None:
    """The desk names the file and the line, shows it, says how to mend it, and offers no button."""
    page = visitor.page
    file = page.locator(".file").filter(has_text=f"courses/{slug}/02-penutup.md")
    finding = file.locator(".finding-error").first
    expect(finding).to_contain_text(f"baris {MISTAKE_LINE}")
    expect(finding).to_contain_text("outcomes")
    expect(finding.locator("pre")).to_contain_text("outcome:")
    expect(page.get_by_role("button", name="Terbitkan")).to_have_count(0)


def see_that_the_release_stands(visitor: Visitor, slug: str) -> None:
    """What everybody sees is what was published before."""
    visitor.go(f"/kursus/{slug}")
    expect(visitor.page.get_by_role("heading", name="Kalimat pertama")).to_be_visible()
    expect(visitor.page.get_by_role("heading", name="Kalimat penutup")).to_have_count(0)


def publish_after_the_letter(visitor: Visitor) -> None:
    page = visitor.page
    expect(page.get_by_role("heading", name="Dampak penerbitan")).to_be_visible()
    expect(page.locator(".letter")).to_contain_text("Kalimat penutup")
    keep_picture(visitor, GUIDE, "dampak", wide=True)
    visitor.press("Terbitkan")
    expect(page.get_by_text("Terbitan 2 sudah terbit.")).to_be_visible()
