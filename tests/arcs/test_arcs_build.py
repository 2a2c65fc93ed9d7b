"""From tables to arrays: the order of people, who is counted, which ties are one, and which are left out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cached_property

import numpy as np
import pytest
from hypothesis import given

import netgraph as ng
from netgraph.arcs import Arcs, Rows, arcs_of
from tests.random_networks import RANDOM, random_tables
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network, small_tables

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


def arrays_of(found: Arcs | Rows) -> dict[str, np.ndarray]:
    """Return every array that arcs or rows keep: what they were made with, and what they work out once."""
    made = [field.name for field in dataclasses.fields(found)]
    kept = [name for name, member in vars(type(found)).items() if isinstance(member, cached_property)]
    arrays: dict[str, np.ndarray] = {}
    for name in (*made, *kept):
        value = getattr(found, name)
        if isinstance(value, Rows):
            arrays |= {f"{name}.{part}": array for part, array in arrays_of(value).items()}
        elif name == "columns":
            arrays |= {f"columns[{column}]": codes for column, codes in value.items()}
        else:
            several = value if isinstance(value, tuple) else (value,)
            arrays |= {f"{name} {n}": part for n, part in enumerate(several) if isinstance(part, np.ndarray)}
    return arrays


@pytest.mark.parametrize("part", ["the network", "everyday", "around", "among"])
def test_arrays_cannot_be_changed(part):
    """They are shared between figures: a figure that changed one would change the others."""
    network = small_network("a>b:care:1 b>a b>d d>a", "c", columns={"age": {"a": "old", "b": "young"}})
    arcs = arcs_of(network, ["age"])
    parts = {
        "the network": lambda: arcs,
        "everyday": arcs.everyday,
        "around": lambda: arcs.around(np.array([0, 1])),
        "among": lambda: arcs.among(np.array([True, True, False, True])),
    }
    arrays = arrays_of(parts[part]())
    # Some of those that are given, of rows, of columns and of what is worked out: the walk finds them all.
    assert {
        "weight 0",
        "since 0",
        "columns[age]",
        "out.hours 0",
        "contacts.key 0",
        "care.owner 0",
        "triangles 0",
    } <= set(arrays)
    assert len(arrays) > 50
    writeable = []
    for name, array in arrays.items():
        try:
            array[...] = array
        except ValueError as error:
            assert "read-only" in str(error)  # noqa: PT017 - every array must refuse, so that all others are named
        else:
            writeable.append(name)
    assert writeable == []


# --- who is asked, and who lives elsewhere


def test_who_was_asked_lives_elsewhere_or_has_a_role():
    """Elsewhere is not the same as unknown; whoever volunteers beside a paid job is volunteer and professional."""
    roles = {"b": "carer;volunteer", "c": "professional;volunteer", "d": "organisation"}
    network = small_network("", "a@west b@elsewhere c@ d@west", roles=roles, not_asked="b d")
    arcs = arcs_of(network)
    names = network.people["person"].to_numpy()[arcs.row]
    who = {name: set(names[getattr(arcs, name)]) for name in ("asked", "elsewhere", "carer_role", "volunteer")}
    assert who == {"asked": {"a", "c"}, "elsewhere": {"b"}, "carer_role": {"b"}, "volunteer": {"b", "c"}}
    assert set(names[arcs.professional]) == {"c"}
    assert set(names[arcs.organisation]) == {"d"}
    assert set(names[arcs.counted]) == {"a", "c"}


@RANDOM
@given(random_tables())
def test_who_is_a_carer(tables):
    """Against loops over people and ties; care of who was not asked counts for those who were."""
    arcs, slow = arcs_of(tables.network()), SlowNetwork(tables)
    expected = [slow.is_carer(tables.people[row]["person"]) for row in arcs.row]
    assert arcs.carer.tolist() == expected


def test_care_of_who_was_not_asked_is_known_only_from_who_was():
    """A cares for b, c for d; neither a nor c was asked. That b gets care is known from b; d was not asked either."""
    network = small_network("a>b:care c>d:care", not_asked="a c d", design="survey")
    arcs = arcs_of(network)
    assert set(network.people["person"].to_numpy()[arcs.row][arcs.carer]) == {"a"}


# --- hours and dates


@pytest.mark.parametrize(
    ("ties", "known"),
    [
        ("", True),
        ("a>b:care:1 b>a:company:0", True),
        ("a>b:care:1 b>a:company", False),
        ("a>b:care:1 a>b:company", False),  # of one kind they are known, of the other not
        ("a>b:care:1 a>b:care", True),  # the largest within a kind
        ("a>b:professional b>a:care:1", True),  # paid
        ("o>a:respite a>o b>a:care:1", True),  # of an organisation
        ("a>n b>a:care:1", True),  # n was not asked, so nobody's figure rests on it
        ("a>p", True),  # p is no resident
        ("a>e", False),  # a resident of the whole network, wherever they live
    ],
)
def test_whether_all_hours_are_known(ties, known):
    """Those of all unpaid support from people towards residents who were asked; worked out by hand."""
    tables = small_tables(
        ties,
        "a b o n p e@elsewhere",
        roles={"o": "organisation", "p": "professional"},
        not_asked="n",
        design="whole_network",
    )
    assert arcs_of(tables.network()).hours_known is known


@RANDOM
@given(random_tables())
def test_hours_are_known_when_everybody_s_are(tables):
    """Against the hours that each resident who was asked receives, added one by one."""
    slow = SlowNetwork(tables)
    expected = not any(np.isnan(slow.hours_received(person)) for person in slow.counted())
    assert arcs_of(tables.network()).hours_known is expected


@RANDOM
@given(random_tables())
def test_since_when_somebody_gives_care(tables):
    """The earliest of one's unpaid care ties; an empty cell is the earliest of all."""
    slow, arcs = SlowNetwork(tables), arcs_of(tables.network())
    began = arcs.began("care")
    for place, row in enumerate(arcs.row):
        person = tables.people[row]["person"]
        given = [tie["since"] for tie in slow.ties if tie["giver"] == person and tie["kind"] == "care"]
        expected = "NaT" if not given or None in given else min(given)
        assert str(began[place]) == expected


