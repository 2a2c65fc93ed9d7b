"""Are boundaries usable, and in which district does a person with lon and lat live?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from netgraph.schema.levels import is_lowest_level

if TYPE_CHECKING:
    from netgraph.schema.faults import Faults
    from netgraph.schema.tables import Table

__all__ = ["WGS84", "check_boundaries", "place_people"]

WGS84 = "EPSG:4326"
ALMOST = 1e-6
"""Degrees that a coordinate may lie beyond the edge of the earth through rounding."""


def check_boundaries(table: Table, faults: Faults) -> Table:
    """Record boundaries that have no CRS, lie outside the earth, or are no valid polygons.

    Parameters
    ----------
    table : Table
        Districts; boundaries may have any CRS and stay in it.
    faults : Faults
        Where faults are recorded.

    Returns
    -------
    Table
        The same, its geometry in a column ``geometry``.
    """
    frame = table.frame
    if not isinstance(frame, gpd.GeoDataFrame):
        if "geometry" in frame and frame["geometry"].notna().any():
            message = "boundaries without a coordinate system. Give districts as a GeoDataFrame with its crs, or as GeoJSON or GeoPackage."
            faults.of_table("districts", "geometry", "no_crs", message)
        return table.with_frame(pd.DataFrame(frame.drop(columns="geometry", errors="ignore")))
    if frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    shapes = frame.geometry
    if not shapes.notna().any():
        return table.with_frame(pd.DataFrame(frame.drop(columns="geometry")))
    if frame.crs is None:
        message = "the file does not say in which coordinate system its boundaries are. Set it in QGIS (EPSG:28992 for Dutch RD, EPSG:4326 for degrees) and export again."
        faults.of_table("districts", "geometry", "no_crs", message)
        return table.with_frame(frame)
    _record_unusable(table, shapes, faults)
    return table.with_frame(frame)


def _record_unusable(table: Table, shapes: gpd.GeoSeries, faults: Faults) -> None:
    """Record each boundary that cannot be drawn or used to place people."""
    given = shapes.notna().to_numpy()
    empty = given & shapes.is_empty.to_numpy()
    no_area = given & ~empty & ~shapes.geom_type.isin(["Polygon", "MultiPolygon"]).to_numpy()
    invalid = given & ~empty & ~no_area & ~shapes.is_valid.to_numpy()
    bounds = shapes.to_crs(WGS84).bounds.to_numpy()
    on_earth = (np.abs(bounds) <= np.array([180, 90, 180, 90]) + ALMOST).all(axis=1)
    faults.of_rows(
        table,
        empty,
        "geometry",
        "empty_geometry",
        "the boundary is empty. Draw it, or leave the geometry out.",
    )
    message = "the boundary is no polygon. Expected a Polygon or MultiPolygon."
    faults.of_rows(table, no_area, "geometry", "not_a_polygon", message)
    for position in invalid.nonzero()[0]:
        reason = shapely.is_valid_reason(shapes.iloc[position])
        wrong = np.arange(len(shapes)) == position
        message = f"the boundary crosses or touches itself ({reason}). Repair it in QGIS with 'Fix geometries'."
        faults.of_rows(table, wrong, "geometry", "invalid_geometry", message)
    message = "the boundary lies outside the earth. Coordinates that look like metres (RD, EPSG:28992) must be exported in that coordinate system, or as EPSG:4326."
    faults.of_rows(table, given & ~empty & ~no_area & ~on_earth, "geometry", "outside_earth", message)


def place_people(people: pd.DataFrame, districts: pd.DataFrame) -> tuple[pd.Series, int]:
    """Find the district of people who have lon and lat but no district.

    Somebody exactly on a border belongs to the first district of the table that touches the point.

    Parameters
    ----------
    people : DataFrame
        With ``district``, and possibly ``lon`` and ``lat``.
    districts : DataFrame or GeoDataFrame
        All districts.

    Returns
    -------
    district : Series of str
        For everybody; missing where it stays unknown.
    outside : int
        How many people have a place, but one outside every boundary.
    """
    known = people["district"]
    if "lon" not in people or not isinstance(districts, gpd.GeoDataFrame):
        return known, 0
    wanted = known.isna() & people["lon"].notna() & people["lat"].notna()
    if not wanted.any():
        return known, 0
    lon_lat = people.loc[wanted, ["lon", "lat"]]
    points = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(lon_lat["lon"], lon_lat["lat"], crs=WGS84), index=lon_lat.index
    )
    areas = districts.loc[is_lowest_level(districts) & districts.geometry.notna(), ["district", "geometry"]].to_crs(WGS84)
    found = points.sjoin(areas, predicate="intersects").sort_values("index_right", kind="stable")
    first = found.loc[~found.index.duplicated(), "district"]
    placed = known.copy()
    placed.loc[first.index] = first
    return placed, int(wanted.sum()) - len(first)
