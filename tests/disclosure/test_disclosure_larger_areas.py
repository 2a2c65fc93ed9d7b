"""The larger area's figure beside a hidden one: only where both levels passed the gate together, and nothing else."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import netgraph as ng
from netgraph.disclosure import with_larger_areas
from tests.disclosure.made_tables import protected, shares

ADDED = ["larger", "larger_value", "larger_low", "larger_high", "larger_people"]
CITY = {"a": (10, 40), "b": (2, 6), "c": (2, 9), "d": (10, 30)}
PARENTS = {"a": "P", "b": "P", "c": "P", "d": "Q"}
AREAS = {"P": (14, 55), "Q": (10, 30)}


def told(city=CITY, areas=AREAS, parents=PARENTS):
    gated = protected({"district": shares(city), "parent": shares(areas)}, parents=parents)
    return with_larger_areas(gated["district"], gated["parent"], parents).set_index("group")


def test_the_larger_figure_stands_beside_hidden_ones_only():
    """14 of 55, less and more 0.01, in whole percentages; b and c hide each other, so the wijk tells of 15 together."""
    found = told()
    assert found["larger"].to_dict() == {"a": "", "b": "P", "c": "P", "d": ""}
    for code in "bc":
        expected = [0.25, 0.24, 0.26, 55]
        assert found.loc[code, ADDED[1:]].to_list() == pytest.approx(expected)
        assert found.loc[code, ["value", "numerator", "people"]].isna().all()
    assert found.loc[["a", "d"], ADDED[1:]].isna().all(axis=None)


def test_a_larger_area_of_one_hidden_district_never_stands_in():
    """Its figure would be that district's: it is hidden with it, or the other district is."""
    city, areas = {"a": (10, 40), "b": (2, 6)}, {"P": (12, 46)}
    found = told(city, areas, dict.fromkeys("ab", "P"))
    away = found["hidden"] != ""
    assert away["b"]
    assert away["a"] or set(found["larger"]) == {""}
    alone = told({"b": (3, 20)}, {"P": (3, 20)}, {"b": "P"})
    assert alone["larger"].to_list() == [""]


def test_districts_without_a_larger_area_have_none():
    for nowhere in ({}, {"e": None}, {"e": math.nan}, {"e": "suburb"}):
        found = told({**CITY, "e": (2, 9)}, AREAS, {**PARENTS, **nowhere})
        assert found["larger"].to_dict() == {"a": "", "b": "P", "c": "P", "d": "", "e": ""}


def test_people_who_live_directly_in_a_larger_area():
    """The P of the districts are people of whom it is not known in which part of P they live."""
    city = {"a": (10, 40), "P": (2, 6), "c": (2, 9)}
    found = told(city, {"P": (14, 55)}, {"a": "P", "c": "P"})
    assert found["larger"].to_dict() == {"a": "", "P": "P", "c": "P"}


def test_nothing_else_changes():
    gated = protected({"district": shares(CITY), "parent": shares(AREAS)}, parents=PARENTS)
    cells = gated["district"].set_axis(pd.Index(range(5, 9)))
    before = [cells.copy(), gated["parent"].copy()]
    found = with_larger_areas(cells, gated["parent"], PARENTS)
    for table, copy in zip((cells, gated["parent"]), before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
    pd.testing.assert_frame_equal(found[cells.columns], cells)
    assert [str(kind) for kind in found.dtypes[ADDED]] == ["str", *["float64"] * 4]


def test_tables_that_did_not_pass_the_gate_are_refused():
    gated = protected({"district": shares(CITY), "parent": shares(AREAS)}, parents=PARENTS)
    with pytest.raises(ng.NetgraphError, match=r"^cells has no column hidden\. Give what protect returns"):
        with_larger_areas(shares(CITY), gated["parent"], PARENTS)
    with pytest.raises(ng.NetgraphError, match=r"^larger_cells has no column hidden"):
        with_larger_areas(gated["district"], shares(AREAS), PARENTS)
    with pytest.raises(ng.NetgraphError, match="no tidy table"):
        with_larger_areas(gated["district"][["group", "metric"]], gated["parent"], PARENTS)
    twice = pd.concat([gated["parent"], gated["parent"]])
    with pytest.raises(ng.NetgraphError, match="two rows of the same group and metric"):
        with_larger_areas(gated["district"], twice, PARENTS)
