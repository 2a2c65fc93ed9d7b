"""The gate on flows: which pass, what is told of them, and that nothing is told of the others."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure import protect, protect_flows
from netgraph.estimates import FLOW_COLUMNS, district_flows
from tests.random_networks import RANDOM, seeded_tables
from tests.small_networks import small_network

DESIGNS = ("whole_network", "survey", "register")
Row = tuple[int, int, int]


def flows_of(*rows: Row) -> pd.DataFrame:
    """Return flows between districts d0 and d1, d0 and d2 and so on, of these ties and people at either end."""
    told = pd.DataFrame(rows, columns=list(FLOW_COLUMNS[2:]), dtype="int64")
    told.insert(0, "group_a", pd.Series(["d0"] * len(rows), dtype="str"))
    told.insert(1, "group_b", pd.Series([f"d{number + 1}" for number in range(len(rows))], dtype="str"))
    return told


@st.composite
def random_flows(draw: st.DrawFn) -> pd.DataFrame:
    """Draw flows with people on both sides of the minimum; ties are at least as many as the people at either end."""
    people = st.integers(1, 25)
    rows = draw(st.lists(st.tuples(people, people, st.integers(0, 60)), max_size=8))
    return flows_of(*((max(a, b) + more, a, b) for a, b, more in rows))


def test_enough_people_at_each_end_and_ties_to_the_nearest_five():
    """9 at one end is too few, however many there are at the other; 33 ties are about 35, 32 about 30."""
    flows = flows_of((33, 10, 10), (40, 9, 30), (40, 30, 9), (32, 12, 30))
    shown = protect_flows(flows, design="whole_network")
    assert shown.to_dict("list") == {"group_a": ["d0", "d0"], "group_b": ["d1", "d4"], "ties": [35, 30]}
    assert shown["ties"].dtype == np.dtype("int64")


def test_of_a_network():
    """Ten people in the west each give to one of ten in the east, and nine of them to one of nine in the north.

    Two people in the south give to one in the north: to the west there are two districts without a shown flow.
    """
    ties = [f"w{n}>e{n}" for n in range(10)] + [f"w{n}>n{n}" for n in range(9)] + ["s1>n1", "s2>n1"]
    homes = (("w", "west"), ("e", "east"), ("n", "north"), ("s", "south"))
    people = " ".join(f"{letter}{n}@{code}" for letter, code in homes for n in range(10))
    network = small_network(" ".join(ties), people)
    shown = protect_flows(district_flows(network), design=network.about.design)
    assert shown.to_numpy().tolist() == [["east", "west", 10]]
    assert protect_flows(district_flows(network), 11, design=network.about.design).empty


@pytest.mark.parametrize("flows", [flows_of((900, 300, 300)), flows_of()], ids=["many", "none"])
def test_no_flow_of_a_survey_is_shown(flows):
    shown = protect_flows(flows, design="survey")
    assert list(shown.columns) == ["group_a", "group_b", "ties"]
    assert len(shown) == 0
    assert shown["ties"].dtype == np.dtype("int64")


@RANDOM
@given(random_flows(), st.integers(10, 14), st.sampled_from(DESIGNS))
def test_what_is_shown_is_about_enough_people_and_what_is_not_leaves_no_trace(flows, minimum, design):
    """One row at a time; and other numbers in rows that do not pass, or no such rows at all, give the same table."""
    before = flows.copy()
    shown = protect_flows(flows, minimum, design=design)
    pd.testing.assert_frame_equal(flows, before)
    passes = _passes(flows, minimum, design)
    kept = [row for row, passed in zip(flows.itertuples(), passes, strict=True) if passed]
    assert list(zip(shown["group_a"], shown["group_b"], strict=True)) == [(row.group_a, row.group_b) for row in kept]
    for row, ties in zip(kept, shown["ties"], strict=True):
        assert ties % 5 == 0
        assert abs(ties - row.ties) <= 2
    altered = flows.assign(ties=flows["ties"].where(flows[["people_a", "people_b"]].min(axis=1) >= minimum, 1))
    if _passes(altered, minimum, design) == passes:
        pd.testing.assert_frame_equal(protect_flows(altered, minimum, design=design), shown)


def _passes(flows: pd.DataFrame, minimum: int, design: str) -> list[bool]:
    """Return which flows of d0 pass, the slow way: a single one that does not takes the smallest other with it."""
    passes = [design != "survey"] * len(flows)
    for least in range(10, minimum + 1):
        for place, row in enumerate(flows.itertuples()):
            passes[place] &= min(row.people_a, row.people_b) >= least
        if passes.count(False) == 1 and len(passes) > 1:
            smallest = min((place for place, passed in enumerate(passes) if passed), key=lambda at: flows["ties"][at])
            passes[smallest] = False
    return passes


def test_the_only_flow_that_is_not_shown_takes_the_smallest_other_with_it():
    """Of d0 the contacts outside it are known: less 33 and 50 they would be the third flow, of three people."""
    flows = flows_of((33, 10, 10), (3, 3, 3), (50, 20, 20))
    assert protect_flows(flows, design="register")["group_b"].to_list() == ["d3"]
    fine = flows_of((33, 10, 10), (12, 10, 10), (50, 20, 20))
    assert len(protect_flows(fine, design="register")) == 3


@RANDOM
@given(random_flows(), st.integers(10, 20), st.integers(0, 10))
def test_a_higher_minimum_shows_a_part_of_the_same_rows(flows, minimum, more):
    lower, higher = (protect_flows(flows, least, design="register") for least in (minimum, minimum + more))
    assert len(lower.merge(higher)) == len(higher)


def test_a_larger_network_with_something_on_both_sides():
    """600 people in ten districts: flows of 4 to 17 people at each end; what passes is what pandas keeps."""
    flows = district_flows(seeded_tables(people=600, ties=900, seed=6, districts=10).network())
    shown = protect_flows(flows, design="whole_network")
    passing = flows.query("people_a >= 10 and people_b >= 10")
    assert 0 < len(shown) < len(flows)
    assert shown["group_b"].to_list() == passing["group_b"].to_list()
    assert (shown["ties"] == 5 * np.floor(passing["ties"].to_numpy() / 5 + 0.5)).all()


@pytest.mark.parametrize("minimum", [9, 0, -1, math.nan, None, "20", 10.5, True], ids=str)
def test_a_minimum_that_is_no_whole_number_of_ten_or_more_is_refused(minimum):
    with pytest.raises(ng.NetgraphError, match="minimum must be a whole number of 10 or more; found"):
        protect_flows(flows_of((33, 10, 10)), minimum, design="register")


@pytest.mark.parametrize("design", ["surveys", None, ""])
def test_a_design_that_does_not_exist_is_refused(design):
    """Otherwise a survey with a typing error would pass as a network."""
    with pytest.raises(ng.NetgraphError, match="there is no design"):
        protect_flows(flows_of((33, 10, 10)), design=design)


def test_what_are_no_flows_is_refused():
    """What passed once holds no people to judge by; and each gate refuses the other's tables."""
    shown = protect_flows(flows_of((33, 10, 10)), design="register")
    with pytest.raises(ng.NetgraphError, match=r"no column people_a or people_b.*district_flows"):
        protect_flows(shown, design="register")
    with pytest.raises(ng.NetgraphError, match="no flows"):
        protect_flows(ng.district_estimates(small_network("a>b"), ["isolated"]), design="register")
    with pytest.raises(ng.NetgraphError, match="no tidy table"):
        protect(flows_of((33, 10, 10)))


def test_unknown_people_do_not_pass():
    flows = flows_of((33, 10, 10), (33, 10, 10), (33, 10, 10), (2, 2, 2)).assign(people_a=[math.nan, 10, 10, 2])
    assert protect_flows(flows, design="register")["group_b"].to_list() == ["d2", "d3"]
