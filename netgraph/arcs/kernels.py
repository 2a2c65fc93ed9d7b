"""Compiled kernels (numba) on compressed sparse rows: each a plain loop over people and their entries, linear but where
triangles are. Nothing but `compiled_engine` calls them.

Rows are sorted, hold nobody twice and never their owner. The compiled code is kept on disk, so that only the first run
on a machine waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = [
    "compiled",
    "components",
    "coreness",
    "hinges",
    "influence_sums",
    "places",
    "row_sums",
    "transposed",
    "triangles",
    "united",
]


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function when it is first called, and keep the code on disk where there is a place for it."""
    try:
        kept: Callable[..., Any] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # neither beside the library nor in the user's own folders can anything be written
        kept = numba.njit(nogil=True)(function)
    return kept


@compiled
def row_sums(start: Ints, values: Floats) -> Floats:
    """Add the values of each row, in order."""
    people = len(start) - 1
    total = np.zeros(people)
    for i in range(people):
        added = 0.0
        for e in range(start[i], start[i + 1]):
            added += values[e]
        total[i] = added
    return total


@compiled
def transposed(start: Ints, index: Ints) -> tuple[Ints, Ints]:
    """Return the start of each row of the transpose, and the entry that stands at each place in it."""
    people = len(start) - 1
    begin = np.zeros(people + 1, np.int64)
    for e in range(len(index)):
        begin[index[e] + 1] += 1
    for i in range(people):
        begin[i + 1] += begin[i]
    free = begin[:-1].copy()
    entry = np.empty(len(index), np.int64)
    for e in range(len(index)):
        j = index[e]
        entry[free[j]] = e
        free[j] += 1
    return begin, entry


@compiled
def united(
    start: Ints, index: Ints, hours: Floats, other_start: Ints, other_index: Ints, other_hours: Floats
) -> tuple[Ints, Ints, Floats, Bytes]:
    """Merge two rows of each person: start, index, hours added, and 1, 2 or 3 for one, the other or both."""
    people, count = len(start) - 1, 0
    begin = np.zeros(people + 1, np.int64)
    size = len(index) + len(other_index)
    merged, added, ways = np.empty(size, np.int64), np.empty(size), np.empty(size, np.int8)
    for i in range(people):
        a, b, a_end, b_end = start[i], other_start[i], start[i + 1], other_start[i + 1]
        while a < a_end or b < b_end:
            if b == b_end or (a < a_end and index[a] < other_index[b]):
                merged[count], added[count], ways[count] = index[a], hours[a], 1
                a += 1
            elif a == a_end or other_index[b] < index[a]:
                merged[count], added[count], ways[count] = other_index[b], other_hours[b], 2
                b += 1
            else:
                merged[count], added[count], ways[count] = index[a], hours[a] + other_hours[b], 3
                a += 1
                b += 1
            count += 1
        begin[i + 1] = count
    return begin, merged[:count].copy(), added[:count].copy(), ways[:count].copy()


@compiled
def places(start: Ints, index: Ints, other_start: Ints, other_index: Ints) -> Ints:
    """Return where each entry of the other rows stands in the first; -1 where it does not."""
    found = np.full(len(other_index), -1, np.int64)
    for i in range(len(other_start) - 1):
        a, end = start[i], start[i + 1]
        for b in range(other_start[i], other_start[i + 1]):
            while a < end and index[a] < other_index[b]:
                a += 1
            if a < end and index[a] == other_index[b]:
                found[b] = a
    return found


@compiled
def components(start: Ints, index: Ints) -> Ints:
    """Give each weak component a number, in order of its first person, by union-find with path halving."""
    people = len(start) - 1
    parent = np.arange(people)
    for i in range(people):
        for e in range(start[i], start[i + 1]):
            a, b = i, index[e]
            while parent[a] != a:
                parent[a] = parent[parent[a]]
                a = parent[a]
            while parent[b] != b:
                parent[b] = parent[parent[b]]
                b = parent[b]
            if a < b:
                parent[b] = a
            elif b < a:
                parent[a] = b
    number, count = np.empty(people, np.int64), 0
    for i in range(people):
        if parent[i] == i:
            number[i] = count
            count += 1
        else:
            # The root of a component is its first person, so it has its number already.
            a = parent[i]
            while parent[a] != a:
                a = parent[a]
            number[i] = number[a]
    return number


@compiled
def coreness(start: Ints, index: Ints) -> Ints:
    """Peel people off in order of their number of contacts (Batagelj & Zaversnik 2003)."""
    people = len(start) - 1
    degree = np.diff(start)
    first = np.zeros((degree.max() if people else 0) + 2, np.int64)
    for i in range(people):
        first[degree[i] + 1] += 1
    for d in range(len(first) - 1):
        first[d + 1] += first[d]
    first = first[:-1]
    free, order, place = first.copy(), np.empty(people, np.int64), np.empty(people, np.int64)
    for i in range(people):
        place[i] = free[degree[i]]
        order[place[i]] = i
        free[degree[i]] += 1
    for k in range(people):
        v = order[k]
        for e in range(start[v], start[v + 1]):
            u = index[e]
            if degree[u] > degree[v]:
                # Swap u with the first of its degree, which then is one less.
                d, at = degree[u], first[degree[u]]
                w = order[at]
                order[place[u]], order[at] = w, u
                place[w], place[u] = place[u], at
                first[d] += 1
                degree[u] -= 1
    return degree


