"""Compiled kernel (numba) that deals out random networks: see `netgraph.chance.rewiring`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.arcs.kernels import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["trade"]


@compiled
def trade(  # noqa: C901, PLR0912 - one loop, no calls
    start: Ints, receiver: Ints, one: Ints, other: Ints, asked: Bools, chance: Floats
) -> None:
    """Let pairs of givers deal out anew, in place, what only one of the two gives; see `Engine.trade`."""
    longest = 0
    for i in range(len(start) - 1):
        longest = max(longest, start[i + 1] - start[i])
    of_i, of_j = np.empty(longest, np.int64), np.empty(longest, np.int64)
    for k in range(len(one)):
        i, j = one[k], other[k]
        count_i, count_j, seen = start[i + 1] - start[i], start[j + 1] - start[j], asked[i] and asked[j]
        for a in range(count_i):
            of_i[a] = receiver[start[i] + a]
        for b in range(count_j):
            of_j[b] = receiver[start[j] + b]
        left, lacks = 0, 0
        # First how many can be dealt out and how many of them are of i, then the dealing.
        for dealing in (False, True):
            a, b, to_i, to_j = 0, 0, start[i], start[j]
            while a < count_i or b < count_j:
                if a < count_i and b < count_j and of_i[a] == of_j[b]:
                    if dealing:
                        receiver[to_i] = receiver[to_j] = of_i[a]
                        to_i += 1
                        to_j += 1
                    a += 1
                    b += 1
                    continue
                mine = b == count_j or (a < count_i and of_i[a] < of_j[b])
                if mine:
                    ends, entry, partner = of_i[a], start[i] + a, j
                    a += 1
                else:
                    ends, entry, partner = of_j[b], start[j] + b, i
                    b += 1
                free = ends != partner and (seen or asked[ends])
                if not dealing:
                    left += free
                    lacks += free and mine
                    continue
                if free:
                    mine = chance[entry] * left < lacks
                    left -= 1
                    lacks -= mine
                if mine:
                    receiver[to_i] = ends
                    to_i += 1
                else:
                    receiver[to_j] = ends
                    to_j += 1
