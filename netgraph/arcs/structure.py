"""Structural algorithms on arcs, done by igraph.

igraph is fed by ``zip(a.tolist(), b.tolist())``: three times faster than by an array.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import igraph
import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

__all__ = ["components", "coreness"]


def components(people: int, giver: Ints, receiver: Ints) -> Ints:
    """Return the number of each person's weak component, shape (people,).

    Examples
    --------
    >>> components(4, np.array([0, 1]), np.array([1, 0])).tolist()
    [0, 0, 1, 2]
    """
    graph = _undirected(people, giver, receiver)
    return np.array(graph.connected_components(mode="weak").membership, dtype=np.int64)


def coreness(people: int, one: Ints, other: Ints) -> Ints:
    """Return the k-core number of each person, shape (people,).

    Each pair must be given once: on the directed graph igraph counts mutual ties twice.

    Examples
    --------
    >>> coreness(4, np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])).tolist()
    [2, 2, 2, 1]
    """
    return np.array(_undirected(people, one, other).coreness(), dtype=np.int64)


def _undirected(people: int, one: Ints, other: Ints) -> igraph.Graph:
    return igraph.Graph(n=people, edges=list(zip(one.tolist(), other.tolist(), strict=True)), directed=False)
