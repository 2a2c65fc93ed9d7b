"""A register: what is given is shown, what is not is said, and volunteers are a share of all who live there."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy.stats import beta

import netgraph as ng
from tests.random_networks import DISTRICTS, RANDOM, Tables, random_tables
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network

GIVEN = {
    *("care_hours", "intensive_carers", "respite_reach", "volunteer_share", "volunteer_hours", "volunteer_carers"),
    *("volunteer_guidance", "formal_informal"),
}
"""METRICS.md: what registered ties can tell."""


def register(population: list[float | None], parent: list[str | None] | None = None, **more: object):
    """Return a register of 3 volunteers and 2 others in the west and one volunteer in the east; nobody in the south."""
    districts = pd.DataFrame({"district": ["west", "east", "south"], "population": population})
    if parent:
        districts = pd.concat([districts.assign(parent=parent), pd.DataFrame({"district": ["town"]})])
    people = "a@west b@west c@west d@west e@west f@east g@elsewhere"
    roles = dict.fromkeys("abcfg", "volunteer")
    return small_network("", people, roles=roles, districts=districts, design="register", **more)


def shares(network: ng.SupportNetwork, by: object = "district") -> pd.DataFrame:
    columns = ["value", "numerator", "denominator", "people", "reason"]
    return ng.district_estimates(network, ["volunteer_share"], by=by).set_index("group")[columns]


def told(frame: pd.DataFrame) -> dict[str, tuple[object, ...]]:
    """Return the rows as plain values, NaN as None."""
    cells = frame.astype(object).where(frame.notna(), None)
    return {group: tuple(row) for group, row in zip(cells.index, cells.to_numpy().tolist(), strict=True)}


def test_volunteers_are_a_share_of_all_who_live_there():
    """By hand: 3 of 60 and 1 of 40. In the south 20 people live, of whom nobody is registered: 0 of 20.

    It is about the 5 and 1 people in the register: with the inhabitants it would tell how few they are.
    """
    assert told(shares(register([60, 40, 20]))) == {
        "west": (0.05, 3.0, 60.0, 5, ""),
        "east": (0.025, 1.0, 40.0, 1, ""),
        "south": (0.0, 0.0, 20.0, 0, ""),
    }


def test_where_nobody_knows_how_many_live_there_it_cannot_be_seen():
    """How many volunteers there are is not told without them either; and where nobody is registered, that is why."""
    assert told(shares(register([60, None, None]))) == {
        "west": (0.05, 3.0, 60.0, 5, ""),
        "east": (None, None, None, 1, "not_observable"),
        "south": (None, None, None, 0, "no_people"),
    }


def test_more_registered_than_inhabitants_is_undefined():
    """3 volunteers of 2 inhabitants: one of the two counts is wrong. As many as live there may be."""
    assert told(shares(register([2, 1, 0]))) == {
        "west": (None, 3.0, 2.0, 5, "undefined"),
        "east": (1.0, 1.0, 1.0, 1, ""),
        "south": (None, 0.0, 0.0, 0, "no_people"),
    }


def test_weights_count_in_the_numerator():
    """2.5 + 1 + 1 of 60: people of the register have weights, those who are not in it have none."""
    network = register([60, 40, 20], weights={"a": 2.5})
    assert told(shares(network))["west"] == (pytest.approx(4.5 / 60), 4.5, 60.0, 5, "")


PARENTS = ["town", "town", None]


def test_the_population_of_larger_areas_and_of_everybody():
    """The town's is that of its parts, 3 + 1 of 100; of everybody it is 120, of whom the south is no part of the town.

    Where that of one part is not known neither is the sum.
    """
    network = register([60, 40, 20], PARENTS)
    assert told(shares(network, "parent")) == {"town": (0.04, 4.0, 100.0, 6, "")}
    assert told(shares(network, None)) == {"all": (pytest.approx(4 / 120), 4.0, 120.0, 6, "")}
    unknown = register([60, None, 20], PARENTS)
    assert told(shares(unknown, "parent")) == {"town": (None, None, None, 6, "not_observable")}
    assert told(shares(unknown, None)) == {"all": (None, None, None, 6, "not_observable")}


@pytest.mark.parametrize("by", ["roles", ["district", "roles"], ["district"]], ids=str)
def test_a_breakdown_by_people_has_no_population(by):
    """Nobody knows how many volunteers live in the west. A list of areas alone is a breakdown by area."""
    found = shares(register([60, 40, 20]), by)
    assert set(found["reason"]) == ({""} if by == ["district"] else {"not_observable"})


def test_its_interval_is_that_of_a_share_of_the_population():
    """Jeffreys: quantiles of Beta(3 + 1/2, 57 + 1/2), however few the register itself holds."""
    tidy = ng.district_estimates(register([60, 40, 20]), ["volunteer_share"]).set_index("group")
    expected = beta.ppf([0.05, 0.95], 3.5, 57.5)
    assert tidy.loc["west", ["low", "high"]].to_list() == pytest.approx(list(expected))
    assert tidy.loc["south", "low"] == 0
    assert tidy.loc["south", "high"] == pytest.approx(beta.ppf(0.95, 0.5, 20.5))
    # Drawn towards 4 of 120, and not beyond.
    smoothed = tidy["smoothed"]
    assert 4 / 120 < smoothed["west"] <= 0.05 or smoothed["west"] == pytest.approx(4 / 120)


def test_elsewhere_it_is_a_share_of_residents():
    """The same people as a whole network: 3 of the 5 in the west, whatever its population."""
    network = register([60, 40, 20])
    whole = ng.from_tables(network.people, network.ties, network.districts, about={"design": "whole_network"})
    assert told(shares(whole))["west"] == (0.6, 3.0, 5.0, 5, "")


@RANDOM
@given(random_tables(design="register"))
def test_a_register_shows_what_is_given_and_nothing_else(tables: Tables):
    """Given figures are those of the slow reference; all others say that they cannot be seen, whatever the ties are."""
    slow = SlowNetwork(tables)
    tidy = ng.district_estimates(tables.network())
    population = {row["district"]: row["population"] for row in tables.districts}
    assert set(tidy["group"]) == set(DISTRICTS)
    for row in tidy.itertuples():
        people = len(slow.members(slow.living_in(row.group)))
        if row.metric not in GIVEN:
            assert row.people == people
            assert row.reason == ("not_observable" if people else "no_people")
            assert np.isnan([row.value, row.numerator, row.denominator, row.low, row.high, row.smoothed]).all()
            continue
        known = population[row.group]
        expected = slow.figure(row.metric, slow.living_in(row.group), population=math.nan if known is None else known)
        told_ = (row.numerator, row.denominator, row.people)
        wanted = (expected.numerator, expected.denominator, expected.people)
        assert told_ == pytest.approx(wanted, nan_ok=True), row.metric
        if row.reason == "":
            assert row.value == pytest.approx(expected.value)


def test_a_survey_shows_what_is_given_where_it_was_asked():
    """Volunteers can be seen in any survey; care that people give only where giving was asked."""
    asked = {
        direction: ng.district_estimates(
            small_network("a>b:care:2", design="survey", asked=[direction], roles={"a": "volunteer"}), sorted(GIVEN)
        ).set_index("metric")["reason"]
        for direction in ("gives", "receives")
    }
    for direction, needs_other in (
        ("gives", {"volunteer_guidance", "formal_informal", "respite_reach"}),
        ("receives", {"care_hours", "intensive_carers", "volunteer_hours", "volunteer_carers", "respite_reach"}),
    ):
        assert set(asked[direction].index[asked[direction] == "not_observable"]) == needs_other
