"""The tidy and the wide table: one row a group and figure, or one row a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.estimates.columns import FIGURES, TIDY_COLUMNS
from netgraph.estimates.groups import ALL, groups_of
from netgraph.estimates.intervals import empirical_bayes, interval, linearised_variance
from netgraph.metrics import NOT_OBSERVABLE, choose, is_observable
from netgraph.schema.levels import is_lowest_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from netgraph.arcs import Arcs
    from netgraph.estimates.groups import By, Groups
    from netgraph.metrics import Metric
    from netgraph.network import SupportNetwork
    from netgraph.schema.about import About

__all__ = [
    "NO_PEOPLE",
    "UNDEFINED",
    "district_estimates",
    "district_metrics",
    "estimate",
    "widen",
]

UNDEFINED, NO_PEOPLE = "undefined", "no_people"
"""Reasons besides `NOT_OBSERVABLE` why there is no figure: its denominator is 0, or nobody of the group is counted."""
DTYPES = {"group": "str", "metric": "str", "people": "int64", "reason": "str", **dict.fromkeys(FIGURES, "float64")}


def estimate(arcs: Arcs, groups: Groups, about: About, metrics: Sequence[Metric]) -> pd.DataFrame:
    """Compute figures for groups of people: the pure heart of `district_estimates`.

    Parameters
    ----------
    arcs : Arcs
        The network as arrays.
    groups : Groups
        Whose figures are added together.
    about : About
        What the design can show.
    metrics : sequence of Metric
        Which figures.

    Returns
    -------
    DataFrame
        Columns `TIDY_COLUMNS`, after one column for each key of a list; groups in order, and within each the figures
        in order.
    """
    code = groups.code[arcs.row]
    counted = arcs.counted & (code >= 0)
    parts = [_one_metric(metric, arcs, code, counted, len(groups.keys), about) for metric in metrics]
    named = pd.concat([groups.keys.iloc[:, : len(groups.keys.columns) * groups.listed], groups.labels], axis=1)
    columns = [*named.columns[:-1], *TIDY_COLUMNS]
    tables = [
        pd.concat([named, part.assign(metric=metric.id)], axis=1) for metric, part in zip(metrics, parts, strict=True)
    ]
    if not tables:
        return pd.DataFrame(columns=columns).astype(DTYPES)
    by_group = pd.concat(tables).sort_index(kind="stable").reset_index(drop=True)
    return by_group[columns].astype(DTYPES)


def _one_metric(
    metric: Metric,
    arcs: Arcs,
    code: npt.NDArray[np.int64],
    counted: npt.NDArray[np.bool_],
    groups: int,
    about: About,
) -> pd.DataFrame:
    """Compute one figure for all groups."""
    members = np.bincount(code[counted], minlength=groups)
    if not is_observable(metric, about):
        reason = np.where(members > 0, NOT_OBSERVABLE, NO_PEOPLE)
        return pd.DataFrame({**dict.fromkeys(FIGURES, np.full(groups, np.nan)), "people": members, "reason": reason})
    ratio = metric.function(arcs)
    numerator, denominator = ratio.numerator[counted], ratio.denominator[counted]
    weight, code = arcs.weight[counted], code[counted]
    above, below = (np.bincount(code, weight * part, groups).astype(np.float64) for part in (numerator, denominator))
    people = np.bincount(code[denominator > 0], minlength=groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(below > 0, above / below, np.nan)
    variance = linearised_variance(numerator, denominator, weight, code, groups)
    low, high = interval(value, variance, people.astype(np.float64), unit=metric.unit)
    figures = {"value": value, "numerator": above, "denominator": below, "low": low, "high": high}
    smoothed = empirical_bayes(value, below, variance, share=metric.unit == "share")
    reason = np.where(np.isfinite(value), "", np.where(members > 0, UNDEFINED, NO_PEOPLE))
    return pd.DataFrame({**figures, "smoothed": smoothed, "people": people.astype(np.int64), "reason": reason})


def district_estimates(
    network: SupportNetwork, metrics: Iterable[str] | None = None, by: By = "district"
) -> pd.DataFrame:
    """Return every figure of every district with what it rests on. Ungated: see `protect`.

    A figure is ``sum(w * numerator) / sum(w * denominator)`` over the respondents of the district who are not only
    professional or organisation, w their survey weight. A tie across a border counts for the people at each end.

    Parameters
    ----------
    network : SupportNetwork
        Ties count when active at the reference date.
    metrics : iterable of str, optional
        Ids of `METRICS`; all by default.
    by : str, list of str or None
        "district", "parent", a column of people, None for one group "all", or a list of these.

    Returns
    -------
    DataFrame
        Tidy, one row a group and figure: group (text; of a list joined by `` / ``, with a column for each key), metric,
        value, numerator, denominator, people (int64: how many people the figure is about), low and high (90 %
        interval), smoothed (for drawing only), reason ("" or why there is no value: not_observable, undefined or
        no_people).

    Raises
    ------
    UnknownNameError
        There is no such metric or column.

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("abcd"), "district": ["west", "west", "west", "east"]})
    >>> ties = pd.DataFrame({"giver": ["a", "d"], "receiver": ["b", "a"]})
    >>> tidy = district_estimates(ng.from_tables(people, ties), ["isolated", "contacts"])
    >>> tidy[["group", "metric", "value", "people"]].round(2)
      group    metric  value  people
    0  east  isolated   0.00       1
    1  east  contacts   1.00       1
    2  west  isolated   0.33       3
    3  west  contacts   1.00       3
    """
    return estimate(arcs_of(network), groups_of(network, by), network.about, choose(metrics))


def district_metrics(
    network: SupportNetwork, metrics: Iterable[str] | None = None, by: By = "district"
) -> pd.DataFrame:
    """Return one row a district and one column a figure; a GeoDataFrame when there are boundaries. Ungated.

    Parameters
    ----------
    network, metrics, by
        As in `district_estimates`.

    Returns
    -------
    DataFrame or GeoDataFrame
        Index named after ``by`` (several keys: a MultiIndex; None: "all"). Columns: name and geometry (by district or
        parent, where known), people (int64: residents who were asked), coverage (respondents / population; without
        population respondents / people), and the figures (float64).

    Examples
    --------
    >>> import netgraph as ng
    >>> people = pd.DataFrame({"person": list("abcd"), "district": ["west", "west", "west", "east"]})
    >>> ties = pd.DataFrame({"giver": ["a", "d"], "receiver": ["b", "a"]})
    >>> district_metrics(ng.from_tables(people, ties), ["isolated"])[["people", "isolated"]].round(2)
              people  isolated
    district
    east           1      0.00
    west           3      0.33
    """
    arcs, groups = arcs_of(network), groups_of(network, by)
    tidy = estimate(arcs, groups, network.about, choose(metrics))
    return widen(tidy, network, by)


def widen(tidy: pd.DataFrame, network: SupportNetwork, by: By) -> pd.DataFrame:
    """Turn a whole tidy table (gated or not) of a network into the wide one, with names, people, coverage and geometry.

    Figures are put in their place by the order of rows: of a list two groups may have the same name.
    """
    groups = groups_of(network, by)
    index = _index(groups)
    metrics = list(dict.fromkeys(tidy["metric"]))
    values = tidy["value"].to_numpy().reshape(len(index), len(metrics))
    wide = pd.DataFrame(values, index=index, columns=metrics)
    first = _people_and_coverage(network, groups).set_axis(index)
    table = pd.concat([first, wide], axis=1)
    if groups.listed or by not in ("district", "parent"):
        return table
    rows = network.districts.set_index("district").reindex(index)
    table.insert(0, "name", rows["name"].fillna(pd.Series(index, index=index)).to_numpy())
    if not isinstance(network.districts, gpd.GeoDataFrame) or rows["geometry"].isna().all():
        return table
    drawn: pd.DataFrame = gpd.GeoDataFrame(
        table.assign(geometry=rows["geometry"].to_numpy()), crs=network.districts.crs
    )
    return drawn


def _index(groups: Groups) -> pd.Index:
    """Return the index of the wide table: named after what is grouped by; of a list one level a key."""
    index: pd.Index
    if groups.listed:
        index = pd.MultiIndex.from_frame(groups.keys.astype("str"))
    else:
        index = pd.Index(groups.labels, name=groups.keys.columns[0])
    return index


def _people_and_coverage(network: SupportNetwork, groups: Groups) -> pd.DataFrame:
    """Return how many residents were asked in each group, and which part of the population that is."""
    arcs = arcs_of(network)
    count = len(groups.keys)
    code = groups.code[arcs.row]
    inside = code >= 0
    asked = np.bincount(code[arcs.counted & inside], minlength=count)
    everybody = np.bincount(code[arcs.resident & inside], minlength=count).astype(np.float64)
    population = _population(network, groups)
    base = np.where(np.isfinite(population), population, everybody)
    with np.errstate(divide="ignore", invalid="ignore"):
        coverage = np.where(base > 0, asked / base, np.nan)
    return pd.DataFrame({"people": asked.astype(np.int64), "coverage": coverage})


def _population(network: SupportNetwork, groups: Groups) -> npt.NDArray[np.float64]:
    """Return the population of each group; NaN where it is not known, as for any breakdown but by area.

    That of a larger area is its own where the table has it, else that of its parts where all of them have one.
    """
    districts = network.districts
    given = districts.set_index("district")["population"]
    lowest = districts[is_lowest_level(districts)]
    by = list(groups.keys.columns)
    if by == [ALL]:
        return np.array([lowest["population"].sum(skipna=False)])
    if by == ["district"]:
        known = given
    elif by == ["parent"]:
        of_parts = lowest.groupby("parent")["population"].agg(lambda values: values.sum(skipna=False))
        known = given.reindex(groups.labels).fillna(of_parts)
    else:
        return np.full(len(groups.keys), np.nan)
    return known.reindex(groups.keys.iloc[:, 0]).to_numpy(dtype=np.float64)
