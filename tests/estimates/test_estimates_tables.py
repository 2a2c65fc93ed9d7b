"""The tidy and the wide table: rows, columns, order, types and what stands where there is no figure."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

import netgraph as ng
from netgraph.estimates import TIDY_COLUMNS
from tests.random_networks import DISTRICTS, RANDOM, random_tables
from tests.small_networks import small_network

EVERY = list(ng.METRICS)
FIGURES = [name for name in EVERY if name != "bridging_share"]
"""All figures that can be made without choosing groups to bridge."""
WHOLE = [name for name, metric in ng.METRICS.items() if metric.shape == "whole"]
SHOWN = ["value", "numerator", "denominator", "low", "high", "smoothed"]


def districts(*codes: str, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"district": list(codes), **columns})


CITY = districts("south", "west", "east", "town", parent=["town", "town", "town", None])


@pytest.fixture(scope="module")
def city() -> ng.SupportNetwork:
    """Return two people in the east, one in the west, nobody in the south; the town is made up of these."""
    return small_network("a>b b>a c>a", "a@east b@east c@west d@elsewhere", districts=CITY)


def test_the_tidy_table(city):
    tidy = ng.district_estimates(city)
    assert list(tidy.columns) == list(TIDY_COLUMNS)
    assert tidy["group"].to_list() == [code for code in ("south", "west", "east") for _ in FIGURES]
    assert tidy["metric"].to_list() == FIGURES * 3
    assert isinstance(tidy.index, pd.RangeIndex)


@RANDOM
@given(random_tables(), st.sampled_from([None, "origin"]))
def test_types_and_order_on_any_network(tables, bridge_by):
    """Every district in table order, figures in the order of METRICS, people int64, figures float64, text as text."""
    network = tables.network()
    tidy, wide = (f(network, bridge_by=bridge_by) for f in (ng.district_estimates, ng.district_metrics))
    figures = EVERY if bridge_by else FIGURES
    codes = [row["district"] for row in tables.districts if row["district"] in DISTRICTS]
    assert tidy["group"].drop_duplicates().to_list() == codes
    assert tidy["metric"].to_list() == figures * len(codes)
    assert set(tidy[SHOWN].dtypes) == {np.dtype("float64")}
    assert tidy["people"].dtype == np.dtype("int64")
    assert {str(tidy[column].dtype) for column in ("group", "metric", "reason")} == {"str"}
    # A reason is given exactly where there is no value.
    assert ((tidy["reason"] == "") == tidy["value"].notna()).all()
    assert set(tidy["reason"]) <= {"", "undefined", "no_people"}
    assert wide.index.to_list() == codes
    assert wide.index.name == "district"
    assert list(wide.columns) == ["name", "people", "coverage", *figures]
    assert wide["people"].dtype == np.dtype("int64")
    assert set(wide[["coverage", *figures]].dtypes) == {np.dtype("float64")}
    np.testing.assert_array_equal(wide[figures].to_numpy().ravel(), tidy["value"].to_numpy())
    # A figure that is no ratio of two sums has no such sums and no interval; all others have their sums everywhere.
    no_ratio = tidy["metric"].isin(WHOLE)
    assert tidy.loc[no_ratio, ["numerator", "denominator", "low", "high"]].isna().all(axis=None)
    np.testing.assert_array_equal(tidy.loc[no_ratio, "smoothed"], tidy.loc[no_ratio, "value"])
    assert tidy.loc[~no_ratio, "denominator"].notna().all()
    shown = tidy["value"].notna() & ~no_ratio
    assert tidy.loc[shown, ["numerator", "smoothed"]].notna().all(axis=None)


def test_types_without_any_figure_or_district(city):
    """Empty tables have the columns and types of full ones."""
    full = ng.district_estimates(city)
    nowhere = ng.from_tables(
        pd.DataFrame({"person": ["a"], "district": ["elsewhere"]}), pd.DataFrame({"giver": [], "receiver": []})
    )
    for empty in (ng.district_estimates(city, []), ng.district_estimates(nowhere)):
        assert len(empty) == 0
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert len(ng.district_metrics(nowhere)) == 0
    assert list(ng.district_metrics(city, []).columns) == ["name", "people", "coverage"]
    assert len(ng.thin_networks(nowhere)) == 0


def test_reasons_where_there_is_no_figure(city):
    """In the south lives nobody. In the west c gives to a, gets nothing, and cares for nobody; by hand.

    Nobody there is supported, so there is no support to spread and none to lose; there are no pairs of residents, no
    ties among them, no known hours, no two contacts, and neither carers nor volunteers nor paid help.
    """
    reasons = ng.district_estimates(city).set_index(["group", "metric"])["reason"]
    assert set(reasons["south"]) == {"no_people"}
    undefined = {
        *("support_gini", "fragmentation", "reciprocity_rho", "weighted_reciprocity", "clustering"),
        *("carers_alone", "care_hours", "intensive_carers", "carer_balance", "respite_reach", "carer_peers"),
        *("volunteer_hours", "volunteer_carers", "volunteer_guidance"),
        *("volunteer_dependence", "keystone", "formal_informal"),
    }
    assert reasons["west"].to_dict() == {name: "undefined" if name in undefined else "" for name in FIGURES}


@pytest.mark.parametrize(
    ("by", "name", "index"),
    [
        ("district", "district", ["south", "west", "east"]),
        ("parent", "parent", ["town"]),
        ("roles", "roles", ["resident"]),
        (None, "all", ["all"]),
    ],
)
def test_the_wide_index_is_named_after_by(city, by, name, index):
    wide = ng.district_metrics(city, by=by)
    assert (wide.index.name, wide.index.to_list()) == (name, index)
    assert ng.district_estimates(city, by=by)["group"].drop_duplicates().to_list() == index


def with_column(**values: list[object]) -> ng.SupportNetwork:
    """Return five people, the last of whom lives elsewhere, with columns of their own."""
    network = small_network("a>b b>a c>a d>a", "a@east b@east c@west d@west e@elsewhere")
    return ng.from_tables(network.people.assign(**values), network.ties)


def test_by_a_column_of_people():
    """By age: old are a and c, young are b; d's age is unknown, and e lives elsewhere: both are in no group."""
    network = with_column(age=["old", "young", "old", None, "old"])
    tidy = ng.district_estimates(network, ["contacts"], by="age").set_index("group")
    assert tidy["people"].to_dict() == {"old": 2, "young": 1}
    assert tidy["value"].to_dict() == {"old": (3 + 1) / 2, "young": 1.0}


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([2, 10, 2, 10, 1], ["1", "2", "10"]),
        ([True, False, True, True, True], ["False", "True"]),
        (["b", "a", "b", "a", "c"], ["a", "b", "c"]),
        (pd.Categorical(["low", "high", "low", "low", "low"], ["low", "high", "none"]), ["low", "high"]),
    ],
    ids=["numbers", "flags", "text", "categories"],
)
def test_groups_of_a_column_are_text_in_the_order_of_its_values(values, labels):
    """The group of a value that only somebody from elsewhere has (1, c) is there too, with nobody in it."""
    tidy = ng.district_estimates(with_column(what=values), ["isolated"], by="what")
    assert tidy["group"].to_list() == labels
    assert str(tidy["group"].dtype) == "str"


