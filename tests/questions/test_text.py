from lms.questions.text import fold, plain


def test_plain_words_come_without_tags_and_pictures_by_their_alternative_text() -> None:
    assert (
        plain('<p>Alur <b>A</b></p><p>B &amp; C<br>D <img alt="peta" src="x"> <img src="y"></p>')
        == "Alur A B & C D peta"
    )


def test_folding_ignores_case_only_when_asked() -> None:
    assert fold("  Wali \n KOTA ") == "wali kota"
    assert fold("  Wali \n KOTA ", case=True) == "Wali KOTA"
