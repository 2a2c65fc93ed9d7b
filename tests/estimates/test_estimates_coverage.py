"""Coverage as a figure: respondents of the population, in the columns of all figures, and through the gate."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure import protect
from netgraph.estimates import TIDY_COLUMNS, district_coverage
from tests.random_networks import DISTRICTS, RANDOM, random_tables
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network

COLUMNS = [*TIDY_COLUMNS, "population_known"]
COUNTS = ["numerator", "denominator", "people", "reason", "population_known"]


def districts(*codes: str, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"district": list(codes), **columns})


def test_by_hand():
    """West: 2 asked of 8 who live there. East: nobody knows how many do, so 1 of the 2 in the data. South: 0 of 5.

    In the north 1 was asked and the table says that nobody lives there: that cannot be a part of it. Nobody was seen
    in the centre, and nothing is known of it.
    """
    table = districts("west", "east", "south", "north", "centre", population=[8, None, 5, 0, None])
    people = "a@west b@west c@east d@east e@north"
    told = district_coverage(small_network("a>b", people, not_asked="d", districts=table)).set_index("group")
    assert told[COUNTS].to_numpy().tolist() == [
        [2.0, 8.0, 2, "", True],
        [1.0, 2.0, 1, "", False],
        [0.0, 5.0, 0, "no_people", True],
        [1.0, 0.0, 1, "undefined", True],
        [0.0, 0.0, 0, "no_people", False],
    ]
    assert told["value"].to_list() == pytest.approx([0.25, 0.5, math.nan, math.nan, math.nan], nan_ok=True)
    pd.testing.assert_series_equal(told["smoothed"], told["value"], check_names=False)
    assert told[["low", "high"]].isna().all(axis=None)
    assert set(told["metric"]) == {"coverage"}


def test_more_respondents_than_inhabitants_is_above_one():
    """3 of 2: the register of inhabitants is older than the data, or counts others; the page says so."""
    told = district_coverage(small_network("a>b b>c", districts=districts("west", population=[2])))
    assert told.loc[0, ["value", "numerator", "denominator", "reason"]].to_list() == [1.5, 3.0, 2.0, ""]


def test_residents_only_and_no_weights():
    """B is a professional, d an organisation; c volunteers and weighs 2.5, and is one person all the same: 2 of 2."""
    roles = {"b": "professional", "c": "professional;volunteer", "d": "organisation"}
    told = district_coverage(small_network("a>b", "c d", roles=roles, weights={"c": 2.5}))
    assert told.loc[0, [*COUNTS[:3], "value"]].to_list() == [2.0, 2.0, 2, 1.0]


@pytest.mark.parametrize(
    ("by", "keys", "known"),
    [
        ("district", [], [True, False]),
        ("parent", [], [False]),
        (None, [], [False]),
        ("roles", [], [False]),
        (["district", "roles"], ["district", "roles"], [False, False]),
        (["district"], ["district"], [True, False]),
    ],
    ids=str,
)
def test_columns_and_types_are_those_of_all_figures(by, keys, known):
    """Of the town and of everybody the population is not known, because that of the east is not."""
    table = districts("west", "east", population=[8, None], parent="town")
    network = small_network("a>b", "a@west b@east", districts=table)
    told, figures = district_coverage(network, by), ng.district_estimates(network, ["isolated"], by)
    assert list(told.columns) == [*keys, *COLUMNS]
    assert told.drop(columns="population_known").dtypes.to_dict() == figures.dtypes.to_dict()
    pd.testing.assert_frame_equal(told[[*keys, "group"]], figures[[*keys, "group"]])
    assert told["population_known"].to_list() == known


@RANDOM
@given(random_tables(), st.sampled_from(["whole_network", "survey", "register"]))
def test_against_the_slow_reference_and_the_wide_table(tables, design):
    """Count one by one; a reason stands exactly where there is no value; the wide table divides the same counts."""
    tables = tables.changed(about={**tables.about, "design": design})
    slow, network = SlowNetwork(tables), tables.network()
    population = {row["district"]: row["population"] for row in tables.districts}
    told, wide = district_coverage(network), ng.district_metrics(network, [])
    assert told["group"].to_list() == [row["district"] for row in tables.districts if row["district"] in DISTRICTS]
    for row in told.itertuples():
        living = slow.living_in(row.group)
        asked = len(slow.members(living))
        residents = [one for one in living if slow.roles(one) & {"resident", "carer", "volunteer"}]
        base = len(residents) if population[row.group] is None else population[row.group]
        assert (row.numerator, row.denominator, row.people) == (asked, base, asked)
        assert row.population_known == (population[row.group] is not None)
        assert row.value == pytest.approx(asked / base) if asked else math.isnan(row.value)
        assert (row.reason == "") == (not math.isnan(row.value))
        assert wide.loc[row.group, "people"] == asked
        assert wide.loc[row.group, "coverage"] == pytest.approx(asked / base if base else math.nan, nan_ok=True)


def test_without_districts_the_types_are_the_same():
    nowhere = ng.from_tables(
        pd.DataFrame({"person": ["a"], "district": ["elsewhere"]}), pd.DataFrame({"giver": [], "receiver": []})
    )
    empty, full = district_coverage(nowhere), district_coverage(small_network("a>b"))
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize("by", ["population_known", ["district", "population_known"]], ids=str)
def test_a_key_cannot_be_called_like_its_own_column(by):
    network = small_network("a>b")
    named = ng.from_tables(network.people.assign(population_known="yes"), network.ties)
    with pytest.raises(ng.NetgraphError, match=r"cannot group by 'population_known'.*Rename"):
        district_coverage(named, by)


@pytest.mark.parametrize("design", ["whole_network", "survey", "register"])
def test_coverage_passes_the_same_gate(design):
    """9 in the west are too few to tell, 10 in the east are not (30 in a survey); that of nobody is no secret."""
    enough = 30 if design == "survey" else 10
    people = " ".join(
        f"{code}{n}@{code}" for code, size in (("west", enough - 1), ("east", enough)) for n in range(size)
    )
    table = districts("west", "east", "south", population=[100, 4 * enough, 20])
    gated = protect(district_coverage(small_network("", people, districts=table, design=design))).set_index("group")
    assert gated["hidden"].to_dict() == {"west": "few_people", "east": "", "south": ""}
    assert gated.loc["west", ["value", "numerator", "denominator", "smoothed", "people"]].isna().all()
    assert gated.loc["east", ["value", "people"]].to_list() == [0.25, enough]
    assert gated.loc["south", ["people", "reason"]].to_list() == [0, "no_people"]
    assert np.isnan(gated.loc["south", "value"])
    assert gated["population_known"].all()
