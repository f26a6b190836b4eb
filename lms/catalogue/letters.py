"""The impact of a release in words, as a careful colleague writes it; page and command say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.bahasa import numbers
from lms.catalogue.rules.edition import Draft
from lms.catalogue.rules.impact import Change, Impact, QuestionRef
from lms.content.frontmatter import LANGUAGES
from lms.errors import Message

# A letter names this many of a kind; the rest is counted.
NAMED = 12

FIRST = Message(
    "“{title}” terbit untuk pertama kali: {modules} modul, {questions} soal, {jp} JP.",
    "“{title}” is published for the first time: {modules} modules, {questions} questions, {jp} JP.",
)
FIRST_MANUAL = Message(
    "Panduan “{title}” terbit untuk pertama kali: {modules} bagian.",
    "The manual “{title}” is published for the first time: {modules} parts.",
)
UNCHANGED = Message(
    "Tidak ada yang berubah sejak terbitan {number}; tidak ada yang perlu diterbitkan.",
    "Nothing has changed since release {number}; there is nothing to publish.",
)
NEXT = Message(
    "Terbitan {number} dari “{title}” akan menggantikan terbitan {before} bagi peserta yang baru mulai.",
    "Release {number} of “{title}” will replace release {before} for learners who begin from now on.",
)
MODULES_ADDED = Message("Modul baru", "New modules")
MODULES_REMOVED = Message("Modul yang tidak ada lagi", "Modules that are gone")
MODULES_ALTERED = Message("Modul yang berubah", "Modules that changed")
QUESTIONS_ADDED = Message("Soal baru", "New questions")
QUESTIONS_REMOVED = Message("Soal yang tidak ada lagi", "Questions that are gone")
KEYS = Message("Kunci yang berubah", "Keys that changed")
ANSWERS = Message("Pilihan atau cara menilai yang berubah", "Options or ways of marking that changed")
POINTS = Message("Bobot yang berubah", "Points that changed")
WORDING = Message("Soal yang hanya berubah kata-katanya", "Questions of which only the wording changed")
TRANSLATIONS_ADDED = Message("Terjemahan baru", "New translations")
TRANSLATIONS_ALTERED = Message("Terjemahan yang berubah", "Translations that changed")
TRANSLATIONS_REMOVED = Message("Terjemahan yang tidak ada lagi", "Translations that are gone")
TRANSLATION = Message("“{title}” ({language})", "“{title}” ({language})")
COURSE_TRANSLATION = Message(
    "judul dan pengantar kursus ({language})", "the course’s title and introduction ({language})"
)
RULES = Message("Kuis yang aturannya berubah", "Quizzes whose rules changed")
DETAILS = Message("Keterangan kursus yang berubah", "Details of the course that changed")
ASSETS = Message(
    "Gambar atau berkas lampiran berubah.",
    "Pictures or attached files changed.",
)
JP = Message(
    "JP berubah dari {before} menjadi {after}. Sertifikat yang sudah terbit tetap {before} JP.",
    "Credit hours change from {before} to {after} JP. Certificates already issued keep {before} JP.",
)
KEY_LINE = Message(
    "{question}: dari “{before}” menjadi “{after}”", "{question}: from “{before}” to “{after}”"
)
QUESTION = Message("“{excerpt}” ({quiz}, {id})", "“{excerpt}” ({quiz}, {id})")
MORE = Message("dan {count} lagi", "and {count} more")
KEY_ADVICE = Message(
    "Percobaan yang sudah dinilai memakai kunci lama. Setelah terbit, buka Nilai ulang pada kuis itu dan "
    "lihat siapa yang naik. Admin dapat juga memakai perintah",
    "Attempts already marked were marked by the old key. Once this is published, open Marking again at that "
    "quiz and see who gains. An administrator may use the command",
)
REGRADE = "lms quiz regrade {quiz}"
LEARNERS = Message(
    "Peserta yang sedang mengikuti kursus ini: {learners}. "
    "Mereka tetap pada terbitan yang sudah mereka mulai; kemajuan mereka tidak turun.",
    "Learners on this course at the moment: {learners}. "
    "They stay on the release that they began with; their progress does not fall.",
)
OPEN_ATTEMPTS = Message(
    "Percobaan kuis yang belum dikirim: {attempts}. Semuanya dinilai dengan soal dan kunci saat dimulai.",
    "Quiz attempts not yet handed in: {attempts}. They are marked by the questions and keys they began with.",
)
NO_LEARNERS = Message(
    "Belum ada peserta yang sedang mengikuti kursus ini.",
    "No learner is on this course at the moment.",
)
DETAIL_NAMES = {
    "title": Message("judul", "title"),
    "field": Message("bidang", "field"),
    "kind": Message("jenis", "kind"),
    "level": Message("tingkat", "level"),
    "competencies": Message("kompetensi", "competencies"),
    "trainers": Message("pengajar", "trainers"),
    "requires": Message("prasyarat", "prerequisites"),
    "certificate": Message("desain sertifikat", "certificate design"),
    "exam": Message("ujian akhir", "final test"),
    "addresses": Message("keluhan yang dijawab", "complaints addressed"),
    "valid": Message("masa berlaku", "validity"),
    "language": Message("bahasa", "language"),
    "intro": Message("pengantar", "introduction"),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One thing the letter says; `items` are named beneath it, `careful` deserves a second look."""

    text: str
    items: tuple[str, ...] = ()
    careful: bool = False


