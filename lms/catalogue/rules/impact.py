"""What a release would change, before it does: the edition that stands against the draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lms.catalogue.rules.edition import Draft
from lms.content import canonical
from lms.questions import registry
from lms.questions.text import plain

Json = Mapping[str, Any]
EXCERPT = 80
# Lines of the manifest that are compared by themselves, or follow from others.
OWN = frozenset({"format", "slug", "jp", "minutes", "modules", "quizzes", "extras", "assets", "translations"})
# Lines of a quiz that are its rules; the rest is its questions and its introduction.
RULES = ("kind", "pass", "attempts", "wait", "minutes", "shuffle", "feedback", "keep")


class Change(StrEnum):
    """How a question differs; a changed key may call for a regrade."""

    KEY = "key"
    ANSWERS = "answers"
    WORDING = "wording"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Touched:
    """Who is under way, as the rooms above count them: on the course, and in attempts not yet handed in."""

    learners: int
    open_attempts: int = 0


@dataclass(frozen=True, slots=True)
class QuestionRef:
    """A question as a person recognises it: its quiz, its id, the beginning of its prompt."""

    quiz: str
    id: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One altered question; the keys are in words, equal unless the key changed."""

    question: QuestionRef
    change: Change
    key_before: str
    key_after: str


@dataclass(frozen=True, slots=True)
class TranslationRef:
    """A module in another language, by the title that it has there; empty for the course's own lines."""

    language: str
    title: str


@dataclass(frozen=True, slots=True)
class Impact:
    """All that would differ; a first release has nothing before it."""

    slug: str
    title: str
    hash: str
    number: int
    unchanged: bool
    modules_added: tuple[str, ...]
    modules_removed: tuple[str, ...]
    modules_altered: tuple[str, ...]
    questions_added: tuple[QuestionRef, ...]
    questions_removed: tuple[QuestionRef, ...]
    questions_altered: tuple[QuestionChange, ...]
    rules_altered: tuple[str, ...]
    details_altered: tuple[str, ...]
    assets_altered: bool
    jp_before: Decimal | None
    jp_after: Decimal
    touched: Touched | None
    translations_added: tuple[TranslationRef, ...] = ()
    translations_altered: tuple[TranslationRef, ...] = ()
    translations_removed: tuple[TranslationRef, ...] = ()

    @property
    def first(self) -> bool:
        return self.number == 1


@dataclass(frozen=True, slots=True)
class Standing:
    """The release that stands: its number, manifest, and the quizzes and questions it names."""

    number: int
    hash: str
    manifest: Json
    bodies: Mapping[str, Json]


def compare(standing: Standing | None, draft: Draft, touched: Touched | None = None) -> Impact:
    """Compare what stands with what would take its place; no standing release means a first one."""
    new = draft.manifest
    old: Json = standing.manifest if standing else {"modules": [], "quizzes": {}, "assets": []}
    bodies: Mapping[str, Json] = standing.bodies if standing else {}
    fresh = {sha256: body for sha256, (_kind, body) in draft.bodies.items()}
    before, after = dict(_questions(old, bodies)), dict(_questions(new, fresh))
    shared = [key for key in after if key in before]
    tellings, told = _translated(old), _translated(new)
    return Impact(
        slug=new["slug"],
        title=new["title"],
        hash=draft.hash,
        number=standing.number + 1 if standing else 1,
        unchanged=standing is not None and standing.hash == draft.hash,
        modules_added=_titles(new, old),
        modules_removed=_titles(old, new),
        modules_altered=_altered_modules(old, new),
        questions_added=tuple(after[key].ref for key in after if key not in before),
        questions_removed=tuple(before[key].ref for key in before if key not in after),
        questions_altered=tuple(
            change for key in shared if (change := _changed(before[key], after[key])) is not None
        ),
        rules_altered=_altered_rules(old, bodies, new, fresh),
        details_altered=tuple(key for key in new if key not in OWN and standing and old.get(key) != new[key]),
        assets_altered=standing is not None and _assets(old) != _assets(new),
        jp_before=Decimal(old["jp"]) if standing else None,
        jp_after=Decimal(new["jp"]),
        touched=touched,
        translations_added=tuple(told[key][0] for key in told if key not in tellings),
        translations_altered=tuple(
            ref for key, (ref, content) in told.items() if tellings.get(key, (ref, content))[1] != content
        ),
        translations_removed=tuple(tellings[key][0] for key in tellings if key not in told),
    )


