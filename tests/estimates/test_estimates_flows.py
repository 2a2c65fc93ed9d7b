"""Flows: ties and people between every two districts, by hand, one tie at a time, and with NetworkX and pandas."""

from __future__ import annotations

import tracemalloc
from collections import defaultdict
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.estimates import FLOW_COLUMNS, district_flows
from tests.random_networks import DISTRICTS, PARENTS, RANDOM, Tables, random_tables, seeded_tables
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network

KARNATAKA = Path(__file__).parents[3] / "shared" / "real" / "karnataka"
TYPES = {"group_a": "str", "group_b": "str", "ties": "int64", "people_a": "int64", "people_b": "int64"}

Flows = dict[tuple[str, str], tuple[int, int, int]]


def told(flows: pd.DataFrame) -> Flows:
    """Return ties and people at both ends by pair of districts."""
    return {(row.group_a, row.group_b): (row.ties, row.people_a, row.people_b) for row in flows.itertuples()}


def districts(*codes: str, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"district": list(codes), **columns})


# --- by hand


def test_both_directions_together_and_people_once():
    """A and b of the west, c and d of the east: a and c support each other, and both a and b give to d.

    Ties a>c, c>a, a>d, b>d: 4. In the west a and b take part, in the east c and d. Within a district: a>b is no flow.
    """
    network = small_network("a>c c>a a>d b>d a>b", "a@west b@west c@east d@east")
    assert told(district_flows(network)) == {("east", "west"): (4, 2, 2)}


def test_several_kinds_between_the_same_two_are_one_tie():
    network = small_network("a>b:care:2 a>b:practical a>b:care:5", "a@west b@east")
    assert told(district_flows(network)) == {("east", "west"): (1, 1, 1)}


def test_paid_ties_and_organisations_are_no_flow_but_a_professional_who_is_a_neighbour_is():
    """A>b is paid and o is an organisation; p helps c without pay, whatever p does for a living."""
    people = "a@west b@east c@west o@east p@east"
    roles = {"o": "organisation", "p": "professional"}
    network = small_network("a>b:professional o>a c>o p>c", people, roles=roles)
    assert told(district_flows(network)) == {("east", "west"): (1, 1, 1)}


def test_elsewhere_and_unknown_are_no_end():
    network = small_network("a>x x>b a>y y>b a>b", "a@west b@east x@elsewhere y@")
    assert told(district_flows(network)) == {("east", "west"): (1, 1, 1)}


def test_people_who_were_not_asked_take_part():
    """As contacts of others they are known; on a whole network ties of theirs are too."""
    network = small_network("a>b", "a@west b@east", not_asked="b", design="whole_network")
    assert told(district_flows(network)) == {("east", "west"): (1, 1, 1)}


@pytest.mark.parametrize("design", ["whole_network", "survey", "register"])
def test_what_the_data_hold_is_counted_in_every_design(design):
    """The gate keeps flows of a survey inside; an analyst may count what respondents told."""
    network = small_network("a>b b>c", "a@west b@east c@west", design=design)
    assert told(district_flows(network)) == {("east", "west"): (2, 1, 2)}


def test_the_order_is_that_of_the_table_of_districts():
    """West stands first there, so it is the first end of its flows, and these come first."""
    network = small_network(
        "s>e e>w w>s", "w@west e@east s@south", districts=districts("west", "south", "north", "east")
    )
    flows = district_flows(network)
    assert list(told(flows)) == [("west", "south"), ("west", "east"), ("south", "east")]
    assert isinstance(flows.index, pd.RangeIndex)


def test_between_larger_areas():
    """The west and the south lie in the old town, the east in the new: of w>s, s>e and e>w two cross between those.

    T lives in the old town, nobody knows in which district of it: a tie with w stays within.
    """
    table = districts("west", "south", "east", "old", "new", parent=["old", "old", "new", None, None])
    network = small_network("w>s s>e e>w t>w", "w@west s@south e@east t@old", districts=table)
    assert told(district_flows(network, by="parent")) == {("old", "new"): (2, 2, 1)}
    assert told(district_flows(network))["west", "old"] == (1, 1, 1)


def test_ended_ties_are_no_flow():
    network = small_network("a>b:support::2027-01-01 c>b", "a@west b@east c@west", reference_date="2026-01-01")
    assert told(district_flows(network)) == {("east", "west"): (1, 1, 1)}


@pytest.mark.parametrize(
    ("ties", "people"), [("", "a@west b@east"), ("a>b", "a@west b@west"), ("", "a@elsewhere")], ids=str
)
def test_nothing_between_districts_is_an_empty_table(ties, people):
    flows = district_flows(small_network(ties, people))
    assert len(flows) == 0
    assert list(flows.columns) == list(FLOW_COLUMNS)
    assert {name: str(kind) for name, kind in flows.dtypes.items()} == TYPES


@pytest.mark.parametrize(
    ("by", "near"), [("distict", "Did you mean district?"), ("roles", "Valid: district, parent"), (None, "Valid")]
)
def test_what_ties_cannot_be_counted_between(by, near):
    with pytest.raises(ng.NetgraphError, match=rf"cannot be counted between areas by .*{near}"):
        district_flows(small_network("a>b", "a@west b@east"), by=by)


# --- the slow obvious version


