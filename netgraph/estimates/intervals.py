"""Intervals: between which values a figure of such a group usually lies.

Shares get a Jeffreys interval on the effective number of people, other figures a linearised normal one. Both treat
people as independent, which ties between them make optimistic: read them as a first indication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special, stats

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["LEVEL", "empirical_bayes", "interval", "interval_of_difference", "linearised_variance"]

LEVEL = 0.90
"""How often such an interval is meant to hold the figure."""
DUST = 1e-9
"""A variance that is smaller than this part of a plain share's is rounding, not variance."""


def linearised_variance(
    numerator: Floats, denominator: Floats, weight: Floats, code: npt.NDArray[np.int64], groups: int
) -> Floats:
    """Variance of each group's ratio of sums by Taylor linearisation over people; NaN below two people.

    With ``r = sum(w n) / sum(w d)`` and residuals ``e = w (n - r d)``:
    ``m / (m - 1) * sum(e ** 2) / sum(w d) ** 2`` over the m people with a denominator.

    Parameters
    ----------
    numerator, denominator, weight : numpy.ndarray of float64, shape (people,)
        One entry a person, only people who count.
    code : numpy.ndarray of int64, shape (people,)
        The group of each person.
    groups : int
        How many groups there are.

    Returns
    -------
    numpy.ndarray of float64, shape (groups,)

    References
    ----------
    Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, sec. 5.6.
    """
    below = np.bincount(code, weight * denominator, groups)
    people = np.bincount(code, denominator > 0, groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.bincount(code, weight * numerator, groups) / below
        squares = np.bincount(code, (weight * (numerator - ratio[code] * denominator)) ** 2, groups)
        return np.where(people > 1, people / (people - 1) * squares / below**2, np.nan)


def interval(
    value: Floats,
    variance: Floats,
    people: Floats,
    *,
    share: bool,
    within: tuple[float, float],
    level: float = LEVEL,
) -> tuple[Floats, Floats]:
    """Return the low and high end of each figure's interval, which always holds the figure itself.

    Shares: Jeffreys on n effective people, ``n = people * (value (1 - value) / (people - 1)) / variance``: all of them
    where people weigh the same and count once, fewer where the variance is larger than that of such a share. Never
    more: of figures over ties a small variance may be chance, and where nobody differs from the others (as in 0 of 12)
    it says nothing at all. Other figures:
    value ± z standard errors (1.645 at 90 %), as far as such figures can lie.

    Parameters
    ----------
    value, variance, people : numpy.ndarray of float64, shape (groups,)
        The figures, their variances, and how many people have a denominator.
    share : bool
        Whether the figures are shares.
    within : tuple of float
        Between which values such figures lie.
    level : float
        How often it is meant to hold the figure; 90 % by default.

    Returns
    -------
    low, high : numpy.ndarray of float64, shape (groups,)
        NaN where the figure is undefined, and for other figures than shares below two people.

    References
    ----------
    Brown, Cai & DasGupta 2001, Interval estimation for a binomial proportion, Statistical Science 16: 101-133.

    Examples
    --------
    Jeffreys for 3 of 10, as R's ``qbeta(c(.05, .95), 3.5, 7.5)``:

    >>> low, high = interval(np.array([0.3]), np.array([0.21 / 9]), np.array([10.0]), share=True, within=(0, 1))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.1173], [0.5581])
    """
    tail = (1 - level) / 2
    if not share:
        reach = stats.norm.ppf(1 - tail) * np.sqrt(variance)
        # Weights can leave a figure a hair beyond the end of its range; its interval holds it all the same.
        low = np.maximum(value - reach, np.minimum(within[0], value))
        return low, np.minimum(value + reach, np.maximum(within[1], value))
    with np.errstate(divide="ignore", invalid="ignore"):
        simple = value * (1 - value) / (people - 1)
        effective = np.where(variance > DUST * simple, people * np.minimum(simple / variance, 1), people)
        hits = value * effective
        low = special.betaincinv(hits + 0.5, effective - hits + 0.5, tail)
        high = special.betaincinv(hits + 0.5, effective - hits + 0.5, 1 - tail)
    # Of a tiny part of one person the quantiles may leave the value out.
    low, high = np.minimum(low, value), np.maximum(high, value)
    return np.where(value == 0, 0.0, low), np.where(value == 1, 1.0, high)


def interval_of_difference(
    value: Floats, low: Floats, high: Floats, other_value: Floats, other_low: Floats, other_high: Floats
) -> tuple[Floats, Floats]:
    """Return the interval of ``value - other_value`` from those of the two figures, taken as independent (MOVER).

    Parameters
    ----------
    value, low, high, other_value, other_low, other_high : numpy.ndarray of float64, shape (pairs,)
        Both figures with their intervals, of the same level.

    Returns
    -------
    low, high : numpy.ndarray of float64, shape (pairs,)
        NaN where one of the figures has no interval.

    References
    ----------
    Zou & Donner 2008, Construction of confidence limits about effect measures, Statistics in Medicine 27: 1693-1702.

    Examples
    --------
    >>> one, other = np.array([0.8, 0.7, 0.9]), np.array([0.6, 0.5, 0.7])
    >>> [float(end.round(3)) for end in interval_of_difference(*one, *other)]
    [0.059, 0.341]
    """
    difference = value - other_value
    return (
        difference - np.hypot(value - low, other_high - other_value),
        difference + np.hypot(high - value, other_value - other_low),
    )


def empirical_bayes(value: Floats, denominator: Floats, variance: Floats, *, share: bool) -> Floats:
    """Return each figure drawn towards that of all groups together, more so where it rests on little; for drawing only.

    Martuzzi & Elliott's moment estimator: with m the overall figure, n the denominators and
    ``s2 = sum(n (p - m) ** 2) / sum(n)``, the variance between groups is ``A = s2 - m (1 - m) / mean(n)`` and the
    result ``m + A / (A + m (1 - m) / n) * (p - m)``. For other figures than shares, the linearised variances take
    the place of ``m (1 - m) / n``.

    Parameters
    ----------
    value, denominator, variance : numpy.ndarray of float64, shape (groups,)
        Undefined figures are NaN.
    share : bool
        Whether the figures are shares.

    Returns
    -------
    numpy.ndarray of float64, shape (groups,)
        NaN where the figure is undefined; the figure itself where its own variance is not known.

    References
    ----------
    Martuzzi & Elliott 1996, Empirical Bayes estimation of small area prevalence of non-rare conditions,
    Statistics in Medicine 15: 1867-1873.
    """
    known = np.isfinite(value) & (denominator > 0)
    if known.sum() < 2:
        return value.copy()
    p, n = value[known], denominator[known]
    overall = np.average(p, weights=n)
    within = overall * (1 - overall) / n if share else np.nan_to_num(variance[known])
    typical = overall * (1 - overall) / n.mean() if share else np.average(within, weights=n)
    between = max(np.average((p - overall) ** 2, weights=n) - typical, 0.0)
    total = between + within
    trust = np.divide(between, total, out=np.ones_like(p), where=total > 0)
    smoothed = value.copy()
    smoothed[known] = overall + trust * (p - overall)
    return smoothed
