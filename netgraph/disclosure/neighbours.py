"""The neighbourhood of a group in published tables: what shares a total with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.disclosure.counts import Counts

    Ints = npt.NDArray[np.int64]

__all__ = ["NEAREST", "near"]

NEAREST = 60
"""Of more groups than this with one total only the smallest are looked at: hiding these costs least."""


def near(counts: Counts, unit: int) -> Ints:
    """Return a group, those it lies in, those that it is made up of, and those that share a larger one with it."""
    found = [np.array([unit])]
    for finer, coarser in counts.nested:
        inside = np.isin(coarser, np.append(coarser[finer == unit], unit))
        found += [coarser[inside], _smallest(counts, finer[inside])]
    return np.unique(np.concatenate(found))


def _smallest(counts: Counts, units: Ints) -> Ints:
    """Return the groups about fewest people."""
    if len(units) <= NEAREST:
        return units
    return units[np.argsort(counts.size[units], kind="stable")[:NEAREST]]