def test_a_list_crosses_its_keys_and_adds_a_column_for_each():
    network = with_column(age=["old", "young", "old", None, "old"])
    tidy = ng.district_estimates(network, ["isolated", "contacts"], by=["district", "age"])
    assert list(tidy.columns) == ["district", "age", *TIDY_COLUMNS]
    assert tidy["group"].to_list() == ["east / old"] * 2 + ["east / young"] * 2 + ["west / old"] * 2
    assert tidy["age"].to_list() == ["old"] * 2 + ["young"] * 2 + ["old"] * 2
    wide = ng.district_metrics(network, ["contacts"], by=["district", "age"])
    assert isinstance(wide.index, pd.MultiIndex)
    assert wide.index.names == ["district", "age"]
    assert wide.index.to_list() == [("east", "old"), ("east", "young"), ("west", "old")]
    assert wide["contacts"].to_list() == [3.0, 1.0, 1.0]


def test_a_list_of_one_is_a_list_too():
    network = with_column(age=["old", "young", "old", None, "old"])
    tidy = ng.district_estimates(network, ["isolated"], by=["age"])
    assert list(tidy.columns) == ["age", *TIDY_COLUMNS]
    assert ng.district_metrics(network, ["isolated"], by=["age"]).index.names == ["age"]
    assert ng.district_estimates(network, ["isolated"], by=["district"])["district"].to_list() == ["east", "west"]


