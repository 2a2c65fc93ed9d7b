"""Secondary suppression: what else must be hidden, so that nobody can work the hidden counts out from the rest.

For each claim that does not hold a linear program looks for the change of the shown figures that would make it hold and
costs least, people being the cost; the figures that it changes are hidden. What holds once holds for good: a table that
is possible stays so, however much is hidden besides.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from netgraph.disclosure.neighbours import near
from netgraph.disclosure.programs import CLOSE, Program, sparse_rows
from netgraph.disclosure.reader import unkept

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from netgraph.disclosure.counts import Counts
    from netgraph.disclosure.reader import Claim

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Rows = Any

__all__ = ["suppress"]

WHOLE = 20_000
"""Counts in one program. Of more only the neighbourhood of each group is looked at, as if all others were known."""

logger = logging.getLogger("netgraph")


def suppress(counts: Counts, hidden: Bools, fixed: Bools, claims: Sequence[Claim]) -> Bools:
    """Hide further cells until all claims hold.

    Parameters
    ----------
    counts : Counts
        The true counts and what ties them together.
    hidden : numpy.ndarray of bool, shape (cells,)
        What is hidden already.
    fixed : numpy.ndarray of bool, shape (cells,)
        What cannot be hidden any more, because it was published.
    claims : sequence of Claim
        What a reader must hold possible.

    Returns
    -------
    numpy.ndarray of bool, shape (cells,)
        What is hidden then. Where an earlier publication tells too much nothing can help, and a warning is logged.
    """
    hidden, hopeless = hidden.copy(), 0
    open_claims = unkept(counts, hidden, claims)
    for units, of_units in _together(counts, open_claims):
        search = _Search(counts, units, hidden, fixed, of_units)
        for number, claim in enumerate(of_units):
            if not search.kept[number] and not search.make_possible(number):
                # In a large city what is far away can help where the neighbourhood cannot.
                others = np.arange(len(counts.of_part))
                apart = _Search(counts, others, hidden, fixed, [claim])
                hopeless += len(units) == len(others) or not apart.make_possible(0)
    if hopeless:
        logger.warning(
            "%d hidden counts can be worked out from what was published before; nothing can hide them now.", hopeless
        )
    return hidden


def _together(counts: Counts, claims: Sequence[Claim]) -> list[tuple[Ints, list[Claim]]]:
    """Return claims by the groups to look at for them: all, or in a large city the neighbourhood of their own."""
    if len(counts.value) <= WHOLE:
        return [(np.arange(len(counts.of_part)), list(claims))] if claims else []
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(int(counts.unit[claim.counts[0]]), []).append(claim)
    return [(near(counts, unit), of_unit) for unit, of_unit in found.items()]


class _Search:
    """The search for the cheapest cells to hide among some groups, claim after claim.

    Variables are by how much each count is more than it is and less, and then the same of what cells tell of several
    counts at once. A claim is a row that may be anything, until it is asked for.

    Attributes
    ----------
    hidden : numpy.ndarray of bool, shape (cells,)
        What is hidden; changed in place.
    kept : numpy.ndarray of bool, shape (claims,)
        Which claims hold.
    """

    def __init__(self, counts: Counts, units: Ints, hidden: Bools, fixed: Bools, claims: Sequence[Claim]) -> None:
        columns = np.flatnonzero(np.isin(counts.unit, units))
        self.hidden, self.kept = hidden, np.zeros(len(claims), dtype=np.bool_)
        self._cost = counts.cells["cost"].to_numpy(dtype=np.float64)
        self._change = np.array([claim.change for claim in claims])
        told, cell = _rows_in(counts.told, columns, counts.cell)
        single = np.diff(told.indptr) == 1
        self._count, self._count_cell = told[single].indices, cell[single]
        self._several, self._several_cell = told[~single], cell[~single]
        self._claims = _rows_of(claims, columns)
        equal, _ = _rows_in(counts.equal, columns)
        not_less, room = _rows_in(counts.not_less, columns, counts.not_less @ counts.value)
        self._first = equal.shape[0] + not_less.shape[0] + self._several.shape[0]
        self._program = self._made(equal, not_less, room, counts, columns, fixed & ~hidden)
        self._program.price(self._costs())

    def _made(self, equal: Rows, not_less: Rows, room: Floats, counts: Counts, columns: Ints, fixed: Bools) -> Program:
        """Return the program."""
        several, claims = self._several.shape[0], len(self._change)
        conditions = sparse.vstack([equal, not_less, self._several, self._claims], format="csr")
        rows = np.arange(several) + equal.shape[0] + not_less.shape[0]
        what_is_told = sparse_rows(np.ones(several), rows, np.arange(several), (conditions.shape[0], several))
        nothing, anything = (np.zeros(count) for count in (equal.shape[0], several)), np.full(claims, np.inf)
        none_equal, none_told = nothing
        known = np.zeros(len(columns), dtype=np.bool_)
        known[self._count[fixed[self._count_cell]]] = True
        away = np.where(fixed[self._several_cell], 0.0, np.inf)
        less = np.where(known, 0.0, counts.value[columns] - counts.lowest[columns])
        return Program(
            rows=sparse.hstack([conditions, -conditions, -what_is_told, what_is_told], format="csc"),
            low=np.concatenate((none_equal, -room, none_told, -anything)),
            high=np.concatenate((none_equal, np.full(len(room), np.inf), none_told, anything)),
            least=np.zeros(2 * len(columns) + 2 * several),
            most=np.concatenate((np.where(known, 0.0, np.inf), less, away, away)),
        )

    def _costs(self) -> Floats:
        """Return what it costs to change each count, and what cells tell of several: nothing where that is hidden."""
        cost = np.where(self.hidden, 0.0, self._cost)
        of_count = np.bincount(self._count, cost[self._count_cell], self._claims.shape[1])
        return np.concatenate((of_count, of_count, cost[self._several_cell], cost[self._several_cell]))

    def make_possible(self, number: int) -> bool:
        """Hide what must be hidden for a claim; False where nothing helps."""
        change = float(self._change[number])
        self._program.between(self._first + number, change, change)
        found = self._program.solve()
        self._program.between(self._first + number, -np.inf, np.inf)
        if found is None:
            return False
        counts, several = self._claims.shape[1], self._several.shape[0]
        moved = found[:counts] - found[counts : 2 * counts]
        told = found[2 * counts : 2 * counts + several] - found[2 * counts + several :]
        least = CLOSE * abs(change)
        cells = (self._count_cell[np.abs(moved[self._count]) > least], self._several_cell[np.abs(told) > least])
        self._hide(np.concatenate(cells))
        # The table that was found keeps other claims as well.
        reach = (self._claims @ moved) * np.sign(self._change)
        self.kept |= reach >= np.abs(self._change) * (1 - CLOSE) - CLOSE
        self.kept[number] = True
        return True

    def _hide(self, cells: Ints) -> None:
        if not self.hidden[cells].all():
            self.hidden[cells] = True
            self._program.price(self._costs())


def _rows_in(rows: Rows, columns: Ints, beside: Any = None) -> tuple[Rows, Any]:
    """Return the rows that say something of some columns, with these only, and what stands beside them."""
    inside = rows[:, columns]
    some = np.diff(inside.indptr) > 0
    return inside[some], None if beside is None else beside[some]


def _rows_of(claims: Sequence[Claim], columns: Ints) -> Rows:
    """Return the sum that each claim is about."""
    place = np.searchsorted(columns, [count for claim in claims for count in claim.counts])
    row = np.repeat(np.arange(len(claims)), [len(claim.counts) for claim in claims])
    factors = [factor for claim in claims for factor in claim.factors]
    return sparse_rows(factors, row, place, (len(claims), len(columns)))
