"""Secondary suppression: what else must be hidden, so that nobody can work the hidden counts out from the rest.

For each claim that does not hold a linear program looks for the change of the shown figures that would make it hold and
costs least, people being the cost; the figures that it changes are hidden. What then still does not hold is looked for
in the same way, until everything does.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from netgraph.disclosure.neighbours import near
from netgraph.disclosure.programs import CLOSE, cheapest, sparse_rows
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

AT_ONCE = 60
"""Claims that are made good before looking again which ones hold: hiding for one often makes another hold."""

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
    hidden = hidden.copy()
    open_claims, hopeless = unkept(counts, hidden, claims), 0
    while open_claims:
        for _ in range(AT_ONCE):
            if not open_claims:
                break
            claim = open_claims[0]
            near_by = near(counts, int(counts.unit[claim.counts[0]]))
            found = _cheapest(counts, hidden, fixed, claim, near_by)
            if found is None:
                found = _cheapest(counts, hidden, fixed, claim, np.arange(len(counts.of_part)))
            if found is None:
                hopeless += 1
                open_claims = open_claims[1:]
            else:
                hidden[found.cells] = True
                # A table in which a claim holds stays possible, however much is hidden besides.
                open_claims = [other for other in open_claims[1:] if not found.keeps(other)]
        open_claims = unkept(counts, hidden, open_claims)
    if hopeless:
        logger.warning(
            "%d hidden counts can be worked out from what was published before; nothing can hide them now.", hopeless
        )
    return hidden


@dataclass(frozen=True, eq=False)
class _Found:
    """A possible table: what must be hidden for it, and by how much it differs from the true one.

    Attributes
    ----------
    cells : numpy.ndarray of int64
        The cells that it changes.
    change : numpy.ndarray of float64, shape (counts,)
        By how much each count differs.
    """

    cells: Ints
    change: Floats

    def keeps(self, claim: Claim) -> bool:
        """Whether a claim holds in it."""
        moved = float(np.dot(self.change[list(claim.counts)], claim.factors)) * np.sign(claim.change)
        return bool(moved >= abs(claim.change) * (1 - CLOSE) - CLOSE)


def _cheapest(counts: Counts, hidden: Bools, fixed: Bools, claim: Claim, units: Ints) -> _Found | None:
    """Return what to hide among some groups so that a claim holds; None where that is not possible."""
    columns = np.flatnonzero(np.isin(counts.unit, units))
    shown = np.flatnonzero(~hidden[counts.cell])
    told = counts.told[shown][:, columns]
    some = np.diff(told.indptr) > 0
    told, cell = told[some], counts.cell[shown[some]]
    cost = counts.cells["cost"].to_numpy()[cell] / abs(claim.change)
    found = _solve(counts, columns, told, cost, fixed[cell], claim)
    if found is None:
        return None
    change = np.zeros(len(counts.value))
    change[columns] = found[: len(columns)]
    moved = np.abs(found[len(columns) :]).reshape(2, -1).sum(axis=0)
    return _Found(np.unique(cell[moved > CLOSE * abs(claim.change)]), change)


def _solve(counts: Counts, columns: Ints, told: Rows, cost: Floats, fixed: Bools, claim: Claim) -> Floats | None:
    """Return the cheapest table in which the claim holds: changes of counts, then of what is told, up and down."""
    width, rows = len(columns), told.shape[0]
    equal, not_less = counts.equal[:, columns], counts.not_less[:, columns]
    equal = equal[np.diff(equal.indptr) > 0]
    some = np.diff(not_less.indptr) > 0
    place = np.searchsorted(columns, claim.counts)
    target = sparse_rows(claim.factors, np.zeros(len(place)), place, (1, width))
    conditions = sparse.vstack([equal, not_less[some], told, target], format="csr")
    # A row that is told changes by what is added less what is taken away, and both cost.
    first = equal.shape[0] + int(some.sum())
    each = sparse_rows(
        np.repeat([-1.0, 1.0], rows),
        np.tile(first + np.arange(rows), 2),
        np.arange(2 * rows),
        (conditions.shape[0], 2 * rows),
    )
    change, nothing = np.where(fixed, 0.0, np.inf), np.zeros(equal.shape[0])
    return cheapest(
        cost=np.concatenate((np.zeros(width), cost, cost)),
        rows=sparse.hstack([conditions, each], format="csc"),
        low=np.concatenate((nothing, -(counts.not_less @ counts.value)[some], np.zeros(rows), [claim.change])),
        high=np.concatenate((nothing, np.full(int(some.sum()), np.inf), np.zeros(rows), [claim.change])),
        least=np.append(counts.lowest[columns] - counts.value[columns], np.zeros(2 * rows)),
        most=np.concatenate((np.full(width, np.inf), change, change)),
    )
