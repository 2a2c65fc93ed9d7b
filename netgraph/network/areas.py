"""The areas that a map or a picture shows: districts with their boundaries, or the larger areas that they make up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import geopandas as gpd

from netgraph.errors import UnknownNameError
from netgraph.schema.faults import Faults
from netgraph.schema.levels import is_lowest_level

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.errors import DataError

__all__ = ["GRID", "LEVELS", "Level", "check_level", "mapped_areas"]

GRID = 0.01  # metres: undoes the last bits of a projection, so that neighbours keep the same points
SHOWN_CODES = 5
HOW = (
    "Give districts as GeoJSON or GeoPackage, or as a GeoDataFrame with a crs; "
    "boundaries of Dutch neighbourhoods come from the CBS (Wijk- en Buurtkaart)."
)

Level = Literal["district", "parent"]
LEVELS: tuple[Level, ...] = get_args(Level)


def check_level(by: str) -> Level:
    """Return the level to draw, or say which have boundaries.

    Raises
    ------
    UnknownNameError
        For anything but ``"district"`` and ``"parent"``.

    Examples
    --------
    >>> check_level("parent")
    'parent'
    """
    for level in LEVELS:
        if by == level:
            return level
    raise UnknownNameError(f"a map cannot be drawn by {by!r}, which has no boundaries. Valid: {', '.join(LEVELS)}.")


def mapped_areas(districts: pd.DataFrame, by: Level = "district") -> gpd.GeoDataFrame:
    """Return the areas that a map shows.

    Parameters
    ----------
    districts : DataFrame
        All districts of a network; areas that others lie in may be rows too.
    by : {"district", "parent"}
        The districts that are not made up of others, or the areas that those lie in.

    Returns
    -------
    geopandas.GeoDataFrame
        ``district``, ``name``, ``parent`` and geometry; districts in table order.

    Raises
    ------
    DataError
        Districts without a polygon, or without a larger area.
    """
    if not isinstance(districts, gpd.GeoDataFrame) or districts.empty:
        raise _wrong_data("geometry", f"a map needs the boundaries of the districts, and these data have none. {HOW}")
    shown = districts[is_lowest_level(districts)]
    without = shown.loc[shown.geometry.isna() | shown.geometry.is_empty, "district"]
    if len(without):
        codes = ", ".join(without.iloc[:SHOWN_CODES]) + (", …" if len(without) > SHOWN_CODES else "")
        raise _wrong_data("geometry", f"{len(without)} of {len(shown)} districts have no boundary: {codes}. {HOW}")
    columns = ["district", "name", "parent", shown.geometry.name]
    return shown[columns].reset_index(drop=True) if by == "district" else _larger_areas(shown, districts)


def _wrong_data(column: str, message: str) -> DataError:
    """Make the error for districts that cannot be drawn."""
    faults = Faults()
    faults.of_table("districts", column, "missing_boundaries", message)
    return faults.error("the map", {})


def _larger_areas(shown: gpd.GeoDataFrame, districts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join districts into the areas that they lie in; names and still larger areas come from rows of those areas."""
    inside = shown.dropna(subset=["parent"])
    if inside.empty:
        raise _wrong_data("parent", "no district lies in a larger area. Fill in the column, or use by='district'.")
    if inside.crs.is_projected:
        inside = inside.set_geometry(inside.geometry.set_precision(GRID, mode="pointwise"))
    joined = inside[["parent", inside.geometry.name]].dissolve("parent", sort=False)
    rows = districts.set_index("district").reindex(joined.index)
    names = rows["name"].where(rows["name"].notna(), joined.index)
    return joined.assign(district=joined.index, name=names, parent=rows["parent"]).reset_index(drop=True)
