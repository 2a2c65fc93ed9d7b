"""Variances of ratios of sums over people, who are sampled, or who are tied to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.arcs.engine import Adds
from netgraph.estimates.intervals import FEWEST_ASKED, Precision
from netgraph.metrics.jackknife import LEAST_FREEDOM, degrees_of_freedom

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.arcs import Rows
    from netgraph.estimates.sample import Ends, Sample
    from netgraph.metrics import Influence, Ratio

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

__all__ = ["linearised_variance", "network_variance", "precision_of"]

SAME = 1e-9
DRAWN = 15.0
"""A variance of a skewed figure of so many people counts half, what it is elsewhere the other half."""
MOST_LEVERAGE = 0.5
"""Where one person makes more than half of a figure, what it would be without them says nothing."""


def precision_of(ratio: Ratio, sample: Sample, *, share: bool, part: bool = False) -> Precision:
    """Return what the interval of a figure of each group rests on.

    Of a survey its variance is that of asking other people of the same population, `linearised_variance`. Otherwise
    that of other people and ties under the same conditions, in which people depend on each other, `network_variance`;
    never less than if they did not. With weights w and f `Sample.unseen`, those with a denominator are worth
    ``sum(w) ** 2 / sum(f w ** 2)`` independent people.

    Parameters
    ----------
    ratio : Ratio
        The parts of everybody.
    sample : Sample
        Who counts.
    share : bool
        Whether it is a share: of people, or of ties where others have influence on the denominator.
    part : bool
        Whether it is a mean over people of numbers from 0 to 1.

    Returns
    -------
    Precision
        Arrays of shape (groups,). The variance is NaN where the figure is undefined, below two people, and in a survey
        of people who are worth fewer than `FEWEST_ASKED` of one weight.

    Notes
    -----
    A share of people who weigh the same has infinite degrees of freedom also where its network variance is the larger.
    That one has few of its own where few people make the share, for which a Jeffreys interval allows already. With
    both, intervals of some shares hold more often than they should (to try with ``python -m benchmarks.validity``); and
    those that lie too low, of districts where nobody is isolated, are not mended by it.

    Examples
    --------
    One of four: the variance is 1/4 * 3/4 / (4 - 1).

    >>> from netgraph.estimates.sample import Sample
    >>> from netgraph.metrics import Ratio
    >>> four, one_group = np.arange(4), np.zeros(4, dtype=np.int64)
    >>> sample = Sample(four, one_group, np.ones(4), np.ones(4), np.array([4]), everybody=4, is_survey=False)
    >>> precision = precision_of(Ratio(np.array([1.0, 0.0, 0.0, 0.0]), np.ones(4)), sample, share=True)
    >>> precision.variance.tolist(), precision.freedom.tolist(), precision.trials.tolist()
    ([0.0625], [inf], [4.0])
    """
    influence = ratio.influence
    behind = ratio.denominator[sample.counted] > 0
    variance, freedom = linearised_variance(ratio, sample)
    if influence is not None and not sample.is_survey:
        others, their_freedom = network_variance(ratio, influence, sample)
        more = others > variance
        variance, freedom = np.where(more, others, variance), np.where(more, their_freedom, freedom)
    most = np.full(sample.groups, np.inf)
    if share and influence is not None and influence.denominator is not None:
        most = _ties(influence.rows, influence.denominator > 0, sample)
    elif share:
        # Also where the variance is that of the network: see the notes above.
        freedom = np.where(_weigh_the_same(sample), np.inf, sample.sum(behind) - 1)
    weights = sample.weight * behind
    with np.errstate(divide="ignore", invalid="ignore"):
        trials = sample.sum(weights) ** 2 / sample.sum(sample.unseen * weights**2)
    if sample.is_survey:
        value, _, _ = _residuals(ratio, sample)
        variance = _drawn_together(variance, value, sample.sum(behind), trials) if part else variance
        variance = np.where(sample.effective(behind) >= FEWEST_ASKED, variance, np.nan)
    return Precision(variance, freedom, sample.sum(behind), trials, most)


def _drawn_together(variance: Floats, value: Floats, people: Floats, trials: Floats) -> Floats:
    """Draw the variance of each group towards what it would be if people varied as much as in all groups.

    Most have 0 and a few people make the figure, so that it is too small where these happen not to be asked, just as
    the figure. With p the figures, n the people and m the trials a person varies ``f = sum(n m v) / sum(n p (1 - p))``
    as much as in a share, and the result is the mean of v and ``f p (1 - p) / m``, the first as heavy as the people.
    """
    spread = value * (1 - value)
    told = np.isfinite(variance) & np.isfinite(trials) & (spread > 0)
    if not told.any():
        return variance
    factor = np.sum(people[told] * trials[told] * variance[told]) / np.sum(people[told] * spread[told])
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = (people * variance + DRAWN * factor * spread / trials) / (people + DRAWN)
    return np.where(told, drawn, variance)


def _weigh_the_same(sample: Sample) -> Bools:
    """Whether the counted people of each group all have the same weight: the variance of a share then follows from it.

    By Cauchy and Schwarz, up to rounding.
    """
    squares = sample.sum(sample.weight**2) * sample.members
    return squares <= sample.sum(sample.weight) ** 2 * (1 + SAME)


def _ties(rows: Rows, counts: Bools, sample: Sample) -> Floats:
    """Return how many ties a share of ties counts; more where few people are left who were not asked."""
    ties = np.bincount(sample.ends(rows).group, counts, sample.groups + 1)[:-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(ties * sample.members / sample.sum(sample.unseen), dtype=np.float64)


def linearised_variance(ratio: Ratio, sample: Sample) -> tuple[Floats, Floats]:
    """Variance of each group's ratio of sums by Taylor linearisation over people; NaN below two people.

    With ``r = sum(w n) / sum(w d)``, residuals ``e = w (n - r d)`` and f the chance that somebody was asked (0 when not
    a survey): ``m / (m - 1) * sum((1 - f) e ** 2) / sum(w d) ** 2`` over the m people with a denominator.

    Parameters
    ----------
    ratio : Ratio
        The parts of everybody.
    sample : Sample
        Who counts.

    Returns
    -------
    variance, freedom : numpy.ndarray of float64, shape (groups,)
        The variance, 0 or more, NaN where the figure is undefined too; and its degrees of freedom (Satterthwaite).

    References
    ----------
    Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, sec. 5.6 and 3.

    Examples
    --------
    1, 1, 2 and 4 have mean 2 and residuals -1, -1, 0 and 2: 4 / 3 * 6 / 4 ** 2 = 0.5, with 4 - 1 degrees of freedom.

    >>> from netgraph.estimates.sample import Sample
    >>> from netgraph.metrics import Ratio
    >>> four, one_group = np.arange(4), np.zeros(4, dtype=np.int64)
    >>> sample = Sample(four, one_group, np.ones(4), np.ones(4), np.array([4]), everybody=4, is_survey=False)
    >>> variance, freedom = linearised_variance(Ratio(np.array([1.0, 1.0, 2.0, 4.0]), np.ones(4)), sample)
    >>> variance.round(9).tolist(), freedom.tolist()
    ([0.5], [3.0])
    """
    value, below, residual = _residuals(ratio, sample)
    people = sample.sum(ratio.denominator[sample.counted] > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = sample.unseen * residual**2
        squares = sample.sum(parts)
        variance = people / (people - 1) * squares / below**2
        freedom = degrees_of_freedom(squares, sample.sum(parts**2), people)
        return np.where((people > 1) & np.isfinite(value), variance, np.nan), freedom


def network_variance(ratio: Ratio, influence: Influence, sample: Sample) -> tuple[Floats, Floats]:
    """Variance of each group's ratio of sums when people who share a tie depend on each other.

    Every person p has a sum ``S(p)`` of residuals: their own, and what they add to those of others (see `Influence`),
    less its mean over the group. Adding the squares of all S counts what two people have between them twice, so it is
    taken off once: ``(sum((S(p) / (1 - h(p))) ** 2) - sum(E(pair) ** 2)) / sum(w d) ** 2``, h(p) the part of the
    denominator that is p's, so that S is what the figure changes by without p, as the jackknife has it. People outside
    the group at the end of its ties count likewise, with what they add only; together never for less than 0.

    Of a figure over ties this is the dyad-robust variance, centred: a sum over every two ties that share a person.

    Parameters
    ----------
    ratio : Ratio
        The parts of everybody.
    influence : Influence
        What others add to them.
    sample : Sample
        Who counts.

    Returns
    -------
    variance, freedom : numpy.ndarray of float64, shape (groups,)
        The variance can be negative, as the difference of two sums; NaN where the figure is undefined. Then its degrees
        of freedom.

    References
    ----------
    Aronow, Samii & Assenova 2015, Cluster-robust variance estimation for dyadic data, Political Analysis 23: 564-577.

    Examples
    --------
    A and b are each other's one contact, c has none: 2/3 on average, and residuals 1/3, 1/3 and -2/3. A and b add 1 to
    each other, 2/3 on average, so S is 2/3, 2/3 and -4/3; divided by 1 - 1/3 that is 1, 1 and -2. The pair has 1 + 1
    between them: (1 + 1 + 4 - 4) / 3 ** 2.

    >>> import pandas as pd
    >>> import netgraph as ng
    >>> from netgraph.arcs import arcs_of
    >>> from netgraph.estimates import groups_of
    >>> from netgraph.estimates.sample import sample_of
    >>> people = pd.DataFrame({"person": list("abc"), "district": "west"})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    >>> arcs = arcs_of(network)
    >>> ratio = ng.METRICS["contacts"].ratio(arcs)
    >>> sample = sample_of(arcs, groups_of(network, "district"), network.about)
    >>> network_variance(ratio, ratio.influence, sample)[0].round(6).tolist()
    [0.222222]
    """
    value, below, own = _residuals(ratio, sample)
    weight = np.zeros(sample.everybody)
    weight[sample.counted] = sample.weight
    rows, denominator = influence.rows, influence.denominator
    denominator = np.zeros(len(rows.index)) if denominator is None else denominator
    adds = Adds(sample.group_of_each, weight, np.nan_to_num(value), influence.numerator, denominator)
    with np.errstate(divide="ignore", invalid="ignore"):
        above, under, pairs, across, across_under = rows.influence_sums(adds)
        squares = _of_members(own, above, under, below, ratio, sample)
        others = np.maximum(_of_others(across, across_under, below, sample.ends(rows), sample), 0)
        total = sample.sum(squares)
        freedom = degrees_of_freedom(total, sample.sum(squares**2), sample.members.astype(np.float64))
        # What is left after taking pairs off is as uncertain as before, so more so for its size.
        left = np.nan_to_num(np.clip((total - pairs) / total, 0, 1))
        return (total - pairs + others) / below**2, np.maximum(freedom * left**2, LEAST_FREEDOM)


def _residuals(ratio: Ratio, sample: Sample) -> tuple[Floats, Floats, Floats]:
    """Return each group's figure and denominator, and the weighted residual of each counted person."""
    numerator, denominator = ratio.numerator[sample.counted], ratio.denominator[sample.counted]
    _, below, value = sample.ratio(ratio)
    with np.errstate(invalid="ignore"):
        return value, below, sample.weight * (numerator - value[sample.code] * denominator)


