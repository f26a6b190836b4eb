"""The way of one complaint in a generated year: verified, assigned, in progress, ended; when, by whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lms.upkeep.year.rules import words
from lms.upkeep.year.scene import Scene
from lms.voice.complaints.models import HandlingClass, State

REFUSED, ELSEWHERE, UNFINISHED, RATED = 0.03, 0.02, 0.25, 0.45
# Working days to finish as a share of the class's limit: the middle, how far it spreads
# (lognormal), the longest.
MIDDLE, SPREAD, LONGEST = 0.45, 0.55, 2.0
RATINGS, RATING_SHARES = (2, 3, 4, 5), (0.1, 0.2, 0.4, 0.3)
STARTED = (State.NEW, State.VERIFIED, State.ASSIGNED, State.IN_PROGRESS)
BY_HANDLER = frozenset({State.IN_PROGRESS, State.DONE})
ENDED = frozenset({State.DONE, State.REJECTED, State.FORWARDED})


@dataclass(frozen=True, slots=True)
class Step:
    """A state that a report came to, and when."""

    state: State
    at: datetime


def walk(scene: Scene, received: datetime, limit: HandlingClass) -> list[Step]:
    """Draw the steps of a report up to the moment of the command; of the last weeks not all is done."""
    day = received.astimezone(scene.calendar.zone).date()
    verified = int(scene.chance.integers(0, limit.verify_days + 1))
    needed = limit.finish_days * min(MIDDLE * scene.chance.lognormal(0, SPREAD), LONGEST)
    taken = verified + 2 + round(needed)
    turn = scene.chance.random()
    if turn < REFUSED + ELSEWHERE:
        states = [*STARTED[:2], State.REJECTED if turn < REFUSED else State.FORWARDED]
        days = [0, verified, verified + 1]
    else:
        states = [*STARTED, State.DONE]
        days = [0, verified, verified, verified + 1, taken]
        left = (scene.quarters[-1].ends - day).days
        if left < limit.finish_days and scene.happens(UNFINISHED):
            states.pop()
            days.pop()
    dates = [scene.calendar.after(day, one) for one in days[1:]]
    moments = sorted([received, *(max(received, scene.calendar.moment(scene.chance, one)) for one in dates)])
    steps = (Step(state, at) for state, at in zip(states, moments, strict=True))
    return [step for step in steps if step.at <= scene.at]


def standing(scene: Scene, steps: list[Step], finish_by: date, handler: int) -> dict[str, Any]:
    """Return the columns of a complaint that say where it stands after these steps."""
    times, last = {step.state: step.at for step in steps}, steps[-1]
    done = last.at if last.state in ENDED else None
    first = steps[0].at.astimezone(scene.calendar.zone).date()
    ended = done.astimezone(scene.calendar.zone).date() if done else None
    answered = last.state is State.DONE
    rated = answered and scene.happens(RATED)
    return {
        "state": last.state, "verified_at": times.get(State.VERIFIED),
        "assigned_at": times.get(State.ASSIGNED), "done_at": done,
        "handler_id": handler if State.ASSIGNED in times else None,
        "answered_at": done if answered else None, "waited_days": 0,
        "taken_days": scene.calendar.between(first, ended) if ended else None,
        "in_time": ended <= finish_by if ended else None,
        "reason": scene.one(words.REFUSALS) if last.state is State.REJECTED else "",
        "forwarded_to": scene.one(words.ELSEWHERE) if last.state is State.FORWARDED else "",
        "rating": int(scene.chance.choice(RATINGS, p=RATING_SHARES)) if rated else None,
        "rated_at": done if rated else None,
    }  # fmt: skip


def acts(steps: list[Step], officer: int, handler: int) -> list[dict[str, Any]]:
    """Return the rows of the acts: the citizen's first one has nobody's name."""
    befores = [None, *(step.state for step in steps)]
    return [
        {
            "before": before, "after": step.state, "at": step.at, "reason": "",
            "by_id": _who(step.state, officer, handler),
            "handler_id": handler if step.state is State.ASSIGNED else None,
        }
        for before, step in zip(befores, steps, strict=False)
    ]  # fmt: skip


def _who(state: State, officer: int, handler: int) -> int | None:
    if state is State.NEW:
        return None
    return handler if state in BY_HANDLER else officer
