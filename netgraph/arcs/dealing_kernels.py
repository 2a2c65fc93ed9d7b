"""Compiled kernels (numba) that deal out random networks: see `netgraph.chance.rewiring`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.arcs.kernels import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]

__all__ = ["LONG", "exchangeable", "grouped"]

LONG = 32
"""Rows above this length are sorted by NumPy's algorithm."""


@compiled
def _sorted_row(start: Ints, receiver: Ints, i: int) -> Ints:
    """Return the entries of a row in order of receiver: by insertion where it is short."""
    length = start[i + 1] - start[i]
    row = np.empty(length, np.int64)
    if length > LONG:
        row[:] = start[i] + np.argsort(receiver[start[i] : start[i + 1]])
        return row
    for e in range(length):
        at = e
        while at > 0 and receiver[row[at - 1]] > receiver[start[i] + e]:
            row[at] = row[at - 1]
            at -= 1
        row[at] = start[i] + e
    return row


@compiled
def exchangeable(start: Ints, receiver: Ints, one: Ints, other: Ints, asked: Bools) -> tuple[Ints, Ints]:
    """Return the entries that each two givers could deal out anew, and which two; see `Engine`."""
    order, pair, count = np.empty(len(receiver), np.int64), np.empty(len(receiver), np.int64), 0
    for k in range(len(one)):
        i, j = one[k], other[k]
        of_i, of_j = _sorted_row(start, receiver, i), _sorted_row(start, receiver, j)
        both_asked = asked[i] and asked[j]
        a, b = 0, 0
        while a < len(of_i) or b < len(of_j):
            if a < len(of_i) and b < len(of_j) and receiver[of_i[a]] == receiver[of_j[b]]:
                a += 1
                b += 1
                continue
            if b == len(of_j) or (a < len(of_i) and receiver[of_i[a]] < receiver[of_j[b]]):
                entry, to = of_i[a], j
                a += 1
            else:
                entry, to = of_j[b], i
                b += 1
            if receiver[entry] != to and (both_asked or asked[receiver[entry]]):
                order[count], pair[count] = entry, k
                count += 1
    return order[:count].copy(), pair[:count].copy()


@compiled
def grouped(group: Ints, order: Ints, groups: int) -> Ints:
    """Return an order in order of groups, those of one group as they come: a counting sort."""
    free = np.zeros(groups + 1, np.int64)
    for g in group:
        free[g + 1] += 1
    for g in range(groups):
        free[g + 1] += free[g]
    placed = np.empty(len(order), np.int64)
    for at in order:
        placed[free[group[at]]] = at
        free[group[at]] += 1
    return placed
