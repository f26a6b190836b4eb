"""A module of the folder is the page that learners will read; trainers see more, paper shows less."""

from preview_builders import Desk, links, words

MODULE = "/bingkai/peserta/layanan/modul/01-menyambut"


def test_a_module_is_shown_with_its_links_and_pictures_inside_the_preview(desk: Desk) -> None:
    page = desk.get(MODULE)

    assert "Setelah modul ini Anda dapat:" in words(page)
    assert "/bingkai/peserta/layanan/modul/02-mencatat#buku" in links(page)
    assert "/bingkai/peserta/layanan/kuis/layanan/loket" in links(page)
    assert 'src="/bingkai/peserta/layanan/berkas/assets/loket.svg"' in page
    assert "lms-asset:" not in page
    assert "lms-module:" not in page


def test_a_picture_is_served_as_the_catalogue_serves_it(desk: Desk) -> None:
    answer = desk.client.get(
        "/bingkai/peserta/layanan/berkas/assets/loket.svg", base_url="http://127.0.0.1:8001"
    )

    assert answer.mimetype == "image/svg+xml"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_other_file_of_the_machine_is_served(desk: Desk) -> None:
    (desk.root / "secret.md").write_text("rahasia", encoding="utf-8")

    for path in ("assets/../../../secret.md", "course.md", "%2e%2e/%2e%2e/secret.md", "/etc/passwd"):
        desk.get(f"/bingkai/peserta/layanan/berkas/{path}", status=404)


def test_a_link_that_leaves_the_course_opens_elsewhere(desk: Desk) -> None:
    page = desk.get("/bingkai/peserta/layanan")

    assert '<a target="_blank" href="https://palembang.go.id/"' in page


def test_nothing_can_be_recorded(desk: Desk) -> None:
    page = desk.get("/bingkai/peserta/layanan/modul/02-mencatat")

    assert "<form inert" in page
    assert "data-place" not in page


def test_a_trainer_sees_the_file_its_anchors_and_what_a_self_check_takes_for_right(desk: Desk) -> None:
    learner, trainer = desk.get(MODULE), desk.get(MODULE.replace("peserta", "pengajar"))

    assert "courses/layanan/01-menyambut.md" not in learner
    assert "courses/layanan/01-menyambut.md" in trainer
    assert "#salam-pertama" in words(trainer)
    assert '<details class="selfcheck-answer" open>' in trainer
    assert '<details class="selfcheck-answer">' in learner


def test_paper_is_white_and_styled_by_what_the_sheet_says_of_print(desk: Desk) -> None:
    desk.client.set_cookie("lms_preview_theme", "dark", domain="127.0.0.1")

    page = desk.get(MODULE.replace("peserta", "cetak"))

    assert 'data-theme="light"' in page
    sheet = next(link for link in links(page) if link.endswith("css/printed.css"))
    assert "@media print" not in desk.get(sheet)
    assert 'data-theme="dark"' in desk.get(MODULE)


def test_a_course_is_shown_as_one_that_has_just_been_taken(desk: Desk) -> None:
    page = desk.get("/bingkai/peserta/layanan")

    assert "Berhenti mengikuti" in words(page)
    assert {
        "/bingkai/peserta/layanan/modul/01-menyambut",
        "/bingkai/peserta/layanan/kuis/layanan/ujian",
        "/bingkai/peserta/layanan/kuis/layanan/cerita",
    } <= links(page)


def test_a_quiz_that_cannot_be_read_takes_no_module_with_it(desk: Desk) -> None:
    desk.write("quizzes/layanan/loket.md", "---\ntitle: [\n---\n")

    assert "Menyambut" in desk.get(MODULE)
    assert "Melayani warga" in desk.get("/bingkai/peserta/layanan")
    assert "tidak dapat dibaca" in words(desk.get(MODULE.replace("peserta", "pengajar")))
