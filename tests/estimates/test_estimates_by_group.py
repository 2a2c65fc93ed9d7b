"""Every figure of every kind of group against a slow reference: by area, column, several of these, or of everybody."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.metrics import Ratio
from tests.made_up_figures import made_up_figure
from tests.random_networks import RANDOM, Tables, random_tables, seeded_tables
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network

if TYPE_CHECKING:
    from netgraph.arcs import Arcs

GROUPINGS = ["district", "parent", "age", ["district", "age"], ["origin", "parent"], ["age"], None]
WHOLE = [name for name, metric in ng.METRICS.items() if metric.shape == "whole"]


def keys_of(tables: Tables, slow: SlowNetwork, person: str) -> dict[str, str | None]:
    """Return what somebody can be grouped by: home, larger area, and what is in their row."""
    parents = {row["district"]: row["parent"] for row in tables.districts}
    home = slow.home(person)
    larger = home if home in parents.values() else parents.get(home)
    return {
        "district": home,
        "parent": larger,
        "age": slow.person[person]["age"],
        "origin": slow.person[person]["origin"],
    }


def groups(tables: Tables, slow: SlowNetwork, by: str | list[str] | None) -> dict[str, list[str]]:
    """Return the people of each group by its name; who has no home in a district is in none."""
    names = [by] if isinstance(by, str) else by
    found: dict[str, list[str]] = {}
    for person in slow.at_home():
        keys = keys_of(tables, slow, person)
        values = ["all"] if names is None else [keys[name] for name in names]
        if None not in values:
            found.setdefault(" / ".join(map(str, values)), []).append(person)
    return found


def check_against_slow_reference(tables: Tables, by: str | list[str] | None, **choices: str) -> set[str]:
    """Hold every figure of every group against the slow reference; return the groups."""
    slow = SlowNetwork(tables, bridge_by="origin", **choices)
    members = groups(tables, slow, by)
    tidy = ng.district_estimates(tables.network(), by=by, bridge_by="origin", **choices)
    assert set(members) <= set(tidy["group"])
    for row in tidy.itertuples():
        expected = slow.figure(row.metric, members.get(row.group, []))
        told = (row.value, row.numerator, row.denominator, row.people)
        wanted = (expected.value, expected.numerator, expected.denominator, expected.people)
        assert told == pytest.approx(wanted, rel=1e-9, abs=1e-9, nan_ok=True), (row.group, row.metric)
    return set(members)


@RANDOM
@given(random_tables(), st.sampled_from(GROUPINGS), st.sampled_from(["cbs2024", "scp"]))
def test_every_figure_of_every_group(tables: Tables, by: str | list[str] | None, definition: str):
    """The two definitions of intensive care too; how long somebody cares can be told at a reference date only."""
    if definition == "scp" and "reference_date" not in tables.about:
        definition = "cbs2024"
    check_against_slow_reference(tables, by, carer_definition=definition)


PLACES = [{"district": f"d{n}", "parent": f"w{n % 2}", "population": 100.0} for n in range(4)]


@pytest.mark.parametrize("by", GROUPINGS, ids=str)
def test_every_figure_of_the_groups_of_a_larger_network(by):
    """Some hundred people, so that groups have cores, cycles, carers and volunteers; all of these groups occur."""
    tables = seeded_tables(120, 260, seed=8, districts=4).changed(districts=PLACES)
    count = {"district": 4, "parent": 2, "age": 2, "['district', 'age']": 8, "['origin', 'parent']": 4, "['age']": 2}
    assert len(check_against_slow_reference(tables, by)) == count.get(str(by), 1)


# --- figures that are one number for a group: not a sum over its people


def test_one_number_of_a_group_by_hand():
    """West: a and b support each other, and c (in the east) supports a; nobody supports d. Hours are not known.

    West alone: a, b and d; unlinked pairs 2 of 3. Supporters 2, 1, 0: Gini (1 + 2 + 1) * 2 / (2 * 3 * 3) = 4/9.
    Rho: both ties are returned, so 1. Of a and b, who are supported, b loses everybody when a stops: 1/2.
    East: c gives and gets nothing, alone. Everybody: a, b, c, d; pairs of d are unlinked: 3 of 6.
    Ties 3, of which 2 returned; a = 3/12: (2/3 - 1/4) / (3/4) = 5/9. Gini (1 + 2 + 2 + 1 + 1 + 0) * 2 / (2 * 4 * 3).
    """
    network = small_network("a>b b>a c>a", "a@west b@west c@east d@west")
    west, east, everybody = (
        ng.district_estimates(network, WHOLE, by=by).set_index(["group", "metric"])["value"][group].to_dict()
        for by, group in (("district", "west"), ("district", "east"), (None, "all"))
    )
    figures = ("fragmentation", "support_gini", "reciprocity_rho", "keystone")
    assert [west[name] for name in figures] == pytest.approx([2 / 3, 4 / 9, 1.0, 1 / 2])
    assert all(math.isnan(east[name]) for name in figures)
    assert [everybody[name] for name in figures] == pytest.approx([1 / 2, 14 / 24, 5 / 9, 1 / 2])


def test_one_number_of_a_larger_area_is_not_that_of_its_parts():
    """Two districts whose residents only support each other: within each nothing is linked, in the parent half is.

    A tie across a border counts among the residents of the larger area, and is none among those of either part. Of the
    six pairs of the town the two that are tied are linked: 1 - 2/6.
    """
    tables = [{"district": code, "parent": "town"} for code in ("west", "east")]
    network = small_network("a>b c>d", "a@west b@east c@west d@east").districts
    drawn = small_network("a>b c>d", "a@west b@east c@west d@east", districts=type(network)(tables))
    of = {
        by: ng.district_estimates(drawn, ["fragmentation"], by=by)["value"].to_list() for by in ("district", "parent")
    }
    assert of == {"district": [1.0, 1.0], "parent": pytest.approx([1 - 2 / 6])}


def test_only_members_of_the_group_are_counted_in_one_number():
    """Around a group stand the people that its members have ties with: in no figure are they of the group."""
    seen: list[tuple[list[int], list[int]]] = []

    def looks_on(group: Arcs) -> float:
        seen.append((group.row.tolist(), group.row[group.counted].tolist()))
        return float(group.counted.sum())

    network = small_network("a>b b>c c>d", "a@west b@west c@east d@east e@west", not_asked="e", design="whole_network")
    with made_up_figure(looks_on, shape="whole", unit="number") as name:
        tidy = ng.district_estimates(network, [name])
    assert tidy["value"].to_list() == [2.0, 2.0]
    # By row of the table a b c d e: the east has c and d, and b beside them; the west a and b, and c beside them.
    assert [(sorted(people), sorted(counted)) for people, counted in seen] == [([1, 2, 3], [2, 3]), ([0, 1, 2], [0, 1])]


def test_groups_without_anybody_counted_have_no_number():
    """Nobody was asked in the west: the function is not even called for it."""

    def calls(group: Arcs) -> float:
        assert group.counted.any()
        return 1.0

    network = small_network("a>b", "a@west b@east", not_asked="a", design="survey")
    with made_up_figure(calls, shape="whole", needs="own") as name:
        tidy = ng.district_estimates(network, [name]).set_index("group")
    assert tidy["reason"].to_dict() == {"east": "", "west": "no_people"}
    assert tidy["people"].to_dict() == {"east": 1, "west": 0}


# --- what a function gives back


def test_a_function_of_the_wrong_shape_is_named():
    """A figure that says it is a ratio must give one, and a figure that is one number must not."""

    def counts(arcs: Arcs) -> float:
        return float(arcs.people)

    def shares(arcs: Arcs) -> Ratio:
        return Ratio(np.zeros(arcs.people), np.ones(arcs.people))

    network = small_network("a>b")
    with (
        made_up_figure(counts) as name,
        pytest.raises(TypeError, match=r'counts returned float, not a Ratio; or is its shape "whole"\?'),
    ):
        ng.district_estimates(network, [name])
    with (
        made_up_figure(shares, shape="whole") as name,
        pytest.raises(TypeError, match=r'shares returned a Ratio, not a number; or is its shape "ratio"\?'),
    ):
        ng.district_estimates(network, [name])
    # Of the right shape both are figures like all others, and afterwards both are gone.
    with made_up_figure(counts, shape="whole", unit="number"), made_up_figure(shares):
        tidy = ng.district_estimates(network, ["counts", "shares"])
    assert tidy["value"].to_list() == [2.0, 0.0]
    assert not {"counts", "shares"} & set(ng.METRICS)


def test_a_number_that_is_not_known_for_somebody_makes_their_group_undefined():
    """A numerator of NaN: that person's group has no value and no interval; others have."""

    def known_by_some(arcs: Arcs) -> Ratio:
        return Ratio(np.where(arcs.into.count > 0, 1.0, np.nan), np.ones(arcs.people))

    network = small_network("a>b b>a c>d", "a@west b@west c@east d@east")
    with made_up_figure(known_by_some) as name:
        tidy = ng.district_estimates(network, [name]).set_index("group")
    assert tidy["reason"].to_dict() == {"east": "undefined", "west": ""}
    assert tidy.loc["east", ["value", "numerator", "low", "high", "smoothed"]].isna().all()
    assert tidy.loc["west", "value"] == 1.0
