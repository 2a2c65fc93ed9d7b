"""The table of person columns: its shape, what is undefined, and its columns by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from netgraph.metrics import PERSON_COLUMNS
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network, small_tables

IN_ORDER = [
    *("contacts", "supporters", "supported", "mutual_contacts", "hours_received", "hours_given"),
    *("component_size", "coreness", "reach_2", "triangles", "clustering", "constraint", "effective_size"),
]


def assert_columns_agree(tables, **expected: list[float]) -> None:
    """Hold the library, and the slow reference too, against columns worked out by hand, in the order of people."""
    people = [row["person"] for row in tables.people]
    table, slow = ng.person_metrics(tables.network(), list(expected)), SlowNetwork(tables).person_columns()
    for name, values in expected.items():
        for found in (table[name].to_dict(), slow[name]):
            assert found == pytest.approx(dict(zip(people, values, strict=True)), nan_ok=True), name


def test_one_row_a_person_in_the_order_of_the_table():
    network = small_network("b>a", "z@east a@west c")
    table = ng.person_metrics(network)
    assert table.index.name == "person"
    assert table.index.to_list() == network.people["person"].to_list() == ["b", "a", "z", "c"]
    assert list(table.columns) == list(PERSON_COLUMNS) == IN_ORDER
    assert set(table.dtypes) == {np.dtype("float64")}


def test_columns_come_as_asked():
    table = ng.person_metrics(small_network("b>a"), ["coreness", "contacts"])
    assert list(table.columns) == ["coreness", "contacts"]
    assert list(ng.person_metrics(small_network("b>a"), "contacts").columns) == ["contacts"]
    assert ng.person_metrics(small_network("b>a"), []).shape == (2, 0)
    with pytest.raises(ng.NetgraphError, match="Did you mean triangles"):
        ng.person_metrics(small_network("b>a"), ["triangle"])


def test_own_ties_by_hand():
    """A gives to b (2 h practical + 5 h care) and c (1 h), b gives back 3 h; d has nobody.

    People with a chain of ties: a, b and c. In two steps each reaches the two others.
    """
    assert_columns_agree(
        small_tables("a>b:practical:2 a>b:care:5 a>c:advice:1 b>a:support:3", "d"),
        contacts=[2, 1, 1, 0],
        supporters=[1, 1, 1, 0],
        supported=[2, 1, 0, 0],
        mutual_contacts=[1, 1, 0, 0],
        hours_received=[3, 7, 1, 0],
        hours_given=[8, 3, 0, 0],
        component_size=[3, 3, 3, 1],
        reach_2=[2, 2, 2, 0],
    )


def test_structure_by_hand():
    """A triangle a, b, c with a chain c-d-e hanging on it, and f alone; a tie each way is one contact.

    Within two steps: a has b, c, d; c has a, b, d, e; d has c, a, b, e; e has d, c. Ties among contacts: one for a, b
    and c. C has three contacts and one of three pairs; d has two who do not know each other.
    Constraint: a (1/2 + 1/2 1/3)^2 for b, over c, and (1/2 + 1/2 1/2)^2 for c: 4/9 + 9/16; c (1/3 + 1/3 1/2)^2 twice
    and (1/3)^2: 11/18; d (1/2)^2 twice; e 1. Effective size: a and b 2 - 2/2, c 3 - 2/3, d 2, e 1.
    """
    nan = math.nan
    assert_columns_agree(
        small_tables("a>b b>a b>c c>a c>d e>d", "f"),
        contacts=[2, 2, 3, 2, 1, 0],
        component_size=[5, 5, 5, 5, 5, 1],
        coreness=[2, 2, 2, 1, 1, 0],
        reach_2=[3, 3, 4, 4, 2, 0],
        triangles=[1, 1, 1, 0, 0, 0],
        clustering=[1, 1, 1 / 3, 0, nan, nan],
        constraint=[145 / 144, 145 / 144, 11 / 18, 1 / 2, 1, nan],
        effective_size=[1, 1, 7 / 3, 2, 1, nan],
    )


def test_paid_ties_organisations_and_ended_ties_are_left_out():
    """Of a's four ties one is paid, one is of an organisation, one has ended and one has not begun."""
    tables = small_tables(
        "p>a:professional:3 o>a:respite:4 a>b:support:5 c>a:support:6:2027-01-01 d>a:support:7:2020-01-01",
        roles={"p": "professional", "o": "organisation"},
        reference_date="2026-01-01",
    )
    tables.ties[2]["until"] = "2025-01-01"
    assert [row["person"] for row in tables.people] == ["p", "a", "o", "b", "c", "d"]
    assert_columns_agree(
        tables,
        contacts=[0, 1, 0, 0, 0, 1],
        hours_received=[0, 7, 0, 0, 0, 0],
        component_size=[1, 2, 1, 1, 1, 2],
        reach_2=[0, 1, 0, 0, 0, 1],
    )