def test_groups_whose_joined_names_are_the_same_stay_apart():
    """``a / b`` with ``c`` and ``a`` with ``b / c`` are both called ``a / b / c``, and are two groups all the same."""
    network = with_column(one=["a / b", "a", "a", "a", "a"], other=["c", "b / c", "b / c", "x", "x"])
    wide = ng.district_metrics(network, ["contacts"], by=["one", "other"])
    assert wide["contacts"].to_dict() == {("a", "b / c"): 1.0, ("a", "x"): 1.0, ("a / b", "c"): 3.0}


@pytest.mark.parametrize(
    ("by", "near"),
    [
        ("distict", "Did you mean district?"),
        ("parents", "Did you mean parent?"),
        ("rolls", "Did you mean roles?"),
        ("person", "cannot group by 'person'"),
        ([], "at least one"),
        (["district", "nothing"], "Valid: district, parent, roles"),
        (["district", "district"], "twice"),
    ],
)
def test_what_cannot_be_grouped_by(city, by, near):
    with pytest.raises(ng.NetgraphError, match=near):
        ng.district_estimates(city, by=by)


@pytest.mark.parametrize(
    "name",
    ["people", "value", "group", "coverage", "isolated", "keystone", "hidden", "carer_definition", "bridge_by"],
)
def test_a_key_cannot_be_called_like_a_column_of_the_result(name):
    network = with_column(**{name: list("vwxyz")})
    with pytest.raises(ng.NetgraphError, match=f"cannot group by '{name}'.*[Rr]ename"):
        ng.district_metrics(network, by=["district", name])


# --- the larger areas


def test_a_larger_area_that_people_live_in_directly():
    """D is known to live in the town only: the town is a district of its own, and counts d among its people."""
    network = small_network("a>b", "a@west b@east d@town", districts=CITY)
    tidy = ng.district_estimates(network, ["isolated"])
    assert tidy["group"].to_list() == ["south", "west", "east", "town"]
    town = ng.district_estimates(network, ["isolated"], by="parent").set_index("group")
    assert town[["numerator", "people"]].to_dict("index") == {"town": {"numerator": 1.0, "people": 3}}


def test_three_levels():
    """Buurten lie in a wijk, and that in a stadsdeel: the larger area of the people is the wijk, at every level.

    The stadsdeel is the larger area of no buurt, so there is no row that would say that nobody lives there.
    """
    levels = districts("b1", "b2", "b3", "w1", "w2", "s", parent=["w1", "w1", "w2", "s", "s", None])
    network = small_network("a>b", "a@b1 b@b2 c@b3 d@w1", districts=levels)
    tidy = ng.district_estimates(network, ["isolated"], by="parent").set_index("group")
    assert tidy["people"].to_dict() == {"w1": 3, "w2": 1}


def test_parents_that_are_no_rows_have_their_code_for_a_name():
    network = small_network("a>b", "a@b1 b@b2", districts=districts("b1", "b2", parent=["y", "x"]))
    wide = ng.district_metrics(network, ["isolated"], by="parent")
    assert wide["name"].to_dict() == {"x": "x", "y": "y"}


# --- people, coverage, names and boundaries


def test_coverage_is_respondents_over_population():
    """West: 2 asked of a population of 8; the east has no population, so 1 asked of the 2 who are in the table."""
    table = districts("west", "east", "south", population=[8, None, 5])
    network = small_network("a>b", "a@west b@west c@east d@east", not_asked="d", districts=table)
    wide = ng.district_metrics(network, ["isolated"])
    assert wide["people"].to_dict() == {"west": 2, "east": 1, "south": 0}
    assert wide["coverage"].to_dict() == {"west": 0.25, "east": 0.5, "south": 0.0}


