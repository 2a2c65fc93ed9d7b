"""What each figure rests on besides counts: how many people add something, and how much the two largest of them add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.metrics import Metric, Ratio

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["amounts_of", "contributions"]


def amounts_of(metric: Metric, ratio: Ratio) -> Floats:
    """Return what each person adds to a figure: their numerator.

    Where numerators can be negative, as of an index from -1 to 1, sums of them cancel and say nothing about who decides
    the figure: what people add is then their denominator.
    """
    return ratio.denominator if metric.range[0] < 0 else ratio.numerator


def contributions(amount: Floats, code: Ints, groups: int) -> dict[str, npt.NDArray[Any]]:
    """Return how many people of each group add something, and how much of it all the two who add most add.

    Parameters
    ----------
    amount : numpy.ndarray of float64, shape (people,)
        What each person adds, weighted; NaN adds nothing.
    code : numpy.ndarray of int64, shape (people,)
        The group of each person, in increasing order.
    groups : int
        How many groups there are.

    Returns
    -------
    dict of str to numpy.ndarray, shape (groups,)
        ``contributors`` (int64) and ``largest_two`` (float64, 0 to 1; NaN where nobody adds anything).

    Examples
    --------
    >>> told = contributions(np.array([1.0, 0.0, 2.0, 5.0]), np.array([0, 0, 0, 0]), 2)
    >>> told["contributors"].tolist(), told["largest_two"].tolist()
    ([3, 0], [0.875, nan])
    """
    size = np.nan_to_num(np.abs(amount), copy=False)
    start = np.flatnonzero(np.diff(code, prepend=-1))
    total, contributors, part = np.zeros(groups), np.zeros(groups, dtype=np.int64), np.full(groups, np.nan)
    if len(code):
        here, people = code[start], np.diff(start, append=len(code))
        total[here] = np.add.reduceat(size, start)
        contributors[here] = np.add.reduceat(size > 0, start, dtype=np.int64)
        largest = np.maximum.reduceat(size, start)
        first = size == np.repeat(largest, people)
        # Where several add as much as the largest, two of these are the largest two.
        several = np.add.reduceat(first, start, dtype=np.int64) > 1
        second = np.where(several, largest, np.maximum.reduceat(np.where(first, 0, size), start))
        with np.errstate(divide="ignore", invalid="ignore"):
            part[here] = np.where(total[here] > 0, np.minimum((largest + second) / total[here], 1), np.nan)
    return {"contributors": contributors, "largest_two": part}
