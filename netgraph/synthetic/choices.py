"""Whom somebody has a tie with: by distance, in the own buurt, in the own household, next door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from collections.abc import Callable

    from netgraph.synthetic.draws import Floats, Ints
    from netgraph.synthetic.residents import Residents

    # Given people and candidates (one row of candidates a person), the relative chance of each candidate.
    Likeness = Callable[[Ints, Ints], Floats]

__all__ = ["NOBODY", "choose_by_distance", "choose_housemate", "choose_in_buurt", "choose_neighbour"]

NOBODY = -1
CANDIDATES = 24
NEAREST = 16


def choose_by_distance(
    rng: np.random.Generator,
    residents: Residents,
    who: Ints,
    likeness: Likeness,
    *,
    scale: float,
    near: float,
) -> Ints:
    """Choose one of a few random candidates, with a chance that falls with distance.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    residents : Residents
        The people to choose from.
    who : numpy.ndarray
        The people who choose, as positions; repeated when they choose more than once.
    likeness : callable
        What else makes a candidate likely; 0 rules one out.
    scale : float
        Kilometres at which the chance is half of what it is next door: ``1 / (1 + (distance / scale)**2)``.
    near : float
        Share of the candidates that come from the own buurt, the rest from the whole city.

    Returns
    -------
    numpy.ndarray
        A position for each entry of ``who``; ``NOBODY`` when no candidate will do. Never a housemate.
    """
    from_buurt = round(near * CANDIDATES)
    candidates = rng.integers(0, len(residents), (len(who), CANDIDATES))
    candidates[:, :from_buurt] = _in_buurt(rng, residents, who, from_buurt)
    apart = residents.position[candidates] - residents.position[who][:, None, :]
    weight = likeness(who, candidates) / (1 + (apart**2).sum(axis=2) / scale**2)
    weight[residents.household[candidates] == residents.household[who][:, None]] = 0.0
    return _weighted(rng, candidates, weight)


def choose_in_buurt(rng: np.random.Generator, residents: Residents, who: Ints, likeness: Likeness) -> Ints:
    """Choose somebody of the own buurt, outside the household; ``NOBODY`` when none will do."""
    candidates = _in_buurt(rng, residents, who, CANDIDATES)
    weight = likeness(who, candidates)
    weight[residents.household[candidates] == residents.household[who][:, None]] = 0.0
    return _weighted(rng, candidates, weight)


def choose_neighbour(rng: np.random.Generator, residents: Residents, who: Ints, likeness: Likeness) -> Ints:
    """Choose one of those who live nearest, outside the household; ``NOBODY`` when none will do."""
    nearest = min(NEAREST, len(residents))
    found = cKDTree(residents.position).query(residents.position[who], k=nearest)[1]
    candidates = np.asarray(found, dtype=np.int64)
    weight = likeness(who, candidates)
    weight[residents.household[candidates] == residents.household[who][:, None]] = 0.0
    return _weighted(rng, candidates, weight)


def choose_housemate(rng: np.random.Generator, residents: Residents, who: Ints) -> Ints:
    """Choose another adult of the household; ``NOBODY`` for who lives alone. Housemates stand together."""
    first = np.searchsorted(residents.household, residents.household[who], side="left")
    size = np.searchsorted(residents.household, residents.household[who], side="right") - first
    step = 1 + np.floor(rng.random(len(who)) * (size - 1)).astype(np.int64)
    return np.where(size > 1, first + (who - first + step) % size, NOBODY)


def _in_buurt(rng: np.random.Generator, residents: Residents, who: Ints, count: int) -> Ints:
    """Draw ``count`` people of the same buurt for everybody (also themselves: to be ruled out later)."""
    order = np.argsort(residents.buurt, kind="stable")
    sizes = np.bincount(residents.buurt)
    first = np.cumsum(sizes) - sizes
    mine = residents.buurt[who][:, None]
    drawn: Ints = order[first[mine] + np.floor(rng.random((len(who), count)) * sizes[mine]).astype(np.int64)]
    return drawn


def _weighted(rng: np.random.Generator, candidates: Ints, weight: Floats) -> Ints:
    """Choose one candidate in each row with a chance in proportion to its weight."""
    reached = np.cumsum(weight, axis=1)
    total = reached[:, -1]
    column = (reached <= (rng.random(len(total)) * total)[:, None]).sum(axis=1)
    chosen = candidates[np.arange(len(total)), np.minimum(column, candidates.shape[1] - 1)]
    return np.where(total > 0, chosen, NOBODY)
