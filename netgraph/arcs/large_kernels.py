"""Compiled kernels for networks of a country: arrays of four bytes a number, and structure of a part at a time.

Nothing but `netgraph.arcs.large` calls them.
"""

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
    Shorts = npt.NDArray[np.int32]

__all__ = ["around", "contacts_of", "hinges_around", "in_rows", "merged", "turned"]


@compiled
def in_rows(owner: Shorts, order: Shorts, people: int) -> tuple[Ints, Shorts]:
    """Put entries into the rows of their owners, those of one row in the order given: start, and which entries."""
    start = np.zeros(people + 1, np.int64)
    for e in range(len(owner)):
        start[owner[e] + 1] += 1
    for i in range(people):
        start[i + 1] += start[i]
    free = start[:-1].copy()
    entry = np.empty(len(owner), np.int32)
    for k in range(len(order)):
        i = owner[order[k]]
        entry[free[i]] = order[k]
        free[i] += 1
    return start, entry


@compiled
def merged(start: Ints, receiver: Shorts, kind: Bytes, hours: Floats, since: Shorts) -> Ints:
    """Make one entry of those of the same giver, receiver and kind, in place; return where rows start then.

    Hours are the largest of them that is known, and they begin on the earliest day; ``since`` may be empty.
    """
    people, count = len(start) - 1, 0
    begin = np.zeros(people + 1, np.int64)
    for i in range(people):
        first = count
        for e in range(start[i], start[i + 1]):
            # Rows are in order of the receiver, so that all of one stand together at the end.
            same = -1
            for k in range(count - 1, first - 1, -1):
                if receiver[k] != receiver[e]:
                    break
                if kind[k] == kind[e]:
                    same = k
                    break
            if same < 0:
                receiver[count], kind[count], hours[count] = receiver[e], kind[e], hours[e]
                if len(since):
                    since[count] = since[e]
                count += 1
                continue
            if not hours[same] >= hours[e] and not np.isnan(hours[e]):
                hours[same] = hours[e]
            if len(since):
                since[same] = min(since[same], since[e])
        begin[i + 1] = count
    return begin


@compiled
def turned(start: Ints, receiver: Shorts, people: int) -> tuple[Ints, Shorts, Shorts]:
    """Put entries into the rows of their receivers: start, and the entry and giver at each place."""
    begin = np.zeros(people + 1, np.int64)
    for e in range(len(receiver)):
        begin[receiver[e] + 1] += 1
    for i in range(people):
        begin[i + 1] += begin[i]
    free = begin[:-1].copy()
    entry, giver = np.empty(len(receiver), np.int32), np.empty(len(receiver), np.int32)
    for i in range(people):
        for e in range(start[i], start[i + 1]):
            j = receiver[e]
            entry[free[j]], giver[free[j]] = e, i
            free[j] += 1
    return begin, entry, giver


@compiled
def contacts_of(  # noqa: C901 - one loop
    start: Ints, receiver: Shorts, counts: Bools, in_start: Ints, in_entry: Shorts, in_giver: Shorts
) -> tuple[Ints, Shorts, Bytes]:
    """Merge whom each person gives to and gets from by entries that count: start, index, and 1, 2 or 3 as in `united`.

    Rows of both must be in order; they may hold somebody several times.
    """
    people, size = len(start) - 1, 0
    begin = np.zeros(people + 1, np.int64)
    # First how many, then who: room for all entries both ways would be twice as much.
    index, ways = np.empty(0, np.int32), np.empty(0, np.int8)
    for fill in (False, True):
        if fill:
            index, ways = np.empty(size, np.int32), np.empty(size, np.int8)
        size = 0
        for i in range(people):
            a, b, a_end, b_end = start[i], in_start[i], start[i + 1], in_start[i + 1]
            while True:
                while a < a_end and not counts[a]:
                    a += 1
                while b < b_end and not counts[in_entry[b]]:
                    b += 1
                if a == a_end and b == b_end:
                    break
                gives = a < a_end and (b == b_end or receiver[a] <= in_giver[b])
                gets = b < b_end and (a == a_end or in_giver[b] <= receiver[a])
                other = receiver[a] if gives else in_giver[b]
                if fill:
                    index[size], ways[size] = other, gives + 2 * gets
                size += 1
                while a < a_end and receiver[a] == other:
                    a += 1
                while b < b_end and in_giver[b] == other:
                    b += 1
            begin[i + 1] = size
    return begin, index, ways


@compiled
def around(first: int, last: int, start: Ints, index: Shorts, ways: Bytes, mark: Shorts) -> tuple[Ints, Floats, Bools]:
    """Return what `kernels.triangles` does, of the rows of some people who follow each other: first to last.

    ``mark`` is -1 for everybody, before and after.
    """
    offset = start[first]
    count = start[last] - offset
    shared, through, rounds = np.zeros(count, np.int64), np.zeros(count), np.zeros(count, np.bool_)
    for i in range(first, last):
        for e in range(start[i], start[i + 1]):
            mark[index[e]] = e - offset
        for e in range(start[i], start[i + 1]):
            j, a = index[e], e - offset
            for b in range(start[j], start[j + 1]):
                w = index[b]
                c = mark[w]
                if c < 0:
                    continue
                shared[a] += 1
                through[a] += 1.0 / (start[w + 1] - start[w])
                if ways[e] & 1 and ways[b] & 1 and ways[c + offset] & 2:
                    rounds[a] = True
        for e in range(start[i], start[i + 1]):
            mark[index[e]] = -1
    return shared, through, rounds


@compiled
def hinges_around(first: int, last: int, start: Ints, index: Shorts, shared: Ints, mark: Shorts) -> Ints:
    """Return what `kernels.hinges` does, of the rows of some people who follow each other; see `around`."""
    offset = start[first]
    hanging = np.zeros(start[last] - offset, np.int64)
    for i in range(first, last):
        for e in range(start[i], start[i + 1]):
            mark[index[e]] = e - offset
        for e in range(start[i], start[i + 1]):
            if shared[e - offset] == 1:
                # The one contact that the two have in common is the hinge of this entry.
                for b in range(start[index[e]], start[index[e] + 1]):
                    if mark[index[b]] >= 0:
                        hanging[mark[index[b]]] += 1
        for e in range(start[i], start[i + 1]):
            mark[index[e]] = -1
    return hanging