def test_coverage_counts_residents_only():
    """B is a professional and lives there; c is one too but volunteers, so c is a resident like others: 2 of 2."""
    roles = {"b": "professional", "c": "professional;volunteer", "d": "organisation"}
    wide = ng.district_metrics(small_network("a>b", "c d", roles=roles), ["isolated"])
    assert wide[["people", "coverage"]].to_dict("index") == {"west": {"people": 2, "coverage": 1.0}}


def test_coverage_where_there_is_nobody_at_all():
    table = districts("west", "south", population=[0, None])
    wide = ng.district_metrics(small_network("", "a@elsewhere", districts=table), ["isolated"])
    assert wide["coverage"].isna().all()


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        ([None, 6, 2, 10], {"town": 3 / 10}),  # the town's own
        ([2, 6, 2, None], {"town": 3 / 10}),  # of its parts
        ([None, 6, 2, None], {"town": 3 / 3}),  # that of a part is not known: 3 asked of the 3 in the table
    ],
)
def test_the_population_of_a_larger_area(population, expected):
    table = CITY.assign(population=population)
    network = small_network("a>b", "a@east b@east c@west", districts=table)
    assert ng.district_metrics(network, [], by="parent")["coverage"].to_dict() == pytest.approx(expected)


def test_the_population_of_everybody():
    table = CITY.assign(population=[2, 6, 2, None])
    network = small_network("a>b", "a@east b@east c@west", districts=table)
    assert ng.district_metrics(network, [], by=None)["coverage"].to_list() == [3 / 10]
    # A breakdown by people has no population: asked of those in the table.
    assert ng.district_metrics(network, [], by="roles")["coverage"].to_list() == [1.0]


@pytest.fixture
def drawn() -> ng.SupportNetwork:
    """Return a network whose districts have names and boundaries, but for the south."""
    shapes = gpd.GeoSeries([None, box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 0, 2, 1)], crs="EPSG:28992")
    table = gpd.GeoDataFrame(CITY.assign(name=["Zuid", "West", None, "De stad"]), geometry=shapes)
    return small_network("a>b", "a@east b@west", districts=table)


def test_with_boundaries_the_wide_table_is_a_geodataframe(drawn):
    wide = ng.district_metrics(drawn, ["isolated"])
    assert isinstance(wide, gpd.GeoDataFrame)
    assert wide.crs == "EPSG:28992"
    assert list(wide.columns) == ["name", "people", "coverage", "isolated", "geometry"]
    assert wide["name"].to_dict() == {"south": "Zuid", "west": "West", "east": "east"}
    assert wide.geometry.isna().to_dict() == {"south": True, "west": False, "east": False}
    town = ng.district_metrics(drawn, ["isolated"], by="parent")
    assert isinstance(town, gpd.GeoDataFrame)
    assert town.loc["town", "geometry"].equals(box(0, 0, 2, 1))


@pytest.mark.parametrize("by", [None, "roles", ["district", "roles"]], ids=str)
def test_other_groups_have_no_boundaries(drawn, by):
    wide = ng.district_metrics(drawn, ["isolated"], by=by)
    assert not isinstance(wide, gpd.GeoDataFrame)
    assert list(wide.columns) == ["people", "coverage", "isolated"]


def test_nothing_that_is_done_to_a_result_reaches_the_network(city):
    before = ng.district_estimates(city)
    tidy, wide = ng.district_estimates(city), ng.district_metrics(city)
    tidy["value"], wide["isolated"] = 9.0, 9.0
    pd.testing.assert_frame_equal(ng.district_estimates(city), before)


def test_a_column_of_lists_is_no_group() -> None:
    people = pd.DataFrame({"person": ["a", "b"], "district": "w", "hobbies": [["chess"], []]})
    network = ng.from_tables(people, pd.DataFrame({"giver": [], "receiver": []}))
    with pytest.raises(ng.NetgraphError, match="cannot group by 'hobbies'"):
        ng.district_metrics(network, by="hobbies")
