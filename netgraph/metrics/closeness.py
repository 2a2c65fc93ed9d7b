"""How close the contacts of each person are: formulas that person columns and group figures share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["effective_sizes", "effective_sizes_without", "local_clustering", "local_clustering_without"]


def effective_sizes(arcs: Arcs) -> Floats:
    """Return n - 2 t / n of each person, t the ties among their n contacts; NaN without contacts.

    References
    ----------
    Borgatti 1997, Structural holes: unpacking Burt's redundancy measures, Connections 20: 35-38.
    """
    return _effective_size(arcs.contacts.count, arcs.triangles)


def effective_sizes_without(arcs: Arcs) -> Floats:
    """Return what each person's effective size would be without each of their contacts, shape (entries,)."""
    return _effective_size(*_without_each(arcs))


def local_clustering(arcs: Arcs) -> Floats:
    """Return which part of the pairs of each person's contacts are contacts too; NaN below two contacts.

    References
    ----------
    Watts & Strogatz 1998, Collective dynamics of small-world networks, Nature 393: 440-442.
    """
    return _clustering(arcs.contacts.count, arcs.triangles)


def local_clustering_without(arcs: Arcs) -> Floats:
    """Return what each person's clustering would be without each of their contacts, shape (entries,)."""
    return _clustering(*_without_each(arcs))


def _without_each(arcs: Arcs) -> tuple[Ints, Ints]:
    """Return the number of contacts, and of ties among them, that each entry's owner would have without the other."""
    owner = arcs.contacts.owner
    return arcs.contacts.count[owner] - 1, arcs.triangles[owner] - arcs.shared_contacts


def _effective_size(n: Ints, t: Ints) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, n - 2 * t / n, np.nan)


def _clustering(n: Ints, t: Ints) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 1, 2 * t / (n * (n - 1.0)), np.nan)
