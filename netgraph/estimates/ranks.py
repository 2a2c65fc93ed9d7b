"""Ranks of groups with rank intervals: which places each can have, given how sure their figures are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean
from netgraph.estimates.columns import TIDY_COLUMNS
from netgraph.estimates.groups import groups_of
from netgraph.estimates.intervals import LEVEL
from netgraph.estimates.tidy import district_estimates
from netgraph.metrics import METRICS

if TYPE_CHECKING:
    import numpy.typing as npt

    from netgraph.estimates.groups import By
    from netgraph.metrics import CarerDefinition
    from netgraph.metrics.registry import Worse
    from netgraph.network import SupportNetwork

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

__all__ = ["NO_INTERVAL", "RANK_COLUMNS", "district_ranks", "level_of_each", "ranks", "told_apart"]

PLACES = ("rank", "rank_low", "rank_high")
RANK_COLUMNS = ("group", "metric", "value", "low", "high", *PLACES, "reason")
NO_INTERVAL = "no_interval"
"""Why a group with a figure has no rank: nobody knows how sure that figure is."""


def ranks(estimates: pd.DataFrame) -> pd.DataFrame:
    """Rank groups by their figures, with the places that each can have: the pure heart of `district_ranks`.

    Parameters
    ----------
    estimates : DataFrame
        Tidy, of any figures, each ranked by itself; low and high are intervals that hold together, such as of
        `level_of_each`. After the gate too: hidden cells have no rank, and no other counts them.

    Returns
    -------
    DataFrame
        Columns `RANK_COLUMNS` after those of keys, rows as given. Ranks are whole numbers (Int64), missing where there
        is no value or no interval.

    Raises
    ------
    NetgraphError
        A column of the tidy table is missing.
    UnknownNameError
        One of the figures is none of `METRICS`, so that nobody knows which end comes first.

    Examples
    --------
    >>> tidy = pd.DataFrame({"group": ["a", "b", "c"], "metric": "isolated", "value": [0.5, 0.1, 0.2],
    ...     "low": [0.3, 0.0, 0.1], "high": [0.7, 0.2, 0.4], "reason": ""})
    >>> ranks(tidy)[["group", "rank", "rank_low", "rank_high"]]
      group  rank  rank_low  rank_high
    0     a     1         1          2
    1     b     3         2          3
    2     c     2         1          3
    """
    needed = ["group", "metric", "value", "low", "high", "reason"]
    missing = [name for name in needed if name not in estimates]
    if missing:
        raise NetgraphError(
            f"these estimates cannot be ranked: they have no column {', '.join(missing)}. Give what "
            "district_estimates returns, as it is or after protect."
        )
    known = estimates[["value", "low", "high"]].notna().all(axis=1).to_numpy()
    unsure = estimates["value"].notna().to_numpy() & ~known
    keys = [name for name in estimates.columns[: list(estimates.columns).index("group")] if name not in TIDY_COLUMNS]
    told = estimates[[*keys, *needed]].assign(reason=estimates["reason"].mask(unsure, NO_INTERVAL))
    places = {name: pd.array([pd.NA] * len(told), dtype="Int64") for name in PLACES}
    for metric in dict.fromkeys(told["metric"][known]):
        rows = np.flatnonzero(known & (told["metric"] == metric).to_numpy())
        value, low, high = (told[column].to_numpy(dtype=np.float64)[rows] for column in ("value", "low", "high"))
        lowest_first = _worse(metric) == "low"
        for name, found in (_places(-value, -high, -low) if lowest_first else _places(value, low, high)).items():
            places[name][rows] = found
    return told.assign(**places)[[*keys, *RANK_COLUMNS]]


def _worse(metric: str) -> Worse:
    """Return which end of a figure comes first."""
    if metric not in METRICS:
        raise UnknownNameError(f"there is no metric {metric!r} to rank by. {did_you_mean(str(metric), list(METRICS))}")
    return METRICS[metric].worse


def _places(value: Floats, low: Floats, high: Floats) -> dict[str, npt.NDArray[np.int64]]:
    """Return the place of each figure, the highest first, and its first and last possible place."""
    count = len(value)
    return {
        "rank": 1 + count - np.searchsorted(np.sort(value), value, side="right"),
        "rank_low": 1 + count - np.searchsorted(np.sort(low), high, side="right"),
        "rank_high": count - np.searchsorted(np.sort(high), low, side="left"),
    }


def told_apart(low: Floats, high: Floats) -> Bools:
    """Whether each two groups can be told apart: their intervals do not touch.

    Parameters
    ----------
    low, high : numpy.ndarray of float64, shape (groups,)
        Intervals that hold together; NaN where a group has none, which is then told apart from no other.

    Returns
    -------
    numpy.ndarray of bool, shape (groups, groups)
        Symmetric.

    Examples
    --------
    >>> told_apart(np.array([0.3, 0.0, 0.1]), np.array([0.7, 0.2, 0.4])).astype(int).tolist()
    [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    """
    higher = low[:, None] > high
    return np.asarray(higher | higher.T)


def level_of_each(level: float, count: int) -> float:
    """Return the level at which each of several intervals must hold, for all to hold together at a level (Bonferroni).

    Examples
    --------
    >>> round(level_of_each(0.90, 20), 6)
    0.995
    """
    return 1 - (1 - level) / max(count, 1)


def district_ranks(
    network: SupportNetwork,
    metric: str,
    by: By = "district",
    *,
    level: float = LEVEL,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> pd.DataFrame:
    """Return the rank of every district by a figure, with its first and last possible rank. Ungated: see `protect`.

    With intervals that hold all together, ``rank_low = 1 + #{districts that surely come before}`` and
    ``rank_high = K - #{districts that surely come after}``, K the districts with an interval: one comes surely before
    another when its interval lies wholly on the other's worse side. Districts that overlap are in no order.

    Parameters
    ----------
    network : SupportNetwork
        Ties count when active at the reference date.
    metric : str
        Id of `METRICS`. Rank 1 is the end that calls for attention: the highest figure, the lowest where its ``worse``
        is "low", and the highest where neither end is worse.
    by : str, list of str or None
        As in `district_estimates`.
    level : float
        How often all true ranks are meant to lie within their intervals, together: 0.90 by default, between 0.5 and 1.
    carer_definition, bridge_by
        As in `district_estimates`.

    Returns
    -------
    DataFrame
        One row a group: group (text; of a list with a column for each key), metric, value, low and high (simultaneous:
        each at level ``1 - (1 - level) / K``), rank (Int64, 1 or more; equal figures share the first of their ranks),
        rank_low and rank_high (Int64), reason ("" or why there is no rank: not_observable, undefined, no_people or
        no_interval).

    Raises
    ------
    UnknownNameError
        There is no such metric, column or definition.
    NetgraphError
        ``carer_definition="scp"`` and no reference date, or the level is none.

    Notes
    -----
    If all intervals hold their figures, all rank intervals hold their ranks, whatever the figures: the joint level of
    ranks is at least that of the figures.

    References
    ----------
    Klein, Wright & Wieczorek 2020, A joint confidence region for an overall ranking of populations, Journal of the
    Royal Statistical Society C 69: 589-606.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": [f"p{i}" for i in range(900)], "district": ["a", "b", "c"] * 300})
    >>> pairs = [(f"p{i}", f"p{i + 3}") for i in [*range(0, 900, 6), *range(1, 450, 6)]]
    >>> ties = pd.DataFrame(pairs, columns=["giver", "receiver"])
    >>> told = district_ranks(ng.from_tables(people, ties), "isolated")
    >>> told[["group", "value", "rank", "rank_low", "rank_high"]].round(2)
      group  value  rank  rank_low  rank_high
    0     a    0.0     3         3          3
    1     b    0.5     2         2          2
    2     c    1.0     1         1          1
    """
    if not isinstance(metric, str):
        raise UnknownNameError("district_ranks ranks by one figure: give the id of one metric.")
    groups_of(network, by, taken=PLACES)  # refuses what cannot be grouped by

    def estimates_at(each: float) -> pd.DataFrame:
        return district_estimates(
            network, [metric], by, carer_definition=carer_definition, bridge_by=bridge_by, level=each
        )

    count = int(estimates_at(level)[["value", "low", "high"]].notna().all(axis=1).sum())
    return ranks(estimates_at(level_of_each(level, count)))
