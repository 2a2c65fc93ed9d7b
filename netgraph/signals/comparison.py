"""Each district's figures beside those of the rest of the city, without that district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.errors import NetgraphError
from netgraph.estimates import TIDY_COLUMNS, estimate, groups_of
from netgraph.estimates.intervals import LEVEL
from netgraph.metrics import METRICS, Choices, choose

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level

__all__ = ["COMPARISON_COLUMNS", "compare_with_rest", "signal_estimates"]

COMPARISON_COLUMNS = (
    "group",
    "metric",
    "value",
    "low",
    "high",
    "people",
    "rest_value",
    "rest_low",
    "rest_high",
    "rest_people",
    "hidden",
    "reason",
)


def signal_estimates(
    network: SupportNetwork,
    by: Level = "district",
    *,
    bridge_by: str | None = None,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return for every district the figures that can raise a signal, each on the kinds of ties its signal looks at.

    Parameters
    ----------
    network : SupportNetwork
        The network.
    by : {"district", "parent"}
        Districts, or the larger areas that they lie in.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which is left out without it.
    level : float
        How often an interval is meant to hold its figure. Judging takes the default: `figure_p_values` counts on it.

    Returns
    -------
    DataFrame
        Tidy, as `district_estimates`; reciprocity on everyday kinds only.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("ab"), "district": "west"})
    >>> ties = pd.DataFrame({"giver": ["a", "b", "a"], "receiver": ["b", "a", "b"], "kind": ["advice", "care", "care"]})
    >>> tidy = signal_estimates(ng.from_tables(people, ties)).set_index("metric")
    >>> float(tidy.loc["dyadic_reciprocity", "value"])
    0.0
    """
    choices = Choices(bridge_by=bridge_by)
    arcs, groups = arcs_of(network, choices.columns), groups_of(network, by)
    signals = [metric for metric in choose(None, choices) if metric.signal is not None]
    everyday = [metric for metric in signals if metric.signal and metric.signal.everyday]
    plain = [metric for metric in signals if metric not in everyday]
    tables = [
        estimate(arcs, groups, network.about, plain, level),
        estimate(arcs.everyday(), groups, network.about, everyday, level),
    ]
    tidy = pd.concat(tables, ignore_index=True)
    order = tidy["group"].map({label: place for place, label in enumerate(groups.labels)})
    rank = tidy["metric"].map({name: place for place, name in enumerate(METRICS)})
    return tidy.iloc[np.lexsort((rank, order))].reset_index(drop=True)


def compare_with_rest(estimates: pd.DataFrame) -> pd.DataFrame:
    """Put beside each figure that of all other districts together, from what is shown of them.

    With n and D the numerators and denominators of the other districts: ``rest = sum(n) / sum(D)``. Its interval is put
    together from theirs, as of a stratified ratio: ``rest_low = rest - sqrt(sum((D / sum(D))^2 * (value - low)^2))``,
    and ``rest_high`` likewise from ``high - value``; both from the districts that have an interval, as if there were no
    others: that makes it a little wide. Where what was published tells no counts (`netgraph.protect`), districts weigh
    by the people behind them.

    Parameters
    ----------
    estimates : DataFrame
        Tidy, of any figures; when it passed the gate, hidden cells count neither as a district nor in a rest.

    Returns
    -------
    DataFrame
        Columns `COMPARISON_COLUMNS`, rows as given. What is said of the rest is NaN where nothing is left and for
        figures that are no ratio; its interval also where none of the others has one. ``rest_people`` is then 0, and
        otherwise how many people the rest's figure is about.

    Raises
    ------
    NetgraphError
        A column of the tidy table is missing.

    Examples
    --------
    >>> tidy = pd.DataFrame({"group": ["a", "b", "c"], "metric": "isolated", "value": [0.5, 0.1, 0.2],
    ...     "numerator": [5.0, 1.0, 4.0], "denominator": [10.0, 10.0, 20.0], "people": [10, 10, 20],
    ...     "low": [0.3, 0.1, 0.1], "high": [0.7, 0.4, 0.3], "reason": ""})
    >>> compare_with_rest(tidy)[["rest_value", "rest_low", "rest_high", "rest_people"]].round(3)
       rest_value  rest_low  rest_high  rest_people
    0       0.167     0.100      0.287         30.0
    1       0.300     0.206      0.394         30.0
    2       0.300     0.200      0.480         20.0
    """
    table = _checked(estimates).assign(hidden=estimates.get("hidden", ""))
    rest = _sums_of_others(table)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (rest["numerator"] / rest["denominator"]).where(rest["denominator"] > 0)
        known = value.notna() & (rest["with_interval"] > 0)
        # What is left after taking the own part off may be a hair below nothing.
        below, above = (np.sqrt(rest[side].clip(lower=0)) / rest["with_interval"] for side in ("below", "above"))
    ends = {"rest_low": (value - below).where(known), "rest_high": (value + above).where(known)}
    return table.assign(rest_value=value, rest_people=rest["people"], **ends)[list(COMPARISON_COLUMNS)]


def _sums_of_others(table: pd.DataFrame) -> pd.DataFrame:
    """Sum what the rest's figure is made of over all other districts: all of them less one's own."""
    value, weight = table["value"], table["denominator"]
    # What was published may tell no counts: then a district weighs by the people that it tells.
    ratio = table["metric"].map(lambda name: name not in METRICS or METRICS[name].shape == "ratio")
    untold = ratio.to_numpy(dtype=bool) & weight.isna().to_numpy() & value.notna().to_numpy()
    weight = weight.mask(untold, table["people"])
    numerator = table["numerator"].mask(untold, value * weight)
    parts = pd.DataFrame(
        {
            "numerator": numerator,
            "denominator": weight,
            "people": table["people"],
            "below": (weight * (value - table["low"])) ** 2,
            "above": (weight * (table["high"] - value)) ** 2,
            "with_interval": weight.where(table["low"].notna() & table["high"].notna(), 0.0),
        }
    )
    shown = value.notna() & numerator.notna() & weight.notna()
    parts = parts.astype("float64").where(shown, 0.0).fillna(0.0)
    return parts.groupby(table["metric"], sort=False).transform("sum") - parts


def _checked(estimates: pd.DataFrame) -> pd.DataFrame:
    """Refuse a table that has not got what a comparison needs."""
    needed = [name for name in TIDY_COLUMNS if name in ("numerator", "denominator", *COMPARISON_COLUMNS)]
    missing = [name for name in needed if name not in estimates]
    if missing:
        raise NetgraphError(
            f"these estimates cannot be compared: they have no column {', '.join(missing)}. Give what "
            "signal_estimates or district_estimates returns, as it is or after protect."
        )
    return estimates
