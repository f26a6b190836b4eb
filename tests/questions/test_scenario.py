import random
from fractions import Fraction
from typing import Any

import pytest

from lms.questions import selftest
from lms.questions.block import Block
from lms.questions.kinds.scenario import SCENARIO, graph
from lms.questions.kinds.scenario.graph import Choice
from lms.questions.response import FIELD, Malformed

STORY = """Sebelum mulai.

## Loket {#loket}
Warga datang.

- [Telepon](#telepon) {+2}
  > Baik.
- [Tolak](#tolak) {-1}
> Kurang baik.

## Telepon
Ia menjawab.

- [Ulang](#loket)
- [Selesai](#akhir) {+1,5}

## Tolak
Ia marah.

- [Minta maaf](#loket) {+0,5}

## Akhir
Selesai.
"""


def parsed(text: str) -> tuple[dict[str, Any] | None, list[tuple[int, str]]]:
    body, problems = SCENARIO.parse(Block(tuple(enumerate(text.split("\n"), start=1)), line=1))
    return (dict(body) if body else None), [(one.line, one.code) for one in problems]


def story(text: str = STORY) -> dict[str, Any]:
    body, problems = parsed(text)
    assert problems == []
    assert body is not None
    return body


def marked(path: list[int] | None) -> tuple[str, Fraction]:
    score = SCENARIO.score(story(), path, language="id")
    return str(score.state), score.fraction


@pytest.mark.parametrize(
    ("path", "state", "fraction"),
    [
        (None, "blank", Fraction(0)),
        ([1], "partly", Fraction(4, 7)),
        ([1, 2], "right", Fraction(1)),
        ([1, 1, 1, 2], "right", Fraction(1)),
        ([2], "wrong", Fraction(0)),
        ([2, 1, 1, 2], "partly", Fraction(6, 7)),
        ([2, 1, 2, 1, 2, 1], "wrong", Fraction(0)),
    ],
)
def test_a_path_earns_its_share_of_the_best_and_a_choice_made_again_nothing(
    path: list[int] | None, state: str, fraction: Fraction
) -> None:
    assert marked(path) == (state, fraction)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("(#akhir)", "(#ahir)", [(15, "scenes.dead-link")]),
        ("{+2}", "{dua}", [(6, "scenes.points")]),
        ("## Akhir\nSelesai.", "## Akhir\nSelesai.\n- [Lagi](#loket)", [(3, "scenes.no-end")]),
        ("## Akhir", "## Sepi\nx\n\n## Akhir", [(22, "scenes.unreachable")]),
        ("## Tolak", "## Loket", [(17, "scenes.id-repeated"), (8, "scenes.dead-link")]),
        ("- [Ulang](#loket)", "- [Ulang](#loket) besok", [(14, "scenes.choice")]),
        ("Ia marah.\n", "", [(17, "scenes.empty")]),
        ("## Telepon", "##", [(11, "scenes.title"), (6, "scenes.dead-link")]),
        ("Sebelum mulai.", "# Bab", [(1, "scenes.top")]),
        ("- [Minta maaf](#loket) {+0,5}", "- [Diam](#tolak)", [(17, "scenes.trapped")]),
    ],
)
def test_what_is_wrong_with_a_story_is_said_at_its_line(
    old: str, new: str, found: list[tuple[int, str]]
) -> None:
    assert parsed(STORY.replace(old, new))[1] == found


def test_a_file_without_scenes_and_a_story_without_points_are_named() -> None:
    assert parsed("Hanya teks.") == (None, [(1, "scenes.none")])
    body, problems = parsed("## A\nx\n- [ke B](#b)\n\n## B\ny")
    assert problems == [(1, "scenes.no-points")]
    assert SCENARIO.score(body or {}, [1], language="id").fraction == 1


def test_the_best_path_through_circles_takes_every_choice_once() -> None:
    ask = [Choice(1, Fraction(1)), Choice(2, Fraction(2)), Choice(3, Fraction(3))]
    ways = [ask, [Choice(0, Fraction(0))], [Choice(0, Fraction(-1))], []]

    assert graph.best(ways) == (Fraction(5), [1, 1, 2, 1, 3])
    assert sum(graph.gained(ways, [1, 1, 1, 1, 2, 1, 3])) == 5


def test_a_circle_with_more_points_than_can_be_gone_through_is_refused() -> None:
    choices = "\n".join(f"- [p{number}](#b) {{+1}}" for number in range(graph.MOST_IN_CIRCLE + 1))
    _, problems = parsed(f"## A\nx\n{choices}\n- [keluar](#c)\n\n## B\ny\n- [kembali](#a)\n\n## C\nz")

    assert problems == [(1, "scenes.tangled")]


def test_no_walk_earns_more_than_the_best_path() -> None:
    dice = random.Random(7)
    for _ in range(60):
        size = dice.randint(2, 6)
        ways = [
            [
                Choice(dice.randrange(size + 1), Fraction(dice.randint(-2, 3)))
                for _ in range(dice.randint(1, 3))
            ]
            for _ in range(size)
        ] + [[]]
        if graph.trapped(ways) or graph.tangled(ways):
            continue
        most, way = graph.best(ways)
        assert sum(graph.gained(ways, way)) == most
        for _ in range(200):
            path, scene = [], 0
            while ways[scene] and len(path) < 40:
                number = dice.randint(1, len(ways[scene]))
                path.append(number)
                scene = ways[scene][number - 1].to
            if not ways[scene]:
                assert sum(graph.gained(ways, path)) <= most


def test_only_what_was_reached_is_told() -> None:
    body = story()

    assert "Baik" not in str(SCENARIO.show(body, [])) + str(SCENARIO.told(body, []))
    told = str(SCENARIO.told(body, [1]))
    assert "Baik." in told
    assert "Kurang baik" not in told
    assert "Ia marah" not in told
    assert "points" not in told


@pytest.mark.parametrize("values", [["0"], ["3"], ["x"], ["1", "3"], ["1", "2", "1"], ["1"] * 301, ["²"]])
def test_a_path_that_cannot_be_walked_is_malformed(values: list[str]) -> None:
    with pytest.raises(Malformed):
        SCENARIO.accept(story(), {FIELD: values})


def test_a_path_only_grows() -> None:
    assert SCENARIO.grows(None, [1])
    assert SCENARIO.grows([1], [1, 2])
    assert not SCENARIO.grows([1], [2])
    assert not SCENARIO.grows([1], None)


def test_a_path_is_carried_by_the_words_of_its_choices() -> None:
    swapped = STORY.replace(
        "- [Ulang](#loket)\n- [Selesai](#akhir) {+1,5}", "- [Selesai](#akhir) {+1}\n- [Ulang](#loket)"
    )

    assert SCENARIO.carried(story(), story(swapped), [1, 2]) == [1, 1]
    with pytest.raises(Malformed):
        SCENARIO.carried(story(), story(STORY.replace("[Selesai]", "[Tutup]")), [1, 2])


def test_it_keeps_what_every_kind_promises() -> None:
    assert selftest.failures(SCENARIO, story()) == []
    assert SCENARIO.describe(story()) == "Telepon → Selesai"
    assert SCENARIO.classed(story(), [1, 1, 1, 2], language="id") == {"loket": ("1",), "telepon": ("1", "2")}
