"""The manuals as everybody reads them on a phone, with their pictures, and where an administrator begins."""

from album import keep as keep_picture
from conftest import NewVisitor
from playwright.sync_api import expect
from served_site import BKPSDM, PASSWORD, ROOT, ServedSite

from lms.people.models import RoleName

ILLUSTRATED = [
    path for path in sorted(ROOT.glob("courses/panduan-*/*.md")) if "](assets/" in path.read_text("utf-8")
]


def test_every_illustrated_page_of_the_manuals_is_light_and_readable(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("phone")
    for path in ILLUSTRATED:
        visitor.go(f"/kursus/{path.parent.name}/modul/{path.stem}")
        pictures = visitor.page.locator(".prose img")
        for picture in pictures.all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", value=True)
            assert picture.evaluate("image => image.naturalWidth") > 0
    assert ILLUSTRATED


def test_an_administrator_finds_every_desk_from_home(site: ServedSite, new_visitor: NewVisitor) -> None:
    nip = site.person("Sari Wulandari", role=RoleName.ADMIN, unit=BKPSDM)
    visitor = new_visitor("desk")
    visitor.sign_in(nip, PASSWORD)
    keep_picture(visitor, "panduan-admin", "beranda", wide=True)
    for desk in ("Meja pengajar", "Meja kepegawaian", "Panduan admin"):
        visitor.press(desk, role="link")
        visitor.go("/")
