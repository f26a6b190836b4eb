"""A unit's own questions beside the nine elements: answered by choice, counted apart, never in the index."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Conflict, InvalidInput, Message, NotFound
from lms.people import units
from lms.people.models import Unit
from lms.voice.models import ExtraKind, ExtraQuestion, ExtraSum, Service, SurveyAnswer
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import FEWEST, rounded

# More than these, and citizens leave before the end.
MOST = 5
LONGEST_WORDING, LONGEST_TEXT = 300, 500
# Of so many newest answers the words are shown, and at most so many of a question.
NEWEST, MOST_WORDS = 500, 30
CHOSEN = tuple(f"n{score}" for score in elements.SCORES)

NO_WORDING = Message(
    "Pertanyaannya belum ditulis.",
    "The question is missing.",
    "Tulis satu kalimat tanya yang pendek.",
    "Write one short question.",
)
TOO_LONG = Message(
    "Pertanyaan ini {count} huruf, paling banyak {most}.",
    "This question has {count} letters; at most {most} are allowed.",
    "Ringkaskan; warga membacanya di layar ponsel.",
    "Make it shorter; citizens read it on a phone.",
)
FULL = Message(
    "Layanan ini sudah menanyakan {most} pertanyaan sendiri.",
    "This service asks {most} questions of its own already.",
    "Hentikan salah satunya dahulu.",
    "Ask one of them no more first.",
)
UNKNOWN = Message(
    "Pertanyaan tambahan itu tidak ditanyakan lagi.",
    "This further question is asked no more.",
    "Muat ulang kuesionernya.",
    "Reload the questionnaire.",
)
OUT_OF_SCALE = Message(
    "Jawaban untuk “{question}” harus 1 sampai 4, bukan {value}.",
    "The answer for “{question}” must be 1 to 4, not {value}.",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to one question: how many chose 1, 2, 3, 4, or what they wrote.

    Of fewer than five (`hidden`) nothing is shown.
    """

    question: ExtraQuestion
    service: str
    unit: str
    counts: tuple[int, ...]
    words: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def hidden(self) -> bool:
        return 0 < self.n < FEWEST

    @property
    def mean(self) -> Fraction:
        """The mean on the scale 1 to 4; only where somebody answered."""
        total = sum(score * n for score, n in zip(elements.SCORES, self.counts, strict=True))
        return Fraction(total, self.n)

    @property
    def mean_shown(self) -> Decimal:
        return rounded(self.mean)


def asked(session: Session, service_id: int) -> Sequence[ExtraQuestion]:
    """Return the questions that the service asks now, in their order."""
    mine = ExtraQuestion.service_id == service_id, ExtraQuestion.retired_at.is_(None)
    rows = select(ExtraQuestion).where(*mine).order_by(ExtraQuestion.position, ExtraQuestion.id)
    return session.scalars(rows).all()


def add(
    session: Session,
    service: Service,
    wording: str,
    *,
    wording_en: str = "",
    kind: ExtraKind,
    at: datetime,
    by: int | None,
) -> ExtraQuestion:
    """Ask one more question, after the others.

    Raises `InvalidInput` for a wording that is missing or long, `Conflict` where there are enough.
    """
    words, english = (
        _wording(wording, "tanya"),
        _wording(wording_en, "tanya_en") if wording_en.strip() else "",
    )
    if not words:
        raise InvalidInput(NO_WORDING, "extra.no-wording", "tanya")
    now = asked(session, service.id)
    if len(now) >= MOST:
        raise Conflict(FULL, "extra.full", most=MOST)
    made = ExtraQuestion(
        service_id=service.id, kind=kind, wording=words, wording_en=english,
        position=max((one.position for one in now), default=0) + 1,
    )  # fmt: skip
    session.add(made)
    session.flush()
    trail.note(session, by, "extra.added", f"service:{service.id}", {"question": made.id}, at=at)
    return made


def of(session: Session, service_id: int, question_id: int) -> ExtraQuestion:
    """Return a question of this service; raises `NotFound`."""
    found = session.get(ExtraQuestion, question_id)
    if found is None or found.service_id != service_id:
        raise NotFound
    return found


def retire(session: Session, question: ExtraQuestion, *, at: datetime, by: int | None) -> None:
    """Ask it no more; what was answered stays."""
    if question.retired_at is None:
        question.retired_at = at
        details = {"question": question.id}
        trail.note(session, by, "extra.retired", f"service:{question.service_id}", details, at=at)


def raise_up(session: Session, question: ExtraQuestion) -> None:
    """Ask it before the one that it follows."""
    now = list(asked(session, question.service_id))
    place = next((place for place, one in enumerate(now) if one.id == question.id), 0)
    if place:
        now[place - 1], now[place] = now[place], now[place - 1]
        for position, one in enumerate(now, 1):
            one.position = position