def _of_members(own: Floats, above: Floats, under: Floats, below: Floats, ratio: Ratio, sample: Sample) -> Floats:
    """Return the squared sum of each counted person: their own residual, and what they add to others of their group."""
    counted, code = sample.counted, sample.code
    total = own + above[counted] - (sample.sum(above[counted]) / sample.members)[code]
    theirs = sample.weight * ratio.denominator[counted] + under[counted]
    leverage = np.minimum(theirs / below[code], MOST_LEVERAGE)
    return np.asarray((total / (1 - leverage)) ** 2, dtype=np.float64)


def _of_others(across: Floats, across_under: Floats, below: Floats, ends: Ends, sample: Sample) -> Floats:
    """Return the squared sums of people outside each group, less what each tie adds by itself."""
    people = len(ends.outsider_group)
    adds = np.bincount(ends.outsider, across, people)
    theirs = np.bincount(ends.outsider, across_under, people)
    leverage = np.minimum(theirs / below[ends.outsider_group], MOST_LEVERAGE)
    squares = np.bincount(ends.outsider_group, (adds / (1 - leverage)) ** 2, sample.groups)
    mean = np.bincount(ends.outsider_group, adds, sample.groups) ** 2 / np.maximum(sample.everybody - sample.members, 1)
    return squares - mean - np.bincount(ends.group[ends.crossing], across**2, sample.groups)
