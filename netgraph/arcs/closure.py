"""Closure: which contacts share a contact, and which support comes round, read off the triangles of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs.rows import Rows

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]

__all__ = ["comes_round", "shares_contact"]

SIDES = ((0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0))
"""The six ordered pairs of a triangle."""
ROUNDS = (((0, 1), (1, 2), (2, 0)), ((0, 2), (2, 1), (1, 0)))
"""The two ways round it."""


def shares_contact(contacts: Rows, triangle: Ints) -> Bools:
    """Whether the two of each entry of ``contacts`` have a contact in common: the pair is a side of a triangle.

    Parameters
    ----------
    contacts : Rows
        The undirected projection, each pair in both rows.
    triangle : numpy.ndarray of int64, shape (triangles, 3)
        Every triangle of it, once.

    Returns
    -------
    numpy.ndarray of bool, shape (entries,)
    """
    shared = np.zeros(len(contacts.index), dtype=bool)
    for one, other in SIDES:
        shared[contacts.place(triangle[:, one], triangle[:, other])] = True
    return shared


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
