"""The areas that a map or a picture shows: districts with their boundaries, or the larger areas that they make up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from netgraph.network.boundaries import WGS84
from netgraph.schema.faults import Faults
from netgraph.schema.levels import is_lowest_level

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netgraph.errors import DataError
    from netgraph.schema.levels import Level

__all__ = [
    "GRID",
    "area_label",
    "has_boundaries",
    "larger_areas",
    "listed_areas",
    "mapped_areas",
    "plane_of",
    "simplified",
]

DUTCH_GRID = CRS("EPSG:28992")
GRID = 0.01  # metres: undoes the last bits of a projection, so that neighbours keep the same points
SHOWN_CODES = 5
HOW = (
    "Give districts as GeoJSON or GeoPackage, or as a GeoDataFrame with a crs; "
    "boundaries of Dutch neighbourhoods come from the CBS (Wijk- en Buurtkaart)."
)


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


def listed_areas(districts: pd.DataFrame, by: Level = "district") -> pd.DataFrame:
    """Return the areas that a map would show, without their boundaries, which need not be there.

    Parameters
    ----------
    districts : DataFrame
        All districts of a network.
    by : {"district", "parent"}
        As in `mapped_areas`.

    Returns
    -------
    DataFrame
        ``district``, ``name``, ``parent``; the same rows in the same order as those of `mapped_areas`.

    Raises
    ------
    DataError
        There are no districts, or no larger area.
    """
    if districts.empty:
        raise _wrong_data("district", "figures are about districts, and these data have none. Give people a district.")
    lowest = pd.DataFrame(districts[is_lowest_level(districts)])[["district", "name", "parent"]]
    if by == "district":
        return lowest.reset_index(drop=True)
    codes = pd.Index(lowest["parent"].dropna().unique(), dtype="str")
    if not len(codes):
        raise _without_larger()
    rows = pd.DataFrame(districts).set_index("district").reindex(codes)
    names = rows["name"].where(rows["name"].notna(), codes)
    return pd.DataFrame({"district": codes, "name": names.array, "parent": rows["parent"].array})


def has_boundaries(districts: pd.DataFrame) -> bool:
    """Whether districts have boundaries; some may lack one, which `mapped_areas` then says."""
    if not isinstance(districts, gpd.GeoDataFrame) or districts.empty:
        return False
    shown = districts.geometry[is_lowest_level(districts)]
    return not bool((shown.isna() | shown.is_empty).all())


def _without_larger() -> DataError:
    return _wrong_data("parent", "no district lies in a larger area. Fill in the column, or use by='district'.")


def _wrong_data(column: str, message: str) -> DataError:
    """Make the error for districts that cannot be drawn."""
    faults = Faults()
    faults.of_table("districts", column, "missing_boundaries", message)
    return faults.error("the map", {})


def _larger_areas(shown: gpd.GeoDataFrame, districts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join districts into the areas that they lie in; names and still larger areas come from rows of those areas."""
    inside = shown.dropna(subset=["parent"])
    if inside.empty:
        raise _without_larger()
    if inside.crs.is_projected:
        inside = inside.set_geometry(inside.geometry.set_precision(GRID, mode="pointwise"))
    joined = inside[["parent", inside.geometry.name]].dissolve("parent", sort=False)
    rows = districts.set_index("district").reindex(joined.index)
    names = rows["name"].where(rows["name"].notna(), joined.index)
    return joined.assign(district=joined.index, name=names, parent=rows["parent"]).reset_index(drop=True)


def plane_of(shapes: gpd.GeoSeries) -> CRS:
    """Return the plane on which areas are drawn and measured, in metres.

    Parameters
    ----------
    shapes : geopandas.GeoSeries
        In any coordinate system.

    Returns
    -------
    pyproj.CRS
        The Dutch grid (RD New) where all of them lie where it holds: north is then up, as on other Dutch maps.
        Elsewhere the UTM zone in the middle of them.

    Examples
    --------
    >>> import shapely
    >>> plane_of(gpd.GeoSeries([shapely.box(5.2, 52.3, 5.3, 52.4)], crs="EPSG:4326")).to_epsg()
    28992
    """
    west, south, east, north = shapes.to_crs(WGS84).total_bounds
    area = DUTCH_GRID.area_of_use
    dutch = area is not None and area.west <= west and area.south <= south and east <= area.east and north <= area.north
    return DUTCH_GRID if dutch else shapes.estimate_utm_crs()


def simplified(shapes: NDArray[np.object_], tolerance: float) -> NDArray[np.object_]:
    """Simplify neighbours together, so that no gap opens between them.

    Parameters
    ----------
    shapes : numpy.ndarray of shapely geometries
        Polygons that share borders. Where these are so tangled that it cannot be done, each is simplified by itself.
    tolerance : float
        What is too fine to see, in units of the coordinates.

    Returns
    -------
    numpy.ndarray of shapely geometries
        In order.
    """
    try:
        return shapely.coverage_simplify(shapes, tolerance)
    except shapely.errors.GEOSException:
        return shapely.simplify(shapes, tolerance)


def larger_areas(parents: pd.Series, shapes: NDArray[np.object_], grid: float) -> tuple[list[str], NDArray[np.object_]]:
    """Join districts into the areas that they lie in; their outlines then run along the borders of the districts.

    Parameters
    ----------
    parents : Series of str
        Code of the larger area of each district; missing where it lies in none.
    shapes : numpy.ndarray of shapely geometries
        The districts, in the same order.
    grid : float
        Coordinates of the result are multiples of this.

    Returns
    -------
    codes : list of str
        The larger areas, in the order in which districts name them.
    areas : numpy.ndarray of shapely geometries
        The union of the districts of each.
    """
    codes = [str(code) for code in parents.dropna().unique()]
    joined = [shapely.union_all(shapes[(parents == code).to_numpy()], grid_size=grid) for code in codes]
    return codes, np.array(joined, dtype=object)


def area_label(names: pd.Series, code: str, place: str = "") -> str:
    """Return what an area is called on the map of a place, whose name it does not repeat.

    Parameters
    ----------
    names : Series of str
        Name of every area, by code; a code without a name stands for itself.
    code : str
        The area.
    place : str
        Name of the city.

    Examples
    --------
    >>> import pandas as pd
    >>> area_label(pd.Series({"WK1": "Almere Haven"}), "WK1", "Almere"), area_label(pd.Series(dtype="str"), "WK2")
    ('Haven', 'WK2')
    """
    return str(names.get(code, code)).removeprefix(f"{place} ")
