"""In which district does a person with lon and lat live? The oracle is a slow loop over shapely geometries."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng

TIES = pd.DataFrame({"giver": [], "receiver": []})
EDGE = np.linspace(0, 1, 5)


def city(parents: bool = False) -> gpd.GeoDataFrame:
    """Return a grid of sixteen squares of a quarter, in a shuffled order, some of them within two halves."""
    squares = [
        {
            "district": f"d{x}{y}",
            "parent": f"half{x // 2}",
            "geometry": shapely.box(EDGE[x], EDGE[y], EDGE[x + 1], EDGE[y + 1]),
        }
        for x in range(4)
        for y in range(4)
    ]
    if parents:
        halves = [
            {"district": f"half{x}", "parent": None, "geometry": shapely.box(x / 2, 0, x / 2 + 0.5, 1)}
            for x in range(2)
        ]
        squares = [*halves, *squares]
    order = np.random.default_rng(4).permutation(len(squares))
    return gpd.GeoDataFrame([squares[at] for at in order], crs=4326)


def slowly(points: list[tuple[float, float]], districts: gpd.GeoDataFrame) -> list[str | None]:
    """Look at each person and each district, in the order of the table."""
    parents = set(districts["parent"].dropna())
    found = []
    for lon, lat in points:
        touching = (
            code
            for code, shape in zip(districts["district"], districts.geometry, strict=True)
            if code not in parents and shape is not None and shape.intersects(shapely.Point(lon, lat))
        )
        found.append(next(touching, None))
    return found


def placed(points: list[tuple[float, float]], districts: gpd.GeoDataFrame) -> list[str | None]:
    """Return where netgraph places people."""
    people = pd.DataFrame(points, columns=["lon", "lat"], dtype="float64")
    people["person"] = [f"p{number}" for number in range(len(points))]
    network = ng.from_tables(people, TIES, districts, about={"design": "whole_network"})
    outside = network.notices.set_index("rule")["rows"].get("outside_boundaries", 0)
    home = [None if pd.isna(code) else code for code in network.people["district"]]
    assert outside == home.count(None)
    return home


# Inside, on borders and corners, and outside.
place = st.one_of(st.floats(-0.5, 1.5), st.sampled_from(EDGE.tolist()))


@given(points=st.lists(st.tuples(place, place), min_size=1, max_size=30), parents=st.booleans())
@settings(max_examples=20, deadline=None)
def test_people_live_where_a_slow_loop_finds_them(points: list[tuple[float, float]], parents: bool) -> None:
    """On a border the first district of the table counts; larger areas take nobody."""
    districts = city(parents)
    assert placed(points, districts) == slowly(points, districts)


def test_boundaries_in_another_coordinate_system() -> None:
    """Points are moved to the system of the boundaries; the oracle draws its points there by hand."""
    in_metres = gpd.GeoDataFrame(
        {"district": ["west", "east"]},
        geometry=[shapely.box(140_000, 480_000, 143_000, 490_000), shapely.box(143_000, 480_000, 146_000, 490_000)],
        crs=28992,
    )
    metres = [
        (141_000, 485_000),
        (142_999.5, 489_999.5),
        (143_000.5, 485_000),
        (147_000, 485_000),
        (143_000.5, 480_000.5),
    ]
    degrees = gpd.GeoSeries([shapely.Point(point) for point in metres], crs=28992).to_crs(4326)
    assert placed([(point.x, point.y) for point in degrees], in_metres) == ["west", "west", "east", None, "east"]


def test_places_that_the_coordinate_system_of_the_boundaries_does_not_know() -> None:
    """In the UTM zone of the Netherlands a place on the equator at 95 degrees east lies at infinity."""
    in_metres = city().assign(geometry=lambda frame: frame.translate(5, 52)).to_crs(32631)
    assert placed([(95.0, 0.0), (5.1, 52.1), (-180.0, 90.0)], in_metres) == [None, "d00", None]


def test_a_district_that_is_given_is_never_changed() -> None:
    people = pd.DataFrame(
        {
            "person": ["a", "b", "c", "d"],
            "district": ["d33", "elsewhere", None, None],
            "lon": [0.1, 0.1, 0.1, None],
            "lat": [0.1, 0.1, 0.1, None],
        }
    )
    home = ng.from_tables(people, TIES, city()).people["district"]
    assert [None if pd.isna(code) else code for code in home] == ["d33", "elsewhere", "d00", None]


def test_without_boundaries_nobody_is_placed() -> None:
    people = pd.DataFrame({"person": ["a"], "lon": [0.1], "lat": [0.1]})
    network = ng.from_tables(people, TIES, pd.DataFrame({"district": ["d00"]}))
    assert network.people["district"].isna().all()
    assert "unknown_district" in set(network.notices["rule"])


def test_a_district_without_a_boundary_takes_nobody() -> None:
    districts = city()
    districts.loc[districts["district"] == "d00", "geometry"] = None
    assert placed([(0.1, 0.1), (0.9, 0.9)], districts) == [None, "d33"]


@pytest.mark.parametrize("hole", [True, False])
def test_holes_and_islands(hole: bool) -> None:
    ring = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    shapes = [ring, shapely.MultiPolygon([shapely.box(1, 1, 2, 2), shapely.box(5, 5, 6, 6)])]
    districts = gpd.GeoDataFrame({"district": ["ring", "islands"], "parent": None}, geometry=shapes, crs=4326)[
        : 2 - hole
    ]
    expected = [None, None, "ring"] if hole else ["islands", "islands", "ring"]
    assert placed([(1.5, 1.5), (5.5, 5.5), (0.5, 0.5)], districts) == expected