@dataclass(frozen=True, slots=True)
class _Question:
    ref: QuestionRef
    hash: str
    points: str
    body: Json


def _questions(manifest: Json, bodies: Mapping[str, Json]) -> Iterator[tuple[tuple[str, str], _Question]]:
    """Yield the questions of a manifest by quiz and id."""
    for quiz, sha256 in manifest["quizzes"].items():
        for pool in bodies[sha256]["pools"]:
            for one in pool["questions"]:
                body = bodies[one["hash"]]
                ref = QuestionRef(quiz, one["id"], excerpt(body["prompt"]))
                yield (quiz, one["id"]), _Question(ref, one["hash"], one["points"], body)


def excerpt(html: str) -> str:
    text = plain(html)
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]}…"


def _changed(before: _Question, after: _Question) -> QuestionChange | None:
    if before.hash == after.hash and before.points == after.points:
        return None
    keys = key_in_words(before.body), key_in_words(after.body)
    if keys[0] != keys[1]:
        change = Change.KEY
    elif before.points != after.points:
        change = Change.POINTS
    elif before.body["body"] != after.body["body"]:
        change = Change.ANSWERS
    else:
        change = Change.WORDING
    return QuestionChange(after.ref, change, *keys)


def key_in_words(question: Json) -> str:
    """Return the right answer in words; the bare form when the kind's package is gone."""
    name = question["kind"]
    return (
        registry.get(name).describe(question["body"]) if name in registry.kinds() else str(question["body"])
    )


def _titles(these: Json, those: Json) -> tuple[str, ...]:
    """Return the titles of modules that are in these and not in those, whatever the file is called."""
    names = {module["name"] for module in those["modules"]}
    hashes = {module["hash"] for module in those["modules"]}
    return tuple(
        module["title"]
        for module in these["modules"]
        if module["name"] not in names and module["hash"] not in hashes
    )


def _altered_modules(old: Json, new: Json) -> tuple[str, ...]:
    before = {module["name"]: module["hash"] for module in old["modules"]}
    return tuple(
        module["title"]
        for module in new["modules"]
        if before.get(module["name"], module["hash"]) != module["hash"]
    )


def _translated(manifest: Json) -> dict[tuple[str, str], tuple[TranslationRef, str]]:
    """Return every translation by module and language, the course's own under the empty name."""
    found = {
        ("", language): (TranslationRef(language, ""), canonical.digest(lines))
        for language, lines in manifest.get("translations", {}).items()
    }
    for module in manifest["modules"]:
        for language, line in module.get("translations", {}).items():
            ref = TranslationRef(language, line["title"])
            found[module["name"], language] = (ref, line["hash"])
    return found


def _altered_rules(
    old: Json, bodies: Mapping[str, Json], new: Json, fresh: Mapping[str, Json]
) -> tuple[str, ...]:
    """Return the keys of quizzes that both have and whose rules differ."""
    altered = []
    for key, sha256 in new["quizzes"].items():
        if key not in old["quizzes"]:
            continue
        before, after = bodies[old["quizzes"][key]], fresh[sha256]
        draws = [[pool["draw"] for pool in body["pools"]] for body in (before, after)]
        if draws[0] != draws[1] or any(before[rule] != after[rule] for rule in RULES):
            altered.append(key)
    return tuple(altered)


def _assets(manifest: Json) -> set[str]:
    return {asset["sha256"] for asset in manifest["assets"]}
