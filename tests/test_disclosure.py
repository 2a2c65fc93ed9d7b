"""The gate: what is hidden, everything that would tell it, and what may stay."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

import netgraph as ng
from netgraph.disclosure import MINIMUM, protect, protected_metrics
from netgraph.signals import signal_estimates
from tests.random_networks import RANDOM, random_tables, seeded_tables
from tests.small_networks import small_network

TELLING = ["value", "numerator", "denominator", "low", "high", "smoothed", "people"]


def crowd(**sizes: int) -> str:
    """Name people so that so many live in each district: ``west=9`` gives ``"west0@west … west8@west"``."""
    return " ".join(f"{code}{n}@{code}" for code, size in sizes.items() for n in range(size))


def city(**about: object) -> ng.SupportNetwork:
    """Return 9 people in the west, 10 in the east, 30 in the north with 9 carers among them, nobody in the south.

    In each district everybody gives to the next, and the last to the first.
    """
    sizes = {"west": 9, "east": 10, "north": 30}
    ties = " ".join(f"{code}{n}>{code}{(n + 1) % size}" for code, size in sizes.items() for n in range(size))
    roles = {f"north{n}": "carer" for n in range(9)}
    districts = pd.DataFrame({"district": ["west", "east", "north", "south"], "population": [100, 100, 100, 100]})
    return small_network(ties, crowd(west=9, east=10, north=30), roles=roles, districts=districts, **about)


def test_figures_about_fewer_than_ten_people_are_hidden():
    """The west has 9 people, the east 10; of the north's 30 people 9 are carers."""
    gated = protect(ng.district_estimates(city())).set_index(["group", "metric"])
    hidden = gated["hidden"] == "few_people"
    assert hidden["west"].all()
    assert hidden["east"][hidden["east"]].index.to_list() == ["carers_alone"]
    assert hidden["north"][hidden["north"]].index.to_list() == ["carers_alone"]


@RANDOM
@given(random_tables(), st.integers(10, 12))
def test_hidden_if_and_only_if_about_fewer_people(tables, minimum):
    """Every column that tells is empty in hidden cells; all other cells are as they were."""
    tidy = ng.district_estimates(tables.network(), by=["district", "age"])
    gated = protect(tidy, minimum=minimum)
    few = (tidy["people"] < minimum) & (tidy["reason"] != "no_people")
    assert (gated["hidden"] == np.where(few, "few_people", "")).all()
    assert gated.loc[few, TELLING].isna().all(axis=None)
    assert (gated.loc[few, "reason"] == "").all()
    same = gated.loc[~few, tidy.columns].astype({"people": "int64"})
    pd.testing.assert_frame_equal(same, tidy[~few])
    assert list(gated.columns) == [*tidy.columns, "hidden"]
    pd.testing.assert_index_equal(gated.index, tidy.index)


def test_a_larger_network_with_something_on_both_sides():
    """The same where groups are large enough: 500 people by district and age, minimum 10 to 16."""
    tidy = ng.district_estimates(seeded_tables(500, 600, seed=2).network(), by=["district", "age"])
    shown = {minimum: protect(tidy, minimum=minimum)["value"].notna() for minimum in (10, 13, 16)}
    assert [mask.sum() for mask in shown.values()] == sorted((mask.sum() for mask in shown.values()), reverse=True)
    assert 0 < shown[16].sum() < shown[10].sum() < len(tidy)
    # Whatever a higher minimum shows, a lower one shows too, and it is the same.
    for lower, higher in ((10, 13), (13, 16)):
        assert shown[lower][shown[higher]].all()
        both = protect(tidy, minimum=higher).loc[shown[higher], TELLING]
        pd.testing.assert_frame_equal(both, protect(tidy, minimum=lower).loc[shown[higher], TELLING])


def test_the_gate_changes_nothing_of_what_it_is_given():
    tidy = ng.district_estimates(city())
    before = tidy.copy()
    protect(tidy)
    pd.testing.assert_frame_equal(tidy, before)


