"""Year and maker of boundaries, told by the table of districts, by about.toml or by both."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import netgraph as ng
from netgraph.network.separate_boundaries import with_boundaries

PEOPLE = pd.DataFrame({"person": ["a", "b"], "district": ["west", "east"]})
TIES = pd.DataFrame({"giver": ["a"], "receiver": ["b"]})


def network(about=None, **columns):
    districts = pd.DataFrame({"district": ["west", "east"], **columns})
    return ng.from_tables(PEOPLE, TIES, districts, about)


def borders(**columns):
    squares = [shapely.box(5.1, 52.3, 5.2, 52.4), shapely.box(5.2, 52.3, 5.3, 52.4)]
    return gpd.GeoDataFrame({"district": ["west", "east"], **columns}, geometry=squares, crs=4326)


@pytest.mark.parametrize("year", [2025, 2025.0, "2025", np.int32(2025), [2025, np.nan]])
def test_the_table_tells_the_year_and_who_made_the_boundaries(year):
    about = network(boundary_year=year, boundary_source="CBS").about
    assert (about.boundary_year, about.boundary_source) == (2025, "CBS")


def test_about_may_say_the_same():
    assert network({"boundary_year": 2025}, boundary_year=2025).about.boundary_year == 2025


@pytest.mark.parametrize(
    ("about", "columns", "expected"),
    [
        ({}, {"boundary_year": [2024, 2025]}, "column boundary_year: districts of one map .* found 2024 and 2025"),
        ({}, {"boundary_source": ["CBS", "us"]}, "column boundary_source: .* found CBS and us"),
        ({}, {"boundary_year": "last year"}, "this is no year: last year"),
        ({}, {"boundary_year": 25}, "this is no year: 25"),
        ({"boundary_year": 2016}, {"boundary_year": 2025}, "the table says 2025, and about.toml 2016. One is wrong"),
    ],
)
def test_what_contradicts_itself(about, columns, expected):
    with pytest.raises(ng.DataError, match=expected) as raised:
        network(about, **columns)
    assert raised.value.problems["rule"].tolist() == ["boundary_fact"]


def test_separate_boundaries_tell_it_too():
    """Codes of 2016 under boundaries of 2025 would be other areas."""
    made = with_boundaries(network(), borders(boundary_year=2025, boundary_source="CBS"))
    assert (made.about.boundary_year, made.about.boundary_source) == (2025, "CBS")
    with pytest.raises(ng.DataError, match=r"the table says 2025, and about\.toml 2016"):
        with_boundaries(network({"boundary_year": 2016}), borders(boundary_year=2025))


def test_boundaries_that_make_room_take_their_year_along():
    before = ng.from_tables(PEOPLE, TIES, borders(boundary_year=2016, boundary_source="CBS"))
    after = with_boundaries(before, borders())
    assert (after.about.boundary_year, after.about.boundary_source) == (None, None)
    assert "boundary_year" not in after.districts
    assert with_boundaries(before, borders(boundary_year=2025)).about.boundary_year == 2025
