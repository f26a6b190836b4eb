"""Who may move a report where; what is covered in public; numbers and secrets that survive a pen."""

import hashlib

import pytest

from lms.voice.complaints.models import State
from lms.voice.rules import masking, states, tickets
from lms.voice.rules.states import Actor


def test_the_rules_know_every_state_of_the_tables_and_no_other():
    assert set(states.STATES) == set(State)
    assert {after for ways in states.WAYS.values() for after in ways} <= set(State)


@pytest.mark.parametrize(
    ("before", "after", "who"),
    [
        ("new", "verified", {Actor.DESK}),
        ("verified", "assigned", {Actor.DESK}),
        ("assigned", "in_progress", {Actor.DESK, Actor.HANDLER}),
        ("assigned", "verified", {Actor.DESK, Actor.HANDLER}),
        ("in_progress", "waiting", {Actor.DESK, Actor.HANDLER}),
        ("in_progress", "done", {Actor.DESK, Actor.HANDLER}),
        ("in_progress", "rejected", {Actor.DESK}),
        ("waiting", "in_progress", {Actor.DESK, Actor.HANDLER, Actor.CITIZEN}),
        ("waiting", "done", {Actor.ENGINE}),
        ("done", "in_progress", {Actor.DESK, Actor.CITIZEN}),
        ("new", "done", set()),
        ("new", "in_progress", set()),
        ("rejected", "done", set()),
        ("nowhere", "done", set()),
    ],
)
def test_a_way_is_open_to_those_who_are_named(before, after, who):
    assert {actor for actor in Actor if states.allowed(before, after, actor)} == who


def test_nothing_leads_out_of_the_archive_and_every_state_can_be_reached():
    assert all(states.ways("archived", actor) == () for actor in Actor)
    reached, edge = {states.START}, {states.START}
    while edge:
        edge = {after for state in edge for after in states.WAYS[state]} - reached
        reached |= edge
    assert reached == set(State)


def test_a_handler_alone_neither_rejects_nor_forwards_nor_hands_over():
    for state in states.OPEN:
        assert not {"rejected", "forwarded", "assigned"} & set(states.ways(state, Actor.HANDLER))


@pytest.mark.parametrize(
    "secret",
    [
        "1671011203900001",
        "1671 0112 0390 0001",
        "1671-0112.0390 0001",
        "19680411 199303 1 009",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "(0711) 123456",
        "812.345.678.901",
        "ani.wijaya+1@mail.palembang.go.id",
        "BG 1234 AB",
        "bg1234ab",
        "B 1 RI",
        "１６７１０１１２０３９００００１",
    ],
)
def test_personal_data_that_has_a_form_is_covered(secret):
    assert masking.masked(f"Hubungi {secret}, terima kasih") == f"Hubungi {masking.COVER}, terima kasih"


@pytest.mark.parametrize(
    "told",
    [
        "Petugas meminta Rp 1.500.000.000 pada 12-03-2026 14.05 di loket 3",
        "Biaya Rp250.000,00 atau 1.250.000 rupiah",
        "Rp 1500000000 diminta",
        "RT 05 RW 02, Jl. Merdeka No. 12 KM 5",
        "tiket ADU-2026-00042, 2026-03-12",
        "da 5 kg beras dan a 3 kali",
        "",
    ],
)
def test_money_dates_and_addresses_stay_to_be_read(told):
    assert masking.masked(told) == told


def test_covering_takes_linear_time():
    for piece in ("1-", "a.", "Rp1.", "a@", "((", "b 1"):
        assert len(masking.masked(piece * 50_000)) > 0


def test_a_secret_is_read_as_people_copy_it():
    made = tickets.secret(hashlib.sha256(b"x").digest())

    assert len(made) == tickets.LENGTH
    assert tickets.secret_read(f"  {tickets.grouped(made).upper()} ") == made
    assert tickets.secret_read(tickets.grouped(made).replace("-", "–")) == made
    assert tickets.secret_read(made[:-1]) == tickets.secret_read(f"{made[:-1]}0") == ""


def test_a_number_is_read_as_people_say_it():
    assert tickets.number(2026, 42) == "ADU-2026-00042"
    assert tickets.number_read(" adu 2026 00042") == "ADU-2026-00042"
    assert tickets.number(2026, 123456) == "ADU-2026-123456"
