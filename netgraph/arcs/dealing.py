"""Dealing out anew what two people give, of many pairs at once: what `netgraph.arcs.base_engine` does trades with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["dealt", "exchangeable"]


def exchangeable(giver: Ints, receiver: Ints, one: Ints, other: Ints, asked: Bools) -> tuple[Ints, Ints]:
    """Return the entries that each two givers could deal out among themselves anew, and which two.

    Those that only one of the two gives, not to the other, and where a tie could be seen: between two people who were
    not asked none can. In order of pair, and of receivers.

    Examples
    --------
    Person 0 gives to 1, 2 and 3; person 1 to 3 and 4:

    >>> giver, receiver = np.array([0, 0, 0, 1, 1]), np.array([1, 2, 3, 3, 4])
    >>> entries, pair = exchangeable(giver, receiver, np.array([0]), np.array([1]), np.ones(5, dtype=bool))
    >>> receiver[entries].tolist(), pair.tolist()
    ([2, 4], [0, 0])
    """
    people = len(asked)
    partner, pair = np.full((2, people), -1)
    partner[one], partner[other] = other, one
    pair[one] = pair[other] = np.arange(len(one))
    order = np.argsort(pair[giver] * people + receiver)
    gives, ends = giver[order], receiver[order]
    to, meets = partner[gives], pair[gives]
    twice = (meets[1:] == meets[:-1]) & (ends[1:] == ends[:-1])
    of_both = np.append(twice, False) | np.append(False, twice)
    seen = asked[ends] | (asked[gives] & asked[to])
    may = (to >= 0) & (ends != to) & ~of_both[: len(order)] & seen
    return order[may], meets[may]


def dealt(pair: Ints, of_one: Bools, chance: Floats) -> Bools:
    """Whether each entry goes to the first of its pair, who gets as many as before: see `Engine.trade`.

    Parameters
    ----------
    pair : numpy.ndarray of int64
        Which two could have each entry, in increasing order.
    of_one : numpy.ndarray of bool
        Whether the first of the two has it now.
    chance : numpy.ndarray of float64
        In [0, 1), of each entry.

    Examples
    --------
    >>> dealt(np.zeros(3, dtype=int), np.array([True, False, False]), np.array([0.5, 0.4, 0.9])).tolist()
    [False, True, False]
    """
    size = np.bincount(pair)
    lacks = np.bincount(pair[of_one], minlength=len(size))
    begin = np.cumsum(size) - size
    # Those with most entries first: who has none left is then at the end.
    pairs = np.argsort(-size, kind="stable")
    to_one = np.zeros(len(pair), dtype=bool)
    for place in range(size.max(initial=0)):
        pairs = pairs[: np.count_nonzero(size > place)]
        entry = begin[pairs] + place
        to_one[entry] = chance[entry] * (size[pairs] - place) < lacks[pairs]
        lacks[pairs] -= to_one[entry]
    return to_one
