"""Closure: which contacts share a contact, and which support comes round, read off the triangles of the network."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["comes_round", "hinges_on", "place_among", "sides", "through"]

SIDES = ((0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0))
"""The six ordered pairs of a triangle."""
THIRD = (2, 2, 0, 0, 1, 1)
"""Who is not at each of them."""
ROUNDS = ((0, 2, 5), (4, 3, 1))
"""The two ways round a triangle, as places in `SIDES`: 0 to 1 to 2 to 0, and 0 to 2 to 1 to 0."""


def place_among(keys: Ints, wanted: Ints) -> Ints:
    """Return where each number stands among increasing ones; -1 where it does not.

    Examples
    --------
    >>> place_among(np.array([2, 5, 9]), np.array([5, 3])).tolist()
    [1, -1]
    """
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1)


def sides(keys: Ints, people: int, triangle: Ints) -> Ints:
    """Return the entries that are the six ordered sides (`SIDES`) of each triangle.

    Parameters
    ----------
    keys : numpy.ndarray of int64, shape (entries,)
        ``owner * people + other`` of each entry of the undirected projection, each pair in both rows.
    people : int
        How many people there are.
    triangle : numpy.ndarray of int64, shape (triangles, 3)
        Every triangle of it, once.

    Returns
    -------
    numpy.ndarray of int64, shape (6, triangles)
    """
    places = [place_among(keys, triangle[:, one] * people + triangle[:, other]) for one, other in SIDES]
    return np.array(places, dtype=np.int64).reshape(len(SIDES), len(triangle))


def through(side: Ints, triangle: Ints, count: Ints, entries: int) -> Floats:
    """Return the sum of 1 / #C of the contacts that the two of each entry have in common.

    Parameters
    ----------
    side : numpy.ndarray of int64, shape (6, triangles)
        As `sides` gives.
    triangle : numpy.ndarray of int64, shape (triangles, 3)
        Every triangle, once.
    count : numpy.ndarray of int64, shape (people,)
        How many contacts each person has.
    entries : int
        How many entries there are.

    Returns
    -------
    numpy.ndarray of float64, shape (entries,)
    """
    part = 1 / np.maximum(count, 1)[triangle[:, THIRD]].T
    return np.bincount(side.ravel(), part.ravel(), entries).astype(np.float64)


def hinges_on(shared: Ints, side: Ints) -> Ints:
    """Return with how many contacts the owner of each entry has no contact in common but the other of that entry.

    Parameters
    ----------
    shared : numpy.ndarray of int64, shape (entries,)
        How many contacts the two of each entry have in common.
    side : numpy.ndarray of int64, shape (6, triangles)
        As `sides` gives.

    Returns
    -------
    numpy.ndarray of int64, shape (entries,)
    """
    hinges = np.zeros(len(shared), dtype=np.int64)
    for one, other in combinations(range(len(SIDES)), 2):
        # Two sides from one corner: without the end of the one, the other may lose its only triangle.
        if SIDES[one][0] == SIDES[other][0]:
            for lost, kept in ((one, other), (other, one)):
                hinges += np.bincount(side[lost][shared[side[kept]] == 1], minlength=len(shared))
    return hinges


def comes_round(side: Ints, ways: Bytes) -> Bools:
    """Whether the owner of each entry gives to the other and gets support back through a third person.

    Parameters
    ----------
    side : numpy.ndarray of int64, shape (6, triangles)
        As `sides` gives.
    ways : numpy.ndarray of int8, shape (entries,)
        1 where the owner of an entry gives to the other, 2 where the other gives, 3 where both do.

    Returns
    -------
    numpy.ndarray of bool, shape (entries,)
    """
    gives, round_ = ways & 1 > 0, np.zeros(len(ways), dtype=bool)
    for way in ROUNDS:
        arcs = side[list(way)]
        round_[arcs[:, gives[arcs].all(axis=0)].ravel()] = True
    return round_
