"""Compiled kernel (numba) that deals out random networks: see `netgraph.chance.rewiring`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.arcs.kernels import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["trade"]


END = np.iinfo(np.int64).max
"""Stands behind the last of a row, so that it is never taken before the end of the other."""
FREE = 4
"""Marks what can be dealt out."""


@compiled
def trade(start: Ints, receiver: Ints, one: Ints, other: Ints, asked: Bools, chance: Floats) -> None:
    """Let pairs of givers deal out anew, in place, what only one of the two gives; see `Engine.trade`."""
    longest = 0
    for i in range(len(start) - 1):
        longest = max(longest, start[i + 1] - start[i])
    of_i, of_j = np.empty(longest + 1, np.int64), np.empty(longest + 1, np.int64)
    ends, how = np.empty(2 * longest, np.int64), np.empty(2 * longest, np.int8)
    dealt = 0
    for k in range(len(one)):
        i, j = one[k], other[k]
        first, second = receiver[start[i] : start[i + 1]], receiver[start[j] : start[j + 1]]
        of_i[: len(first)], of_j[: len(second)] = first, second
        of_i[len(first)] = of_j[len(second)] = END
        count, left, lacks = _merge(of_i, of_j, i, j, asked, ends, how)
        # Who gets each: written to both, and kept where the place moves on.
        a, b = 0, 0
        for e in range(count):
            to_i, to_j = how[e] & 1, how[e] >> 1 & 1
            if how[e] & FREE:
                to_i = chance[dealt] * left < lacks
                to_j = 1 - to_i
                left, lacks, dealt = left - 1, lacks - to_i, dealt + 1
            of_i[a] = of_j[b] = ends[e]
            a, b = a + to_i, b + to_j
        first[:], second[:] = of_i[:a], of_j[:b]


@compiled
def _merge(of_i: Ints, of_j: Ints, i: int, j: int, asked: Bools, ends: Ints, how: Bytes) -> tuple[int, int, int]:
    """Merge two rows into ``ends``: how many, how many of them can be dealt out, how many of those are of the first.

    ``how`` is 1, 2 or 3 for one, the other or both, and 4 more where it can be dealt out.
    """
    a, b, count, left, lacks, seen = 0, 0, 0, 0, 0, asked[i] and asked[j]
    while of_i[a] != END or of_j[b] != END:
        x, y = of_i[a], of_j[b]
        of_one, of_other = x <= y, y <= x
        to, partner = min(x, y), j if of_one else i
        free = (of_one != of_other) & (to != partner) & (seen | asked[to])
        ends[count], how[count] = to, of_one + 2 * of_other + FREE * free
        count, left, lacks = count + 1, left + free, lacks + (free & of_one)
        a, b = a + of_one, b + of_other
    return count, left, lacks
