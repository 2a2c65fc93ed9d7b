"""Which groups lie in which: areas, breakdowns, what two tables share, and what lies in no larger area."""

from __future__ import annotations

import pandas as pd
import pytest

from netgraph.disclosure.nesting import level_of, nestings, with_shared_levels
from netgraph.errors import NetgraphError
from tests.disclosure.made_tables import shares

PARENTS = {"a": "P", "b": "P", "c": "Q"}


def table_of(**keys: list[str]) -> pd.DataFrame:
    """Return a tidy table of a list: one column a key before the group."""
    rows = pd.DataFrame(keys)
    return pd.concat([rows, shares({str(number): (5, 20) for number in range(len(rows))})], axis=1)


def levels_of(tables, parents=PARENTS):
    return with_shared_levels([level_of(by, table)[0] for by, table in tables.items()], parents)


def links(tables, parents=PARENTS):
    """Return the finer and the coarser group of every link, by their keys."""
    levels = levels_of(tables, parents)
    told = [["/".join(keys) for keys in level.keys.to_numpy().tolist()] for level in levels]
    return {
        (told[one.finer][place], told[one.coarser][into])
        for one in nestings(levels, parents)
        for place, into in enumerate(one.place)
        if into >= 0
    }


ABC = shares({"a": (5, 20), "b": (5, 20), "c": (5, 20)})


def test_districts_larger_areas_and_everybody():
    tables = {"district": ABC, "parent": shares({"P": (10, 40), "Q": (5, 20)}), None: shares({"all": (15, 60)})}
    assert links(tables) == {("a", "P"), ("b", "P"), ("c", "Q"), ("P", ""), ("Q", "")}


@pytest.mark.parametrize("orphan", [{}, {"o": None}, {"o": float("nan")}], ids=str)
def test_a_district_in_no_larger_area_counts_for_the_city(orphan):
    """All larger areas are not the whole city then: whoever subtracts them would have that district."""
    tables = {
        "district": shares({"a": (5, 20), "o": (3, 30)}),
        "parent": shares({"P": (5, 20)}),
        None: shares({"all": (8, 50)}),
    }
    assert links(tables, {"a": "P", **orphan}) == {("a", "P"), ("o", "o"), ("P", ""), ("o", "")}


def test_a_larger_area_that_no_row_is_about():
    tables = {"district": ABC, "parent": shares({"P": (10, 40)}), None: shares({"all": (15, 60)})}
    assert ("c", "Q") in links(tables)
    assert ("Q", "") in links(tables)


def test_people_who_live_directly_in_a_larger_area():
    tables = {"district": shares({"a": (5, 20), "P": (5, 20)}), "parent": shares({"P": (10, 40)})}
    assert links(tables) == {("a", "P"), ("P", "P")}


def test_breakdowns_share_what_they_have_in_common():
    """Age and origin both add up to everybody; by district they add up to districts."""
    tables = {"age": shares({"old": (5, 20), "young": (5, 20)}), "origin": shares({"here": (10, 40)})}
    assert links(tables) == {("old", ""), ("young", ""), ("here", "")}
    tables = {
        "x": table_of(district=["a", "a", "b"], age=["old", "young", "old"]),
        "y": table_of(district=["a", "b"], origin=["here", "here"]),
    }
    assert links(tables) == {("a/old", "a"), ("a/young", "a"), ("b/old", "b"), ("a/here", "a"), ("b/here", "b")}


def test_a_breakdown_of_districts_lies_in_that_of_larger_areas_and_of_all():
    tables = {
        "fine": table_of(district=["a", "c"], age=["old", "old"]),
        "coarse": table_of(parent=["P", "Q"], age=["old", "old"]),
        "age": shares({"old": (10, 40)}),
    }
    assert links(tables) == {("a/old", "P/old"), ("c/old", "Q/old"), ("P/old", "old"), ("Q/old", "old")}


def test_a_list_of_district_and_parent_is_by_district():
    level, place = level_of("any", table_of(district=["a", "b"], parent=["P", "P"]))
    assert list(level.keys) == ["district"]
    assert place.tolist() == [0, 1]


def test_both_levels_without_saying_which_lies_in_which_are_refused():
    levels = levels_of({"district": ABC, "parent": shares({"P": (15, 60)})}, {})
    with pytest.raises(NetgraphError, match="Say in parents"):
        nestings(levels, None)
