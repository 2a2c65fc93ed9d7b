"""How close the contacts of each person are: formulas that person columns and group figures share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Arcs

    Floats = npt.NDArray[np.float64]

__all__ = ["effective_sizes", "local_clustering"]


def effective_sizes(arcs: Arcs) -> Floats:
    """Return n - 2 t / n of each person, t the ties among their n contacts; NaN without contacts.

    References
    ----------
    Borgatti 1997, Structural holes: unpacking Burt's redundancy measures, Connections 20: 35-38.
    """
    n = arcs.contacts.count.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, n - 2 * arcs.triangles / n, np.nan)


def local_clustering(arcs: Arcs) -> Floats:
    """Return which part of the pairs of each person's contacts are contacts too; NaN below two contacts.

    References
    ----------
    Watts & Strogatz 1998, Collective dynamics of small-world networks, Nature 393: 440-442.
    """
    n = arcs.contacts.count.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 1, arcs.triangles / (n * (n - 1) / 2), np.nan)
