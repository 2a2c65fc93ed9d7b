"""Are boundaries usable, and in which district does a person with lon and lat live?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj.exceptions import ProjError

from netgraph.files.geojson import WGS84
from netgraph.schema.levels import is_lowest_level

if TYPE_CHECKING:
    from netgraph.schema.faults import Faults
    from netgraph.schema.tables import Table

__all__ = ["WGS84", "check_boundaries", "name_geometry", "place_people"]

ALMOST = 1e-6
"""Degrees that a coordinate may lie beyond the edge of the earth through rounding."""


def name_geometry(table: Table, faults: Faults) -> Table:
    """Call the column with the boundaries ``geometry``, whatever the source calls it."""
    frame = table.frame
    if not isinstance(frame, gpd.GeoDataFrame):
        return table
    if frame.active_geometry_name is None:
        return table.with_frame(pd.DataFrame(frame))
    if frame.active_geometry_name == "geometry":
        return table
    if "geometry" in frame.columns:
        message = "there is a second column of boundaries. Keep one of them."
        faults.of_table(table.name, "geometry", "duplicate_column", message)
        return table
    return table.with_frame(frame.rename_geometry("geometry"))


def check_boundaries(table: Table, faults: Faults) -> Table:
    """Record boundaries that have no CRS, lie outside the earth, or are no valid polygons.

    Parameters
    ----------
    table : Table
        Districts, their geometry in a column ``geometry``; boundaries may have any CRS and stay in it.
    faults : Faults
        Where faults are recorded.

    Returns
    -------
    Table
        The same; without any boundary it has no geometry column.
    """
    frame = table.frame
    if "geometry" not in frame:
        return table
    without = table.with_frame(pd.DataFrame(frame.drop(columns="geometry")))
    if not isinstance(frame, gpd.GeoDataFrame):
        if not frame["geometry"].notna().any():
            return without
        message = "boundaries without a coordinate system. Give a GeoDataFrame with its crs, GeoJSON or GeoPackage."
        faults.of_table("districts", "geometry", "no_crs", message)
        return without
    if shapely.is_missing(frame.geometry.to_numpy()).all():
        return without
    on_earth = _degrees(frame.geometry)
    if on_earth is None:
        message = (
            "the file does not say in which coordinate system on earth its boundaries are. "
            "Set it in QGIS (EPSG:28992 for Dutch RD, EPSG:4326 for degrees) and export again."
        )
        faults.of_table("districts", "geometry", "no_crs", message)
        return without
    _record_unusable(table, frame.geometry, on_earth, faults)
    return table


def _degrees(shapes: gpd.GeoSeries) -> gpd.GeoSeries | None:
    """Return shapes in degrees; None when their coordinate system is not known or is not one of the earth."""
    try:
        return shapes.to_crs(WGS84)
    except (ValueError, ProjError):  # geopandas: no CRS at all; pyproj: no way from it to degrees
        return None


def _record_unusable(table: Table, shapes: gpd.GeoSeries, in_degrees: gpd.GeoSeries, faults: Faults) -> None:
    """Record each boundary that cannot be drawn or used to place people."""
    given = ~shapely.is_missing(shapes.to_numpy())  # notna() of geopandas warns where a shape is empty
    empty = given & shapes.is_empty.to_numpy()
    no_area = given & ~empty & ~shapes.geom_type.isin(["Polygon", "MultiPolygon"]).to_numpy()
    invalid = given & ~empty & ~no_area & ~shapes.is_valid.to_numpy()
    within = np.abs(in_degrees.bounds.to_numpy()) <= np.array([180, 90, 180, 90]) + ALMOST
    elsewhere = given & ~empty & ~no_area & ~within.all(axis=1)
    message = "the boundary is empty. Draw it, or leave the geometry out."
    faults.of_rows(table, empty, "geometry", "empty_geometry", message)
    message = "the boundary is no polygon. Expected a Polygon or MultiPolygon."
    faults.of_rows(table, no_area, "geometry", "not_a_polygon", message)
    for position in invalid.nonzero()[0]:
        reason = shapely.is_valid_reason(shapes.iloc[position])
        wrong = np.arange(len(shapes)) == position
        message = f"the boundary crosses or touches itself ({reason}). Repair it in QGIS with 'Fix geometries'."
        faults.of_rows(table, wrong, "geometry", "invalid_geometry", message)
    message = (
        "the boundary lies outside the earth. Coordinates that look like metres (RD, EPSG:28992) "
        "need that coordinate system named in the file: export the layer again as EPSG:4326."
    )
    faults.of_rows(table, elsewhere, "geometry", "outside_earth", message)


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
    areas = districts.loc[is_lowest_level(districts) & districts.geometry.notna(), ["district", "geometry"]]
    points = gpd.GeoSeries(gpd.points_from_xy(lon_lat["lon"], lon_lat["lat"], crs=WGS84), index=lon_lat.index)
    there = points.to_crs(areas.crs)  # a border is straight in its own coordinate system
    found = there.to_frame("geometry").sjoin(areas, predicate="intersects").sort_values("index_right", kind="stable")
    first = found.loc[~found.index.duplicated(), "district"]
    placed = known.copy()
    placed.loc[first.index] = first
    return placed, int(wanted.sum()) - len(first)
