"""How often chance gives as much: figures dealt out over the areas anew, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    from scipy.sparse import sparray

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["all_equal", "check_permutations", "global_p_value", "local_p_values", "seed_number", "two_sided"]

FEWEST_PERMUTATIONS = 99
ROUNDING = 1e-9
"""Relative: sums of the same numbers in another order differ in their last bits, and are no less extreme."""
AT_ONCE = 2_000_000
"""Numbers dealt out at the same time, so that memory does not grow with the number of areas."""


def check_permutations(permutations: object) -> int:
    """Return a valid number of permutations: with fewer than 99 no p-value could be 0.02 or smaller.

    Raises
    ------
    NetgraphError
        It is none.

    Examples
    --------
    >>> check_permutations(999)
    999
    """
    whole = isinstance(permutations, (int, np.integer)) and not isinstance(permutations, bool)
    if not whole or permutations < FEWEST_PERMUTATIONS:  # type: ignore[operator]
        raise NetgraphError(
            f"permutations must be a whole number of {FEWEST_PERMUTATIONS} or more; found {permutations!r}. Try 999."
        )
    return int(permutations)  # type: ignore[call-overload, no-any-return]


def seed_number(seed: object) -> int:
    """Return the number that every figure's permutations start from, so that none depends on which others are asked.

    Parameters
    ----------
    seed : int or numpy.random.Generator
        A generator is drawn from once.

    Raises
    ------
    NetgraphError
        It is neither.

    Examples
    --------
    >>> seed_number(3)
    3
    """
    if isinstance(seed, np.random.Generator):
        return int(seed.integers(np.iinfo(np.int64).max))
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise NetgraphError(f"seed must be a whole number of 0 or more, or a numpy.random.Generator; found {seed!r}.")
    return int(seed)


def all_equal(values: Floats) -> bool:
    """Whether nothing differs but last bits, so that there is no pattern to speak of."""
    return bool(np.ptp(values) <= ROUNDING * max(float(np.abs(values).max()), np.finfo(np.float64).tiny))


def _dealt(values: npt.NDArray[Any], permutations: int, rng: np.random.Generator) -> Iterator[npt.NDArray[Any]]:
    """Deal values out anew, some permutations at a time; each has shape (permutations, values)."""
    step = max(1, AT_ONCE // len(values))
    for first in range(0, permutations, step):
        count = min(step, permutations - first)
        yield rng.permuted(np.broadcast_to(values, (count, len(values))), axis=1)


def two_sided(higher: Ints | np.int64, lower: Ints | np.int64, permutations: int) -> Floats:
    """Return p-values of how many permutations gave at least as much, and how many at most as much.

    Examples
    --------
    >>> float(two_sided(np.int64(4), np.int64(95), 99))
    0.1
    """
    return np.asarray(np.minimum(1.0, 2 * (1 + np.minimum(higher, lower)) / (1 + permutations)))


def global_p_value(z: Floats, weights: sparray, observed: float, permutations: int, rng: np.random.Generator) -> float:
    """Return how often figures dealt out over all areas lie at least as far out as they do.

    Parameters
    ----------
    z : numpy.ndarray of float64, shape (areas,)
        Figures less their mean.
    weights : scipy sparse array, shape (areas, areas)
        Row-standardised.
    observed : float
        Moran's I.
    permutations : int
        How often.
    rng : numpy.random.Generator
        Is drawn from.

    Returns
    -------
    float
        ``min(1, 2 * (1 + min(#{I* >= I}, #{I* <= I})) / (1 + permutations))``.
    """
    higher = lower = np.int64(0)
    near = ROUNDING * max(1.0, abs(observed))
    for dealt in _dealt(z, permutations, rng):
        drawn = (dealt.T * (weights @ dealt.T)).sum(axis=0) / (z @ z)
        higher += (drawn >= observed - near).sum()
        lower += (drawn <= observed + near).sum()
    return float(two_sided(higher, lower, permutations))


def local_p_values(z: Floats, neighbours: list[Ints], permutations: int, rng: np.random.Generator) -> Floats:
    """Return for each area how often neighbours drawn from all other areas lie at least as far out as its own.

    Parameters
    ----------
    z : numpy.ndarray of float64, shape (areas,)
        Figures less their mean.
    neighbours : list of numpy.ndarray of int64
        Of each area the places in ``z`` of its neighbours; every area has one or more.
    permutations, rng
        As in `global_p_value`.

    Returns
    -------
    numpy.ndarray of float64, shape (areas,)
        As `global_p_value`, of ``z[i] * mean(z[j] of as many others as there are neighbours)``. The same draws serve
        all areas: each has its place left out of them.
    """
    most = max(map(len, neighbours))
    others = np.arange(len(z) - 1, dtype=np.int64)
    drawn = np.concatenate([dealt[:, :most] for dealt in _dealt(others, permutations, rng)])
    counts = np.zeros((2, len(z)), dtype=np.int64)
    for place, near in enumerate(neighbours):
        there = drawn[:, : len(near)]
        found = z[place] * z[there + (there >= place)].mean(axis=1)
        observed = z[place] * z[near].mean()
        dust = ROUNDING * max(abs(z[place]) * np.abs(z).max(), np.finfo(np.float64).tiny)
        counts[:, place] = (found >= observed - dust).sum(), (found <= observed + dust).sum()
    return two_sided(counts[0], counts[1], permutations)
