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
AROUND = 8
"""How many other larger groups are looked at, and of each how many groups inside it."""


def near(counts: Counts, unit: int) -> Ints:
    """Return a group, those it lies in, those that share these with it, those inside it, and some farther away."""
    found, seen = [np.array([unit])], np.array([unit])
    while len(seen):
        above = np.unique(np.concatenate([np.zeros(0, np.int64), *_above(counts, seen)]))
        beside = [_smallest(counts, inside, NEAREST) for inside in _inside(counts, above)]
        found += [above, *beside]
        if len(seen) > 1 or seen[0] != unit:
            others = np.concatenate([np.zeros(0, np.int64), *(_smallest(counts, each, AROUND) for each in beside)])
            found += [_smallest(counts, inside, AROUND) for inside in _inside(counts, others)]
        seen = above
    found += [_smallest(counts, inside, NEAREST) for inside in _inside(counts, np.array([unit]))]
    return np.unique(np.concatenate(found))


def _above(counts: Counts, units: Ints) -> list[Ints]:
    """Return the groups that some groups lie in, level by level."""
    return [coarser[np.isin(finer, units)] for finer, coarser in counts.nested]


def _inside(counts: Counts, units: Ints) -> list[Ints]:
    """Return the groups that each group is made up of, level by level."""
    return [finer[coarser == unit] for unit in units for finer, coarser in counts.nested]


def _smallest(counts: Counts, units: Ints, most: int) -> Ints:
    """Return the groups about fewest people."""
    if len(units) <= most:
        return units
    return units[np.argsort(counts.size[units], kind="stable")[:most]]
