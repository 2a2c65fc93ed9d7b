"""Areas as a map shows them: borders simplified together, districts joined into larger areas, names without their city.

Expected areas and points are those of squares on a grid, which can be counted by hand.
"""

import numpy as np
import pandas as pd
import pytest
import shapely

import netgraph as ng
from netgraph.errors import DataError
from netgraph.network.areas import (
    area_label,
    has_boundaries,
    larger_areas,
    listed_areas,
    mapped_areas,
    simplified,
)

BORDER = [(10, 10), (10.3, 7.5), (9.8, 5), (10.2, 2.5), (10, 0)]


def two_neighbours():
    """Two fields of ten by ten on either side of a border that bends a little."""
    west = shapely.Polygon([(0, 0), (0, 10), *BORDER])
    east = shapely.Polygon([(20, 10), (20, 0), *BORDER[::-1]])
    return np.array([west, east])


def test_neighbours_keep_one_border():
    """Simplified one by one, each would choose points of its own and a gap could open."""
    west, east = simplified(two_neighbours(), 2.0)
    assert shapely.get_num_coordinates(west) < shapely.get_num_coordinates(two_neighbours()[0])
    assert west.intersection(east).area == 0
    assert shapely.union(west, east).area == pytest.approx(200)


def test_a_bend_larger_than_the_tolerance_stays():
    assert all(shapely.equals(simplified(two_neighbours(), 0.01), two_neighbours()))


def test_a_shape_that_cannot_be_simplified_with_its_neighbours_does_not_stop_the_map():
    """A spike without area makes GEOS refuse the whole coverage."""
    spike = shapely.Polygon([(4, 2), (5, 2), (4, 2), (4, 2)])
    with pytest.raises(shapely.errors.GEOSException):
        shapely.coverage_simplify(np.array([two_neighbours()[0], spike]), 2.0)
    found = simplified(np.array([two_neighbours()[0], spike]), 2.0)
    assert shapely.get_num_coordinates(found[0]) < shapely.get_num_coordinates(two_neighbours()[0])
    assert found[0].is_valid


def test_larger_areas_are_made_of_their_districts():
    squares = np.array([shapely.box(x, 0, x + 1, 1) for x in range(5)])
    parents = pd.Series(["north", "south", "north", None, "south"])
    codes, areas = larger_areas(parents, squares, 0.01)
    assert codes == ["north", "south"]
    assert [area.area for area in areas] == pytest.approx([2, 2])
    assert areas[0].equals(shapely.MultiPolygon([squares[0], squares[2]]))


def test_no_larger_area_is_no_error():
    codes, areas = larger_areas(pd.Series([None, None], dtype="str"), np.array([shapely.box(0, 0, 1, 1)] * 2), 0.01)
    assert codes == []
    assert len(areas) == 0


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("Almere Haven", "Almere", "Haven"),
        ("Almere Haven", "", "Almere Haven"),
        ("Almerehaven", "Almere", "Almerehaven"),
        ("Almere", "Almere", "Almere"),
    ],
)
def test_a_name_does_not_repeat_its_city(name, place, expected):
    assert area_label(pd.Series({"W": name}), "W", place) == expected


def test_an_area_without_a_name_is_called_by_its_code():
    assert area_label(pd.Series({"W": "Haven"}), "V", "Almere") == "V"


@pytest.mark.parametrize("by", ["district", "parent"])
def test_areas_are_listed_as_they_are_mapped(by):
    """The oracle is what is drawn; larger areas without a row of their own are called by their code."""
    districts = ng.synthetic_network(people=300, seed=1).districts
    for some in (districts, districts[districts["parent"].notna()]):
        drawn = pd.DataFrame(mapped_areas(some, by)[["district", "name", "parent"]]).astype("str")
        pd.testing.assert_frame_equal(listed_areas(some, by).astype("str"), drawn, check_index_type=False)


def test_without_boundaries_of_all_there_is_nothing_to_map_but_a_list():
    districts = ng.synthetic_network(people=300, seed=1).districts
    assert has_boundaries(districts)
    lowest = districts.index[districts["parent"].notna()]
    lacking = districts.copy()
    lacking.loc[lowest[0], "geometry"] = None
    bare = pd.DataFrame(districts.drop(columns="geometry"))
    assert has_boundaries(lacking)  # mapped_areas then says which one is missing
    lacking["geometry"] = None
    assert not has_boundaries(lacking)
    assert not has_boundaries(bare)
    assert len(listed_areas(bare)) == len(mapped_areas(districts))
    with pytest.raises(DataError, match="no district lies in a larger area"):
        listed_areas(bare.assign(parent=None), "parent")
