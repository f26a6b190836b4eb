"""A quiz of the folder is played to its end, and nothing of it is kept."""

import json
import re

import pytest
from preview_builders import EXAM as EXAM_TEXT
from preview_builders import Desk, hidden, links, words

QUIZ = "/bingkai/peserta/layanan/kuis/layanan/loket?semua=1"
EXAM = "/bingkai/peserta/layanan/kuis/layanan/ujian"
STORY = "/bingkai/peserta/layanan/kuis/layanan/cerita"


def item(page: str, question: str, text: str) -> str:
    """Return the field of an item of an ordering, or of pairs."""
    found = re.search(rf'for="soal-\d-([a-z]+)"[^>]*>(?:<[^>]*>)*{text}<', page)
    assert found, text
    return f"answer-{question}.{found[1]}"


def label(page: str, text: str) -> str:
    """Return the value of a label of pairs."""
    found = re.search(rf'value="([a-z]+)"[^>]*>\s*{text}\s*<', page)
    assert found, text
    return found[1]


def test_the_seed_in_the_address_draws_the_paper(desk: Desk) -> None:
    address = QUIZ.removesuffix("?semua=1")

    papers = {desk.get(f"{address}?benih={seed}").count('data-question="') for seed in range(5)}
    first, again = desk.get(f"{address}?benih=3"), desk.get(f"{address}?benih=3")

    assert papers == {4}
    assert first == again
    assert "?benih=4" in links(first)
    assert "Terundi: 4 dari 5 soal." in words(first)
    assert len({desk.get(f"{address}?benih={seed}") for seed in range(9)}) > 1


def test_all_questions_stand_in_the_order_of_the_file(desk: Desk) -> None:
    page = desk.get(QUIZ)

    places = [page.index(f'data-question="{one}"') for one in ("jml", "lama", "urutan", "isian", "pasangan")]
    assert places == sorted(places)


@pytest.mark.parametrize("address", [QUIZ, EXAM, STORY])
def test_a_learner_is_sent_no_key_before_the_paper_is_handed_in(desk: Desk, address: str) -> None:
    page = desk.get(address)

    for secret in ("Perpres 95/2018 menyebut", "Lima adalah unsur", "Kurang dari setengah", "Bagus."):
        assert secret not in page


def test_a_paper_that_is_handed_in_comes_back_with_mark_feedback_and_explanation(desk: Desk) -> None:
    page = words(desk.post(QUIZ, {"answer-jml": "0", "answer-lama": "15", "nilai": "1"}))

    assert "Belum lulus" in page
    assert "Lima adalah unsur lain." in page
    assert "Perpres 95/2018 menyebut tujuh." in page
    assert "dari 6 poin" in page


def test_every_answer_right_is_a_hundred(desk: Desk) -> None:
    page = desk.get(QUIZ)
    form: dict[str, object] = {"answer-jml": "1", "answer-lama": "15", "answer-isian.a": "tujuh"}
    for place, text in enumerate(("Salam", "Catat", "Jawab"), start=1):
        form[item(page, "urutan", text)] = str(place)
    for text, end in (("satu", "awal"), ("dua", "akhir")):
        form[item(page, "pasangan", text)] = label(page, end)
    form |= {f"certainty-{one}": "3" for one in ("jml", "lama", "urutan", "isian", "pasangan")}

    page = words(desk.post(QUIZ, form | {"nilai": "1"}))

    assert "100 dari 100" in page
    assert "Lulus" in page


def test_a_wrong_try_brings_the_hint_and_costs_the_penalty(desk: Desk) -> None:
    first = desk.post(QUIZ, {"answer-lama": "40", "certainty-lama": "1", "periksa": "lama"})
    assert "Kurang dari setengah jam." in words(first)
    assert "Lima belas menit." not in first

    said = hidden(first, "sudah-lama")
    second = desk.post(
        QUIZ, {"answer-lama": "15", "certainty-lama": "3", "sudah-lama": said, "periksa": "lama"}
    )
    assert "Lima belas menit." in words(second)

    said = hidden(second, "sudah-lama")
    assert json.loads(said)["tried"] == ["40", "15"]
    done = words(desk.post(QUIZ, {"sudah-lama": said, "nilai": "1"}))
    assert "0,75 dari 1 poin" in done


