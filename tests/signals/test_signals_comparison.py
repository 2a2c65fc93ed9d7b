"""The rest of the city, without the district itself: against plain Python, and on everyday kinds for reciprocity."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure import protect
from netgraph.disclosure.gate import suppressed
from netgraph.signals import COMPARISON_COLUMNS, compare_with_rest, signal_estimates
from tests.random_networks import RANDOM, Tables, random_tables, seeded_tables
from tests.slow_reference import ONE_WAY_BY_NATURE, SlowNetwork

EVERY_SIGNAL = [name for name, metric in ng.METRICS.items() if metric.signal]
SIGNALS = [name for name in EVERY_SIGNAL if name != "bridging_share"]
"""Those that can be made without choosing groups to bridge."""


def check_against_slow_reference(tables: Tables, bridge_by: str | None) -> None:
    """Recompute each figure here, and of everybody in all other districts together."""
    everything = SlowNetwork(tables, bridge_by=bridge_by)
    everyday = SlowNetwork(tables, without_kinds=ONE_WAY_BY_NATURE)
    found = compare_with_rest(signal_estimates(tables.network(), bridge_by=bridge_by))
    codes = [row["district"] for row in tables.districts if found["group"].eq(row["district"]).any()]
    signals = EVERY_SIGNAL if bridge_by else SIGNALS
    assert found["group"].to_list() == [code for code in codes for _ in signals]
    assert found["metric"].to_list() == signals * len(codes)
    for row in found.itertuples():
        slow = everyday if row.metric == "dyadic_reciprocity" else everything
        here = slow.figure(row.metric, slow.living_in(row.group))
        others = [person for code in codes if code != row.group for person in slow.living_in(code)]
        rest = slow.figure(row.metric, others)
        assert row.value == pytest.approx(here.value, rel=1e-12, abs=1e-12, nan_ok=True)
        assert row.rest_value == pytest.approx(rest.value, rel=1e-9, abs=1e-9, nan_ok=True)
        assert (row.people, row.rest_people) == (here.people, rest.people)


@RANDOM
@given(random_tables(), st.sampled_from([None, "origin"]))
def test_the_rest_of_the_city(tables, bridge_by):
    check_against_slow_reference(tables, bridge_by)


def test_the_rest_of_a_larger_city():
    check_against_slow_reference(seeded_tables(people=400, ties=600, seed=5), "origin")


def test_the_groups_to_bridge_must_be_there():
    network = seeded_tables(60, 60, seed=1).network()
    with pytest.raises(ng.NetgraphError, match="Did you mean origin"):
        signal_estimates(network, bridge_by="orign")


def test_columns():
    comparison = compare_with_rest(signal_estimates(seeded_tables(60, 60, seed=1).network()))
    assert list(comparison.columns) == list(COMPARISON_COLUMNS)
    assert set(comparison["hidden"]) == {""}


def test_hidden_cells_count_neither_here_nor_in_a_rest():
    """Three districts with 20, 8 and 30 people, of whom 5, 8 and 10 are isolated; the one with 8 is hidden.

    The rest of the first is then the third alone, 10 / 30, and that of the third the first alone, 5 / 20.
    """
    tidy = pd.DataFrame(
        {
            "group": ["a", "b", "c"],
            "metric": "isolated",
            "value": [5 / 20, 8 / 8, 10 / 30],
            "numerator": [5.0, 8.0, 10.0],
            "denominator": [20.0, 8.0, 30.0],
            "people": [20, 8, 30],
            "low": 0.0,
            "high": 1.0,
            "reason": "",
        }
    )
    open_ = compare_with_rest(tidy).set_index("group")
    assert open_["rest_value"].to_dict() == pytest.approx({"a": 18 / 38, "b": 15 / 50, "c": 13 / 28})
    gated = compare_with_rest(protect(tidy, design="whole_network")).set_index("group")
    assert gated.loc[["a", "c"], "rest_value"].to_list() == pytest.approx([10 / 30, 5 / 20])
    assert gated.loc[["a", "c"], "rest_people"].to_list() == [30, 20]
    assert gated.loc["b", ["value", "low", "high", "people"]].isna().all()


def test_the_interval_of_the_rest_by_hand():
    """Two others with 10 and 30 people: weights 1/4 and 3/4.

    Below: sqrt((1/4 * 0.2)^2 + (3/4 * 0.1)^2) = sqrt(0.0025 + 0.005625) = 0.0901; above, with 0.4 and 0.2: 0.1803.
    """
    columns = ["group", "numerator", "denominator", "people", "value", "low", "high"]
    rows = [
        ("a", 9.0, 20.0, 20, 0.45, 0.3, 0.6),
        ("b", 4.0, 10.0, 10, 0.4, 0.2, 0.8),
        ("c", 6.0, 30.0, 30, 0.2, 0.1, 0.4),
    ]
    tidy = pd.DataFrame(rows, columns=columns).assign(metric="isolated", reason="")
    first = compare_with_rest(tidy).iloc[0]
    assert first["rest_value"] == pytest.approx(10 / 40)
    assert first["rest_low"] == pytest.approx(0.25 - math.sqrt(0.0025 + 0.005625))
    assert first["rest_high"] == pytest.approx(0.25 + math.sqrt(0.01 + 0.0225))
    # Of two districts each is the rest of the other.
    two = compare_with_rest(tidy.iloc[:2])
    found = two[["rest_value", "rest_low", "rest_high", "rest_people"]].to_numpy()
    np.testing.assert_allclose(found, two[["value", "low", "high", "people"]].to_numpy()[::-1], rtol=1e-12)


@RANDOM
@given(random_tables())
def test_the_interval_of_the_rest_against_plain_python(tables):
    """For every figure: root of the sum of squares over all others of which anything is known, one side at a time."""
    tidy = ng.district_estimates(tables.network()).assign(hidden="")
    tidy.loc[tidy["people"] < 3, ["value", "numerator", "denominator", "low", "high"]] = math.nan
    for row in compare_with_rest(tidy).itertuples():
        others = tidy[(tidy["metric"] == row.metric) & (tidy["group"] != row.group)].dropna(
            subset=["value", "numerator", "denominator"]
        )
        weights = others["denominator"] / others["denominator"].sum()
        for end, found, sign in (("low", row.rest_low, -1), ("high", row.rest_high, 1)):
            widths = zip(weights, others["value"] - others[end], strict=True)
            width = math.sqrt(sum((weight * one) ** 2 for weight, one in widths))
            expected = row.rest_value + sign * width if len(others) else math.nan
            assert found == pytest.approx(expected, rel=1e-6, abs=1e-7, nan_ok=True)


def counts_of(rows: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """Return the share of isolated people of groups, from how many there are and of how many people."""
    numerator, denominator = np.array(list(rows.values()), dtype=float).T
    columns = {"numerator": numerator, "denominator": denominator, "people": denominator.astype(int)}
    ends = {"low": 0.0, "high": 1.0, "reason": ""}
    return pd.DataFrame(
        {"group": list(rows), "metric": "isolated", "value": numerator / denominator, **columns, **ends}
    )


def test_what_is_hidden_because_it_is_low_counts_in_the_rest():
    """The counts 2 and 3 are hidden; outside a they and the 12 of d are 17 of 240, not 12 of 60.

    Without the whole, the rest of a is d alone.
    """
    districts, city = (
        counts_of({"a": (20, 80), "b": (2, 90), "c": (3, 90), "d": (12, 60)}),
        counts_of({"all": (37, 320)}),
    )
    told = protect({"district": districts, None: city}, design="whole_network")
    assert told["district"]["hidden"].ne("").tolist() == [False, True, True, False]
    shown = compare_with_rest(told["district"])
    assert shown["rest_value"].iloc[0] == pytest.approx(10 / 60)  # 12 is rounded to 10, 37 to 35
    beside = compare_with_rest(told["district"], told[None])
    assert beside["rest_value"].iloc[0] == pytest.approx((35 - 20) / (320 - 80))
    assert beside["rest_value"].iloc[1:3].isna().all()
    exact = suppressed({"district": districts, None: city}, design="whole_network")
    beside = compare_with_rest(exact["district"], exact[None])
    assert beside["rest_value"].to_list() == pytest.approx([17 / 240, math.nan, math.nan, 25 / 260], nan_ok=True)
    assert beside["rest_people"].iloc[0] == shown["rest_people"].iloc[0] == 60


def test_a_whole_whose_figure_is_hidden_gives_no_rest():
    districts, city = counts_of({"a": (20, 80), "b": (10, 80)}), counts_of({"all": (30, 160)})
    hidden = city.assign(value=math.nan, numerator=math.nan, denominator=math.nan, people=math.nan)
    assert compare_with_rest(districts, hidden)["rest_value"].isna().all()
    assert compare_with_rest(districts, city.iloc[:0])["rest_value"].isna().all()
    with pytest.raises(ng.NetgraphError, match="the whole holds a figure twice"):
        compare_with_rest(districts, pd.concat([city, city]))


def test_counts_that_are_rounded_never_make_more_than_everybody():
    """20 of 25 less 5 of 15 would be 15 of 10: so it may come out in fives."""
    districts, city = counts_of({"a": (5, 15), "b": (10, 10)}), counts_of({"all": (20, 25)})
    assert compare_with_rest(districts, city)["rest_value"].to_list() == [1.0, pytest.approx(10 / 15)]


def test_the_rest_of_a_survey_that_was_published_is_the_whole():
    """It publishes bands of people, 100 or more of both the district and the city: nothing can be taken off."""
    network = seeded_tables(2_000, 3_000, seed=3).changed(about={"design": "survey"}).network()
    tables = protect({by: signal_estimates(network, by) for by in ("district", None)})
    told = compare_with_rest(tables["district"], tables[None])
    whole = tables[None].set_index("metric")["value"]
    known = told[told["value"].notna()]
    assert len(known) > 10
    assert known["rest_value"].to_list() == known["metric"].map(whole).to_list()


@RANDOM
@given(random_tables())
def test_the_whole_less_a_district_is_all_others(tables):
    """Where nothing is hidden it makes no difference how the rest is put together."""
    network = tables.network()
    districts, whole = (signal_estimates(network, by) for by in ("district", None))
    sums, less = compare_with_rest(districts), compare_with_rest(districts, whole)
    known = sums["value"].notna()
    np.testing.assert_allclose(less["rest_value"][known], sums["rest_value"][known], rtol=1e-9, atol=1e-9)
    assert less["rest_value"][~known].isna().all()


def test_any_figure_can_be_compared():
    """Ratios have a rest; what is one number for a whole group has none, and nobody is behind it."""
    tables = seeded_tables(200, 300, seed=2)
    comparison = compare_with_rest(protect(ng.district_estimates(tables.network()))).set_index(["metric", "group"])
    whole = [name for name, metric in ng.METRICS.items() if metric.shape == "whole" and not metric.internal]
    rest = ["rest_value", "rest_low", "rest_high"]
    assert comparison.loc[whole, rest].isna().all(axis=None)
    assert comparison.loc[whole, "value"].notna().any()
    assert (comparison.loc[whole, "rest_people"] == 0).all()
    shown = comparison.loc["contacts"].dropna(subset="value")
    contacts = shown.dropna(subset="low")  # too few people have a figure, and no interval
    assert contacts[["value", "low", "high", *rest]].notna().all(axis=None)
    assert (contacts["rest_low"] < contacts["rest_value"]).all()
    # A rest is a weighted mean of districts, whatever the unit.
    assert contacts["rest_value"].between(shown["value"].min(), shown["value"].max()).all()


def test_the_interval_of_a_rest_is_that_of_the_districts_that_have_one():
    """The first district has too few people for an interval: its figure counts in that of the others, no more."""
    tidy = ng.district_estimates(seeded_tables(600, 900, seed=1).network(), ["contacts"])
    tidy.loc[0, ["low", "high"]] = math.nan
    comparison, without = compare_with_rest(tidy), compare_with_rest(tidy.iloc[1:])
    assert (comparison["rest_value"].iloc[1:] != without["rest_value"]).all()
    for end in ("rest_low", "rest_high"):
        assert comparison[end].notna().all()
        expected = (without[end] - without["rest_value"]).to_numpy()
        assert (comparison[end] - comparison["rest_value"]).to_numpy()[1:] == pytest.approx(expected)


def test_a_rest_in_which_nobody_has_an_interval_has_none():
    tidy = ng.district_estimates(seeded_tables(600, 900, seed=1).network(), ["contacts"]).head(2)
    tidy.loc[0, ["low", "high"]] = math.nan
    comparison = compare_with_rest(tidy)
    assert comparison["rest_value"].notna().all()
    assert comparison["rest_low"].isna().tolist() == comparison["rest_high"].isna().tolist() == [False, True]


def test_a_table_that_cannot_be_compared():
    tidy = signal_estimates(seeded_tables(60, 60, seed=1).network())
    with pytest.raises(ng.NetgraphError, match=r"no column numerator, low.*Give what signal_estimates"):
        compare_with_rest(tidy.drop(columns=["numerator", "low"]))


def test_without_others_there_is_no_rest():
    tables = seeded_tables(40, 40, seed=1, districts=1)
    comparison = compare_with_rest(signal_estimates(tables.network()))
    assert comparison[["rest_value", "rest_low", "rest_high"]].isna().all(axis=None)
    assert (comparison["rest_people"] == 0).all()


def test_the_table_of_the_user_stays_as_it_was():
    tidy = signal_estimates(seeded_tables(60, 60, seed=1).network())
    before = tidy.copy()
    compare_with_rest(tidy)
    pd.testing.assert_frame_equal(tidy, before)


def test_reciprocity_looks_at_everyday_kinds_only():
    """Whatever is done to care, volunteering, respite and paid ties, the signal figure of reciprocity stays."""
    tables = seeded_tables(100, 200, seed=4)
    everyday = tables.changed(ties=[tie for tie in tables.ties if tie["kind"] not in ONE_WAY_BY_NATURE])
    both = [signal_estimates(t.network()).set_index(["metric", "group"])["value"] for t in (tables, everyday)]
    np.testing.assert_array_equal(both[0]["dyadic_reciprocity"], both[1]["dyadic_reciprocity"])
    assert not math.isclose(both[0]["thin_support"].mean(), both[1]["thin_support"].mean())
    plain = ng.district_estimates(tables.network(), ["dyadic_reciprocity"])["value"]
    assert not np.allclose(plain, both[0]["dyadic_reciprocity"])