def test_passing_twice_is_passing_once():
    """What is hidden stays hidden and is still called so; also when the first gate was the stricter one."""
    tidy = ng.district_estimates(city())
    once, strict = protect(tidy), protect(tidy, minimum=20)
    pd.testing.assert_frame_equal(protect(once), once)
    pd.testing.assert_frame_equal(protect(strict), strict)
    pd.testing.assert_frame_equal(protect(once, minimum=20), strict)


@pytest.mark.parametrize("minimum", [9, 0, -1, math.nan, None, "20", 10.5, True], ids=str)
def test_a_minimum_that_is_no_whole_number_of_ten_or_more_is_refused(minimum):
    """Nothing gets through because a comparison with it happens to be false."""
    tidy = ng.district_estimates(city())
    for gate in (lambda: protect(tidy, minimum=minimum), lambda: protected_metrics(city(), minimum=minimum)):
        with pytest.raises(ng.NetgraphError, match="minimum must be a whole number of 10 or more; found"):
            gate()


def test_ten_is_written_once():
    assert MINIMUM == 10
    assert protect(ng.district_estimates(city()), minimum=np.int64(12))["hidden"].eq("few_people").any()


def test_several_tables_go_in_and_come_out_by_what_they_are_grouped_by():
    network = city()
    tables = {by: ng.district_estimates(network, by=by) for by in ("district", "roles")}
    gated = protect(tables, minimum=12)
    assert list(gated) == ["district", "roles"]
    for by, table in gated.items():
        pd.testing.assert_frame_equal(table, protect(tables[by], minimum=12))


@pytest.mark.parametrize("columns", [["people"], ["value"], ["group", "metric", "value"]], ids=str)
def test_what_is_no_tidy_table_is_refused(columns):
    """A wide table has people but no value: its figures would pass unseen beside the empty people."""
    tidy = ng.district_estimates(city())
    with pytest.raises(ng.NetgraphError, match="tidy table"):
        protect(tidy[columns])
    with pytest.raises(ng.NetgraphError, match="district_estimates"):
        protect(ng.district_metrics(city()))


def test_that_nobody_lives_there_is_no_secret():
    gated = protect(ng.district_estimates(city())).set_index("group").loc["south"]
    assert set(gated["hidden"]) == {""}
    assert set(gated["reason"]) == {"no_people"}
    assert set(gated["people"]) == {0}


def test_what_a_design_cannot_show_is_no_secret_but_how_few_it_is_about_is():
    """A register of 9 people in the west: no figure can be observed, and that they are 9 is not told."""
    gated = protect(ng.district_estimates(city(design="register"))).set_index("group")
    assert set(gated.loc[["west", "east"], "reason"]) == {"not_observable"}
    assert set(gated.loc[["west", "east"], "hidden"]) == {""}
    assert gated.loc["west", "people"].isna().all()
    assert set(gated.loc["east", "people"]) == {10}


# --- the wide table


def test_the_wide_table():
    wide = protected_metrics(city(), ["isolated", "carers_alone"])
    plain = ng.district_metrics(city(), ["isolated", "carers_alone"])
    assert list(wide.columns) == ["name", "people", "coverage", "not_shown", "isolated", "carers_alone"]
    assert wide["not_shown"].to_dict() == {
        "west": "people;coverage;isolated;carers_alone",
        "east": "carers_alone",
        "north": "carers_alone",
        "south": "",
    }
    assert wide.loc["west", ["people", "coverage", "isolated", "carers_alone"]].isna().all()
    assert wide.loc[["east", "north", "south"], "people"].to_list() == [10, 30, 0]
    assert wide.loc[["east", "north", "south"], "coverage"].to_list() == [0.1, 0.3, 0.0]
    pd.testing.assert_series_equal(wide["isolated"].drop("west"), plain["isolated"].drop("west"))
    assert math.isnan(wide.loc["north", "carers_alone"])


