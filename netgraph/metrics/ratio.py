"""Ratio: what a metric returns, a numerator and a denominator for each person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from netgraph.arcs import Rows

__all__ = ["Influence", "Ratio", "mean_of", "over_ties", "share_by_count", "share_of", "share_of_ties"]


@dataclass(frozen=True, eq=False)
class Influence:
    """What the person at the other end of each tie adds to a figure: the part that would not be there without them.

    People who share ties or contacts are not independent of each other; from this follows how much that matters. Only
    intervals depend on it.

    Attributes
    ----------
    rows : Rows
        The ties, each an entry in the row of the person whose part it changes.
    numerator, denominator : numpy.ndarray of float64, shape (entries,)
        What that person's numerator and denominator would lose without the other; a denominator of None loses nothing.
    """

    rows: Rows
    numerator: npt.NDArray[np.float64]
    denominator: npt.NDArray[np.float64] | None = None


@dataclass(frozen=True, eq=False)
class Ratio:
    """A figure as two sums over people: of a group it is the sum of numerators / the sum of denominators.

    Attributes
    ----------
    numerator, denominator : numpy.ndarray of float64, shape (people,)
        One entry a person, for everybody in the arcs; who is in a group, and their weights, is not the metric's
        business. A numerator of NaN makes the figure of every group with that person undefined.
    adds : callable, optional
        () -> what others add to it, for intervals; without it the parts of people are taken as independent.
    """

    numerator: npt.NDArray[np.float64]
    denominator: npt.NDArray[np.float64]
    adds: Callable[[], Influence] | None = None

    @cached_property
    def influence(self) -> Influence | None:
        """What others add to it, worked out when an interval asks for it; None where people are independent."""
        return None if self.adds is None else self.adds()


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


def share_by_count(
    rows: Rows,
    holds: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.bool_]],
    *,
    chosen: npt.NDArray[np.bool_] | None = None,
    whole: npt.NDArray[np.bool_] | None = None,
) -> Ratio:
    """Return the share of people for whom something holds that follows from how many entries they have.

    Parameters
    ----------
    rows : Rows
        The ties.
    holds : callable
        Numbers of entries -> whether it holds.
    chosen : numpy.ndarray of bool, shape (entries,), optional
        Which entries count; all by default.
    whole : numpy.ndarray of bool, shape (people,), optional
        Among whom; all by default.

    Examples
    --------
    Two supporters, one and none; the figure is who has at most one. Without either of the two, the first would be too.

    >>> from netgraph.arcs.rows import rows_of
    >>> rows = rows_of(np.array([0, 0, 1]), np.array([1, 2, 0]), np.zeros(3), people=3)
    >>> ratio = share_by_count(rows, lambda count: count <= 1)
    >>> ratio.numerator.tolist(), ratio.influence.numerator.tolist()
    ([0.0, 1.0, 1.0], [-1.0, -1.0, 0.0])
    """
    count = rows.count.astype(np.float64) if chosen is None else rows.sum(chosen)
    share = share_of(holds(count), whole)

    def adds() -> Influence:
        change = (holds(count).astype(np.float64) - holds(count - 1)) * share.denominator
        return Influence(rows, np.where(True if chosen is None else chosen, change[rows.owner], 0.0))

    return replace(share, adds=adds)


def mean_of(
    values: npt.NDArray[np.float64],
    rows: Rows | None = None,
    without: Callable[[], npt.NDArray[np.float64]] | None = None,
) -> Ratio:
    """Return the mean of a value of people over those who have one.

    Parameters
    ----------
    values : numpy.ndarray of float64, shape (people,)
        NaN for those who have none.
    rows : Rows, optional
        The ties that the values follow from.
    without : callable, optional
        () -> what the value of the person in whose row each entry stands would be without the other; NaN for none.

    Examples
    --------
    >>> ratio = mean_of(np.array([2.0, np.nan]))
    >>> ratio.numerator.tolist(), ratio.denominator.tolist()
    ([2.0, 0.0], [1.0, 0.0])
    """
    known = np.isfinite(values)
    mean = Ratio(np.where(known, values, 0.0), known.astype(np.float64))
    if rows is None or without is None:
        return mean

    def adds() -> Influence:
        left = without()
        stays = np.isfinite(left)
        lost = mean.numerator[rows.owner] - np.where(stays, left, 0.0)
        return Influence(rows, lost, mean.denominator[rows.owner] - stays)

    return replace(mean, adds=adds)


def over_ties(
    rows: Rows, numerator: npt.NDArray[np.generic], denominator: npt.NDArray[np.generic] | None = None
) -> Ratio:
    """Return a figure over ties: people's parts are the sums over their entries.

    Parameters
    ----------
    rows : Rows
        The ties: whom each person has as contact, or gives to.
    numerator, denominator : numpy.ndarray, shape (entries,)
        What each entry adds. Without a denominator everybody counts as one below the line: a number per person.

    Examples
    --------
    >>> from netgraph.arcs.rows import rows_of
    >>> rows = rows_of(np.array([0, 0, 1]), np.array([1, 2, 0]), np.zeros(3), people=3)
    >>> ratio = over_ties(rows, np.array([True, False, True]), np.ones(3))
    >>> ratio.numerator.tolist(), ratio.denominator.tolist()
    ([1.0, 1.0, 0.0], [2.0, 1.0, 0.0])
    """

    def adds() -> Influence:
        below = None if denominator is None else denominator.astype(np.float64)
        return Influence(rows, numerator.astype(np.float64), below)

    below = np.ones(rows.people) if denominator is None else rows.sum(denominator)
    return Ratio(rows.sum(numerator), below, adds)


def share_of_ties(rows: Rows, holds: npt.NDArray[np.bool_]) -> Ratio:
    """Return the share of ties for which something holds.

    Parameters
    ----------
    rows : Rows
        The ties.
    holds : numpy.ndarray of bool, shape (entries,)
        Whether it does.

    Examples
    --------
    >>> from netgraph.arcs.rows import rows_of
    >>> rows = rows_of(np.array([0, 0, 1]), np.array([1, 2, 0]), np.zeros(3), people=3)
    >>> ratio = share_of_ties(rows, np.array([True, False, True]))
    >>> ratio.numerator.tolist(), ratio.denominator.tolist()
    ([1.0, 1.0, 0.0], [2.0, 1.0, 0.0])
    """
    count = rows.count.astype(np.float64)
    return Ratio(rows.sum(holds), count, lambda: Influence(rows, holds.astype(np.float64), np.ones(len(holds))))
