"""Boundaries made fit for a page: WGS84, borders simplified together, five decimals, larger areas as outlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from netgraph.network.areas import GRID, area_label, larger_areas, simplified
from netgraph.network.boundaries import WGS84

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from netgraph.pages.escape import Json

__all__ = ["Boundaries", "drawn_boundaries", "packed"]

DECIMALS = 5  # about one metre
DECIMALS_OF_MANY = 4
# Degrees; about 20 and 50 metres. A map of a country has far more districts, which are looked at from further away.
TOLERANCE = 2e-4
TOLERANCE_OF_MANY = 5e-4
MANY = 2_000


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What is drawn, in WGS84 degrees; it holds positions in the table of districts and no word of it.

    Attributes
    ----------
    cells : numpy.ndarray of shapely geometries
        One a district, in table order.
    outlines : numpy.ndarray of shapely geometries
        One a larger area: the outer border of its districts.
    outline_names : tuple of str
        Names of the larger areas, in the order of `outlines`.
    outline_points : tuple of (float, float)
        Latitude and longitude where each name stands: the point furthest from the border.
    decimals : int
        Decimals of the coordinates.
    """

    cells: NDArray[np.object_]
    outlines: NDArray[np.object_]
    outline_names: tuple[str, ...]
    outline_points: tuple[tuple[float, float], ...]
    decimals: int

    @property
    def middles(self) -> list[tuple[float, float]]:
        """Latitude and longitude of a point inside every district, where a line between districts ends."""
        points = shapely.point_on_surface(self.cells)
        ends = zip(shapely.get_y(points), shapely.get_x(points), strict=True)
        return [(round(lat, self.decimals), round(lon, self.decimals)) for lat, lon in ends]


def drawn_boundaries(shown: gpd.GeoDataFrame, names: pd.Series, place: str = "") -> Boundaries:
    """Simplify and round boundaries, and find the outlines of the larger areas.

    Neighbours are simplified together, so that no gap opens between them. An outline is the union of the simplified
    districts and so runs along their borders.

    Parameters
    ----------
    shown : GeoDataFrame
        From `mapped_areas`: ``district``, ``parent``, geometry in any CRS.
    names : Series of str
        Name of every area, by code; a code without a name stands for itself.
    place : str
        Name of the city: a label on its map does not repeat it ("Almere Haven" is "Haven").

    Returns
    -------
    Boundaries
        Ready to embed.
    """
    shapes = _degrees(shown)
    tolerance, decimals = (TOLERANCE, DECIMALS) if len(shapes) < MANY else (TOLERANCE_OF_MANY, DECIMALS_OF_MANY)
    cells = _rounded(simplified(shapes, tolerance), decimals)
    codes, larger = larger_areas(shown["parent"], cells, 10.0**-decimals)
    middles = [shapely.maximum_inscribed_circle(area).coords[0] for area in larger]
    return Boundaries(
        cells=cells,
        outlines=larger,
        outline_names=tuple(area_label(names, code, place) for code in codes),
        outline_points=tuple((round(lat, decimals), round(lon, decimals)) for lon, lat in middles),
        decimals=decimals,
    )


def packed(shapes: NDArray[np.object_], decimals: int) -> list[Json]:
    """Write polygons in a few characters: whole steps of the last decimal, each as the distance to the one before.

    Parameters
    ----------
    shapes : numpy.ndarray of shapely polygons and multipolygons
        Longitude and latitude in degrees.
    decimals : int
        Decimals that count.

    Returns
    -------
    list
        For every shape its polygons, each a list of rings, each a flat list of east, north, east, north …; the first
        pair of a ring counts from 0, 0. A closing point is left out.

    Examples
    --------
    >>> packed(np.array([shapely.box(5.1, 52.3, 5.2, 52.4)]), 1)
    [[[[52, 523, 0, 1, -1, 0, 0, -1]]]]
    """
    return [
        [
            [_ring(ring, decimals) for ring in (polygon.exterior, *polygon.interiors)]
            for polygon in shapely.get_parts(shape)
            if not polygon.is_empty
        ]
        for shape in shapes
    ]


def _ring(ring: shapely.LinearRing, decimals: int) -> list[int]:
    steps = np.round(shapely.get_coordinates(ring)[:-1] * 10**decimals).astype(np.int64)
    distances: list[int] = np.diff(steps, axis=0, prepend=[[0, 0]]).ravel().tolist()
    return distances


def _degrees(shown: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the polygons in WGS84; points that neighbours share stay shared."""
    geometry = shown.geometry
    if geometry.crs is not None and geometry.crs.is_projected:
        geometry = geometry.set_precision(GRID, mode="pointwise")
    return np.asarray(geometry.to_crs(WGS84).array)


def _rounded(shapes: NDArray[np.object_], decimals: int) -> NDArray[np.object_]:
    rounded: NDArray[np.object_] = shapely.transform(shapes, lambda points: np.round(points, decimals))
    return rounded