def test_a_blank_or_the_same_answer_again_uses_up_no_try(desk: Desk) -> None:
    blank = desk.post(QUIZ, {"answer-lama": "", "periksa": "lama"})
    assert "Soal ini belum dijawab" in words(blank)

    first = desk.post(QUIZ, {"answer-lama": "40", "periksa": "lama"})
    same = desk.post(
        QUIZ, {"answer-lama": "40", "sudah-lama": hidden(first, "sudah-lama"), "periksa": "lama"}
    )
    assert "sudah pernah diperiksa" in words(same)
    assert json.loads(hidden(same, "sudah-lama"))["tried"] == ["40"]


def test_what_cannot_be_read_is_named_and_stays_in_its_field(desk: Desk) -> None:
    page = desk.post(QUIZ, {"answer-lama": "lima belas", "nilai": "1"})

    assert "“lima belas” bukan bilangan." in words(page)
    assert 'value="lima belas"' in page


def test_no_tries_are_believed_where_a_quiz_checks_none(desk: Desk) -> None:
    said = json.dumps({"tried": [[1]], "surest": 3})

    assert "Selesai." not in desk.post(STORY, {"sudah-skenario": said})


@pytest.mark.parametrize(
    "said",
    [
        r'{"tried": ["\ud800"]}',
        "{",
        "[]",
        '{"tried": 3}',
        '{"tried": [[]], "surest": "x"}',
        '{"tried": [{"a": 1}]}',
        "null",
    ],
)
def test_a_hidden_field_that_we_did_not_write_is_as_though_nothing_was_tried(desk: Desk, said: str) -> None:
    page = desk.post(QUIZ, {"answer-lama": "40", "sudah-lama": said})

    assert 'value="40"' in page
    assert 'name="sudah-lama"' not in page


def test_an_essay_waits_for_a_trainer_and_shows_its_rubric(desk: Desk) -> None:
    page = words(
        desk.post(EXAM, {"answer-cerita": "Menurut undang-undang.", "answer-pilihan": "0", "nilai": "1"})
    )

    assert "Menunggu penilaian pengajar" in page
    assert "menyebut dasar hukum" in page


def test_a_scenario_is_walked_scene_by_scene(desk: Desk) -> None:
    assert "Selesai." not in desk.get(STORY)

    second = desk.post(STORY, {"question": "skenario", "answer-skenario": "1"})
    assert "Bagus." in second
    assert "Selesai." in second

    done = words(desk.post(STORY, {"answer-skenario": "1", "nilai": "1"}))
    assert "100 dari 100" in done


def test_a_trainer_sees_keys_identities_pools_rubric_and_scenes(desk: Desk) -> None:
    keys = words(desk.get(QUIZ.replace("peserta", "pengajar")))
    for text in (
        "#jml",
        "2 dari 3 diundi",
        "Kunci: Tujuh",
        "Lima adalah unsur lain.",
        "2 poin",
        "Petunjuk 1",
    ):
        assert text in keys

    assert "menyebut contoh" in words(desk.get(EXAM.replace("peserta", "pengajar")))
    scenes = words(desk.get(STORY.replace("peserta", "pengajar")))
    assert "#sore" in scenes
    assert "+2" in scenes
    assert "Kurang ramah." in scenes


def test_answers_that_are_sent_without_a_button_stay_and_are_not_marked(desk: Desk) -> None:
    """So the page renews itself when the file changes while somebody plays."""
    page = desk.post(QUIZ, {"answer-lama": "40"})

    assert "data-answered" in page
    assert 'value="40"' in page
    assert "dari 100" not in page


@pytest.mark.parametrize(("rule", "words_"), [("never", "nilainya saja"), ("after-pass", "setelah lulus")])
def test_what_learners_would_not_see_yet_is_shown_and_said_so(desk: Desk, rule: str, words_: str) -> None:
    desk.write("quizzes/layanan/ujian.md", EXAM_TEXT.replace("pass: 70", f"pass: 70\nfeedback: {rule}"))

    page = words(desk.post(EXAM, {"answer-pilihan": "1", "nilai": "1"}))

    assert words_ in page
    assert "Pratinjau" in page


def test_a_quiz_that_is_not_there_is_said_so(desk: Desk) -> None:
    page = desk.get("/bingkai/peserta/layanan/kuis/layanan/tiada", status=404)

    assert "Halaman ini tidak ada di folder" in words(page)
