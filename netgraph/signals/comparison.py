"""Each district's signal figures beside those of the rest of the city, without that district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.estimates import estimate, groups_of
from netgraph.metrics import METRICS, Choices, choose

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

__all__ = ["COMPARISON_COLUMNS", "compare_with_rest", "signal_estimates"]

COMPARISON_COLUMNS = (
    "group",
    "metric",
    "value",
    "low",
    "high",
    "people",
    "rest_value",
    "rest_people",
    "hidden",
    "reason",
)


def signal_estimates(
    network: SupportNetwork, by: Literal["district", "parent"] = "district", *, bridge_by: str | None = None
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
        estimate(arcs, groups, network.about, plain),
        estimate(arcs.everyday(), groups, network.about, everyday),
    ]
    tidy = pd.concat(tables, ignore_index=True)
    order = tidy["group"].map({label: place for place, label in enumerate(groups.labels)})
    rank = tidy["metric"].map({name: place for place, name in enumerate(METRICS)})
    return tidy.iloc[np.lexsort((rank, order))].reset_index(drop=True)


def compare_with_rest(estimates: pd.DataFrame) -> pd.DataFrame:
    """Put beside each figure that of all other districts together, from what is shown of them.

    Parameters
    ----------
    estimates : DataFrame
        Tidy; when it passed the gate, hidden cells count neither as a district nor in a rest.

    Returns
    -------
    DataFrame
        Columns `COMPARISON_COLUMNS`, rows as given. ``rest_value`` is (sum of numerators - own) / (sum of
        denominators - own), NaN where nothing is left.

    Examples
    --------
    >>> tidy = pd.DataFrame({"group": ["a", "b", "c"], "metric": "isolated", "value": [0.5, 0.1, 0.2],
    ...     "numerator": [5.0, 1.0, 4.0], "denominator": [10.0, 10.0, 20.0], "people": [10, 10, 20],
    ...     "low": 0.0, "high": 1.0, "reason": ""})
    >>> compare_with_rest(tidy)["rest_value"].round(3).tolist()
    [0.167, 0.3, 0.3]
    """
    table = estimates.assign(hidden=estimates.get("hidden", ""))
    parts = table[["numerator", "denominator", "people"]].where(table["value"].notna(), 0.0)
    rest = parts.groupby(table["metric"], sort=False).transform("sum") - parts
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (rest["numerator"] / rest["denominator"]).where(rest["denominator"] > 0)
    return table.assign(rest_value=value, rest_people=rest["people"])[list(COMPARISON_COLUMNS)]
