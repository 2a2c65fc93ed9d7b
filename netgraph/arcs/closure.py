"""Closure: which contacts share a contact, and which support comes round, read off the triangles of the network."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs.rows import Rows

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]

__all__ = ["comes_round", "hinges_on", "sides"]

SIDES = ((0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0))
"""The six ordered pairs of a triangle."""
ROUNDS = (((0, 1), (1, 2), (2, 0)), ((0, 2), (2, 1), (1, 0)))
"""The two ways round it."""


def sides(contacts: Rows, triangle: Ints) -> Ints:
    """Return the entries of ``contacts`` that are the six ordered sides (`SIDES`) of each triangle.

    Parameters
    ----------
    contacts : Rows
        The undirected projection, each pair in both rows.
    triangle : numpy.ndarray of int64, shape (triangles, 3)
        Every triangle of it, once.

    Returns
    -------
    numpy.ndarray of int64, shape (6, triangles)
    """
    places = [contacts.place(triangle[:, one], triangle[:, other]) for one, other in SIDES]
    return np.array(places, dtype=np.int64).reshape(len(SIDES), len(triangle))


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


def comes_round(out: Rows, triangle: Ints) -> Bools:
    """Whether each arc lies on a directed cycle of two or three people.

    Parameters
    ----------
    out : Rows
        Whom each person gives to.
    triangle : numpy.ndarray of int64, shape (triangles, 3)
        Every triangle of the undirected projection, once.

    Returns
    -------
    numpy.ndarray of bool, shape (arcs,)
    """
    round_ = out.place(out.index, out.owner) >= 0
    for way in ROUNDS:
        places = np.column_stack([out.place(triangle[:, one], triangle[:, other]) for one, other in way])
        round_[places[(places >= 0).all(axis=1)].ravel()] = True
    return round_