def letter(impact: Impact, draft: Draft, lang: str) -> list[Paragraph]:
    """Write the impact of a draft out."""
    if impact.unchanged:
        return [Paragraph(UNCHANGED.text(lang, {"number": impact.number - 1}))]
    if impact.first:
        values: dict[str, str | int] = {
            "title": impact.title,
            "jp": numbers.decimal(impact.jp_after.normalize(), lang),
        }
        values |= {"modules": len(draft.manifest["modules"]), "questions": draft.count("question")}
        return [Paragraph((FIRST if impact.jp_after else FIRST_MANUAL).text(lang, values))]
    opening: dict[str, str | int] = {
        "number": impact.number,
        "before": impact.number - 1,
        "title": impact.title,
    }
    return [
        Paragraph(NEXT.text(lang, opening)),
        *_jp(impact, lang),
        *_modules(impact, lang),
        *_translations(impact, lang),
        *_questions(impact, lang),
        *_details(impact, lang),
        *_learners(impact, lang),
    ]


def _jp(impact: Impact, lang: str) -> Iterator[Paragraph]:
    if impact.jp_before is not None and impact.jp_before != impact.jp_after:
        values = {"before": numbers.decimal(impact.jp_before.normalize(), lang)}
        values["after"] = numbers.decimal(impact.jp_after.normalize(), lang)
        yield Paragraph(JP.text(lang, values), careful=True)


def _modules(impact: Impact, lang: str) -> Iterator[Paragraph]:
    yield from _list(MODULES_ADDED, impact.modules_added, lang)
    yield from _list(MODULES_ALTERED, impact.modules_altered, lang)
    yield from _list(MODULES_REMOVED, impact.modules_removed, lang, careful=True)


def _translations(impact: Impact, lang: str) -> Iterator[Paragraph]:
    for title, refs, careful in (
        (TRANSLATIONS_ADDED, impact.translations_added, False),
        (TRANSLATIONS_ALTERED, impact.translations_altered, False),
        (TRANSLATIONS_REMOVED, impact.translations_removed, True),
    ):
        items = [
            (TRANSLATION if ref.title else COURSE_TRANSLATION).text(
                lang, {"title": ref.title, "language": LANGUAGES.get(ref.language, ref.language)}
            )
            for ref in refs
        ]
        yield from _list(title, items, lang, careful=careful)


def _questions(impact: Impact, lang: str) -> Iterator[Paragraph]:
    yield from _list(QUESTIONS_ADDED, [_name(ref, lang) for ref in impact.questions_added], lang)
    yield from _list(QUESTIONS_REMOVED, [_name(ref, lang) for ref in impact.questions_removed], lang)
    keys = [
        KEY_LINE.text(
            lang,
            {"question": _name(one.question, lang), "before": one.key_before, "after": one.key_after},
        )
        for one in impact.questions_altered
        if one.change == Change.KEY
    ]
    yield from _list(KEYS, keys, lang, careful=True)
    if keys:
        quizzes = dict.fromkeys(
            one.question.quiz for one in impact.questions_altered if one.change == Change.KEY
        )
        commands = tuple(REGRADE.format(quiz=quiz) for quiz in quizzes)
        yield Paragraph(KEY_ADVICE.text(lang), commands)
    for change, title in ((Change.ANSWERS, ANSWERS), (Change.POINTS, POINTS), (Change.WORDING, WORDING)):
        altered = [_name(one.question, lang) for one in impact.questions_altered if one.change == change]
        yield from _list(title, altered, lang)


def _details(impact: Impact, lang: str) -> Iterator[Paragraph]:
    yield from _list(RULES, impact.rules_altered, lang, careful=True)
    names = [DETAIL_NAMES[key].text(lang) if key in DETAIL_NAMES else key for key in impact.details_altered]
    yield from _list(DETAILS, names, lang)
    if impact.assets_altered:
        yield Paragraph(ASSETS.text(lang))


def _learners(impact: Impact, lang: str) -> Iterator[Paragraph]:
    touched = impact.touched
    if touched is None:
        return
    if touched.learners:
        yield Paragraph(LEARNERS.text(lang, {"learners": touched.learners}))
    else:
        yield Paragraph(NO_LEARNERS.text(lang))
    if touched.open_attempts:
        yield Paragraph(OPEN_ATTEMPTS.text(lang, {"attempts": touched.open_attempts}))


def _list(title: Message, items: Sequence[str], lang: str, *, careful: bool = False) -> Iterator[Paragraph]:
    if items:
        named = list(items[:NAMED])
        if len(items) > NAMED:
            named.append(MORE.text(lang, {"count": len(items) - NAMED}))
        yield Paragraph(f"{title.text(lang)} ({len(items)})", tuple(named), careful=careful)


def _name(ref: QuestionRef, lang: str) -> str:
    return QUESTION.text(lang, {"quiz": ref.quiz, "id": ref.id, "excerpt": ref.excerpt})
