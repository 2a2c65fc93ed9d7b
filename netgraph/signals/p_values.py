"""p-values: how often chance alone would make a figure look so much worse, for one figure and for many together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from netgraph.estimates.intervals import LEVEL
from netgraph.metrics import METRICS
from netgraph.schema.thresholds import LEAST_PEOPLE
from netgraph.signals.margins import signal_margins

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["benjamini_hochberg", "figure_p_values", "partial_conjunction"]

DUST = 1e-9
"""A difference beyond its margin that is smaller is rounding: 0.25 - 0.20 is a hair off 0.05 in a computer."""


def figure_p_values(comparison: pd.DataFrame, margins: Mapping[str, float] | None = None) -> pd.Series:
    """Test each figure: is it worse than in the rest of the city by more than its margin?

    One-sided, of "no worse than the rest plus the margin". With d the difference in the worse direction, m the margin,
    h the half-width of the figure's interval on the side of the rest, and r that of the rest's on the side of the
    figure: ``p = 1 - Phi((d - m) / s)``, ``s = sqrt(h^2 + r^2) / 1.645``. So p is below 0.05 where the 90 % interval of
    the difference (MOVER, as `interval_of_difference`) lies beyond the margin.

    Of a share, ``h / 1.645`` is at least ``sqrt(q (1 - q) / people)`` with q the share that it would have if it were
    the rest's plus the margin, and r likewise: see the notes.

    Parameters
    ----------
    comparison : DataFrame
        As `compare_with_rest` gives.
    margins : mapping of str to float, optional
        As in `signal_margins`.

    Returns
    -------
    Series of float64
        Between 0 and 1, rows as given. NaN for a figure that cannot signal, where a figure or an interval is not known,
        and where fewer than ten people are behind the figure or the rest. Without any error, p is 0 beyond the margin
        and else 1.

    Notes
    -----
    An interval is narrow near 0 and 1, and says little about far smaller tails than its own: 0 of 20 carers with
    respite would seem impossible (p 0.0001) where 20 % is expected, though it happens 1 time in 100. The standard error
    that a share would have without a difference has no such gap. With it, of two binomial shares of 10 to 300 people
    exactly at the margin at most 9 % have p <= 0.05, 1.5 % p <= 0.01, and 0.25 % p <= 0.001.

    References
    ----------
    Zou & Donner 2008, Construction of confidence limits about effect measures, Statistics in Medicine 27: 1693-1702.

    Examples
    --------
    Ten points worse, so five beyond the margin, with standard errors of four points here and three in the rest:

    >>> here = {"metric": "isolated", "value": 0.20, "low": 0.20 - 1.645 * 0.04, "high": 0.27, "people": 200}
    >>> rest = {"rest_value": 0.10, "rest_low": 0.06, "rest_high": 0.10 + 1.645 * 0.03, "rest_people": 900}
    >>> float(figure_p_values(pd.DataFrame([here | rest])).round(3).iloc[0])
    0.159
    """
    limits = signal_margins(margins)
    margin = comparison["metric"].map(limits).astype("float64").to_numpy()
    up = comparison["metric"].map({name: METRICS[name].worse == "high" for name in limits}).eq(True).to_numpy()
    share = comparison["metric"].map({name: METRICS[name].unit == "share" for name in limits}).eq(True).to_numpy()
    names = ("value", "low", "high", "people", "rest_value", "rest_low", "rest_high", "rest_people")
    here, low, high, people, rest, rest_low, rest_high, rest_people = (
        comparison[name].to_numpy(dtype=np.float64) for name in names
    )
    beyond = np.where(up, here - rest, rest - here) - margin
    moved = np.where(up, margin, -margin)
    error = np.hypot(
        _standard_error(np.where(up, here - low, high - here), rest + moved, people, share),
        _standard_error(np.where(up, rest_high - rest, rest - rest_low), here - moved, rest_people, share),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(error > 0, stats.norm.sf(beyond / error), beyond <= DUST)
    known = (people >= LEAST_PEOPLE) & (rest_people >= LEAST_PEOPLE) & np.isfinite(beyond) & np.isfinite(error)
    return pd.Series(np.where(known, p, np.nan), index=comparison.index, name="p")


def _standard_error(half_width: Floats, without: Floats, people: Floats, share: npt.NDArray[np.bool_]) -> Floats:
    """Return the standard error on one side of a figure; of a share at least as it would be without a difference."""
    error = half_width / stats.norm.ppf((1 + LEVEL) / 2)
    expected = np.clip(without, 0, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        binomial = np.sqrt(expected * (1 - expected) / people)
    return np.where(share & (binomial > error), binomial, error)


def partial_conjunction(p: Floats, at_least: int = 1) -> Floats:
    """Test of each row whether at least so many of its hypotheses are false (Simes).

    With n tests in a row, sorted: ``min over i >= u of (n - u + 1) / (i - u + 1) * p_(i)``. For u = 1 this is Simes'
    test that anything at all is going on: ``min over i of n / i * p_(i)``.

    Parameters
    ----------
    p : numpy.ndarray of float64, shape (rows, tests)
        p-values; NaN where nothing was tested.
    at_least : int
        u, from 1 up.

    Returns
    -------
    numpy.ndarray of float64, shape (rows,)
        At most 1; NaN where fewer than u were tested.

    References
    ----------
    Benjamini & Heller 2008, Screening for partial conjunction hypotheses, Biometrics 64: 1215-1222.
    Simes 1986, An improved Bonferroni procedure for multiple tests of significance, Biometrika 73: 751-754.

    Examples
    --------
    Three tests; for two of them: the smaller of 2 / 1 * 0.02 and 2 / 2 * 0.6.

    >>> p = np.array([[0.6, 0.001, 0.02]])
    >>> partial_conjunction(p).round(4).tolist(), partial_conjunction(p, 2).round(4).tolist()
    ([0.003], [0.04])
    """
    # NaN sorts to the end, so that the tests of a row are its first ones.
    ordered = np.sort(p, axis=1)[:, at_least - 1 :]
    tests = np.isfinite(p).sum(axis=1, keepdims=True)
    place = np.arange(1, ordered.shape[1] + 1)
    smallest: Floats = np.fmin.reduce(ordered * (tests - at_least + 1) / place, axis=1, initial=np.nan)
    return smallest


def benjamini_hochberg(p: Floats) -> Floats:
    """Correct p-values for looking at many districts, so that a bound on them bounds the false discovery rate.

    Parameters
    ----------
    p : numpy.ndarray of float64, shape (districts,)
        NaN where nothing was tested.

    Returns
    -------
    numpy.ndarray of float64, shape (districts,)
        At most 1, and never smaller than what was given; NaN where nothing was tested.

    References
    ----------
    Benjamini & Hochberg 1995, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57:
    289-300.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, np.nan, 0.04])).tolist()
    [0.02, nan, 0.04]
    """
    corrected = np.full(p.shape, np.nan)
    tested = np.isfinite(p)
    if tested.any():
        corrected[tested] = stats.false_discovery_control(p[tested])
    return corrected