@compiled
def _forward(start: Ints, index: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Direct each pair from who has fewer contacts: start, index, and both entries of each pair."""
    people, count = len(start) - 1, 0
    begin, half = np.zeros(people + 1, np.int64), len(index) // 2
    ahead, entry, back = np.empty(half, np.int64), np.empty(half, np.int64), np.empty(half, np.int64)
    # Of each row the entries before this one were met already, from the other side: rows are sorted.
    met = start[:-1].copy()
    reverse = np.empty(len(index), np.int64)
    for i in range(people):
        for e in range(start[i], start[i + 1]):
            reverse[e] = met[index[e]]
            met[index[e]] += 1
    for i in range(people):
        own = start[i + 1] - start[i]
        for e in range(start[i], start[i + 1]):
            j = index[e]
            theirs = start[j + 1] - start[j]
            if own < theirs or (own == theirs and i < j):
                ahead[count], entry[count], back[count] = j, e, reverse[e]
                count += 1
        begin[i + 1] = count
    return begin, ahead, entry, back


@compiled
def triangles(start: Ints, index: Ints, ways: Bytes) -> tuple[Ints, Floats, Bools]:  # noqa: C901 - one loop, no calls
    """Go through every three people who are each other's contacts, once.

    Returns
    -------
    shared : shape (entries,)
        How many contacts the two of each entry have in common.
    through : shape (entries,)
        The sum of 1 / #C of those.
    rounds : shape (entries,)
        Whether the owner gives to the other, and gets support back through one of them.
    """
    people = len(start) - 1
    begin, ahead, entry, back = _forward(start, index)
    count, through = np.zeros(len(ahead), np.int64), np.zeros(len(ahead))
    rounds = np.zeros(len(index), np.bool_)
    mark = np.full(people, -1, np.int64)
    part = np.zeros(people)
    for i in range(people):
        if start[i + 1] > start[i]:
            part[i] = 1.0 / (start[i + 1] - start[i])
    for u in range(people):
        for a in range(begin[u], begin[u + 1]):
            mark[ahead[a]] = a
        for a in range(begin[u], begin[u + 1]):
            v = ahead[a]
            for b in range(begin[v], begin[v + 1]):
                w = ahead[b]
                c = mark[w]
                if c < 0:
                    continue
                count[a] += 1
                count[b] += 1
                count[c] += 1
                through[a] += part[w]
                through[b] += part[u]
                through[c] += part[v]
                uv, vw, uw = ways[entry[a]], ways[entry[b]], ways[entry[c]]
                if uv & 1 and vw & 1 and uw & 2:
                    rounds[entry[a]] = rounds[entry[b]] = rounds[back[c]] = True
                if uv & 2 and vw & 2 and uw & 1:
                    rounds[back[a]] = rounds[back[b]] = rounds[entry[c]] = True
        for a in range(begin[u], begin[u + 1]):
            mark[ahead[a]] = -1
    shared, total = np.zeros(len(index), np.int64), np.zeros(len(index))
    for a in range(len(ahead)):
        shared[entry[a]] = shared[back[a]] = count[a]
        total[entry[a]] = total[back[a]] = through[a]
    return shared, total, rounds


@compiled
def hinges(start: Ints, index: Ints, shared: Ints) -> Ints:
    """With how many contacts the owner of each entry has no contact in common but the other of that entry."""
    people = len(start) - 1
    begin, ahead, entry, back = _forward(start, index)
    hanging = np.zeros(len(index), np.int64)
    mark = np.full(people, -1, np.int64)
    for u in range(people):
        for a in range(begin[u], begin[u + 1]):
            mark[ahead[a]] = a
        for a in range(begin[u], begin[u + 1]):
            for b in range(begin[ahead[a]], begin[ahead[a] + 1]):
                c = mark[ahead[b]]
                if c < 0:
                    continue
                # Two sides from each corner: without the end of the one, the other may lose its only triangle.
                if shared[entry[a]] == 1:
                    hanging[entry[c]] += 1
                    hanging[entry[b]] += 1
                if shared[entry[b]] == 1:
                    hanging[back[a]] += 1
                    hanging[back[c]] += 1
                if shared[entry[c]] == 1:
                    hanging[entry[a]] += 1
                    hanging[back[b]] += 1
        for a in range(begin[u], begin[u + 1]):
            mark[ahead[a]] = -1
    return hanging


@compiled
def influence_sums(
    start: Ints,
    index: Ints,
    back: Ints,
    group: Ints,
    weight: Floats,
    value: Floats,
    numerator: Floats,
    denominator: Floats,
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Add up what people add to the residuals of others of their own group; see `Engine.influence_sums`."""
    people, count = len(start) - 1, 0
    above, under, pairs = np.zeros(people), np.zeros(people), np.zeros(len(value))
    across, across_under = np.empty(len(index)), np.empty(len(index))
    for i in range(people):
        g = group[i]
        if g < 0:
            continue
        for e in range(start[i], start[i + 1]):
            j, below = index[e], weight[i] * denominator[e]
            adds = weight[i] * numerator[e] - value[g] * below
            if group[j] != g:
                across[count], across_under[count] = adds, below
                count += 1
                continue
            above[j] += adds
            under[j] += below
            returned = 0.0
            if back[e] >= 0:
                returned = weight[j] * numerator[back[e]] - value[g] * (weight[j] * denominator[back[e]])
            pairs[g] += adds * (adds + returned)
    return above, under, pairs, across[:count].copy(), across_under[:count].copy()
