"""Borders on the page: shared, rounded, without words, and outlines around what lies together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from netgraph.errors import DataError
from netgraph.mapping.boundaries import drawn_boundaries, packed
from netgraph.network.areas import mapped_areas
from netgraph.synthetic.borders import district_borders
from tests.mapping.read_page import unpacked

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork


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
    drawn = drawn_boundaries(given.to_crs(crs), pd.Series(dtype="str")).cells
    assert shapely.coverage_is_valid(drawn)  # GEOS: no gap and no overlap anywhere
    assert shapely.get_num_coordinates(drawn).sum() < before / 5
    # Nothing moved further than the tolerance: 2e-4 degree is about 22 metres north-south. GEOS takes it as the
    # square root of an area, so a corner may move a little further.
    exact = gpd.GeoSeries(drawn, crs="EPSG:4326").to_crs("EPSG:28992")
    assert max(shapely.hausdorff_distance(exact.array, given.geometry.array)) < 50


def test_coordinates_have_five_decimals_and_shapes_no_words(city: SupportNetwork) -> None:
    shown = mapped_areas(city.districts)
    drawn = drawn_boundaries(shown, city.districts.set_index("district")["name"], "Almere")
    assert drawn.decimals == 5
    numbers = shapely.get_coordinates(drawn.cells)
    assert np.array_equal(numbers, numbers.round(5))
    assert len(drawn.cells) == 66  # CBS 2016: 66 buurten
    assert not any(word in repr(packed(drawn.cells, 5)) for word in ("BU0034", "Almere"))


def test_a_map_of_a_country_is_drawn_in_fewer_decimals() -> None:
    """2,000 cells or more: about ten metres, and borders within 50 metres."""
    west, south = (axis.ravel() for axis in np.meshgrid(np.arange(50) / 100, 52 + np.arange(40) / 100))
    cells = shapely.box(west, south, west + 0.01, south + 0.01)
    codes = [f"d{k}" for k in range(2_000)]
    frame = gpd.GeoDataFrame({"district": codes, "name": codes, "parent": None}, geometry=cells, crs="EPSG:4326")
    names = pd.Series(dtype="str")
    assert drawn_boundaries(frame, names).decimals == 4
    assert drawn_boundaries(frame.iloc[1:], names).decimals == 5
    assert drawn_boundaries(frame, names).middles[0] == (52.005, 0.005)


def test_larger_areas_are_outlines_with_a_name_inside_them(city: SupportNetwork) -> None:
    shown = mapped_areas(city.districts)
    drawn = drawn_boundaries(shown, city.districts.set_index("district")["name"], "Almere")
    assert set(drawn.outline_names) == {"Haven", "Stad", "Buiten", "Poort", "Hout", "Pampus"}  # CBS 2016: 6 wijken
    cells, outlines = drawn.cells, drawn.outlines
    parents = list(shown["parent"].unique())
    for parent, outline, (lat, lon) in zip(parents, outlines, drawn.outline_points, strict=True):
        union = shapely.union_all(cells[(shown["parent"] == parent).to_numpy()])
        assert shapely.contains_xy(union, lon, lat)
        assert shapely.equals(union, outline)


def test_without_larger_areas_there_are_no_outlines() -> None:
    drawn = drawn_boundaries(wiggly(1, 2), pd.Series(dtype="str"))
    assert len(drawn.outlines) == 0
    assert packed(drawn.outlines, drawn.decimals) == []
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


# --- as the page has them


def test_packed_by_hand() -> None:
    """A square with a square hole, in steps of 0.1: distances between points, the closing one left out."""
    holed = shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 1)], [[(0.2, 0.2), (0.2, 0.4), (0.4, 0.4), (0.4, 0.2)]])
    two = shapely.MultiPolygon([box(5, 52, 5.1, 52.1), box(6, 53, 6.1, 53.1)])
    assert packed(np.array([holed, two]), 1) == [
        [[[0, 0, 10, 0, 0, 10, -10, 0], [2, 2, 0, 2, 2, 0, 0, -2]]],
        [[[51, 520, 0, 1, -1, 0, 0, -1]], [[61, 530, 0, 1, -1, 0, 0, -1]]],
    ]
    assert packed(np.array([shapely.Polygon(), None]), 1) == [[], []]


STEPS = st.integers(-500, 500)


@st.composite
def polygons(draw: st.DrawFn) -> shapely.Polygon:
    """Draw a polygon, perhaps with a hole: the hull of points, and a smaller one inside; all on a grid of 1e-5."""
    points = draw(st.lists(st.tuples(STEPS, STEPS), min_size=3, max_size=12, unique=True))
    east, north = draw(st.tuples(st.integers(-180, 179), st.integers(-90, 89)))
    hull = shapely.convex_hull(shapely.MultiPoint(points))
    if hull.geom_type != "Polygon":
        hull = box(0, 0, *(1 + abs(part) for part in points[0]))
    placed = shapely.transform(hull, lambda steps: steps / 10**5 + np.array([east, north]))
    if not draw(st.booleans()):
        return placed
    inside = shapely.transform(placed, lambda points: points + (points.mean(axis=0) - points) * 0.6)
    return shapely.Polygon(placed.exterior, [inside.exterior])


@given(st.lists(st.lists(polygons(), min_size=1, max_size=3).map(shapely.MultiPolygon), max_size=4))
def test_unpacked_shapes_are_the_rounded_ones(shapes: list[shapely.MultiPolygon]) -> None:
    """Every polygon and hole in its place, point by point, at five decimals."""
    read = unpacked(packed(np.array(shapes, dtype=object), 5), 5)
    assert len(read) == len(shapes)
    for given_shape, found in zip(shapes, read, strict=True):
        expected = shapely.transform(given_shape, lambda points: np.round(points, 5))
        assert (
            shapely.get_num_interior_rings(found.geoms).tolist()
            == shapely.get_num_interior_rings(expected.geoms).tolist()
        )
        assert np.allclose(shapely.get_coordinates(found), shapely.get_coordinates(expected), rtol=0, atol=1e-9)


def test_the_borders_of_a_city_survive_the_page(city: SupportNetwork) -> None:
    """Neighbours still share their borders after they were written and read; nothing is lost."""
    drawn = drawn_boundaries(mapped_areas(city.districts), city.districts.set_index("district")["name"], "Almere")
    read = np.array(unpacked(packed(drawn.cells, drawn.decimals), drawn.decimals))
    assert all(shapely.equals_exact(read, shapely.multipolygons([shapely.get_parts(c) for c in drawn.cells]), 1e-9))
    assert shapely.coverage_is_valid(shapely.set_precision(read, 1e-5))
    assert len(drawn.middles) == 66
    assert all(shapely.contains_xy(cell, lon, lat) for cell, (lat, lon) in zip(read, drawn.middles, strict=True))
