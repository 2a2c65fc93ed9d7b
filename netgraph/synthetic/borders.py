"""The borders of the synthetic Almere: a cell around every centre, cut to the outline of its wijk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from netgraph.synthetic.almere import BUURTEN, WEERWATER, WIJKEN, Buurt

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["KM_PER_DEGREE", "district_borders"]

# Kilometres in a degree of longitude and of latitude at 52.37° north.
KM_PER_DEGREE = (68.1, 111.3)
DECIMALS = 4


def district_borders() -> gpd.GeoDataFrame:
    """Draw all buurten, then all wijken.

    The cells of a wijk are the Voronoi cells of its centres, cut to its outline without the Weerwater. All
    borders are noded together on a grid of 0.0001 degree, so that neighbours share every point of a border; a
    wijk is the union of its cells.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, one row a district: ``district``, ``name``, ``parent`` (missing for a wijk), ``geometry``.

    Examples
    --------
    >>> borders = district_borders()
    >>> len(borders), int(borders["parent"].isna().sum())
    (72, 6)
    """
    cells = _cells()
    parents = np.array([buurt.wijk for buurt in BUURTEN])
    unions = [shapely.coverage_union_all(cells[parents == wijk.code]) for wijk in WIJKEN]
    return gpd.GeoDataFrame(
        {
            "district": [area.code for area in (*BUURTEN, *WIJKEN)],
            "name": [area.name for area in (*BUURTEN, *WIJKEN)],
            "parent": [*parents, *([None] * len(WIJKEN))],
        },
        geometry=list(_tidy(np.array([*cells, *unions]))),
        crs="EPSG:4326",
    )


def _cells() -> NDArray[np.object_]:
    """Return one polygon a buurt: node all lines together, and give each face to its buurt."""
    rough = np.array([cell for wijk in WIJKEN for cell in _rough_cells(wijk.code, wijk.outline)])
    lines = shapely.union_all(shapely.boundary(rough), grid_size=10.0**-DECIMALS)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    inside = shapely.point_on_surface(faces)
    owner = [np.flatnonzero(shapely.covers(rough, point)) for point in inside]
    return np.array(
        [
            shapely.coverage_union_all([face for face, found in zip(faces, owner, strict=True) if number in found])
            for number in range(len(BUURTEN))
        ]
    )


def _rough_cells(code: str, outline: tuple[tuple[float, float], ...]) -> list[shapely.Geometry]:
    """Cut the Voronoi cells of one wijk to its outline, before rounding."""
    land = shapely.difference(shapely.Polygon(outline), shapely.Polygon(WEERWATER))
    centres = _kilometres([(buurt.lon, buurt.lat) for buurt in _of_wijk(code)])
    if len(centres) == 1:
        return [land]
    around = shapely.buffer(shapely.MultiPoint(centres), 100)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(centres), extend_to=around, ordered=True)
    degrees = shapely.transform(shapely.get_parts(cells), lambda points: points / KM_PER_DEGREE)
    return [shapely.intersection(cell, land) for cell in degrees]


def _of_wijk(code: str) -> list[Buurt]:
    """Return the buurten of one wijk, in the order of the table."""
    return [buurt for buurt in BUURTEN if buurt.wijk == code]


def _kilometres(points: list[tuple[float, float]]) -> NDArray[np.float64]:
    """Scale degrees to kilometres, so that a cell reaches equally far in all directions."""
    return np.asarray(points) * KM_PER_DEGREE


def _tidy(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round away the last bits and give rings one start and direction: the same shapes are the same bytes."""
    rounded = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
    return shapely.orient_polygons(shapely.normalize(rounded))
