"""Rows of neighbours against a dictionary: what is where, what is added, and what is not there."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.arcs.rows import Rows, rows_of

PEOPLE = 9
NUMBER = st.integers(0, PEOPLE - 1)
HOURS = st.sampled_from([0.0, 0.5, 2.0, math.nan])
ENTRIES = st.lists(st.tuples(NUMBER, NUMBER, HOURS), max_size=40)
EVERY_PAIR = [(one, other) for one in range(PEOPLE) for other in range(PEOPLE)]


def made_of(entries: list[tuple[int, int, float]], people: int = PEOPLE) -> Rows:
    owner, other = (np.array([entry[end] for entry in entries], dtype=np.int64) for end in (0, 1))
    return rows_of(owner, other, np.array([entry[2] for entry in entries], dtype=np.float64), people)


def hours_by_pair(entries: list[tuple[int, int, float]]) -> dict[tuple[int, int], float]:
    """Add the hours of each pair; what is added to unknown hours is unknown."""
    added: dict[tuple[int, int], float] = defaultdict(float)
    for owner, other, hours in entries:
        added[owner, other] += hours
    return dict(added)


@settings(deadline=None)
@given(ENTRIES)
def test_rows_hold_every_pair_once_with_its_hours_added(entries):
    rows, expected = made_of(entries), hours_by_pair(entries)
    assert rows.people == PEOPLE
    found = list(zip(rows.owner.tolist(), rows.index.tolist(), strict=True))
    assert found == sorted(expected)
    np.testing.assert_array_equal(rows.hours, [expected[pair] for pair in found])
    assert rows.count.tolist() == [sum(owner == i for owner, _ in expected) for i in range(PEOPLE)]
    assert rows.start.tolist() == [sum(owner < i for owner, _ in expected) for i in range(PEOPLE + 1)]


@settings(deadline=None)
@given(ENTRIES)
def test_place(entries):
    """Every ordered pair is looked up, those that are there and those that are not."""
    rows, expected = made_of(entries), hours_by_pair(entries)
    owner, other = np.array(EVERY_PAIR).T
    place = rows.place(owner, other)
    in_order = {pair: number for number, pair in enumerate(sorted(expected))}
    assert place.tolist() == [in_order.get(pair, -1) for pair in EVERY_PAIR]


@settings(deadline=None)
@given(ENTRIES)
def test_sums_over_rows(entries):
    """Of numbers and of truth values; a row without entries adds up to nothing."""
    rows, expected = made_of(entries), hours_by_pair(entries)
    squares = rows.sum(rows.index**2)
    assert squares.tolist() == [float(sum(j**2 for i, j in expected if i == one)) for one in range(PEOPLE)]
    below = rows.sum(rows.index < rows.owner)
    assert below.tolist() == [float(sum(j < i for i, j in expected if i == one)) for one in range(PEOPLE)]
    assert squares.dtype == below.dtype == np.float64


@pytest.mark.parametrize("people", [0, 1, 3])
def test_rows_of_nothing(people):
    """Nothing is anywhere, whoever is looked up, and there may be nobody to look up."""
    rows = made_of([], people)
    everybody = np.arange(people)
    assert rows.start.tolist() == [0] * (people + 1)
    assert rows.place(everybody, everybody).tolist() == [-1] * people
    assert rows.sum(np.zeros(0)).tolist() == [0.0] * people
    assert rows.sum(np.zeros(0)).dtype == np.float64


def test_looking_up_nobody():
    none = np.zeros(0, dtype=np.int64)
    rows = made_of([(0, 1, 2.0)])
    assert rows.place(none, none).tolist() == []
