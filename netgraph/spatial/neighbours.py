"""Who borders on whom: areas whose boundaries touch, or nearly do."""

from __future__ import annotations

import math
from numbers import Real
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.estimates import groups_of
from netgraph.network.areas import GRID, mapped_areas, plane_of
from netgraph.schema.derived import derived
from netgraph.schema.faults import Faults
from netgraph.schema.levels import is_lowest_level

if TYPE_CHECKING:
    from collections.abc import Collection

    from libpysal.graph import Graph

    from netgraph.errors import DataError
    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level

__all__ = ["WITHIN", "areas_of", "check_within", "neighbour_graph", "neighbours_among"]

WITHIN = 10.0
"""Metres: slivers between boundaries that were drawn apart, ditches and narrow canals; not a river or a motorway."""
SHOWN_CODES = 5
HOW = (
    "Give districts as GeoJSON or GeoPackage, or as a GeoDataFrame with a crs; for Dutch neighbourhoods "
    "read_cbs_districts reads them."
)


def check_within(within: object) -> float:
    """Return a valid distance in metres: 0 or more.

    Raises
    ------
    NetgraphError
        It is none.

    Examples
    --------
    >>> check_within(10)
    10.0
    """
    is_number = isinstance(within, (Real, np.number)) and not isinstance(within, (bool, np.bool_))
    if not is_number or not math.isfinite(within) or within < 0:  # type: ignore[arg-type, operator]
        raise NetgraphError(
            f"within must be a number of metres of 0 or more (10: across a ditch too); found {within!r}."
        )
    return float(within)  # type: ignore[arg-type]


def areas_of(network: SupportNetwork, by: Level = "district") -> gpd.GeoDataFrame:
    """Return the areas that figures are about, with their boundaries.

    Parameters
    ----------
    network : SupportNetwork
        Its districts.
    by : {"district", "parent"}
        Districts, or the larger areas that these make up.

    Returns
    -------
    geopandas.GeoDataFrame
        Index named after ``by``, in table order, every area that `district_estimates` tells of: name (str) and geometry
        (in the coordinate system of the districts; missing for an area that others lie in and in which people of their
        own live, because it lies over these).

    Raises
    ------
    DataError
        There are no boundaries, or some districts have none: their neighbours would seem to have fewer.
    """
    districts = network.districts
    _check_boundaries(districts)
    shapes = mapped_areas(districts, by).set_index("district")
    codes = pd.Index(groups_of(network, by).labels.to_numpy(dtype=object), name=by, dtype="str")
    names = districts.set_index("district")["name"].reindex(codes)
    named = pd.DataFrame({"name": names.where(names.notna(), codes).to_numpy()}, index=codes, dtype="str")
    return gpd.GeoDataFrame(named, geometry=shapes.geometry.reindex(codes).to_numpy(), crs=shapes.crs)


def _check_boundaries(districts: pd.DataFrame) -> None:
    """Refuse districts of which nobody knows where they lie."""
    if not isinstance(districts, gpd.GeoDataFrame) or districts.empty:
        raise _no_boundaries(f"who borders on whom follows from boundaries, and these data have none. {HOW}")
    lowest = districts[is_lowest_level(districts)]
    without = lowest.loc[(lowest.geometry.isna() | lowest.geometry.is_empty).to_numpy(), "district"]
    if len(without):
        codes = ", ".join(without.iloc[:SHOWN_CODES]) + (", …" if len(without) > SHOWN_CODES else "")
        raise _no_boundaries(
            f"{len(without)} of {len(lowest)} districts have no boundary: {codes}. Their neighbours would seem to "
            f"have fewer than they have. {HOW}"
        )


def _no_boundaries(message: str) -> DataError:
    """Make the error for districts without boundaries."""
    faults = Faults()
    faults.of_table("districts", "geometry", "missing_boundaries", message)
    return faults.error("neighbours of areas", {})


def neighbour_graph(network: SupportNetwork, by: Level = "district", within: float = WITHIN) -> Graph:
    """Return which areas border on each other: their boundaries are at most ``within`` metres apart.

    Areas that touch in a corner, overlap or lie in one another are neighbours. Metres are those of the Dutch grid (RD
    New) where it holds, and elsewhere of the UTM zone in the middle of the areas. Coordinates are taken to be right to
    a centimetre.

    Parameters
    ----------
    network : SupportNetwork
        Its districts, with boundaries.
    by : {"district", "parent"}
        Which areas.
    within : float
        Metres.

    Returns
    -------
    libpysal.graph.Graph
        Of every area of `areas_of` by its code, in the order of codes; each neighbour has the weight 1. An area
        without any stands alone in it (``graph.isolates``).

    Raises
    ------
    DataError
        As `areas_of`.
    """
    return derived(network, (neighbour_graph, by, within), lambda: _graph(areas_of(network, by).geometry, within))


def _graph(shapes: gpd.GeoSeries, within: float) -> Graph:
    """Make the graph of shapes by code."""
    from libpysal.graph import Graph  # noqa: PLC0415 - need not be installed

    ordered = shapes.sort_index()
    placed = _in_metres(ordered[ordered.notna().to_numpy()])
    near = placed.sindex.query(placed.geometry, predicate="dwithin", distance=within + GRID)
    near = near[:, near[0] != near[1]]
    codes = placed.index.to_numpy(dtype=object)
    alone = ordered.index.difference(codes[near[0]]).to_numpy(dtype=object)
    pairs = pd.DataFrame(
        {
            "focal": np.concatenate([codes[near[0]], alone]),
            "neighbor": np.concatenate([codes[near[1]], alone]),
            "weight": np.repeat([1.0, 0.0], [near.shape[1], len(alone)]),
        }
    ).sort_values(["focal", "neighbor"], kind="stable")
    return Graph.from_arrays(pairs["focal"].to_numpy(), pairs["neighbor"].to_numpy(), pairs["weight"].to_numpy())


def _in_metres(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Project shapes so that distances between neighbours are metres, also where they come in degrees or web tiles."""
    return shapes.to_crs(plane_of(shapes))


def neighbours_among(graph: Graph, codes: Collection[str]) -> Graph:
    """Return who of some areas borders on whom, when all others are taken out.

    Parameters
    ----------
    graph : libpysal.graph.Graph
        From `neighbour_graph`.
    codes : collection of str
        Which areas stay.

    Returns
    -------
    libpysal.graph.Graph
        Of these areas that still have a neighbour, in the order of codes, row-standardised: the weights of each add up
        to 1. Without any areas it is empty.
    """
    staying = graph.subgraph(sorted(codes))
    return staying.subgraph(staying.unique_ids.difference(staying.isolates)).transform("r")
