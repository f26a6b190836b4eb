"""The pure part of the studio: merging, differences, remarks' anchors, names, signatures."""

import hmac
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.errors import InvalidInput
from lms.studio.plumbing.merges import merge
from lms.studio.rules import anchors, differences, merging, names, signatures
from lms.studio.rules.merging import lines_of, text_of

LINES = st.lists(st.sampled_from(["", "satu", "dua", "tiga", "=======", "<<<<<<< x", "> kutip"]), max_size=8)


@given(LINES, LINES, LINES)
@settings(max_examples=60)
def test_a_merge_loses_no_line_that_somebody_added(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    made = merge(*(text_of(lines) for lines in (base, mine, theirs)))

    held = [line for piece in made.pieces for line in everything(piece)]
    assert [line for line in (*mine, *theirs) if line not in held and line not in base] == []


@given(LINES, LINES)
@settings(max_examples=40)
def test_a_merge_with_who_changed_nothing_is_the_others_text(base: list[str], mine: list[str]) -> None:
    ground, text = text_of(base), text_of(mine)

    assert merge(ground, text, ground).text == text
    assert merge(ground, ground, text).text == text
    assert merge(ground, text, text).text == text


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "text"),
    [
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        ("a\nb\nc\n", "A\nb\nc\n", "a\nB\nc\n", "A\nB\nc\n"),
        ("title: x\njp: 1\n", "title: y\njp: 1\n", "title: x\njp: 2\n", "title: y\njp: 2\n"),
        ("a\n", "a\nb\n", "a\nb\n", "a\nb\n"),
    ],
)
def test_neighbouring_lines_do_not_clash(base: str, mine: str, theirs: str, text: str) -> None:
    made = merge(base, mine, theirs)

    assert made.clean
    assert made.text == text


def test_without_git_two_texts_are_one_dispute() -> None:
    made = merging.whole("a\nb\nc\n", "a\nx\nc\n", "a\nb\nz\n")

    assert [(piece.mine, piece.theirs) for piece in made.disputes] == [(("x", "c"), ("b", "z"))]


def test_texts_that_differ_everywhere_are_chosen_as_wholes() -> None:
    base, mine, theirs = (
        "".join(f"{word} {at}\n\nsama {at}\n\n" for at in range(200)) for word in ("a", "b", "c")
    )

    assert len(merge(base, mine, theirs).disputes) == 1


@given(LINES, LINES)
@settings(max_examples=60)
def test_a_difference_tells_both_texts(before: list[str], after: list[str]) -> None:
    rows = differences.compare(text_of(before), text_of(after)).rows

    assert [row.text for row in rows if row.sign != "+"] == before
    assert [row.text for row in rows if row.sign != "-"] == after


def test_a_text_made_to_be_slow_is_compared_all_the_same() -> None:
    before, after = ["x", "y"] * 750, ["y", "x", "z"] * 500

    rows = differences.compare(text_of(before), text_of(after)).rows

    assert [row.text for row in rows if row.sign != "-"] == after


def test_the_words_that_differ_are_marked() -> None:
    old, new = differences.words("SPBE yang bersih dan cepat", "SPBE yang terbuka dan cepat")

    assert [part.text for part in old if part.changed] == ["bersih"]
    assert [part.text for part in new if part.changed] == ["terbuka"]


def test_only_what_is_near_a_change_is_shown() -> None:
    before = [str(number) for number in range(40)]
    after = [*before[:20], "baru", *before[20:]]

    hunks = differences.compare(text_of(before), text_of(after)).hunks()

    assert [(hunk.skipped, len(hunk.rows)) for hunk in hunks] == [(17, 7), (17, 0)]


def test_a_remark_prefers_the_line_with_its_neighbours() -> None:
    lines = ["x", "sama", "y", "a", "sama", "b"]
    anchor = anchors.made(lines, 5)

    assert anchors.found(["baru", *lines], anchor) == 6
    assert anchors.found(["sama", "lain"], anchor) == 1
    assert anchors.found(["lain"], anchor) is None


def test_a_remark_stays_at_a_line_that_was_mended_a_little() -> None:
    lines = lines_of("Pembuka.\nSPBE mewujudkan tata kelola yang bersih.\n")
    anchor = anchors.made(lines, 2)

    assert anchors.found(["Pembuka.", "", "SPBE mewujudkan tata kelola yang terbuka."], anchor) == 3


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Dasar-dasar SPBE & layanan", "dasar-dasar-spbe-dan-layanan"),
        ("Pelayanan PRIMA: loket 2026!", "pelayanan-prima-loket-2026"),
        ("…", ""),
    ],
)
def test_a_title_proposes_its_short_name(title: str, slug: str) -> None:
    assert names.proposed_slug(title) == slug


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a\x00b", b"x" * (600 * 1024)])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        names.decoded("courses/a/01-x.md", data)


def test_a_forge_is_known_by_its_signature() -> None:
    secret, body = "s" * 24, b'{"ref":"refs/heads/main"}'
    digest = hmac.new(secret.encode(), body, "sha256").hexdigest()

    assert signatures.genuine(secret, body, {"X-Hub-Signature-256": f"sha256={digest}"})
    assert signatures.genuine(secret, body, {"X-Gitea-Signature": digest})
    assert signatures.genuine(secret, body, {"X-Forgejo-Signature": digest})
    assert signatures.genuine(secret, body, {"X-Gitlab-Token": secret})
    assert not signatures.genuine(secret, body + b" ", {"X-Hub-Signature-256": f"sha256={digest}"})
    assert not signatures.genuine(secret, body, {"X-Gitlab-Token": "x" * 24})
    assert not signatures.genuine(secret, body, {"X-Hub-Signature": "sha1=0"})
    assert not signatures.genuine(secret, body, {"X-Hub-Signature-256": "sha256=é"})
    assert not signatures.genuine("", body, {"X-Gitlab-Token": ""})


def everything(piece: object) -> tuple[str, ...]:
    if isinstance(piece, merging.Disputed):
        return (*piece.mine, *piece.theirs)
    assert isinstance(piece, merging.Agreed)
    return piece.lines


def test_a_remark_looks_for_its_line_in_a_moment() -> None:
    lines = [("ab" * 250)[shift % 7 :] + "b" * (shift % 11) + "a" for shift in range(400)]
    anchor = anchors.Anchor(200, "ba" * 240 + "aabb")

    begun = time.perf_counter()
    for _ in range(20):
        anchors.found(lines, anchor)

    assert time.perf_counter() - begun < 3


def test_a_text_made_anew_has_no_line_of_the_old_one() -> None:
    anchor = anchors.made(["Petugas loket menyapa pemohon lebih dahulu."], 1)

    assert (
        anchors.found(["Pengaduan dijawab dalam tiga hari kerja.", "Lampirkan surat kuasa."], anchor) is None
    )


def test_a_text_of_too_many_lines_is_refused() -> None:
    assert names.clean_text("a.md", "a\n" * names.MOST_LINES)
    with pytest.raises(InvalidInput) as refusal:
        names.clean_text("a.md", "\r" * (names.MOST_LINES + 1))
    assert refusal.value.code == "studio.long"
