"""Random draws: shares that come out as asked, amounts, and picking people by weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

__all__ = ["categories", "even_uniforms", "lognormal", "pick", "pick_in_groups", "positions_within"]


def even_uniforms(rng: np.random.Generator, count: int) -> Floats:
    """Draw numbers in [0, 1) in random order, exactly one from each of ``count`` equal parts.

    Shares and means of what is made from them come out as asked, also in a small city.

    Examples
    --------
    >>> np.floor(np.sort(even_uniforms(np.random.default_rng(1), 4)) * 4).tolist()
    [0.0, 1.0, 2.0, 3.0]
    """
    return (rng.permutation(count) + rng.random(count)) / max(count, 1)


def categories(rng: np.random.Generator, count: int, shares: Sequence[float]) -> Ints:
    """Draw category numbers that occur in the given shares (which are scaled to add up to one).

    Examples
    --------
    >>> np.bincount(categories(np.random.default_rng(1), 100, (0.5, 0.3, 0.2))).tolist()
    [50, 30, 20]
    """
    edges = np.cumsum(shares) / np.sum(shares)
    return np.searchsorted(edges[:-1], even_uniforms(rng, count), side="right")


def lognormal(rng: np.random.Generator, count: int, median: float, spread: float) -> Floats:
    """Draw log-normal amounts with this median; the mean is ``median * exp(spread**2 / 2)``.

    Examples
    --------
    >>> bool(np.isclose(np.median(lognormal(np.random.default_rng(1), 1_001, 9.0, 1.2)), 9.0, rtol=0.01))
    True
    """
    uniform = np.clip(even_uniforms(rng, count), 1e-9, 1 - 1e-9)
    return median * np.exp(spread * ndtri(uniform))


def pick(rng: np.random.Generator, weights: Floats, count: int) -> Ints:
    """Pick ``count`` different positions, likelier the larger their weight; weight 0 is never picked.

    Fewer come back when fewer than ``count`` have a weight above 0.

    Examples
    --------
    >>> pick(np.random.default_rng(1), np.array([0.0, 2.0, 1.0, 0.0]), 3).tolist()
    [1, 2]
    """
    possible = int(np.count_nonzero(weights > 0))
    return np.sort(np.argsort(_arrival(rng, weights), kind="stable")[: min(count, possible)])


def pick_in_groups(rng: np.random.Generator, group: Ints, weights: Floats, shares: Floats) -> Flags:
    """Pick a share of the members of each group, ``shares[group]`` of those with a weight above 0.

    What is left of a person after the decimal point is drawn, so that small groups are right on average.

    Examples
    --------
    >>> group = np.repeat([0, 1], 10)
    >>> chosen = pick_in_groups(np.random.default_rng(1), group, np.ones(20), np.array([0.2, 0.5]))
    >>> np.bincount(group[chosen]).tolist()
    [2, 5]
    """
    eligible = weights > 0
    sizes = np.bincount(group[eligible], minlength=len(shares))
    counts = np.floor(sizes * shares + rng.random(len(shares)))
    order = np.lexsort((_arrival(rng, weights), group))
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = positions_within(group[order])
    return eligible & (rank < counts[group])


def positions_within(sorted_group: Ints) -> Ints:
    """Return the place of each member in its group, from 0, for groups that stand together.

    Examples
    --------
    >>> positions_within(np.array([4, 4, 4, 7, 7])).tolist()
    [0, 1, 2, 0, 1]
    """
    index = np.arange(len(sorted_group))
    first = np.ones(len(sorted_group), dtype=bool)
    first[1:] = sorted_group[1:] != sorted_group[:-1]
    return index - np.maximum.accumulate(np.where(first, index, 0)) if len(index) else index


def _arrival(rng: np.random.Generator, weights: Floats) -> Floats:
    """Draw arrival times: the larger the weight, the earlier (Efraimidis & Spirakis 2006); weight 0 never."""
    times = rng.standard_exponential(len(weights))
    return np.where(weights > 0, times / np.where(weights > 0, weights, 1.0), np.inf)
