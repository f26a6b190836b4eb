"""Lays the district's units and its civil servants: sound numbers, ranks that fit, nobody can sign in."""

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from sqlalchemy import insert
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.people import persons, units
from lms.people.models import Identity, IdentityKind, Person
from lms.upkeep.year.rules.names import FAMILY, GIVEN_MEN, GIVEN_WOMEN, HEADS, OFFICES, POSITIONS
from lms.upkeep.year.scene import District, Scene

KINDS = (EmployeeKind.PNS, EmployeeKind.PPPK, EmployeeKind.PPPK_PW)
KIND_SHARES = (0.70, 0.24, 0.06)
WOMEN = 0.52
RANKS = {
    EmployeeKind.PNS: ("II/b", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a"),
    EmployeeKind.PPPK: ("V", "VII", "IX"),
    EmployeeKind.PPPK_PW: ("V", "IX"),
}
# Numbers of real people count up from 001: these begin where no office has come to in a month.
FIRST_ORDER = 601
BORN_FROM, BORN_TO = 1968, 1999
YOUNGEST, OLDEST = 22, 36
FIRST_PPPK = 2021


def lay(session: Session, scene: Scene, number: int) -> District:
    """Make the units and so many people in them, shared out by chance; every unit has its heads first."""
    known = units.tree(session)
    wanted = [units.names(office.path) for office in OFFICES]
    units.make(session, known, wanted, at=scene.at, by=None)
    places = tuple(unit_id for names in wanted if (unit_id := known.find(names)) is not None)
    sure = np.repeat(np.arange(len(places)), min(len(HEADS), number // len(places)))
    of = np.sort(np.concatenate([sure, scene.chance.integers(0, len(places), number - len(sure))]))
    starts: list[int] = np.searchsorted(of, np.arange(len(places) + 1)).tolist()
    people, numbers = [], []
    used: Counter[str] = Counter()
    for row, place in enumerate(of.tolist()):
        person, number_held = _drawn(scene, row - starts[place], used)
        people.append(person | {"unit_id": places[place]})
        numbers.append(number_held)
    made = list(session.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True), people))
    held = [{"person_id": who, **one} for who, one in zip(made, numbers, strict=True)]
    session.execute(insert(Identity), held)
    scene.tell(len(made))
    return District(places, tuple(tuple(made[low:high]) for low, high in pairwise(starts)))


def _drawn(scene: Scene, seat: int, used: Counter[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw a person and his or her number; the first seats of a unit are its heads'."""
    kind = KINDS[scene.chance.choice(len(KINDS), p=KIND_SHARES)]
    woman = scene.happens(WOMEN)
    name = f"{scene.one(GIVEN_WOMEN if woman else GIVEN_MEN)} {scene.one(FAMILY)}"
    person = {
        "name": name, "sort_name": persons.sort_name(name), "kind": kind, "rank": scene.one(RANKS[kind]),
        "position": HEADS[seat] if seat < len(HEADS) else scene.one(POSITIONS), "time_factor": Fraction(1),
        "session_epoch": persons.new_epoch(), "front_title": "", "back_title": "", "created_at": scene.at,
    }  # fmt: skip
    head = _head(scene, kind, woman=woman)
    used[head] += 1
    number = {
        "kind": IdentityKind.NIP if kind is EmployeeKind.PNS else IdentityKind.NI_PPPK,
        "value": f"{head}{FIRST_ORDER + used[head] - 1:03d}",
        "valid_from": date(scene.today.year - 1, 1, 1),
    }
    return person, number


def _head(scene: Scene, kind: EmployeeKind, *, woman: bool) -> str:
    """Draw the first fifteen digits of a NIP or NI PPPK (domain.md §1.1-1.2)."""

    def between(low: int, high: int) -> int:
        return int(scene.chance.integers(low, high))

    birth = date(between(BORN_FROM, BORN_TO), between(1, 13), between(1, 29))
    if kind is EmployeeKind.PNS:
        year = between(birth.year + YOUNGEST, min(birth.year + OLDEST, scene.today.year))
        joined = f"{year}{between(1, 13):02d}"
    else:
        joined = f"{between(FIRST_PPPK, scene.today.year)}{24 if kind is EmployeeKind.PPPK_PW else 21}"
    return f"{birth:%Y%m%d}{joined}{2 if woman else 1}"
