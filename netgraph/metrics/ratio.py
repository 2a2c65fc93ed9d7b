"""Ratio: what a metric returns, a numerator and a denominator for each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Ratio", "mean_of", "share_of"]


@dataclass(frozen=True, eq=False)
class Ratio:
    """A figure as two sums over people: of a group it is the sum of numerators / the sum of denominators.

    Attributes
    ----------
    numerator, denominator : numpy.ndarray of float64, shape (people,)
        One entry a person, for everybody in the arcs; who is in a group, and their weights, is not the metric's
        business. A numerator of NaN makes the figure of every group with that person undefined.
    """

    numerator: npt.NDArray[np.float64]
    denominator: npt.NDArray[np.float64]


def share_of(part: npt.NDArray[np.bool_], whole: npt.NDArray[np.bool_] | None = None) -> Ratio:
    """Return the share of people for whom ``part`` holds, among all or among ``whole``.

    Examples
    --------
    >>> ratio = share_of(np.array([True, False, True]), np.array([True, True, False]))
    >>> ratio.numerator.tolist(), ratio.denominator.tolist()
    ([1.0, 0.0, 0.0], [1.0, 1.0, 0.0])
    """
    of = np.ones_like(part) if whole is None else whole
    return Ratio((part & of).astype(np.float64), of.astype(np.float64))


def mean_of(values: npt.NDArray[np.float64]) -> Ratio:
    """Return the mean of a value of people over those who have one.

    Examples
    --------
    >>> ratio = mean_of(np.array([2.0, np.nan]))
    >>> ratio.numerator.tolist(), ratio.denominator.tolist()
    ([2.0, 0.0], [1.0, 0.0])
    """
    known = np.isfinite(values)
    return Ratio(np.where(known, values, 0.0), known.astype(np.float64))
