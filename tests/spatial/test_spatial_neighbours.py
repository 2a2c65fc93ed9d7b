"""Who borders on whom: counted by hand on a grid, and against measuring every two areas."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.spatial.neighbours import areas_of, check_within, neighbour_graph, neighbours_among
from tests.small_networks import small_network
from tests.spatial.grids import RD, SIDE, grid, network_of, slow_neighbours, square


def found(network: ng.SupportNetwork, within: float = 10.0, by: str = "district") -> dict[str, list[str]]:
    """Return the neighbours of every area that has some."""
    adjacency = neighbour_graph(network, by, within).adjacency  # type: ignore[arg-type]
    pairs = adjacency[adjacency > 0].reset_index()
    return {code: sorted(others) for code, others in pairs.groupby("focal")["neighbor"]}


def test_corners_count_on_a_grid() -> None:
    """On three by three squares a corner has 3 neighbours, a side 5 and the middle 8."""
    near = found(network_of(grid(3, 3)))
    assert {code: len(others) for code, others in near.items()} == {
        **dict.fromkeys(("r0c0", "r0c2", "r2c0", "r2c2"), 3),
        **dict.fromkeys(("r0c1", "r1c0", "r1c2", "r2c1"), 5),
        "r1c1": 8,
    }
    assert near["r0c0"] == ["r0c1", "r1c0", "r1c1"]


@pytest.mark.parametrize(("within", "neighbours"), [(10.0, 1), (3.0, 1), (2.9, 0), (1.0, 0), (0.0, 0)])
def test_slivers_of_three_metres_are_no_border(within: float, neighbours: int) -> None:
    """Squares of 997 m a kilometre apart leave 3 m between them."""
    network = network_of({"west": square(0, 0, SIDE - 3), "east": square(1, 0, SIDE - 3)})
    graph = neighbour_graph(network, "district", within)
    assert graph.cardinalities.to_dict() == {"east": neighbours, "west": neighbours}
    assert list(graph.isolates) == ([] if neighbours else ["east", "west"])


def test_touching_is_enough_within_nothing() -> None:
    assert found(network_of(grid(2, 2)), 0.0)["r0c0"] == ["r0c1", "r1c0", "r1c1"]


def test_areas_that_overlap_or_lie_in_or_on_each_other_are_neighbours_once() -> None:
    shapes = {"a": square(0, 0), "overlaps": square(0.5, 0), "inside": square(0.2, 0.2, 100.0), "same": square(0, 0)}
    adjacency = neighbour_graph(network_of(shapes)).adjacency
    assert not adjacency.index.duplicated().any()
    assert (adjacency == 1).all()
    assert found(network_of(shapes))["a"] == ["inside", "overlaps", "same"]


@st.composite
def some_squares(draw: st.DrawFn) -> dict[str, shapely.Polygon]:
    """Draw squares of some metres at whole metres, so that no distance is a rounding away from another."""
    places = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 15)), min_size=1))
    codes = draw(st.permutations([f"d{number}" for number in range(len(places))]))
    return {code: square(x / SIDE, y / SIDE, side) for code, (x, y, side) in zip(codes, places, strict=True)}


@given(some_squares(), st.integers(0, 20))
@settings(max_examples=50)
def test_neighbours_are_those_of_measuring_every_two(shapes: dict[str, shapely.Polygon], within: int) -> None:
    slow = slow_neighbours(shapes, within + 1e-6)
    assert found(network_of(shapes), within) == {code: sorted(others) for code, others in slow.items()}


@pytest.mark.parametrize("crs", [RD, "EPSG:4326", "EPSG:3857", "EPSG:32631"])
def test_metres_are_metres_in_any_coordinate_system(crs: str) -> None:
    """In the Netherlands a metre of web tiles (EPSG:3857) is 0.6 m: 8 and 12 m would be 13 and 20 there."""
    shapes = {"a": square(0, 0, SIDE - 8), "b": square(1, 0, SIDE - 12), "c": square(2, 0)}
    there = gpd.GeoSeries(shapes, crs=RD).to_crs(crs)
    assert found(network_of(there.to_dict(), crs)) == {"a": ["b"], "b": ["a"]}


def test_elsewhere_metres_are_those_of_the_utm_zone() -> None:
    """Lisbon lies in zone 29; the squares are drawn there and given in degrees."""
    west, south = 488_000, 4_286_000
    shapes = {
        "a": shapely.box(west, south, west + 992, south + 1000),
        "b": shapely.box(west + 1000, south, west + 1988, south + 1000),
        "c": shapely.box(west + 2000, south, west + 3000, south + 1000),
    }
    there = gpd.GeoSeries(shapes, crs="EPSG:32629").to_crs("EPSG:4326")
    assert found(network_of(there.to_dict(), "EPSG:4326")) == {"a": ["b"], "b": ["a"]}


def test_larger_areas_border_where_their_districts_do() -> None:
    """Rows of four squares: two of one area, one of the next, and one in no larger area."""
    network = network_of(grid(4, 1), parent=["left", "left", "right", None])
    assert found(network, by="parent") == {"left": ["right"], "right": ["left"]}
    areas = areas_of(network, "parent")
    assert areas.index.tolist() == ["left", "right"]
    assert areas.index.name == "parent"
    assert areas.geometry["left"].area == pytest.approx(2 * SIDE**2)


def test_an_area_over_others_borders_on_none_of_them() -> None:
    """Somebody lives in the city as such: it is an area with figures, but lies over its districts."""
    shapes = {"city": square(0, 0, 2 * SIDE), "r0c0": square(0, 0), "r0c1": square(1, 0)}
    network = network_of(shapes, parent=[None, "city", "city"])
    assert areas_of(network).geometry.isna().tolist() == [True, False, False]
    assert found(network) == {"r0c0": ["r0c1"], "r0c1": ["r0c0"]}
    assert list(neighbour_graph(network).isolates) == ["city"]


def test_areas_have_their_names_or_else_their_codes() -> None:
    areas = areas_of(network_of(grid(2, 1), name=["De Werven", None]))
    assert areas["name"].tolist() == ["De Werven", "r0c1"]
    assert areas.crs == RD


def test_who_is_left_when_some_are_taken_out() -> None:
    """Of a row of five the second is taken out: the first has no neighbour left; weights of each add up to 1."""
    graph = neighbours_among(neighbour_graph(network_of(grid(5, 1))), ["r0c4", "r0c3", "r0c2", "r0c0"])
    assert graph.unique_ids.tolist() == ["r0c2", "r0c3", "r0c4"]
    assert graph.sparse.toarray().tolist() == [[0, 1, 0], [0.5, 0, 0.5], [0, 1, 0]]


@pytest.mark.parametrize("left", [[], ["r0c0"], ["r0c0", "r0c2"]])
def test_when_nobody_has_a_neighbour_nobody_is_left(left: list[str]) -> None:
    assert len(neighbours_among(neighbour_graph(network_of(grid(3, 1))), left).unique_ids) == 0


def test_the_graph_is_in_the_order_of_codes_whatever_that_of_the_table() -> None:
    shapes = grid(3, 2)
    turned = dict(reversed(shapes.items()))
    pd.testing.assert_series_equal(
        neighbour_graph(network_of(shapes)).adjacency, neighbour_graph(network_of(turned)).adjacency
    )


def test_without_boundaries_the_error_says_so() -> None:
    with pytest.raises(
        ng.DataError, match=r"follows from boundaries, and these data have none\. Give districts as Geo"
    ):
        neighbour_graph(small_network("a>b"))


def test_missing_boundaries_are_named() -> None:
    network = network_of({**grid(2, 1), "nowhere": None})  # type: ignore[dict-item]
    with pytest.raises(ng.DataError, match="1 of 3 districts have no boundary: nowhere") as error:
        neighbour_graph(network)
    assert error.value.problems["rule"].tolist() == ["missing_boundaries"]


def test_without_larger_areas_the_error_says_so() -> None:
    with pytest.raises(ng.DataError, match="no district lies in a larger area"):
        neighbour_graph(network_of(grid(2, 1)), "parent")


@pytest.mark.parametrize("within", [-1, float("nan"), float("inf"), "10", None, True, np.bool_(1)])
def test_a_distance_that_is_none_is_refused(within: object) -> None:
    with pytest.raises(ng.NetgraphError, match="within must be a number of metres of 0 or more"):
        check_within(within)


@pytest.mark.parametrize("within", [0, 2.5, np.int64(3), np.float32(4)])
def test_any_number_is_a_distance(within: float) -> None:
    assert check_within(within) == float(within)
