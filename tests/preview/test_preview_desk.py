"""The desk around the pages: who is answered, what is to be mended, what changed in the folder."""

from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from preview_builders import FIRST, HOME, Desk, a_folder, words

MODULE = "courses/layanan/01-menyambut.md"
PANEL = "/perbaikan/layanan?halaman=modul/01-menyambut"


@pytest.mark.parametrize("host", ["evil.example:8001", "127.0.0.1:9999", "127.0.0.1", "lms.example"])
def test_a_foreign_name_that_leads_here_is_refused(desk: Desk, host: str) -> None:
    answer = desk.client.get("/", base_url=f"http://{host}")

    assert answer.status_code == 421
    assert "Melayani" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost:8001", "[::1]:8001"])
def test_this_machine_is_answered(desk: Desk, host: str) -> None:
    assert desk.client.get("/", base_url=f"http://{host}").status_code == 200


def test_a_form_of_another_site_is_refused(desk: Desk) -> None:
    answer = desk.client.post(
        "/tampilan", base_url=HOME, data={"theme": "dark"}, headers={"Origin": "https://evil.example"}
    )

    assert answer.status_code == 421
    assert "Set-Cookie" not in answer.headers


def test_only_pages_for_frames_may_stand_in_a_frame_and_only_in_ours(desk: Desk) -> None:
    around = desk.client.get("/kursus/layanan", base_url=HOME).headers["Content-Security-Policy"]
    inside = desk.client.get("/bingkai/peserta/layanan", base_url=HOME).headers["Content-Security-Policy"]

    assert "frame-ancestors 'none'" in around
    assert "frame-ancestors 'self'" in inside
    assert "unsafe" not in around + inside


def test_the_start_shows_every_course_with_what_is_to_be_mended(desk: Desk) -> None:
    assert "kesalahan" not in words(desk.get("/"))

    desk.write(MODULE, FIRST.replace("loket.svg", "hilang.svg"))

    assert "1 kesalahan" in words(desk.get("/"))


def test_the_desk_lists_every_page_and_shows_the_one_asked_for(desk: Desk) -> None:
    page = desk.get("/kursus/layanan?halaman=kuis/layanan/loket&tampilan=pengajar")

    assert '<iframe src="/bingkai/pengajar/layanan/kuis/layanan/loket"' in page
    for name in ("modul/01-menyambut", "modul/02-mencatat", "kuis/layanan/ujian", "kuis/layanan/cerita"):
        assert f'<option value="{name}"' in page
    assert 'href="/kursus/layanan?halaman=kuis/layanan/loket&amp;tampilan=cetak"' in page


def test_paper_has_one_frame(desk: Desk) -> None:
    assert desk.get("/kursus/layanan").count("<iframe") == 2
    assert desk.get("/kursus/layanan?tampilan=cetak").count("<iframe") == 1


def test_an_error_is_shown_with_its_line_a_caret_and_the_mend_until_it_is_mended(desk: Desk) -> None:
    desk.write(MODULE, FIRST.replace("assets/loket.svg", "assets/hilang.svg"))

    panel = desk.get(PANEL)
    assert "1 kesalahan di berkas ini" in words(panel)
    assert "baris 12, kolom 23" in words(panel)
    excerpt, caret = panel.split("<pre")[1].split("<code>")[1].split("</code>")[0].split("\n")[:2]
    assert excerpt[caret.split('">')[1].index("^") :].startswith("assets/hilang.svg")

    desk.write(MODULE, FIRST)
    assert "di berkas ini" not in desk.get(PANEL)


def test_an_error_of_another_file_is_only_counted(desk: Desk) -> None:
    desk.write("courses/layanan/02-mencatat.md", "---\ntitle: [\n---\nIsi.\n")

    panel = words(desk.get(PANEL))
    assert "di berkas ini" not in panel
    assert "lain di kursus ini" in panel
    page = desk.get("/kursus/layanan")
    assert '<option value="modul/02-mencatat" data-lost>✗' in page


def test_a_file_that_cannot_be_shown_says_why_in_its_place(desk: Desk) -> None:
    desk.write("courses/layanan/02-mencatat.md", "---\ntitle: [\n---\nIsi.\n")

    page = words(desk.get("/bingkai/peserta/layanan/modul/02-mencatat", status=422))
    assert "courses/layanan/02-mencatat.md" in page
    assert "membuat halaman ini belum dapat tampil" in page


def test_a_course_without_its_front_matter_still_has_a_desk(desk: Desk) -> None:
    desk.write("courses/layanan/course.md", "tanpa bagian depan\n")

    assert "courses/layanan/course.md" in desk.get("/bingkai/peserta/layanan", status=422)
    assert "kesalahan" in words(desk.get("/kursus/layanan"))
    assert "layanan" in words(desk.get("/"))


@pytest.mark.parametrize("path", ["/kursus/tiada", "/x", "/bingkai/peserta/layanan/modul/99", "/static/x/y"])
def test_what_is_not_there_is_said_so(desk: Desk, path: str) -> None:
    assert "<h1>" in desk.get(path, status=404)


def test_language_and_theme_are_kept_for_the_preview_alone(desk: Desk) -> None:
    answer = desk.client.post(
        "/tampilan", base_url=HOME, data={"language": "en", "theme": "dark", "next": "//evil.example"}
    )
    names = {cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")}

    assert answer.headers["Location"] == "/"
    assert {"lms_preview_language", "lms_preview_theme"} <= names
    page = desk.get("/kursus/layanan")
    assert 'lang="en"' in page
    assert 'data-theme="dark"' in page
    assert "As learner" in page


def test_the_language_of_the_command_is_the_first(tmp_path: Path) -> None:
    desk = Desk(a_folder(tmp_path), language="en")

    assert "Courses in this folder" in words(desk.get("/"))


def test_a_page_that_listens_is_told_the_version_at_once_and_what_changed_later(desk: Desk) -> None:
    stream = desk.client.get("/kejadian", base_url=HOME, buffered=False).iter_encoded()
    said = [next(stream) for _ in range(2)]

    Thread(target=desk.shelf.read, args=([MODULE],)).start()
    said.append(next(stream))
    desk.shelf.close()

    assert said[1].startswith(b"data: ")
    assert MODULE.encode() in said[2]
    assert list(stream) == []


def test_before_the_first_reading_the_start_already_names_the_courses(desk: Desk) -> None:
    desk.shelf._library = None

    assert "Sedang dibaca" in words(desk.get("/"))


def test_the_list_of_pages_comes_with_what_is_to_be_mended(desk: Desk) -> None:
    desk.write("courses/layanan/03-menutup.md", FIRST.replace("Menyambut", "Menutup"))

    assert '<option value="modul/03-menutup"' in desk.get(PANEL)


def test_a_site_that_learners_use_has_no_page_of_the_preview(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert not any(endpoint.startswith(("preview.", "lms.preview.")) for endpoint in endpoints)
