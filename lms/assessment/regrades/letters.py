"""A dry run in words, as a careful colleague writes it; page and command say the same."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from lms.assessment.authored import Authored
from lms.assessment.regrades import past
from lms.assessment.regrades.past import Drift
from lms.assessment.regrades.proposals import Follow, Kept, Line, Proposal, QuestionLine
from lms.assessment.rules import marking
from lms.assessment.rules.regrading import Reason
from lms.bahasa import numbers
from lms.catalogue.letters import MORE, NAMED, Paragraph
from lms.errors import Message

CENT = Decimal("0.01")

NO_ATTEMPTS = Message(
    "Belum ada percobaan yang dikumpulkan pada kuis “{title}”.",
    "No attempt at the quiz “{title}” has been handed in yet.",
)
OPENING = Message(
    "Kuis “{title}”: {seen} percobaan yang sudah dikumpulkan dinilai ulang.",
    "Quiz “{title}”: attempts handed in and marked again: {seen}.",
)
NOTHING = Message("Tidak ada nilai yang berubah.", "No mark changes.")
COUNTS = Message(
    "Nilai naik: {rises}. Nilai turun: {falls}. Menjadi lulus: {reaches}. Tidak lulus lagi: {drops}.",
    "Marks that rise: {rises}. Marks that fall: {falls}. Come to pass: {reaches}. Pass no more: {drops}.",
)
VOIDED = Message(
    "Soal “{question}” dibatalkan: soal ini tidak dihitung lagi, dan nilai penuh berkurang sebesar bobotnya.",
    "Question “{question}” is voided: it counts no more, and the full mark shrinks by its points.",
)
RESTORED = Message(
    "Soal “{question}” dihitung kembali.",
    "Question “{question}” counts again.",
)
NOBODY_LOSES = Message(
    "Tidak ada yang dirugikan: {count} jawaban yang nilainya akan turun tetap bernilai seperti semula.",
    "Nobody loses. Answers whose marks would fall and stay as they were: {count}.",
)
FALLS_ALLOWED = Message(
    "Nilai boleh turun. Peserta yang menjawab menurut kunci lama dirugikan, padahal bukan mereka yang salah.",
    "Marks may fall. Learners who answered by the old key lose, although the key was not their mistake.",
)
QUESTIONS = Message("Soal yang mengubah nilai", "Questions that change marks")
QUESTION_KEY = Message(
    "“{excerpt}” ({id}): kunci dari “{before}” menjadi “{after}”; {rose} naik, {fell} turun",
    "“{excerpt}” ({id}): key from “{before}” to “{after}”; {rose} rise, {fell} fall",
)
QUESTION = Message(
    "“{excerpt}” ({id}): {rose} naik, {fell} turun",
    "“{excerpt}” ({id}): {rose} rise, {fell} fall",
)
QUESTION_VOID = Message(
    "“{excerpt}” ({id}): tidak dihitung lagi pada {voided} percobaan",
    "“{excerpt}” ({id}): counts no more in {voided} attempts",
)
REACHES = Message("Menjadi lulus", "Come to pass")
DROPS = Message("Tidak lulus lagi", "Pass no more")
CERTIFICATES = Message("Sertifikat yang akan terbit", "Certificates that will be issued")
COMPLETES = Message(
    "Kursus yang menjadi tuntas tanpa sertifikat baru", "Courses completed without a new certificate"
)
RESTING = Message(
    "Sertifikat yang bersandar pada nilai yang turun; semuanya tetap berlaku sampai dicabut",
    "Certificates that rest on a mark that falls; all of them stay valid until they are revoked",
)
KEPT = Message(
    "Jawaban yang tidak dapat dinilai ulang dan tetap bernilai seperti semula",
    "Answers that cannot be marked again and keep their marks",
)
KEPT_LINE = Message("{question}: {count} jawaban, {reason}", "{question}: {count} answers, {reason}")
DRIFT = Message(
    "Kunci {questions} soal berubah sejak {attempts} percobaan dinilai.",
    "Keys changed since attempts were marked: {questions} questions, {attempts} attempts.",
)
REASONS = {
    Reason.GONE: Message("soalnya tidak ada lagi", "the question is gone"),
    Reason.KIND: Message("jenis soalnya berganti", "the question is of another kind now"),
    Reason.UNINSTALLED: Message("jenis soalnya tidak terpasang", "its kind is not installed"),
    Reason.UNSAID: Message(
        "jawabannya tidak ada lagi pada soal yang baru", "the answer is gone from the new question"
    ),
    Reason.TRAINER: Message("dinilai oleh pengajar", "a trainer marks them"),
    Reason.SPARED: Message("nilainya akan turun", "their marks would fall"),
}


def letter(proposal: Proposal, lang: str) -> list[Paragraph]:
    """Write a dry run out, without the table of marks."""
    if not proposal.seen:
        return [Paragraph(NO_ATTEMPTS.text(lang, {"title": proposal.title}))]
    return [
        *_wishes(proposal, lang),
        Paragraph(OPENING.text(lang, {"title": proposal.title, "seen": proposal.seen})),
        *_counts(proposal, lang),
        *_questions(proposal.questions, lang),
        *_named(REACHES, (line.name for line in proposal.reaches), lang),
        *_named(DROPS, (line.name for line in proposal.drops), lang, careful=True),
        *_follows(proposal, lang),
        *_kept(proposal.kept, lang),
    ]


def drift(found: Drift, lang: str) -> str:
    """Say that a regrade may be due: "Kunci 1 soal berubah sejak 34 percobaan dinilai."."""
    return DRIFT.text(lang, {"questions": found.questions, "attempts": found.attempts})


def hint(session: Session, quiz: Authored, lang: str) -> str:
    """Say for a desk that a regrade may be due; empty when no key has changed."""
    found = past.drift(session, quiz.key, quiz.hash)
    return drift(found, lang) if found else ""


def mark(value: Fraction | None, line: Line, lang: str) -> str:
    """Return a mark with at most two decimals, never rounded up to the pass mark; a dash before the first."""
    if value is None:
        return "–"
    exact = marking.shown(value, line.pass_mark)
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_HALF_UP).normalize()
    return numbers.decimal(rounded, lang)


def _wishes(proposal: Proposal, lang: str) -> Iterator[Paragraph]:
    wish = proposal.plan.wish
    for question in sorted(wish.void):
        yield Paragraph(VOIDED.text(lang, {"question": question}), careful=True)
    for question in sorted(wish.restore):
        yield Paragraph(RESTORED.text(lang, {"question": question}))
    if wish.allow_falls:
        yield Paragraph(FALLS_ALLOWED.text(lang), careful=True)


def _counts(proposal: Proposal, lang: str) -> Iterator[Paragraph]:
    if proposal.lines:
        names = ("rises", "falls", "reaches", "drops")
        yield Paragraph(COUNTS.text(lang, {name: len(getattr(proposal, name)) for name in names}))
    else:
        yield Paragraph(NOTHING.text(lang))
    spared = sum(kept.count for kept in proposal.kept if kept.reason is Reason.SPARED)
    if spared:
        yield Paragraph(NOBODY_LOSES.text(lang, {"count": spared}))


def _questions(questions: Sequence[QuestionLine], lang: str) -> Iterator[Paragraph]:
    yield from _list(QUESTIONS, [_question(one, lang) for one in questions], lang)


def _question(one: QuestionLine, lang: str) -> str:
    values: dict[str, str | int] = {"excerpt": one.excerpt, "id": one.id, "rose": one.rose, "fell": one.fell}
    if one.voided:
        return QUESTION_VOID.text(lang, values | {"voided": one.voided})
    if one.key_before == one.key_after:
        return QUESTION.text(lang, values)
    return QUESTION_KEY.text(lang, values | {"before": one.key_before, "after": one.key_after})


def _follows(proposal: Proposal, lang: str) -> Iterator[Paragraph]:
    issued = {one.learner_id for one in proposal.certificates}
    others = [one for one in proposal.completes if one.learner_id not in issued]
    yield from _named(CERTIFICATES, (one.name for one in proposal.certificates), lang)
    yield from _named(COMPLETES, (one.name for one in others), lang)
    yield from _named(RESTING, (_held(one) for one in proposal.resting), lang, careful=True)


def _held(one: Follow) -> str:
    return f"{one.name} ({one.certificate})"


def _kept(kept: Sequence[Kept], lang: str) -> Iterator[Paragraph]:
    lines = [
        KEPT_LINE.text(
            lang, {"question": one.question, "count": one.count, "reason": REASONS[one.reason].text(lang)}
        )
        for one in kept
        if one.reason is not Reason.SPARED
    ]
    yield from _list(KEPT, lines, lang)


def _named(title: Message, names: Iterable[str], lang: str, *, careful: bool = False) -> Iterator[Paragraph]:
    every = list(dict.fromkeys(names))
    shown = every[:NAMED]
    if len(every) > NAMED:
        shown.append(MORE.text(lang, {"count": len(every) - NAMED}))
    yield from _list(title, shown, lang, count=len(every), careful=careful)


def _list(
    title: Message, items: Sequence[str], lang: str, *, count: int | None = None, careful: bool = False
) -> Iterator[Paragraph]:
    if items:
        text = f"{title.text(lang)} ({len(items) if count is None else count})"
        yield Paragraph(text, tuple(items), careful=careful)
