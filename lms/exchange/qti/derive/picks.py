"""Choices: the weight of each option, or the one right set, found by marking sets of options."""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain, combinations

from lms.exchange.model import Choice, Option, TrueFalse
from lms.exchange.qti.asking import Given, NotCarried, Pick
from lms.exchange.qti.derive.part import MOST_RESPONSES, ONE, ZERO, Derived, Part, clamped, joined, mismatches

FEW = 8
MOST_OPTIONS = 60
SPOKEN = {("true", "false"), ("benar", "salah"), ("t", "f"), ("yes", "no"), ("ya", "tidak")}


def derive(part: Part, pick: Pick) -> Derived:
    if len(pick.options) < 2:
        raise NotCarried("exchange.few-options")
    if len(pick.options) > MOST_OPTIONS:
        raise NotCarried("qti.large")
    if len({one.id for one in pick.options}) < len(pick.options):
        raise NotCarried("qti.identifiers")
    return _single(part, pick) if pick.most == 1 else _several(part, pick)


def _single(part: Part, pick: Pick) -> Derived:
    marks = {one.id: part.mark((one.id,)) for one in pick.options}
    points = max(marks.values())
    if points <= 0:
        raise NotCarried("qti.no-key")
    shown = {one.id: part.shown((one.id,)) for one in pick.options}
    always = frozenset.intersection(*shown.values())
    options = tuple(
        Option(one.text, marks[one.id] / points, joined((one.told, part.told(shown[one.id] - always))))
        for one in pick.options
    )
    return Derived(
        _spoken(pick, options) or Choice(options),
        points,
        lambda given: marks.get(given[0], ZERO) / points if given else ZERO,
        tuple((one.id,) for one in pick.options),
        frozenset[str]().union(*shown.values()),
    )


def _spoken(pick: Pick, options: tuple[Option, ...]) -> TrueFalse | None:
    """Tell true from false by the identifiers, or by the words."""
    names = tuple(one.id.lower() for one in pick.options)
    words = tuple(one.text.text.strip().lower() for one in pick.options)
    weights = [one.weight for one in options]
    if len(options) != 2 or sorted(weights) != [0, 1] or words not in {("true", "false"), ("benar", "salah")}:
        return None
    if names not in SPOKEN and words[0] not in {"true", "benar"}:
        return None
    return TrueFalse(weights[0] == 1, options[0].feedback, options[1].feedback)


def sets(pick: Pick, best: Given) -> list[Given]:
    """Return sets of options: all of them where they are few, else those near the best and a sample."""
    names = [one.id for one in pick.options]
    most = pick.most or len(names)
    if len(names) <= FEW:
        every = chain.from_iterable(combinations(names, size) for size in range(1, most + 1))
        return list(every)
    rng = random.Random(0)  # noqa: S311 # a sample, the same every time
    near = list(_near(names, best))
    sample = [tuple(name for name in names if rng.random() < 0.4) for _ in range(MOST_RESPONSES // 2)]
    return [one for one in dict.fromkeys([*near, *sample]) if one and len(one) <= most]


def _near(names: list[str], best: Given) -> Iterator[Given]:
    yield tuple(name for name in names if name in best)
    for name in names:
        yield (name,)
        yield tuple(one for one in names if (one in best) is not (one == name))


def _several(part: Part, pick: Pick) -> Derived:
    tried = sets(pick, part.best)
    marks = {one: part.mark(one) for one in tried}
    points = max(marks.values())
    if points <= 0:
        raise NotCarried("qti.no-key")
    best = max(tried, key=lambda one: (marks[one], -len(one)))
    weights = _weights(part, pick, best, points)
    names = {one.id for one in pick.options}
    rivals: list[tuple[str, Callable[[Given], Fraction]]] = [
        ("weights", lambda given: clamped(sum((weights[name] for name in given), ZERO))),
        ("all", lambda given: ONE if set(given) == set(best) else ZERO),
        ("each", lambda given: Fraction(len(names - (set(given) ^ set(best))), len(names))),
    ]
    misses = [mismatches(part, points, model, tried) for _, model in rivals]
    chosen = misses.index(min(misses))
    if misses[chosen] * 2 > len(tried):
        raise NotCarried("qti.unlike")
    rule, model = rivals[chosen]
    if rule != "weights":
        weights = {one.id: Fraction(one.id in best, len(best)) for one in pick.options}
    told = _told(part, tried)
    options = tuple(
        Option(one.text, weights[one.id], joined((one.told, part.told(told.get(one.id, ())))))
        for one in pick.options
    )
    notes = ("qti.unlike-some",) * bool(misses[chosen])
    if 0 < pick.most < len(pick.options) and rule == "weights" and min(weights.values()) >= 0:
        notes = (*notes, "qti.most")
    heard = frozenset[str]().union(*told.values())
    return Derived(Choice(options, several=True, rule=rule), points, model, tuple(tried), heard, notes=notes)


def _weights(part: Part, pick: Pick, best: Given, points: Fraction) -> dict[str, Fraction]:
    """Read each option's weight alone; one that earns nothing alone may take away from others."""
    names = [one.id for one in pick.options]
    alone = {name: part.mark((name,)) for name in names}
    limit = pick.most or len(names)
    return {
        name: (mark or _taken(part, name, alone, tuple(one for one in names if one in best), limit)) / points
        for name, mark in alone.items()
    }


def _taken(part: Part, name: str, alone: dict[str, Fraction], best: Given, limit: int) -> Fraction:
    """Return what an option takes away, read where neither end cuts the mark off."""
    whole = part.mark(best)
    givers = [other for other, mark in alone.items() if mark > 0]
    companies = [one for size in (1, 2, 3) for one in combinations(givers[:FEW], size)]
    for company in [*companies, best]:
        if name in company or len(company) >= limit:
            continue
        # Together they would have this, were there no upper end.
        without = sum((alone[other] for other in company), ZERO)
        if 0 < part.mark((*company, name)) < min(whole, without):
            return part.mark((*company, name)) - without
    return ZERO if name in best or len(best) >= limit else part.mark((*best, name)) - whole


def _told(part: Part, tried: list[Given]) -> dict[str, frozenset[str]]:
    """Give each feedback to the option with which it comes and goes."""
    if not part.asked.feedback:
        return {}
    shown = {one: part.shown(one) for one in tried}
    found: dict[str, frozenset[str]] = {}
    for key in part.asked.feedback:
        sets_ = [frozenset(one) for one, keys in shown.items() if key in keys]
        for name in frozenset.intersection(*sets_) if sets_ else ():
            if all((name in one) is (key in keys) for one, keys in shown.items()):
                found[name] = found.get(name, frozenset()) | {key}
                break
    return found
