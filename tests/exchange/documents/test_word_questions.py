"""Questions that trainers keep in Word become a quiz where they can be meant in one way only."""

from document_builders import body, codes, drafted, errors, said
from word_builder import docx, paragraph

FIRST = (
    paragraph("Berapa unsur SKM?", num="1"),
    paragraph("Tujuh", num="3"),
    paragraph("Sembilan", num="3"),
    paragraph("Jawaban: B"),
    paragraph("Pembahasan: PermenPANRB 14/2017."),
)


def chapter(*blocks):
    return drafted(docx(paragraph("Evaluasi", style="Judul1"), paragraph("Pengantar."), *blocks))


def test_numbers_and_letters_that_word_counts_are_read(tmp_path):
    draft, texts = chapter(*FIRST, paragraph("Penutup."))

    quiz = texts["quizzes/uji/evaluasi.md"]
    assert "- ( ) Tujuh\n- (x) Sembilan\n\n> PermenPANRB 14/2017." in quiz
    assert body(texts["01-evaluasi.md"]) == "Pengantar.\n\nPenutup."
    assert said(draft, "document.questions")
    assert errors(draft, tmp_path) == []


def test_numbers_and_letters_that_were_typed_are_read():
    _, texts = chapter(
        *map(
            paragraph,
            ("1. Siapa atasan PPID?", "a. Sekda", "b. Camat", "Kunci: A", "2) Apa itu UKPP?", "A) Unit"),
        )
    )

    assert "- (x) Sekda\n- ( ) Camat" in texts["quizzes/uji/evaluasi.md"]
    # One option is no choice.
    assert "Apa itu UKPP?" in texts["01-evaluasi.md"]


def test_options_on_the_second_level_of_the_same_list_are_read():
    _, texts = chapter(
        paragraph("Pertama?", num="5"),
        paragraph("Ya", num="5", level=1),
        paragraph("Tidak", num="5", level=1),
        paragraph("Jawaban: A"),
        paragraph("Kedua?", num="5"),
        paragraph("Benar", num="5", level=1),
        paragraph("Salah", num="5", level=1),
        paragraph("Jawaban: B"),
    )

    assert "- (x) Ya\n- ( ) Tidak" in texts["quizzes/uji/evaluasi.md"]
    assert "- ( ) Benar\n- (x) Salah" in texts["quizzes/uji/evaluasi.md"]


def test_keys_that_stand_apart_at_the_end_are_read():
    _, texts = chapter(
        *map(
            paragraph,
            ("1. Satu?", "a. Ya", "b. Tidak", "2. Dua?", "a. Ya", "b. Tidak", "Kunci Jawaban", "1. B 2. A"),
        )
    )

    quiz = texts["quizzes/uji/evaluasi.md"]
    assert quiz.index("- ( ) Ya\n- (x) Tidak") < quiz.index("- (x) Ya\n- ( ) Tidak")
    assert "Kunci" not in texts["01-evaluasi.md"]


def test_a_question_without_a_certain_key_stays_text_and_is_named():
    draft, texts = chapter(*map(paragraph, ("1. Mana?", "a. Ini", "b. Itu", "Jawaban: D")))

    assert "1\\. Mana?" in texts["01-evaluasi.md"]
    assert said(draft, "document.unsure") == [
        "Evaluasi: “Mana?” soal tanpa kunci yang pasti tetap menjadi teks."
    ]
    assert "document.questions" not in codes(draft)


def test_an_ordinary_numbered_list_is_no_question():
    draft, texts = chapter(paragraph("Buka aplikasi", num="1"), paragraph("Klik Kirim", num="1"))

    assert body(texts["01-evaluasi.md"]).endswith("1. Buka aplikasi\n2. Klik Kirim")
    assert "document.unsure" not in codes(draft)