def checked(questions: Iterable[ExtraQuestion], given: Mapping[str, object]) -> dict[str, int | str]:
    """Return what was answered to these questions, by their id; what was left open is not in it.

    Raises `InvalidInput` for a question that is not among them and for a score off the scale.
    """
    said = {key: value for key, value in given.items() if str(value).strip()}
    known = {str(one.id): one for one in questions}
    kept: dict[str, int | str] = {}
    for key, value in said.items():
        question = known.get(key)
        if question is None:
            raise InvalidInput(UNKNOWN, "extra.unknown", f"t-{key}")
        text = str(value).strip()
        if question.kind == ExtraKind.TEXT:
            kept[key] = text[:LONGEST_TEXT]
        elif text in {"1", "2", "3", "4"}:
            kept[key] = int(text)
        else:
            words = {"question": question.wording, "value": text[:20]}
            raise InvalidInput(OUT_OF_SCALE, "extra.scale", f"t-{key}", **words)
    return kept


def count(session: Session, period_id: int, many: Sequence[Mapping[str, int | str]]) -> None:
    """Add the ratings among these answers to the sums, in one order for everybody."""
    chosen = Counter(
        (int(key), value) for one in many for key, value in one.items() if isinstance(value, int)
    )
    if not chosen:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(ExtraSum).values(
        [
            {"period_id": period_id, "question_id": key}
            | {f"n{score}": chosen[key, score] for score in elements.SCORES}
            for key in sorted({key for key, _ in chosen})
        ]
    )
    more = {name: getattr(ExtraSum, name) + statement.excluded[name] for name in CHOSEN}
    keys = [ExtraSum.period_id, ExtraSum.question_id]
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=more))


def of_service(session: Session, service_id: int, period_id: int, *, with_words: bool) -> list[Result]:
    """Return what was answered to the questions of a service, asked now or in that period."""
    found = _results(session, period_id, ExtraQuestion.service_id == service_id)
    texts = {one.question.id for one in found if one.question.kind == ExtraKind.TEXT}
    words = _words(session, service_id, period_id, texts) if texts and with_words else {}
    filled = [replace(one, words=tuple(words.get(one.question.id, ()))) for one in found]
    return [one for one in filled if one.question.retired_at is None or one.n or one.words]


def of_unit(session: Session, path: str, period_id: int) -> list[Result]:
    """Return the ratings of a unit's services and all below it; what citizens wrote stays at the desk."""
    found = _results(session, period_id, units.below(path), ExtraQuestion.kind == ExtraKind.RATING)
    return sorted(
        (one for one in found if one.n), key=lambda one: (one.unit.casefold(), one.service.casefold())
    )


def _results(session: Session, period_id: int, *where: ColumnElement[bool]) -> list[Result]:
    texts = ExtraQuestion.kind == ExtraKind.TEXT
    rows: Select[ExtraQuestion, str, str, int, int, int, int] = (
        select(
            ExtraQuestion,
            Service.name,
            Unit.name,
            *(func.coalesce(getattr(ExtraSum, name), 0) for name in CHOSEN),
        )
        .join(Service, Service.id == ExtraQuestion.service_id)
        .join(Unit, Unit.id == Service.unit_id)
        .outerjoin(ExtraSum, (ExtraSum.question_id == ExtraQuestion.id) & (ExtraSum.period_id == period_id))
        .where(*where, or_(ExtraQuestion.retired_at.is_(None), ExtraSum.n1.is_not(None), texts))
        .order_by(ExtraQuestion.service_id, ExtraQuestion.position, ExtraQuestion.id)
    )
    return [
        Result(question, service, unit, tuple(counts))
        for question, service, unit, *counts in session.execute(rows)
    ]


def _words(session: Session, service_id: int, period_id: int, ids: set[int]) -> dict[int, list[str]]:
    rows = (
        select(SurveyAnswer.extras)
        .where(SurveyAnswer.service_id == service_id, SurveyAnswer.period_id == period_id)
        .order_by(SurveyAnswer.id.desc())
        .limit(NEWEST)
    )
    found: dict[int, list[str]] = {key: [] for key in ids}
    for extras in session.scalars(rows):
        for key in ids:
            said = extras.get(str(key))
            if isinstance(said, str) and len(found[key]) < MOST_WORDS:
                found[key].append(said)
    return found


def _wording(text: str, place: str) -> str:
    clean = " ".join(text.split())
    if len(clean) > LONGEST_WORDING:
        raise InvalidInput(TOO_LONG, "extra.long", place, count=len(clean), most=LONGEST_WORDING)
    return clean
