"""The table of person columns: its shape, what is undefined, and its columns by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from netgraph.metrics import PERSON_COLUMNS
from tests.small_networks import small_network


def test_one_row_a_person_in_the_order_of_the_table():
    network = small_network("b>a", "z@east a@west c")
    table = ng.person_metrics(network)
    assert table.index.name == "person"
    assert table.index.to_list() == network.people["person"].to_list() == ["b", "a", "z", "c"]
    assert list(table.columns) == list(PERSON_COLUMNS)
    assert set(table.dtypes) == {np.dtype("float64")}


def test_columns_come_as_asked():
    table = ng.person_metrics(small_network("b>a"), ["coreness", "contacts"])
    assert list(table.columns) == ["coreness", "contacts"]
    assert list(ng.person_metrics(small_network("b>a"), "contacts").columns) == ["contacts"]
    assert ng.person_metrics(small_network("b>a"), []).shape == (2, 0)


def test_by_hand():
    """A gives to b (2 h practical + 5 h care) and c (1 h), b gives back 3 h; d has nobody.

    People with a chain of ties: a, b and c. Nobody has two contacts who are each other's: cores are 1 and 0.
    """
    network = small_network("a>b:practical:2 a>b:care:5 a>c:advice:1 b>a:support:3", "d")
    expected = pd.DataFrame(
        {
            "contacts": [2, 1, 1, 0],
            "supporters": [1, 1, 1, 0],
            "supported": [2, 1, 0, 0],
            "mutual_contacts": [1, 1, 0, 0],
            "hours_received": [3, 7, 1, 0],
            "hours_given": [8, 3, 0, 0],
            "component_size": [3, 3, 3, 1],
            "coreness": [1, 1, 1, 0],
        },
        index=pd.Index(list("abcd"), name="person"),
        dtype="float64",
    )
    pd.testing.assert_frame_equal(ng.person_metrics(network), expected)


def test_hours_are_undefined_where_those_of_one_tie_are_unknown():
    """A gives 2 hours to b and it is not known how many to c; what c gets is unknown too, what b gets is not."""
    table = ng.person_metrics(small_network("a>b:support:2 a>c"), ["hours_given", "hours_received"])
    assert table["hours_given"].isna().to_list() == [True, False, False]
    assert table["hours_received"].isna().to_list() == [False, False, True]


def test_whoever_was_not_asked_has_no_values_but_counts_for_others():
    table = ng.person_metrics(small_network("a>b", not_asked="b", design="whole_network"))
    assert table.loc["b"].isna().all()
    assert table.loc["a", ["contacts", "component_size"]].tolist() == [1, 2]


def test_words_and_needs_are_declared_for_every_column():
    for column in PERSON_COLUMNS.values():
        assert column.label.nl
        assert column.explanation.en
        assert column.needs in ("own", "whole")
        assert set(column.directions) <= {"receives", "gives"}
    with pytest.raises(TypeError):
        PERSON_COLUMNS["other"] = PERSON_COLUMNS["contacts"]  # type: ignore[index]
