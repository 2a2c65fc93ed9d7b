"""From tables to arrays: the order of people, who is counted, which ties are one, and which are left out."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given

import netgraph as ng
from netgraph.arcs import Arcs, arcs_of
from tests.random_networks import RANDOM, random_tables
from tests.small_networks import small_network

CITY = "a@west b@east c@elsewhere d@east e@west"


def gives(arcs: Arcs, people: list[str]) -> dict[str, set[str]]:
    """Return out(i) by name, where anybody gives anything."""
    names = np.array(people)[arcs.row]
    return {
        str(names[i]): {str(names[j]) for j in arcs.out.index[arcs.out.start[i] : arcs.out.start[i + 1]]}
        for i in range(arcs.people)
        if arcs.out.count[i]
    }


def test_people_stand_in_order_of_their_district_and_then_of_the_table():
    """Districts are east and west (in order of their code); c lives elsewhere and comes last."""
    arcs = arcs_of(small_network("", CITY))
    assert arcs.row.tolist() == [1, 3, 0, 4, 2]
    assert arcs.district.tolist() == [0, 0, 1, 1, -1]


def test_who_is_counted():
    """R: respondents who are not only professional or organisation; no roles at all means resident."""
    roles = {
        "b": "carer",
        "c": "volunteer",
        "d": "professional",
        "e": "organisation",
        "f": "professional;volunteer",
        "g": "professional;organisation",
        "h": "",
    }
    arcs = arcs_of(small_network("", "a b c d e f g h i", roles=roles, not_asked="i"))
    names = np.array(list("abcdefghi"))[arcs.row]
    assert set(names[arcs.counted]) == {"a", "b", "c", "f", "h"}
    assert set(names[arcs.resident]) == {"a", "b", "c", "f", "h", "i"}


def test_ties_of_one_kind_are_one_with_their_largest_hours_and_kinds_are_added():
    """By hand: practical max(2, 3, unknown) = 3, plus care 4 = 7."""
    network = small_network("a>b:practical:2 a>b:practical:3 a>b:practical a>b:care:4 b>a:care")
    arcs = arcs_of(network)
    assert gives(arcs, ["a", "b"]) == {"a": {"b"}, "b": {"a"}}
    assert arcs.out.hours[:1].tolist() == [7.0]
    assert np.isnan(arcs.out.hours[1])


def test_hours_of_a_pair_are_unknown_as_soon_as_those_of_one_kind_are():
    arcs = arcs_of(small_network("a>b:practical:2 a>b:care"))
    assert np.isnan(arcs.out.hours).tolist() == [True]


def test_a_tie_that_was_given_for_two_periods_is_one():
    """The same giver, receiver and kind with another since: one tie, with the largest hours."""
    network = small_network("a>b:care:2")
    people, ties = network.people, network.ties
    again = ties.assign(since="2020-01-01", until="2021-01-01", hours_per_week=9.0)
    twice = ng.from_tables(people, ng_concat(ties, again))
    arcs = arcs_of(twice)
    assert (arcs.giver.tolist(), arcs.hours.tolist()) == ([0], [9.0])


def test_ties_count_when_active_at_the_reference_date():
    """The period of 2020 is over in 2026: only the first tie is left."""
    network = small_network("a>b:care:2")
    again = network.ties.assign(since="2020-01-01", until="2021-01-01", hours_per_week=9.0)
    twice = ng.from_tables(network.people, ng_concat(network.ties, again), about={"reference_date": "2026-01-01"})
    assert arcs_of(twice).hours.tolist() == [2.0]
    assert arcs_of(twice.at("2020-06-01")).hours.tolist() == [9.0]


def ng_concat(one, other):
    """Put two frames below each other, dates as text so that an empty one and a full one agree."""
    rows = [*one.astype({"since": "object", "until": "object"}).to_dict("records"), *other.to_dict("records")]
    frame = type(one)(rows)
    return frame.astype({"since": "str", "until": "str"})


def test_paid_ties_and_ties_of_organisations_are_nobodys_support():
    network = small_network(
        "a>b:professional a>c o>a b>o c>b:respite o>c:respite", roles={"o": "organisation"}, not_asked=""
    )
    arcs = arcs_of(network)
    assert gives(arcs, network.people["person"].tolist()) == {"a": {"c"}, "c": {"b"}}
    assert int(arcs.informal.sum()) == 2
    assert len(arcs.giver) == 6  # they stay in the arrays for the figures in which they count


def test_a_professional_who_helps_unpaid_is_a_contact():
    arcs = arcs_of(small_network("p>a:practical", roles={"p": "professional"}))
    assert arcs.contacts.count.tolist() == [1, 1]


def test_everyday_leaves_out_what_goes_one_way_by_nature():
    network = small_network("a>b:care b>a:practical b>c:volunteering c>d:respite d>a:professional a>d:helping")
    arcs = arcs_of(network).everyday()
    assert gives(arcs, network.people["person"].tolist()) == {"b": {"a"}, "a": {"d"}}


def test_arrays_cannot_be_changed():
    """They are shared between figures: a figure that changed one would change the others."""
    arcs = arcs_of(small_network("a>b:care:1 b>a", "c"))
    arrays = [getattr(arcs, field.name) for field in dataclasses.fields(arcs) if field.name != "kinds"]
    rows = [getattr(table, name) for table in (arcs.out, arcs.into, arcs.contacts) for name in ("start", "index")]
    made = [arcs.mutual, arcs.carer, arcs.component, arcs.coreness, arcs.informal, arcs.cared_for_supporters]
    for array in (*arrays, *rows, *made, arcs.out.hours, arcs.out.count, arcs.out.owner):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = array


@RANDOM
@given(random_tables())
def test_rows_are_sorted_and_agree_with_each_other(tables):
    """The transpose of who gives is who receives; contacts are their union, and symmetric."""
    arcs = arcs_of(tables.network())
    out = set(zip(arcs.out.owner.tolist(), arcs.out.index.tolist(), strict=True))
    into = set(zip(arcs.into.index.tolist(), arcs.into.owner.tolist(), strict=True))
    contacts = set(zip(arcs.contacts.owner.tolist(), arcs.contacts.index.tolist(), strict=True))
    assert out == into
    assert contacts == out | {(j, i) for i, j in out}
    for rows in (arcs.out, arcs.into, arcs.contacts):
        pairs = list(zip(rows.owner.tolist(), rows.index.tolist(), strict=True))
        assert pairs == sorted(set(pairs))
        assert not [pair for pair in pairs if pair[0] == pair[1]]
    assert sorted(arcs.row.tolist()) == list(range(len(tables.people)))
    assert np.all(np.diff(np.where(arcs.district < 0, 99, arcs.district)) >= 0)
