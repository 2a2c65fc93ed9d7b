"""Boundaries made fit for a page: WGS84, borders simplified together, five decimals, larger areas as outlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import shapely

from netgraph.network.areas import GRID
from netgraph.network.boundaries import WGS84

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["Boundaries", "drawn_boundaries"]

DECIMALS = 5  # about one metre
# Degrees; about 20 and 50 metres. A map of a country has far more districts, which are looked at from further away.
TOLERANCE = 2e-4
TOLERANCE_OF_MANY = 5e-4
MANY = 2_000


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What is drawn, in WGS84 degrees; it holds positions in the table of districts and no word of it.

    Attributes
    ----------
    cells : dict
        GeoJSON, one feature a district, in table order; its id is the position of the district.
    outlines : dict
        GeoJSON, one feature a larger area: the outer border of its districts.
    outline_names : tuple of str
        Names of the larger areas, in the order of `outlines`.
    outline_points : tuple of (float, float)
        Latitude and longitude where each name stands: the point furthest from the border.
    """

    cells: dict[str, Any]
    outlines: dict[str, Any]
    outline_names: tuple[str, ...]
    outline_points: tuple[tuple[float, float], ...]


def drawn_boundaries(shown: gpd.GeoDataFrame, names: pd.Series, place: str = "") -> Boundaries:
    """Simplify and round boundaries, and find the outlines of the larger areas.

    Neighbours are simplified together (`shapely.coverage_simplify`), so that no gap opens between them. An outline is
    the union of the simplified districts and so runs along their borders.

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
    tolerance = TOLERANCE if len(shapes) < MANY else TOLERANCE_OF_MANY
    cells = _rounded(shapely.coverage_simplify(shapes, tolerance))
    codes = list(shown["parent"].dropna().unique())
    larger = [_outline(cells[(shown["parent"] == code).to_numpy()]) for code in codes]
    middles = [shapely.maximum_inscribed_circle(area).coords[0] for area in larger]
    return Boundaries(
        cells=_features(cells),
        outlines=_features(shapely.boundary(larger)),
        outline_names=tuple(str(names.get(code, code)).removeprefix(f"{place} ") for code in codes),
        outline_points=tuple((round(lat, DECIMALS), round(lon, DECIMALS)) for lon, lat in middles),
    )


def _degrees(shown: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the polygons in WGS84; points that neighbours share stay shared."""
    geometry = shown.geometry
    if geometry.crs is not None and geometry.crs.is_projected:
        geometry = geometry.set_precision(GRID, mode="pointwise")
    return np.asarray(geometry.to_crs(WGS84).array)


def _outline(cells: NDArray[np.object_]) -> shapely.Polygon | shapely.MultiPolygon:
    """Join districts into the area that they make up."""
    return cast("shapely.Polygon | shapely.MultiPolygon", shapely.union_all(cells, grid_size=10.0**-DECIMALS))


def _rounded(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    rounded: NDArray[np.object_] = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
    return rounded


def _features(shapes: NDArray[np.object_]) -> dict[str, Any]:
    """Write shapes as GeoJSON that holds their position and nothing else."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": position, "properties": {}, "geometry": shapely.geometry.mapping(shape)}
            for position, shape in enumerate(shapes)
        ],
    }
