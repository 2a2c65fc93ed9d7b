"""Intervals: between which values a figure of such a group usually lies.

Shares get a Jeffreys interval on the effective number of trials, other figures one of Student's on a scale without
ends; see `variance` for how far they vary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import special

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = [
    "FEWEST_ASKED",
    "FEWEST_PEOPLE",
    "LEVEL",
    "Precision",
    "empirical_bayes",
    "interval",
    "interval_of_difference",
]

LEVEL = 0.90
"""How often such an interval is meant to hold the figure."""
FEWEST_PEOPLE = 15
"""Of fewer people there is no interval, so no signal either: of districts of ten, 90 % intervals held contacts and
constraint in 84 % of made-up cities and rare shares in 95 % (docs/validity.md)."""
FEWEST_ASKED = 20.0
"""Of a survey, how many people of one weight those asked must be worth: of 15 with unequal weights intervals of 90 %
held in 83 to 86 % of made-up cities."""
DUST = 1e-9
"""A variance that is smaller than this part of a plain share's is rounding, not variance."""


class Precision(NamedTuple):
    """What the interval of a figure rests on; each an array with one entry a group.

    Attributes
    ----------
    variance : numpy.ndarray of float64
        How far the figure varies.
    freedom : numpy.ndarray of float64
        Degrees of freedom of that variance. Infinite for shares of people who weigh the same: it follows from the
        figure itself, and where ties make it larger it is taken as known (`precision_of` says why).
    people : numpy.ndarray of float64
        How many people the figure is about.
    trials : numpy.ndarray of float64
        How many independent people they are worth when nothing is known of the figure; infinite where all were asked.
    most : numpy.ndarray of float64
        The most that they can be worth.
    """

    variance: Floats
    freedom: Floats
    people: Floats
    trials: Floats
    most: Floats


def interval(
    value: Floats, precision: Precision, *, share: bool, within: tuple[float, float], level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Return the low and high end of each figure's interval, which always holds the figure itself.

    Shares get a Jeffreys interval on n effective trials, ``n = 1 + value (1 - value) / variance``: as many as a plain
    share with this variance rests on; for shares of people who weigh the same just those people. Where the variance is
    itself uncertain, n is multiplied by ``(z / t) ** 2``, quantiles of the normal and of Student's distribution. Where
    nobody differs from the others (as in 0 of 12) the variance is 0 and says nothing: then n is the number of trials.

    Other figures are skewed towards the ends of their range [a, b]. Theirs are Student's on a scale without ends: with
    s the standard error, ``logit(p) ± t s / (p (1 - p) (b - a))`` of ``p = (value - a) / (b - a)``; where b is infinite
    ``log(value - a) ± t s / (value - a)``. Where all are alike they are as shares.

    Parameters
    ----------
    value : numpy.ndarray of float64, shape (groups,)
        The figures.
    precision : Precision
        What they rest on.
    share : bool
        Whether the figures are shares.
    within : tuple of float
        Between which values such figures lie.
    level : float
        How often it is meant to hold the figure; 90 % by default.

    Returns
    -------
    low, high : numpy.ndarray of float64, shape (groups,)
        NaN where the figure or its variance is undefined, below `FEWEST_PEOPLE`, and for an amount without variance,
        as of people who are all alike. Where everybody was asked (no variance, infinite trials) both are the value.

    References
    ----------
    Brown, Cai & DasGupta 2001, Interval estimation for a binomial proportion, Statistical Science 16: 101-133.
    Korn & Graubard 1998, Confidence intervals for proportions with small expected number of positive counts estimated
    from survey data, Survey Methodology 24: 193-201.
    Franco, Little, Louis & Slud 2019, Comparative study of confidence intervals for proportions in complex sample
    surveys, Journal of Survey Statistics and Methodology 7: 334-364 (its Jeffreys form).

    Examples
    --------
    Jeffreys for 6 of 20, as R's ``qbeta(c(.05, .95), 6.5, 14.5)``:

    >>> twenty, sure = np.array([20.0]), np.array([np.inf])
    >>> precision = Precision(np.array([0.21 / 19]), sure, twenty, twenty, sure)
    >>> low, high = interval(np.array([0.3]), precision, share=True, within=(0, 1))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.1582], [0.482])
    """
    tail = (1 - level) / 2
    told = np.isfinite(value) & np.isfinite(precision.variance) & (precision.people >= FEWEST_PEOPLE)
    with np.errstate(all="ignore"):
        if np.isfinite(within[1]):
            low, high = _between(value, precision, within, tail, share=share)
        else:
            above = value - within[0]
            reach = _student(precision.freedom, tail) * np.sqrt(precision.variance) / above
            # An amount of 0 that is certain is as far from its ends as any other that is: 0 / 0 would not say so.
            ratio = np.where(precision.variance > 0, np.exp(reach), 1.0)
            low, high = within[0] + above / ratio, within[0] + above * ratio
            told &= (precision.variance > 0) | np.isinf(precision.trials)
    # Of figures at an end, and of a tiny part of one person, the quantiles may leave the value out.
    return np.where(told, np.minimum(low, value), np.nan), np.where(told, np.maximum(high, value), np.nan)


def _between(
    value: Floats, precision: Precision, within: tuple[float, float], tail: float, *, share: bool
) -> tuple[Floats, Floats]:
    """Return the ends of the intervals of figures between two values: on the scale from 0 to 1, and then back."""
    start, span = within[0], within[1] - within[0]
    # Weights can leave a figure a hair beyond the end of its range, or short of it.
    part = np.clip((value - start) / span, 0, 1)
    part = np.where(part < DUST, 0.0, np.where(part > 1 - DUST, 1.0, part))
    variance, t = precision.variance / span**2, _student(precision.freedom, tail)
    spread = part * (1 - part)
    # Nobody has it, but people whom somebody else keeps from it can still make it vary: as if half a trial had it.
    half = 0.5 / (precision.trials + 1)
    likely = np.where(spread > 0, spread, half * (1 - half))
    known = variance > DUST * likely / precision.people
    most = np.where(spread > 0, precision.most, precision.trials)
    n = np.where(known, np.minimum((1 + likely / variance) * (special.ndtri(tail) / t) ** 2, most), np.nan)
    low, high = _jeffreys(part, np.where(known, n, precision.trials), tail)
    if not share:
        reach = t * np.sqrt(variance) / spread
        inner = known & (spread > 0)
        low = np.where(inner, special.expit(special.logit(part) - reach), low)
        high = np.where(inner, special.expit(special.logit(part) + reach), high)
    return start + span * low, start + span * high


def _jeffreys(share: Floats, trials: Floats, tail: float) -> tuple[Floats, Floats]:
    """Return Jeffreys intervals of shares of so many trials; the shares themselves where these are infinite."""
    hits, others = share * trials + 0.5, (1 - share) * trials + 0.5
    low = np.where(share == 0, 0.0, special.betaincinv(hits, others, tail))
    high = np.where(share == 1, 1.0, special.betaincinv(hits, others, 1 - tail))
    return np.where(np.isinf(trials), share, low), np.where(np.isinf(trials), share, high)


def _student(freedom: Floats, tail: float) -> Floats:
    """Return the upper quantile of Student's distribution; of the normal one for infinite degrees of freedom."""
    finite = np.where(np.isfinite(freedom) & (freedom > 0), freedom, 1.0)
    quantile = np.where(np.isinf(freedom), special.ndtri(tail), special.stdtrit(finite, tail))
    return np.where(freedom > 0, -quantile, np.nan)


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