def slow_flows(tables: Tables, area: dict[str, str]) -> Flows:
    """Go through who gives to whom, one tie at a time, between areas of districts."""
    slow = SlowNetwork(tables)
    rows = [row["district"] for row in tables.districts]
    order = rows + sorted(set(area.values()) - set(rows))  # as in the table; areas that are no rows come last
    ties: dict[tuple[str, str], int] = defaultdict(int)
    ends: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for giver, receivers in slow.out.items():
        for receiver in receivers:
            homes = {area.get(slow.home(person)): person for person in (giver, receiver)}
            if None in homes or len(homes) < 2:
                continue
            pair = tuple(sorted(homes, key=order.index))
            ties[pair] += 1
            for end, name in zip(ends[pair], pair, strict=True):
                end.add(homes[name])
    return {pair: (ties[pair], *map(len, ends[pair])) for pair in ties}


@RANDOM
@given(st.sampled_from(["whole_network", "survey", "register"]).flatmap(lambda name: random_tables(design=name)))
def test_one_tie_at_a_time(tables):
    """Of any network: the same pairs, counts and people, between districts and between larger areas."""
    network = tables.network()
    for by, area in (("district", {code: code for code in DISTRICTS}), ("parent", PARENTS)):
        flows = district_flows(network, by)
        assert told(flows) == slow_flows(tables, area)
        assert {name: str(kind) for name, kind in flows.dtypes.items()} == TYPES
        order = list(ng.district_metrics(network, [], by).index)
        pairs = [(order.index(a), order.index(b)) for a, b in told(flows)]
        assert pairs == sorted(pairs)
        assert all(a < b for a, b in pairs)


@RANDOM
@given(random_tables())
def test_which_way_support_goes_makes_no_difference(tables):
    turned = [{**tie, "giver": tie["receiver"], "receiver": tie["giver"]} for tie in tables.ties]
    plain, other = (district_flows(one.network()) for one in (tables, tables.changed(ties=turned)))
    pd.testing.assert_frame_equal(plain, other)


# --- other libraries


def counted_by_pandas(network: ng.SupportNetwork) -> pd.DataFrame:
    """Return one row a pair of people and direction, with both homes, of unpaid support between people."""
    people = network.people.set_index("person")
    ties = network.ties[network.ties["kind"] != "professional"].drop_duplicates(["giver", "receiver"])
    for end in ("giver", "receiver"):
        ties = ties.join(people[["district", "roles"]].add_prefix(f"{end}_"), on=end)
    organisations = ties[["giver_roles", "receiver_roles"]].apply(lambda roles: roles.str.contains("organisation"))
    return ties[~organisations.any(axis=1)]


def flows_by_networkx_and_pandas(network: ng.SupportNetwork) -> Flows:
    """Count ties with NetworkX's mixing of an attribute, and people with pandas."""
    ties = counted_by_pandas(network)
    graph = nx.from_pandas_edgelist(ties, "giver", "receiver", create_using=nx.DiGraph)
    homes = network.people.set_index("person")["district"]
    nx.set_node_attributes(graph, homes.where(homes.notna(), None).to_dict(), "district")
    mixing = nx.attribute_mixing_dict(graph, "district")
    order = list(network.districts["district"])
    found = {}
    for a, first in enumerate(order):
        for second in order[a + 1 :]:
            count = mixing.get(first, {}).get(second, 0) + mixing.get(second, {}).get(first, 0)
            if not count:
                continue
            forth = (ties["giver_district"] == first) & (ties["receiver_district"] == second)
            back = (ties["giver_district"] == second) & (ties["receiver_district"] == first)
            of_first = pd.concat([ties.loc[forth, "giver"], ties.loc[back, "receiver"]]).nunique()
            of_second = pd.concat([ties.loc[forth, "receiver"], ties.loc[back, "giver"]]).nunique()
            found[first, second] = (count, of_first, of_second)
    return found


def test_a_larger_network_against_networkx_and_pandas():
    network = seeded_tables(people=600, ties=1_500, seed=5).network()
    flows = told(district_flows(network))
    assert flows == flows_by_networkx_and_pandas(network)
    assert len(flows) == 15


def test_real_villages_against_networkx_and_pandas():
    """25 villages: people name others of their own village only, so every village is split in two by turns."""
    if not KARNATAKA.is_dir():
        pytest.skip("karnataka does not lie beside the project (../shared/real)")
    read = ng.read_network(KARNATAKA, on_fault="set_aside")
    assert len(district_flows(read)) == len(flows_by_networkx_and_pandas(read))
    people = read.people
    halves = people.assign(district=people["district"] + np.where(np.arange(len(people)) % 2, " odd", " even"))
    network = ng.from_tables(halves, read.ties, about={"design": "survey"})
    flows = told(district_flows(network))
    assert flows == flows_by_networkx_and_pandas(network)
    assert len(flows) >= 25


def test_a_country_of_districts_needs_no_table_of_all_pairs():
    """14,000 districts: a dense table of pairs would take 1.6 GB, or 200 MB at a byte each."""
    rng = np.random.default_rng(1)
    codes = [f"d{number:05d}" for number in range(14_000)]
    people = pd.DataFrame({"person": [f"p{n}" for n in range(30_000)], "district": rng.choice(codes, 30_000)})
    ends = rng.integers(0, 30_000, (2, 40_000))
    ties = pd.DataFrame(
        {"giver": people["person"].to_numpy()[ends[0]], "receiver": people["person"].to_numpy()[ends[1]]}
    )
    network = ng.from_tables(people, ties, districts(*codes))
    tracemalloc.start()
    try:
        flows = district_flows(network)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100e6
    assert (
        flows["ties"].sum()
        == ((counted := counted_by_pandas(network))["giver_district"] != counted["receiver_district"]).sum()
    )
