"""Borders on the page: shared, rounded, without words, and outlines around what lies together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import box

from netgraph.errors import DataError
from netgraph.mapping.boundaries import drawn_boundaries
from netgraph.network.areas import mapped_areas
from netgraph.synthetic.borders import district_borders

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork


def shapes(features: dict[str, Any]) -> np.ndarray:
    return shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features["features"]])


def wiggly(rows: int, columns: int) -> gpd.GeoDataFrame:
    """Draw a grid of cells of a kilometre in RD, with 200 shared points on every border, as real boundaries have."""
    rng = np.random.default_rng(5)
    east, north = 140_000.0, 480_000.0

    def edge(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
        along = np.linspace(0, 1, 202)[:, None]
        points = np.array(start) + along * (np.array(end) - np.array(start))
        points[1:-1] += rng.normal(0, 3, (200, 2))
        return [tuple(point) for point in points]

    corner = {(i, j): (east + 1000 * i, north + 1000 * j) for i in range(columns + 1) for j in range(rows + 1)}
    level = {(i, j): edge(corner[i, j], corner[i + 1, j]) for i in range(columns) for j in range(rows + 1)}
    upright = {(i, j): edge(corner[i, j], corner[i, j + 1]) for i in range(columns + 1) for j in range(rows)}
    cells = [
        shapely.Polygon([*level[i, j], *upright[i + 1, j], *level[i, j + 1][::-1], *upright[i, j][::-1]])
        for j in range(rows)
        for i in range(columns)
    ]
    codes = [f"d{k}" for k in range(len(cells))]
    return gpd.GeoDataFrame({"district": codes, "name": codes, "parent": None}, geometry=cells, crs="EPSG:28992")


@pytest.mark.parametrize("crs", ["EPSG:28992", "EPSG:4326", "EPSG:3857"])
def test_neighbours_keep_one_border_in_whatever_crs_they_come(crs: str) -> None:
    given = wiggly(4, 4)
    before = shapely.get_num_coordinates(given.geometry.array).sum()
    drawn = shapes(drawn_boundaries(given.to_crs(crs), pd.Series(dtype="str")).cells)
    assert shapely.coverage_is_valid(drawn)  # GEOS: no gap and no overlap anywhere
    assert shapely.get_num_coordinates(drawn).sum() < before / 5
    # Nothing moved further than the tolerance: 2e-4 degree is about 22 metres north-south. GEOS takes it as the
    # square root of an area, so a corner may move a little further.
    exact = gpd.GeoSeries(drawn, crs="EPSG:4326").to_crs("EPSG:28992")
    assert max(shapely.hausdorff_distance(exact.array, given.geometry.array)) < 50


def test_coordinates_have_five_decimals_and_features_no_words(city: SupportNetwork) -> None:
    shown = mapped_areas(city.districts)
    drawn = drawn_boundaries(shown, city.districts.set_index("district")["name"], "Almere")
    numbers = shapely.get_coordinates(shapes(drawn.cells))
    assert np.array_equal(numbers, numbers.round(5))
    for feature in [*drawn.cells["features"], *drawn.outlines["features"]]:
        assert set(feature) == {"type", "id", "properties", "geometry"}
        assert feature["properties"] == {}
    assert [feature["id"] for feature in drawn.cells["features"]] == list(range(66))  # CBS 2016: 66 buurten


def test_larger_areas_are_outlines_with_a_name_inside_them(city: SupportNetwork) -> None:
    shown = mapped_areas(city.districts)
    drawn = drawn_boundaries(shown, city.districts.set_index("district")["name"], "Almere")
    assert set(drawn.outline_names) == {"Haven", "Stad", "Buiten", "Poort", "Hout", "Pampus"}  # CBS 2016: 6 wijken
    cells, outlines = shapes(drawn.cells), shapes(drawn.outlines)
    parents = list(shown["parent"].unique())
    for parent, outline, (lat, lon) in zip(parents, outlines, drawn.outline_points, strict=True):
        union = shapely.union_all(cells[(shown["parent"] == parent).to_numpy()])
        assert shapely.contains_xy(union, lon, lat)
        assert shapely.equals(shapely.boundary(union), outline)


def test_without_larger_areas_there_are_no_outlines() -> None:
    drawn = drawn_boundaries(wiggly(1, 2), pd.Series(dtype="str"))
    assert drawn.outlines["features"] == []
    assert drawn.outline_names == drawn.outline_points == ()


def test_districts_without_boundaries_are_told_what_to_do() -> None:
    frame = pd.DataFrame({"district": ["a", "b"], "name": ["a", "b"], "parent": [None, None]})
    with pytest.raises(DataError, match=r"needs the boundaries .* Give districts as GeoJSON"):
        mapped_areas(frame)
    some = gpd.GeoDataFrame(frame, geometry=[box(0, 0, 1, 1), None], crs="EPSG:4326")
    with pytest.raises(DataError, match=r"1 of 2 districts have no boundary: b\. Give districts"):
        mapped_areas(some)


def test_a_larger_area_needs_no_boundary_of_its_own() -> None:
    borders = district_borders()
    borders.loc[borders["parent"].isna(), "geometry"] = None
    assert len(mapped_areas(borders)) == 66


def test_larger_areas_are_the_union_of_their_districts(city: SupportNetwork) -> None:
    areas = mapped_areas(city.districts, "parent")
    assert len(areas) == 6  # CBS 2016: 6 wijken
    assert set(areas["name"]) == {f"Almere {part}" for part in ("Haven", "Stad", "Buiten", "Poort", "Hout", "Pampus")}
    districts = mapped_areas(city.districts)
    for area in areas.itertuples():
        union = shapely.union_all(districts.loc[districts["parent"] == area.district, "geometry"].array)
        assert shapely.equals(union, area.geometry)
    assert areas["parent"].isna().all()
    with pytest.raises(DataError, match="no district lies in a larger area"):
        mapped_areas(wiggly(1, 2).assign(name="x"), "parent")
