"""network.at() and network.only(): a day, some kinds, some people."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.network.activity import is_active
from tests.small_networks import small_network

PEOPLE = pd.DataFrame({"person": ["a", "b"], "district": "west"})
DATED = pd.DataFrame(
    {
        "giver": "a",
        "receiver": "b",
        "kind": ["always", "from", "to", "between", "one day"],
        "since": [None, "2024-01-01", None, "2024-01-01", "2024-06-30"],
        "until": [None, None, "2024-12-31", "2024-12-31", "2024-07-01"],
    }
)
days = st.dates(dt.date(2023, 12, 30), dt.date(2024, 1, 3))


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2023-12-31", {"always", "to"}),
        ("2024-01-01", {"always", "from", "to", "between"}),
        ("2024-06-30", {"always", "from", "to", "between", "one day"}),
        ("2024-07-01", {"always", "from", "to", "between"}),
        ("2024-12-30", {"always", "from", "to", "between"}),
        ("2024-12-31", {"always", "from"}),
    ],
)
def test_ties_are_active_from_their_first_day_until_before_their_last(day: str, kinds: set[str]) -> None:
    """DESIGN: since <= date < until; an empty end is open."""
    network = ng.from_tables(PEOPLE, DATED)
    for date in (day, dt.date.fromisoformat(day), pd.Timestamp(day), dt.datetime.fromisoformat(f"{day}T23:59:59")):
        then = network.at(date)
        assert set(then.ties["kind"]) == kinds
        assert then.about.reference_date == dt.date.fromisoformat(day)
        assert len(then.people) == 2
    assert len(network.ties) == 5
    assert network.about.reference_date is None


@given(since=st.none() | days, until=st.none() | days, day=days)
def test_active_is_what_the_definition_says(since: dt.date | None, until: dt.date | None, day: dt.date) -> None:
    tie = pd.DataFrame({"since": [since], "until": [until]}).astype("datetime64[us]")
    expected = (since is None or since <= day) and (until is None or day < until)
    assert len(tie[is_active(tie, day)]) == expected


def test_the_notice_on_ended_ties_goes_once_a_date_is_asked_for() -> None:
    network = ng.from_tables(PEOPLE, DATED)
    assert "ended" in set(network.notices["rule"])
    assert "ended" not in set(network.at("2024-01-01").notices["rule"])
    assert "ended" in set(network.notices["rule"])


@pytest.mark.parametrize("date", ["2024", "31-1-2024", "soon", "", 2024, None, pd.NaT])
def test_what_is_no_date(date: object) -> None:
    with pytest.raises(ng.NetgraphError, match=r"is not a date\. Expected year-month-day"):
        ng.from_tables(PEOPLE, DATED).at(date)


def test_only_some_kinds_and_people_stay_without_ties() -> None:
    network = small_network("a>b:care b>c:advice c>a:walks")
    assert network.only(kinds=["care", "walks"]).ties["kind"].tolist() == ["care", "walks"]
    assert network.only(kinds="care").ties["kind"].tolist() == ["care"]
    assert network.only(kinds={"respite"}).ties.empty
    assert len(network.only(kinds=[]).people) == 3
    assert len(network.ties) == 3


@pytest.mark.parametrize(
    ("kinds", "words"), [(["advise"], "Did you mean advice"), ("xyz", "Valid: care, volunteering"), ([None], "None")]
)
def test_kinds_that_nobody_knows(kinds: object, words: str) -> None:
    with pytest.raises(ng.NetgraphError, match=words):
        small_network("a>b:advice").only(kinds=kinds)


@pytest.mark.parametrize("mask", [[True, False, True], np.array([1, 0, 1], dtype=bool), pd.Series([True, False, True])])
def test_only_some_people_and_the_ties_among_them(mask: object) -> None:
    network = small_network("a>b b>c c>a a>c")
    some = network.only(people=mask)
    assert some.people["person"].tolist() == ["a", "c"]
    assert some.ties[["giver", "receiver"]].to_numpy().tolist() == [["c", "a"], ["a", "c"]]
    assert len(network.ties) == 4


@pytest.mark.parametrize(
    "mask", [[True], [1, 0, 1], ["a", "b", "c"], [[True, False, True]], pd.array([True, None, True], dtype="boolean")]
)
def test_what_is_no_mask(mask: object) -> None:
    with pytest.raises(ng.NetgraphError, match="people must be one true or false for each of the 3 people; found"):
        small_network("a>b b>c").only(people=mask)


def test_kinds_and_people_together() -> None:
    network = small_network("a>b:care b>c:care a>b:advice")
    assert len(network.only(kinds=["care"], people=[True, True, False]).ties) == 1
    assert network.only().equals(network)


def test_a_series_of_people_goes_by_its_labels_not_by_its_order() -> None:
    network = ng.synthetic_network(people=100, seed=1)
    old = network.people["age_group"] == "65+"
    shuffled = old.sample(frac=1, random_state=1)
    assert network.only(people=shuffled).equals(network.only(people=old.to_numpy()))
    with pytest.raises(ng.NetgraphError, match="other row labels"):
        network.only(people=old.set_axis(range(5, 5 + len(old))))


def test_notices_that_counted_rows_are_not_kept_for_a_part() -> None:
    network = ng.synthetic_network(people=100, seed=1)
    part = network.only(people=[True] * 10 + [False] * (len(network.people) - 10))
    assert "no_ties" in set(network.notices["rule"])
    assert set(part.notices["table"]) <= {"about"}