def test_the_beginning_of_a_tie_of_two_periods_is_the_first_of_those_that_count():
    """The period of 2020 is over at the reference date and open without one; an open beginning is the earliest."""
    rows = [("2020-01-01", "2021-01-01"), ("2024-05-01", None)]
    tables = small_tables("a>b:care a>b:care a>c:care:1:2025-01-01")
    for tie, (since, until) in zip(tables.ties, rows, strict=False):
        tie["since"], tie["until"] = since, until
    first = {
        date: arcs_of(tables.changed(about=about).network()).began("care")[0]
        for date, about in {"always": {}, "2026": {"reference_date": dt.date(2026, 1, 1)}}.items()
    }
    assert {when: str(date) for when, date in first.items()} == {"always": "2020-01-01", "2026": "2024-05-01"}
    open_ = tables.changed(ties=[*tables.ties, {**tables.ties[2], "since": None}])
    assert np.isnat(arcs_of(open_.network()).began("care")[0])


def test_the_reference_date_goes_along():
    assert arcs_of(small_network("a>b")).reference_date is None
    dated = small_network("a>b", reference_date="2026-01-01")
    assert arcs_of(dated).reference_date == dt.date(2026, 1, 1)
    assert arcs_of(dated.at("2025-02-03")).reference_date == dt.date(2025, 2, 3)


# --- columns of people


def test_columns_are_numbers_of_values_in_their_own_order():
    """Values 2 and 10 in the order of numbers, not of text; empty is -1. People are in order of their district."""
    people = {"age": {"a": 10, "b": 2, "c": 10, "d": None}, "origin": {"a": "x", "b": None, "c": "y", "d": "x"}}
    network = small_network("", "a@west b@east c@west d@east", columns=people)
    arcs = arcs_of(network, ["origin", "age"])
    assert list(arcs.columns) == ["origin", "age"]
    assert network.people["person"].to_numpy()[arcs.row].tolist() == ["b", "d", "a", "c"]
    assert arcs.columns["age"].tolist() == [0, -1, 1, 1]
    assert arcs.columns["origin"].tolist() == [-1, 0, 0, 1]
    assert arcs_of(network).columns == {}


def test_a_column_that_is_not_there_is_answered_with_the_nearest():
    network = small_network("a>b", columns={"origin": {"a": "x"}})
    with pytest.raises(ng.NetgraphError, match=r"people have no column 'orign'.*Did you mean origin\?"):
        arcs_of(network, ["orign"])
    with pytest.raises(ng.NetgraphError, match="cannot be told apart by 'person'"):
        arcs_of(network, ["person"])


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
