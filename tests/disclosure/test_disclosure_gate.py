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

FIGURES = [name for name in ng.METRICS if name != "bridging_share"]
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


ABOUT_NOBODY_THERE = {
    *("weighted_reciprocity", "care_hours", "intensive_carers", "carer_balance"),
    *("volunteer_hours", "volunteer_carers", "volunteer_guidance", "formal_informal"),
}
"""No hours are known in `city`, nobody gives care, nobody volunteers and nobody has paid help."""
ABOUT_CARERS = {"carers_alone", "respite_reach", "carer_peers"}
INTERNAL = {"keystone"}


def test_figures_about_fewer_than_ten_people_are_hidden():
    """The west has 9 people, the east 10; of the north's 30 people 9 are carers. Of nobody is it told who is key."""
    gated = protect(ng.district_estimates(city())).set_index(["group", "metric"])["hidden"]
    expected = {
        "west": dict.fromkeys(FIGURES, "few_people"),
        **{code: dict.fromkeys(ABOUT_NOBODY_THERE | ABOUT_CARERS, "few_people") for code in ("east", "north")},
    }
    for group, hidden in expected.items():
        assert gated[group].to_dict() == {**dict.fromkeys(FIGURES, ""), **hidden, "keystone": "dominance"}


@RANDOM
@given(random_tables(), st.integers(10, 12))
def test_hidden_if_and_only_if_about_fewer_people_or_about_one(tables, minimum):
    """Every column that tells is empty in hidden cells; all other cells are as they were."""
    tidy = ng.district_estimates(tables.network(), by=["district", "age"], bridge_by="origin")
    gated = protect(tidy, minimum=minimum)
    somebody = tidy["reason"] != "no_people"
    never = tidy["metric"].isin(INTERNAL) & somebody
    few = (tidy["people"] < minimum) & somebody & ~never
    assert (gated["hidden"] == np.select([never, few], ["dominance", "few_people"], "")).all()
    assert gated.loc[few | never, TELLING].isna().all(axis=None)
    assert (gated.loc[few | never, "reason"] == "").all()
    same = gated.loc[~few & ~never, tidy.columns].astype({"people": "int64"})
    pd.testing.assert_frame_equal(same, tidy[~few & ~never])
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
    """A register of 9 people in the west: most figures cannot be observed, and that they are 9 is not told.

    Of those that can be, all but one are about carers, volunteers and paid help: of these there are too few. The share
    of volunteers is about all who are registered: with the 100 inhabitants it would tell how few of the 9 volunteer.
    """
    gated = protect(ng.district_estimates(city(design="register"))).set_index(["group", "metric"])
    given = {name for name in FIGURES if ng.METRICS[name].needs == "given"}
    about_few = sorted(given - {"volunteer_share"})
    never = [name for name in FIGURES if name not in given]
    for group in ("west", "east", "north"):
        cells = gated.loc[group]
        assert set(cells.loc[never, "reason"]) == {"not_observable"}
        assert set(cells.loc[never, "hidden"]) == {""}  # of the internal one too: no data of this design hold it
        assert set(cells.loc[about_few, "hidden"]) == {"few_people"}
    columns = ["value", "people", "hidden"]
    assert gated.loc[("east", "volunteer_share"), columns].to_list() == [0.0, 10.0, ""]
    assert gated.loc[("west", "volunteer_share"), "hidden"] == "few_people"
    assert gated.loc["west", ["value", "numerator", "denominator", "people"]].isna().all(axis=None)
    assert set(gated.loc["east"].loc[[name for name in never if name != "keystone"], "people"]) == {10}


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


# --- what can be about one person


def test_the_figure_about_one_person_never_leaves_a_table():
    """However many people a district has: 400 people in six of them, and in one group of everybody."""
    network = seeded_tables(people=400, ties=600, seed=2).network()
    for by in ("district", "age", None):
        tidy = ng.district_estimates(network, ["isolated", "keystone"], by=by)
        assert (tidy["people"] >= 10).all()
        assert tidy["value"].notna().all()
        gated = protect(tidy)
        key = gated["metric"] == "keystone"
        assert set(gated.loc[key, "hidden"]) == {"dominance"}
        assert gated.loc[key, TELLING].isna().all(axis=None)
        assert set(gated.loc[key, "reason"]) == {""}
        assert set(gated.loc[~key, "hidden"]) == {""}


def test_what_is_declared_internal_is_what_the_gate_holds_back():
    """METRICS.md: keystone is internal only."""
    assert {name for name, metric in ng.METRICS.items() if metric.internal} == INTERNAL


def test_the_wide_table_has_no_such_column_and_refuses_to_make_one():
    """Neither by default, nor named among what is not shown, nor on request."""
    network = seeded_tables(people=400, ties=600, seed=2).network()
    assert "keystone" in ng.district_metrics(network)
    wide = protected_metrics(network)
    assert [name for name in wide.columns if name in ng.METRICS] == [name for name in FIGURES if name != "keystone"]
    assert not wide["not_shown"].str.contains("keystone").any()
    for asked in (["keystone"], ["isolated", "keystone"], "keystone"):
        with pytest.raises(ng.NetgraphError, match="keystone is never published: it can be about one recognisable"):
            protected_metrics(network, asked)


# --- choices


def test_choices_pass_the_gate():
    """What is shown is what district_metrics gives with the same choices; what cannot be made is refused as there."""
    tables = seeded_tables(people=600, ties=1_500, seed=4, hours_known=True)
    network = tables.changed(about={"design": "whole_network", "reference_date": "2026-01-01"}).network()
    shown = {}
    for definition in ("cbs2024", "scp"):
        choices = {"carer_definition": definition, "bridge_by": "origin"}
        wide = protected_metrics(network, **choices)
        plain = ng.district_metrics(network, **choices)
        assert "bridging_share" in wide
        for name in ("bridging_share", "intensive_carers"):
            here = wide[name].notna()
            assert here.any()
            pd.testing.assert_series_equal(wide.loc[here, name], plain.loc[here, name])
        shown[definition] = wide["intensive_carers"]
    assert not shown["cbs2024"].equals(shown["scp"])
    assert "bridging_share" not in protected_metrics(network)
    with pytest.raises(ng.NetgraphError, match="give bridge_by"):
        protected_metrics(network, ["bridging_share"])
    with pytest.raises(ng.NetgraphError, match="Did you mean scp"):
        protected_metrics(network, carer_definition="spc")
    with pytest.raises(ng.NetgraphError, match="Did you mean origin"):
        protected_metrics(network, bridge_by="orign")


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
    # A register shows who gets respite, of carers: of how many carers in the west is hidden too.
    assert thin[0].loc["west", "attention"] == "hidden"


def test_altered_hidden_cells_change_nothing():
    """The same with the table alone: whatever stood in the hidden cells before the gate cannot be seen behind it."""
    network = seeded_tables(300, 400, seed=3).network()
    tidy = signal_estimates(network)
    few = tidy["people"] < 20
    altered = tidy.copy()
    # As clear as it can be: all of the few in one district.
    here = few & (tidy["group"] == "d0")
    altered.loc[here, ["value", "low", "high", "smoothed"]] = 1.0
    altered.loc[here, "numerator"] = altered.loc[here, "denominator"]
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
