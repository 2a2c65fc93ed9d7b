"""Secondary suppression on tables with totals: what else is hidden, by hand and as properties."""

from __future__ import annotations

import logging

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.disclosure.reader import Claim, unkept
from netgraph.disclosure.secondary import suppress
from tests.disclosure.made_tables import cross
from tests.random_networks import RANDOM

INSIDE = np.array([[20, 12, 10], [8, 2, 9], [14, 11, 13]])
"""Row and column 1 meet in a count of 2; the four corners around it differ."""
NOTHING = np.zeros(16, dtype=bool)
SMALL_ONE = 4


def claims_of(counts, unit, value):
    """Return that a small count can be anything from 1 to 4."""
    count = (counts.part(unit, 0, "numerator"),)
    return [Claim(count, (1.0,), change) for change in (1.0 - value, 4.0 - value)]


def hide(whole, fixed=NOTHING):
    """Hide the count of 2 and what must be hidden with it; return the cells."""
    counts = cross(INSIDE, whole)
    only = NOTHING.copy()
    only[SMALL_ONE] = True
    claims = claims_of(counts, SMALL_ONE, 2.0)
    assert unkept(counts, only, claims) == claims  # its row tells it
    found = suppress(counts, only, fixed, claims)
    assert unkept(counts, found, claims) == []
    return set(np.flatnonzero(found).tolist())


def test_one_hidden_cell_needs_three_more():
    """The textbook case (Hundepool et al. 2012, sec. 4.4): one more in its row, its column, and where these meet."""
    found = hide(40)
    assert len(found) == 4
    rows, columns = ({cell // 3 for cell in found}, {cell % 3 for cell in found})
    assert (len(rows), len(columns)) == (2, 2)
    assert max(found) < 9  # inner cells: totals are about more people


@pytest.mark.parametrize(("row", "column"), [(0, 0), (0, 2), (2, 0), (2, 2)])
def test_the_cheapest_are_about_fewest_people(row, column):
    """In one row and one column the groups are half as large as elsewhere."""
    whole = np.full((3, 3), 80)
    whole[row, :] -= 40
    whole[:, column] -= 30
    assert hide(whole) == {SMALL_ONE, 3 + column, 3 * row + 1, 3 * row + column}


def test_what_was_published_stays():
    """The row above is out: the one below must do."""
    fixed = np.isin(np.arange(16), [0, 1, 2])
    found = hide(40, fixed)
    assert not found & {0, 1, 2}
    assert {cell // 3 for cell in found} == {1, 2}


def test_totals_are_hidden_where_nothing_else_can_be():
    """Everything inside is out but the small count: its row and its column total go, and the total."""
    fixed = (np.arange(16) < 9) & (np.arange(16) != SMALL_ONE)
    assert hide(40, fixed) == {SMALL_ONE, 9 + 1, 12 + 1, 15}


def test_what_cannot_be_hidden_any_more_is_said(caplog):
    counts = cross(INSIDE)
    only = np.arange(16) == SMALL_ONE
    with caplog.at_level(logging.WARNING, "netgraph"):
        found = suppress(counts, only, ~only, claims_of(counts, SMALL_ONE, 2.0))
    assert (found == only).all()
    assert "2 hidden counts can be worked out from what was published before" in caplog.text


def test_nothing_more_is_hidden_where_nothing_needs_it():
    """Two by two hidden already; and without claims nothing is looked for."""
    counts = cross(INSIDE)
    square = np.isin(np.arange(16), [0, 1, 3, 4])
    before = square.copy()
    assert (suppress(counts, square, NOTHING, claims_of(counts, SMALL_ONE, 2.0)) == before).all()
    assert (square == before).all()
    assert not suppress(counts, NOTHING, NOTHING, []).any()


@RANDOM
@given(st.lists(st.integers(0, 12), min_size=9, max_size=9), st.lists(st.booleans(), min_size=9, max_size=9))
def test_afterwards_every_claim_holds(values, published):
    """Small counts inside any table of three by three; published are some of the others."""
    inside = np.array(values).reshape(3, 3)
    counts = cross(inside)
    small = np.append((inside.ravel() > 0) & (inside.ravel() < 5), np.zeros(7, dtype=bool))
    fixed = np.append(published, np.zeros(7, dtype=bool)) & ~small
    claims = [claim for cell in np.flatnonzero(small) for claim in claims_of(counts, cell, float(inside.ravel()[cell]))]
    found = suppress(counts, small, fixed, claims)
    assert (found >= small).all()
    assert not (found & fixed).any()
    assert unkept(counts, found, claims) == []
    assert (suppress(counts, small, fixed, claims) == found).all()
