"""Columns of people as groups: which may be used, in which order their values come, and which cannot."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.errors import UnknownNameError
from netgraph.schema.grouping import group_columns, values_of


def people(**columns: object) -> pd.DataFrame:
    count = max((len(values) for values in columns.values()), default=2)  # type: ignore[arg-type]
    return pd.DataFrame({"person": [f"p{n}" for n in range(count)], "district": "west", **columns})


def test_who_somebody_is_where_they_live_and_what_they_weigh_is_no_group():
    """The columns of DESIGN that name or place a person; all others may be used, also those with a meaning."""
    table = people(
        roles=["", ""], respondent=[True, True], weight=[1.0, 2.0], lon=[5.0, 5.1], lat=[52.0, 52.1], age=[1, 2]
    )
    assert group_columns(table) == ["district", "roles", "respondent", "age"]
    for name in ("person", "lon", "lat", "weight"):
        with pytest.raises(UnknownNameError, match=f"people cannot be told apart by '{name}': it is about one"):
            values_of(table, name)


CELLS = st.one_of(
    st.lists(st.sampled_from(["b", "a", "c d", "é", None]), min_size=1, max_size=12),
    st.lists(st.sampled_from([10, 9, -1, 0]), min_size=1, max_size=12),
    st.lists(st.sampled_from([10.5, 9.0, -1.0, None]), min_size=1, max_size=12),
    st.lists(st.booleans(), min_size=1, max_size=12),
)


@given(CELLS)
def test_everybody_has_the_place_of_their_value_in_its_own_order(cells):
    """Against sorting in Python: numbers as numbers, text as text; an empty cell is nowhere."""
    values, place = values_of(people(what=cells), "what")
    expected = sorted({cell for cell in cells if cell is not None})
    whole = all(value == int(value) for value in expected if not isinstance(value, str | bool))
    assert values.to_list() == [str(int(value)) if whole and type(value) is float else str(value) for value in expected]
    assert str(values.dtype) == "str"
    assert place.dtype == np.int64
    assert place.tolist() == [-1 if cell is None else expected.index(cell) for cell in cells]


def test_categories_come_in_their_order_and_only_those_that_occur():
    cells = pd.Categorical(["low", "high", None, "low"], ["low", "middling", "high"])
    values, place = values_of(people(what=cells), "what")
    assert values.to_list() == ["low", "high"]
    assert place.tolist() == [0, 1, -1, 0]


def test_whole_numbers_with_an_empty_cell_are_told_apart():
    """They keep their look, though numpy has only numbers with a point for cells that may be empty."""
    values, place = values_of(people(what=pd.array([2, None, 10], dtype="Int64")), "what")
    assert (values.to_list(), place.tolist()) == (["2", "10"], [0, -1, 1])
    values, place = values_of(people(what=[2, None, 10]), "what")
    assert (values.to_list(), place.tolist()) == (["2", "10"], [0, -1, 1])
    values, place = values_of(people(what=[2.5, None, 10]), "what")
    assert (values.to_list(), place.tolist()) == (["2.5", "10.0"], [0, -1, 1])


@pytest.mark.parametrize(
    "cells",
    [[["a"], ["b"]], [{"a": 1}, None], [1, dt.date(2026, 1, 1)], [1, "1"]],
    ids=["lists", "dicts", "mixed", "alike"],
)
def test_cells_that_cannot_be_told_apart(cells):
    with pytest.raises(UnknownNameError, match="cannot group by 'what': its cells are lists or of several kinds"):
        values_of(people(what=cells), "what")


@pytest.mark.parametrize(
    ("wrong", "near"), [("hous_hold", "Did you mean household?"), ("x", "Valid: district, household")]
)
def test_a_column_that_is_not_there(wrong, near):
    with pytest.raises(UnknownNameError) as caught:
        values_of(people(household=["a", "b"]), wrong)
    assert str(caught.value).startswith(f"people have no column {wrong!r} to group by.")
    assert near in str(caught.value)


def test_the_table_stays_as_it_was():
    table = people(what=["b", "a"])
    before = table.copy()
    values_of(table, "what")
    pd.testing.assert_frame_equal(table, before)
