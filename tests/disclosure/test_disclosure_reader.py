"""What a reader can work out, against every whole-numbered table that fits what is shown."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.disclosure.reader import Claim, unkept
from tests.disclosure.made_tables import cross
from tests.random_networks import RANDOM

if TYPE_CHECKING:
    from netgraph.disclosure.counts import Counts

ROWS, COLUMNS = 2, 3


def claim(counts: Counts, unit: int, change: float) -> Claim:
    """Return that the numerator of a group can be so much more, or less."""
    return Claim((counts.part(unit, 0, "numerator"),), (1.0,), change)


def fitting(inside: np.ndarray, hidden: np.ndarray, most: int) -> np.ndarray:
    """Return all tables of whole numbers that agree with what is shown: inner cells, row and column totals, total.

    No inner cell needs to change more than ``most`` for one of them to change by that.
    """
    ranges = [range(max(0, value - most), value + most + 1) for value in inside.ravel()]
    every = np.array(list(itertools.product(*ranges))).reshape(-1, *inside.shape)
    cells, total = every.reshape(len(every), -1), every.sum(axis=(1, 2))
    told = np.column_stack((cells, every.sum(axis=2), every.sum(axis=1), total))
    true = np.concatenate((inside.ravel(), inside.sum(axis=1), inside.sum(axis=0), [inside.sum()]))
    return told[(told[:, ~hidden] == true[~hidden]).all(axis=1)]


@RANDOM
@given(
    st.lists(st.integers(0, 4), min_size=ROWS * COLUMNS, max_size=ROWS * COLUMNS),
    st.lists(st.booleans(), min_size=12, max_size=12),
    st.integers(1, 2),
)
def test_ranges_against_every_table(values, mask, most):
    """Totals of rows and columns: what linear programs find possible is possible in whole numbers, and the reverse."""
    inside, hidden = np.array(values).reshape(ROWS, COLUMNS), np.array(mask)
    counts, tables = cross(inside), fitting(inside, hidden, most)
    true = np.concatenate((inside.ravel(), inside.sum(axis=1), inside.sum(axis=0), [inside.sum()]))
    asked = [(unit, change) for unit in range(ROWS * COLUMNS) for change in (-most, most) if true[unit] + change >= 0]
    lost = unkept(counts, hidden, [claim(counts, *one) for one in asked])
    for unit, change in asked:
        possible = (np.sign(change) * (tables[:, unit] - true[unit]) >= abs(change)).any()
        assert (claim(counts, unit, change) not in lost) == possible, (unit, change)


def test_one_hidden_cell_follows_from_its_row():
    counts = cross(np.array([[3, 9, 9], [9, 9, 9]]))
    hidden = np.arange(12) == 0
    asked = [claim(counts, 0, change) for change in (-2, 1)]
    assert unkept(counts, hidden, asked) == asked


@pytest.mark.parametrize("scale", [1, 10**4, 10**8])
def test_a_rectangle_of_hidden_cells_can_move_as_far_as_its_smallest(scale):
    """3, 9, 9 and 2 at the corners: the 3 can be two less (of the other corner with it), or nine more.

    So it is of the hours of a whole country.
    """
    counts = cross(scale * np.array([[3, 9, 9], [9, 2, 9]]), 40 * scale)
    hidden = np.isin(np.arange(12), [0, 1, 3, 4])
    asked = [claim(counts, 0, scale * change) for change in (-2, -3, 9, 10)]
    assert unkept(counts, hidden, asked) == [asked[1], asked[3]]


def test_a_shown_cell_cannot_be_anything_else():
    counts = cross(np.array([[3, 9, 9], [9, 2, 9]]))
    nothing = np.zeros(12, dtype=bool)
    asked = [claim(counts, 5, -1), claim(counts, 5, 0)]
    assert unkept(counts, nothing, asked) == asked[:1]


def test_what_is_outside_a_share_is_a_difference():
    """All 12 of 12, hidden in every total: the share can be less, the difference more; neither below 0."""
    counts = cross(np.array([[12, 20], [20, 20]]), np.array([[12, 40], [40, 40]]))
    outside = (counts.part(0, 0, "denominator"), counts.part(0, 0, "numerator"))
    asked = [Claim(outside, (1.0, -1.0), change) for change in (4.0, -1.0)]
    assert unkept(counts, np.ones(9, dtype=bool), asked) == asked[1:]


@pytest.mark.parametrize("large", [3_000, 1])
def test_a_neighbourhood_promises_no_more_than_the_whole(monkeypatch, large):
    """Where there are too many counts all but the neighbourhood are taken as known: then a claim can only be lost."""
    monkeypatch.setattr("netgraph.disclosure.reader.LARGE", large)
    inside = np.arange(5, 14).reshape(3, 3)
    counts, hidden = cross(inside), np.isin(np.arange(16), [0, 1, 3, 4])
    asked = [claim(counts, 0, change) for change in (-5, -6, 5, 9)]
    assert set(unkept(counts, hidden, asked)) >= {asked[1], asked[3]}