def test_carers_who_are_too_few_are_hidden_where_there_are_any_and_undefined_where_there_are_none():
    """The east has no carers at all: its figure is undefined, and 0 people is fewer than ten: it is hidden too.

    Otherwise what is not hidden would say that nobody of these ten cares for anybody.
    """
    gated = protect(ng.district_estimates(city(), ["carers_alone"])).set_index("group")
    assert gated["hidden"].to_dict() == {"west": "few_people", "east": "few_people", "north": "few_people", "south": ""}
    assert gated.loc[["west", "east"], "reason"].to_list() == ["", ""]


def test_groups_of_a_list_that_are_too_small_are_left_out_each_by_itself():
    """Two groups have the same joined name, ``a / b / c``: that one of them is too small says nothing of the other."""
    network = city()
    people = network.people.assign(one="a", other="b / c")
    people.loc[:19, ["one", "other"]] = ["a / b", "c"]
    people.loc[:9, "one"] = "few"
    named = ng.from_tables(people, network.ties)
    wide = protected_metrics(named, ["isolated"], by=["one", "other"], minimum=11)
    assert wide.index.to_list() == [("a", "b / c")]
    assert wide["not_shown"].to_list() == [""]


def test_boundaries_pass():
    network = small_network("", crowd(west=9, east=10))
    shapes = gpd.GeoDataFrame(network.districts, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs="EPSG:28992")
    drawn = ng.from_tables(network.people, network.ties, shapes)
    wide = protected_metrics(drawn, ["isolated"])
    assert isinstance(wide, gpd.GeoDataFrame)
    assert wide.geometry.notna().all()
    assert wide["isolated"].isna().to_dict() == {"east": False, "west": True}


def test_no_person_enters_a_table_of_groups():
    with pytest.raises(ng.NetgraphError, match="cannot group by 'person'"):
        protected_metrics(city(), by="person")


# --- nothing that follows from protected figures tells a hidden one


@pytest.mark.parametrize("design", ["whole_network", "survey", "register"])
def test_thin_networks_of_protected_figures_do_not_depend_on_hidden_cells(design):
    """Other ties and roles within a hidden district, same number of people: the same rows to the last letter.

    In the west live 9 people. In one city they have nobody, in the other each other; in the one all are carers.
    """
    thin = []
    for ties, role in (("", "carer"), (" ".join(f"west{n}>west{n + 1}" for n in range(8)), "resident")):
        rest = " ".join(f"{code}{n}>{code}{n + 1}" for code in ("east", "north") for n in range(19))
        roles = {f"west{n}": role for n in range(9)}
        network = small_network(f"{rest} {ties}", crowd(west=9, east=30, north=20), roles=roles, design=design)
        estimates = protect(signal_estimates(network))
        assert set(estimates.loc[estimates["group"] == "west", "people"].isna()) == {True}
        thin.append(ng.thin_networks(network, estimates=estimates, language="en").sort_index())
    pd.testing.assert_frame_equal(thin[0], thin[1])
    assert math.isnan(thin[0].loc["west", "coverage"])
    expected = {"whole_network": "hidden", "survey": "hidden", "register": "too_little_data"}
    assert thin[0].loc["west", "attention"] == expected[design]


def test_altered_hidden_cells_change_nothing():
    """The same with the table alone: whatever stood in the hidden cells before the gate cannot be seen behind it."""
    network = seeded_tables(300, 400, seed=3).network()
    tidy = signal_estimates(network)
    few = tidy["people"] < 20
    altered = tidy.copy()
    figures = ["value", "numerator", "denominator", "low", "high", "smoothed"]
    altered.loc[few, figures] = altered.loc[few, figures] * 0.5 + 0.3
    assert 0 < few.sum() < len(tidy)
    assert not altered.equals(tidy)
    before, after = (ng.thin_networks(network, protect(table, minimum=20)) for table in (tidy, altered))
    pd.testing.assert_frame_equal(before, after)
    # Without the gate it does change something: the test can fail.
    assert not ng.thin_networks(network, tidy).equals(ng.thin_networks(network, altered))


@pytest.mark.parametrize("name", ["parents", "published"])
def test_a_protection_that_is_not_there_yet_is_not_promised(name):
    with pytest.raises(ng.NetgraphError, match="cannot yet guard"):
        protect(ng.district_estimates(city()), **{name: {}})
