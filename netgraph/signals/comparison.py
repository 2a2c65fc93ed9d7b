"""Each district's figures beside those of the rest of the city, without that district."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.errors import NetgraphError
from netgraph.estimates import TIDY_COLUMNS, counts, estimate, groups_of
from netgraph.estimates.columns import DESIGN
from netgraph.estimates.intervals import LEVEL
from netgraph.metrics import METRICS, Choices, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates import Groups
    from netgraph.metrics import Metric
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import About
    from netgraph.schema.levels import Level

__all__ = ["COMPARISON_COLUMNS", "compare_with_rest", "signal_counts", "signal_estimates"]

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
    by: Level | None = "district",
    *,
    bridge_by: str | None = None,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return for every district the figures that can raise a signal, each on the kinds of ties its signal looks at.

    Parameters
    ----------
    network : SupportNetwork
        The network.
    by : {"district", "parent"} or None
        Districts, the larger areas that they lie in, or everybody together.
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
    return _of_signals(network, by, bridge_by, partial(estimate, level=level))


def signal_counts(network: SupportNetwork, by: Level | None = None, *, bridge_by: str | None = None) -> pd.DataFrame:
    """Return `signal_estimates` without what an interval asks for, as `district_counts`: what a rest is made of.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("ab"), "district": "west"})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    >>> signal_counts(network).loc[0, ["group", "metric", "value"]].astype("str").tolist()
    ['all', 'isolated', '0.0']
    """

    def of_one(arcs: Arcs, groups: Groups, about: About, metrics: Sequence[Metric]) -> pd.DataFrame:
        return counts(arcs, [groups], about, metrics)[0]

    return _of_signals(network, by, bridge_by, of_one)


def _of_signals(
    network: SupportNetwork, by: Level | None, bridge_by: str | None, make: Callable[..., pd.DataFrame]
) -> pd.DataFrame:
    """Make the table of figures that can raise a signal, each on its own kinds of ties, in order."""
    choices, about = Choices(bridge_by=bridge_by), network.about
    arcs, groups = arcs_of(network, choices.columns), groups_of(network, by)
    signals = [metric for metric in choose(None, choices) if metric.signal is not None]
    everyday = [metric for metric in signals if metric.signal and metric.signal.everyday]
    plain = [metric for metric in signals if metric not in everyday]
    tables = [make(arcs, groups, about, plain), make(arcs.everyday(), groups, about, everyday)]
    tidy = pd.concat(tables, ignore_index=True)
    order = tidy["group"].map({label: place for place, label in enumerate(groups.labels)})
    rank = tidy["metric"].map({name: place for place, name in enumerate(METRICS)})
    return tidy.iloc[np.lexsort((rank, order))].reset_index(drop=True)


def compare_with_rest(estimates: pd.DataFrame, whole: pd.DataFrame | None = None) -> pd.DataFrame:
    """Put beside each figure that of everybody outside the district.

    With n and D the numerators and denominators of the other districts: ``rest = sum(n) / sum(D)``. Of these sums that
    is the whole less the district, where the whole is given; else they are made of the other districts shown, and then
    the rest is biased where it is the low or the high figures that are hidden. The interval is put
    together from theirs, as of a stratified ratio: ``rest_low = rest - sqrt(sum((D / sum(D))^2 * (value - low)^2))``,
    and ``rest_high`` likewise from ``high - value``; both from the districts that have an interval, as if there were no
    others: that makes it a little wide. Where what was published tells no counts (`netgraph.protect`), districts weigh
    by the people behind them; of a survey, which publishes bands of people, the whole itself then stands for the rest.

    Parameters
    ----------
    estimates : DataFrame
        Tidy, of any figures; when it passed the gate, hidden cells count neither as a district nor in the sum of a
        rest.
    whole : DataFrame, optional
        The same figures of everybody together (``by=None``), one row a figure; after the gate where the estimates are.

    Returns
    -------
    DataFrame
        Columns `COMPARISON_COLUMNS`, rows as given. What is said of the rest is NaN where nothing is left and for
        figures that are no ratio, and beside a whole also where the figure or that of the whole is not known; its
        interval also where none of the others has one. ``rest_people`` is how many people in other districts shown the
        figure is about; 0 where there are none.

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

    Ten more people live where the figure is hidden, and nobody of them is isolated:

    >>> whole = tidy.iloc[:1].assign(group="all", value=0.2, numerator=10.0, denominator=50.0, people=50)
    >>> compare_with_rest(tidy, whole)["rest_value"].round(3).tolist()
    [0.125, 0.225, 0.2]
    """
    table = _checked(estimates).assign(hidden=estimates.get("hidden", ""))
    parts = _parts(table)
    rest = parts.groupby(table["metric"], sort=False).transform("sum") - parts
    with np.errstate(divide="ignore", invalid="ignore"):
        if whole is None:
            value = (rest["numerator"] / rest["denominator"]).where(rest["denominator"] > 0)
        else:
            value = _outside(table, parts, _checked(whole))
        known = value.notna() & (rest["with_interval"] > 0)
        # What is left after taking the own part off may be a hair below nothing.
        below, above = (np.sqrt(rest[side].clip(lower=0)) / rest["with_interval"] for side in ("below", "above"))
    ends = {"rest_low": (value - below).where(known), "rest_high": (value + above).where(known)}
    return table.assign(rest_value=value, rest_people=rest["people"], **ends)[list(COMPARISON_COLUMNS)]


def _outside(table: pd.DataFrame, parts: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """Return the figure of the whole less each district."""
    if whole["metric"].duplicated().any():
        raise NetgraphError("the whole holds a figure twice. Give signal_estimates or district_estimates with by=None.")
    of_all = _parts(whole).set_index(whole["metric"]).reindex(table["metric"]).set_index(table.index)
    left = (of_all - parts)[["numerator", "denominator"]].clip(lower=0)
    value = (left["numerator"] / left["denominator"]).where(left["denominator"] > 0)
    share = table["metric"].map(lambda name: name in METRICS and METRICS[name].unit == "share").to_numpy(dtype=bool)
    # Of counts that are rounded to fives the numerator may come out above the denominator.
    value = value.mask(share, value.clip(upper=1))
    if whole.attrs.get(DESIGN) == "survey":
        figures = whole.set_index("metric")["value"].reindex(table["metric"]).set_axis(table.index)
        value = value.mask(_untold(table), figures)
    return value.where(table["value"].notna() & (of_all["denominator"] > 0))


def _untold(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether a ratio is told without its counts, as where it was published."""
    ratio = table["metric"].map(lambda name: name not in METRICS or METRICS[name].shape == "ratio")
    return ratio.to_numpy(dtype=bool) & table["denominator"].isna().to_numpy() & table["value"].notna().to_numpy()


def _parts(table: pd.DataFrame) -> pd.DataFrame:
    """Return what each row adds to the sums that a figure of several districts and its interval are made of."""
    value, weight = table["value"], table["denominator"]
    # What was published may tell no counts: then a district weighs by the people that it tells.
    untold = _untold(table)
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
    return parts.astype("float64").where(shown, 0.0).fillna(0.0)


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