def empirical_bayes(value: Floats, variance: Floats, people: Floats) -> Floats:
    """Return each figure drawn towards that of all groups together, more so where it rests on little; for drawing only.

    Martuzzi & Elliott's moment estimator. With n the people and v the variances of the figures p, a person adds
    ``s = sum(n * n v) / sum(n)`` to them: ``m (1 - m)`` for plain shares, and more where people depend on each other or
    weigh differently, so that a figure rests on fewer effective people. With ``m = sum(n p) / sum(n)`` and
    ``s2 = sum(n (p - m) ** 2) / sum(n)`` the variance between groups is ``A = s2 - s / mean(n)`` and the result
    ``m + A / (A + s / n) * (p - m)``.

    Parameters
    ----------
    value, variance, people : numpy.ndarray of float64, shape (groups,)
        Figures, their variances, and how many people they are about. Undefined figures are NaN.

    Returns
    -------
    numpy.ndarray of float64, shape (groups,)
        NaN where the figure is undefined; the figures as they are where fewer than two are known, or no variance is.

    References
    ----------
    Martuzzi & Elliott 1996, Empirical Bayes estimation of small area prevalence of non-rare conditions,
    Statistics in Medicine 15: 1867-1873.

    Examples
    --------
    Means 1 and 3 of ten people each with variances 0.5 and 1, so s = 7.5 and m = 2: A = 1 - 7.5 / 10 = 0.25, a quarter
    of A + s / n = 1, and each keeps a quarter of what it is off the mean.

    >>> empirical_bayes(np.array([1.0, 3.0]), np.array([0.5, 1.0]), np.array([10.0, 10.0])).tolist()
    [1.75, 2.25]
    """
    known = np.isfinite(value) & (people > 0)
    if known.sum() < 2:
        return value.copy()
    p, n, v = value[known], people[known], variance[known]
    told = np.isfinite(v)
    if not told.any():
        return value.copy()
    # One for all groups, as the variance of a small one says little by itself: none where nobody happens to have it.
    each = np.average(n[told] * v[told], weights=n[told])
    overall = np.average(p, weights=n)
    between = max(np.average((p - overall) ** 2, weights=n) - each / n.mean(), 0.0)
    total = between + each / n
    trust = np.divide(between, total, out=np.ones_like(p), where=total > 0)
    smoothed = value.copy()
    smoothed[known] = overall + trust * (p - overall)
    return smoothed