def test_hours_are_undefined_where_those_of_one_tie_are_unknown():
    """A gives 2 hours to b and it is not known how many to c; what c gets is unknown too, what b gets is not."""
    table = ng.person_metrics(small_network("a>b:support:2 a>c"), ["hours_given", "hours_received"])
    assert table["hours_given"].isna().to_list() == [True, False, False]
    assert table["hours_received"].isna().to_list() == [False, False, True]


def test_undefined_without_contacts_or_with_one():
    """A and b have each other, c nobody: clustering is of pairs of contacts, the others of contacts."""
    table = ng.person_metrics(small_network("a>b", "c"))
    assert table["clustering"].isna().all()
    assert table["constraint"].isna().to_list() == table["effective_size"].isna().to_list() == [False, False, True]
    sometimes = ["hours_received", "hours_given", "clustering", "constraint", "effective_size"]
    assert table.drop(columns=sometimes).notna().all(axis=None)


def test_whoever_was_not_asked_has_no_values_but_counts_for_others():
    table = ng.person_metrics(small_network("a>b b>c c>a", not_asked="b", design="whole_network"))
    assert table.loc["b"].isna().all()
    assert table.loc["a", ["contacts", "component_size", "triangles", "reach_2"]].tolist() == [2, 3, 1, 2]


def test_professionals_have_values_too():
    """Person columns are of everybody who was asked; figures of groups are about residents."""
    table = ng.person_metrics(small_network("p>a", roles={"p": "professional"}))
    assert table.loc["p", ["contacts", "supported"]].tolist() == [1, 1]


def test_columns_are_at_a_date_and_of_kinds():
    network = small_network("a>b:care:2:2020-01-01 a>c:support:3:2026-06-01")
    assert ng.person_metrics(network.at("2026-01-01"), "supported")["supported"].to_dict() == {"a": 1, "b": 0, "c": 0}
    only = network.only(kinds=["support"])
    assert ng.person_metrics(only, "hours_given")["hours_given"].to_dict() == {"a": 3, "b": 0, "c": 0}


def test_words_and_needs_are_declared_for_every_column():
    """Constraint and reach need the whole network: an ego survey does not know the contacts of contacts."""
    for name, column in PERSON_COLUMNS.items():
        assert column.label.nl, name
        assert column.label.en, name
        assert column.explanation.nl, name
        assert column.explanation.en, name
        assert (column.unit == "hours") == name.startswith("hours")
    own = ["contacts", "supporters", "supported", "mutual_contacts", "hours_received", "hours_given"]
    alters = ["triangles", "clustering", "effective_size"]
    assert [name for name, column in PERSON_COLUMNS.items() if column.needs == "own"] == own
    assert [name for name, column in PERSON_COLUMNS.items() if column.needs == "alters"] == alters
    whole = ["component_size", "coreness", "reach_2", "constraint"]
    assert [name for name, column in PERSON_COLUMNS.items() if column.needs == "whole"] == whole
    with pytest.raises(TypeError):
        PERSON_COLUMNS["other"] = PERSON_COLUMNS["contacts"]  # type: ignore[index]


def test_the_index_is_that_of_the_people_of_the_network():
    """Two tables of the same network can be joined."""
    network = small_network("b>a", "c")
    joined = network.people.set_index("person").join(ng.person_metrics(network))
    assert len(joined) == 3
    pd.testing.assert_series_equal(
        joined["supported"], pd.Series([1.0, 0.0, 0.0], index=joined.index, name="supported")
    )
