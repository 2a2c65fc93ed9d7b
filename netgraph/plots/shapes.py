"""Shapes of a picture: districts in metres, the larger areas that they lie in, and where the names of these stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from netgraph.network.areas import GRID, area_label, larger_areas, plane_of, simplified

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["MOST_NAMES", "Name", "Shapes", "drawn_shapes"]

FINEST = 4_000  # steps along the longer side; finer than a printer's dots on a page
MOST_NAMES = 12  # more names than these cover the map that they explain


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the map, and the middle of where it stands."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shapes:
    """What is drawn, in one projected coordinate system.

    Attributes
    ----------
    districts : array of shapely.Polygon or shapely.MultiPolygon
        The areas that have a colour, in the order given.
    larger : array of shapely.Polygon or shapely.MultiPolygon
        The larger areas that they lie in.
    names : tuple of Name
        Of the larger areas, or of the districts where these lie in none; the largest first. Empty when there are
        more than `MOST_NAMES`.
    """

    districts: NDArray[np.object_]
    larger: NDArray[np.object_]
    names: tuple[Name, ...]


def drawn_shapes(shown: gpd.GeoDataFrame, names: pd.Series, place: str = "") -> Shapes:
    """Project and simplify boundaries, and find the larger areas.

    Boundaries in degrees are drawn in the Dutch grid where that holds, and elsewhere in the UTM zone that they lie in;
    projected ones stay as they are. Neighbours are simplified together, so that no gap opens between them.

    Parameters
    ----------
    shown : GeoDataFrame
        From `mapped_areas`: ``district``, ``name``, ``parent``, geometry in any CRS.
    names : Series of str
        Name of every area, by code; a code without a name stands for itself.
    place : str
        Name of the city: a label on its map does not repeat it ("Almere Haven" is "Haven").

    Returns
    -------
    Shapes
        Ready to draw.
    """
    projected = _projected(shown)
    districts = simplified(projected, _too_fine(projected))
    codes, larger = larger_areas(shown["parent"], districts, GRID)
    labels = [area_label(names, code, place) for code in codes or shown["district"]]
    return Shapes(districts, larger, _names(larger if codes else districts, labels))


def _projected(shown: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return polygons on a plane; points that neighbours share stay shared."""
    geometry = shown.geometry
    if not geometry.crs.is_projected:
        geometry = geometry.to_crs(plane_of(geometry))
    return np.asarray(geometry.set_precision(GRID, mode="pointwise").array)


def _too_fine(shapes: NDArray[np.object_]) -> float:
    """Return what is too fine to see in a picture, which can be most of a file with a country's boundaries."""
    west, south, east, north = shapely.total_bounds(shapes)
    return float(max(east - west, north - south) / FINEST)


def _names(areas: NDArray[np.object_], labels: list[str]) -> tuple[Name, ...]:
    """Put each name where its area is widest: the point furthest from the border."""
    if len(areas) > MOST_NAMES:
        return ()
    middles = [shapely.maximum_inscribed_circle(area).coords[0] for area in areas]
    order = np.argsort(-shapely.area(areas), kind="stable")
    return tuple(Name(labels[i], *middles[i]) for i in order)
