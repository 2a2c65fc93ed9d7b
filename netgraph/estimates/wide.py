"""The wide table: one row a group and one column a figure, with names, people, coverage and boundaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from netgraph.arcs import arcs_of
from netgraph.estimates.coverage import coverage
from netgraph.estimates.groups import groups_of
from netgraph.estimates.tidy import values
from netgraph.metrics import Choices, choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    import numpy.typing as npt

    from netgraph.estimates.groups import By, Groups
    from netgraph.metrics import CarerDefinition
    from netgraph.network import SupportNetwork

__all__ = ["district_metrics", "wide_table", "widen"]


def district_metrics(
    network: SupportNetwork,
    metrics: Iterable[str] | None = None,
    by: By = "district",
    *,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> pd.DataFrame:
    """Return one row a district and one column a figure; a GeoDataFrame when there are boundaries. Ungated.

    Parameters
    ----------
    network, metrics, by, carer_definition, bridge_by
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
    choices = Choices(carer_definition, bridge_by)
    chosen, groups = choose(metrics, choices), groups_of(network, by)
    return wide_table(values(arcs_of(network, choices.columns), groups, network.about, chosen), network, groups, by)


def widen(tidy: pd.DataFrame, network: SupportNetwork, by: By) -> pd.DataFrame:
    """Turn a whole tidy table (gated or not) of a network into the wide one, with names, people, coverage and geometry.

    Figures are put in their place by the order of rows: of a list two groups may have the same name.
    """
    groups, metrics = groups_of(network, by), list(dict.fromkeys(tidy["metric"]))
    figures = tidy["value"].to_numpy().reshape(len(groups.keys), len(metrics)).T
    return wide_table(dict(zip(metrics, figures, strict=True)), network, groups, by)


def wide_table(
    figures: Mapping[str, npt.NDArray[np.float64]], network: SupportNetwork, groups: Groups, by: By
) -> pd.DataFrame:
    """Put figures of groups beside their names, people, coverage and boundaries."""
    index = _index(groups)
    wide = pd.DataFrame(figures, index=index, columns=list(figures), dtype="float64")
    first = _people_and_coverage(network, groups).set_axis(index)
    table = pd.concat([first, wide], axis=1)
    if groups.listed or by not in ("district", "parent"):
        return table
    districts = network.districts
    rows = districts.set_index("district").reindex(index)
    table.insert(0, "name", rows["name"].fillna(pd.Series(index, index=index)).to_numpy())
    if not isinstance(districts, gpd.GeoDataFrame) or rows["geometry"].isna().all():
        return table
    drawn: pd.DataFrame = gpd.GeoDataFrame(table.assign(geometry=rows["geometry"].to_numpy()), crs=districts.crs)
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
    """Return how many residents were asked in each group, and which part that is: 0 where nobody was."""
    counts = coverage(arcs_of(network), groups)
    part = counts["numerator"].div(counts["denominator"].where(counts["denominator"] > 0))
    return pd.DataFrame({"people": counts["people"], "coverage": part})
