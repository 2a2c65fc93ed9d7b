"""Differences between groups: their sign, order and interval, within areas too, and why there is none."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import netgraph as ng
from netgraph.estimates.intervals import interval_of_difference
from tests.random_networks import RANDOM, Tables, random_tables, seeded_tables
from tests.small_networks import small_network

COLUMNS = [
    *("group", "reference", "difference", "low", "high", "value", "reference_value", "people", "reference_people"),
    "reason",
]


def schools(*, by_district: bool = False) -> ng.SupportNetwork:
    """Return people who went to school for a short, middling or long time; of d it is not known.

    Isolated of the short: c of a, b, c, e (1/4); of the middling: nobody of f, g; of the long: h and i of h, i, j, k.
    """
    education = {**dict.fromkeys("abce", 1), **dict.fromkeys("fg", 2), **dict.fromkeys("hijk", 3)}
    homes = " ".join(f"{name}@{'east' if by_district and name in 'cehij' else 'west'}" for name in "abcdefghijk")
    return small_network("a>b b>e f>g j>k d>j", homes, columns={"school": education})


def pairs(gap: pd.DataFrame) -> dict[tuple[str, str], float]:
    return {(row.group, row.reference): row.difference for row in gap.itertuples()}


def test_every_two_groups_the_later_less_the_earlier():
    """By hand from `schools`: 0 - 1/4, 2/4 - 1/4, 2/4 - 0; groups in the order of their values."""
    gap = ng.group_gap(schools(), "isolated", "school")
    assert list(gap.columns) == COLUMNS
    assert isinstance(gap.index, pd.RangeIndex)
    values = gap["group"].drop_duplicates().to_list(), gap["reference"].drop_duplicates().to_list()
    one, two, three = (label for label in ng.district_estimates(schools(), ["isolated"], by="school")["group"])
    assert values == ([two, three], [one, two])
    assert pairs(gap) == pytest.approx({(two, one): -0.25, (three, one): 0.25, (three, two): 0.5})
    assert gap["people"].to_list() == [2, 4, 4]
    assert gap["reference_people"].to_list() == [4, 4, 2]
    assert gap["people"].dtype == np.dtype("int64")
    assert set(gap["reason"]) == {""}


def test_all_groups_against_one():
    """The reference itself is not compared with itself, and comes first or last without it changing the sign."""
    one, two, three = (label for label in ng.district_estimates(schools(), ["isolated"], by="school")["group"])
    gap = ng.group_gap(schools(), "isolated", "school", reference=two)
    assert pairs(gap) == pytest.approx({(one, two): 0.25, (three, two): 0.5})


def test_within_districts():
    """West: a, b (short), f, g (middling), k (long), nobody isolated. East: c, e (short), h, i, j (long).

    In the east c is isolated, e is not: 1/2; h and i are, j is not: 2/3. The middling have nobody there.
    """
    network = schools(by_district=True)
    one, two, three = (label for label in ng.district_estimates(network, ["isolated"], by="school")["group"])
    gap = ng.group_gap(network, "isolated", "school", by="district", reference=one)
    assert list(gap.columns) == ["district", *COLUMNS]
    assert gap[["district", "group"]].to_numpy().tolist() == [
        ["east", two],
        ["east", three],
        ["west", two],
        ["west", three],
    ]
    np.testing.assert_allclose(gap["difference"], [math.nan, 2 / 3 - 1 / 2, 0, 0], rtol=1e-12)
    assert gap["reason"].to_list() == ["no_people", "", "", ""]
    assert gap["people"].to_list() == [0, 3, 2, 1]
    crossed = ng.group_gap(network, "isolated", "school", by=["district", "roles"], reference=one)
    assert list(crossed.columns) == ["district", "roles", *COLUMNS]
    np.testing.assert_array_equal(crossed["difference"], gap["difference"])


@RANDOM
@given(random_tables(), st.sampled_from(list(ng.METRICS)), st.sampled_from([None, "district", "parent"]))
def test_it_is_the_difference_of_the_two_figures(tables: Tables, metric: str, by: str | None):
    """Of the table of figures, for any figure; its interval holds it, and turning it round turns everything round."""
    network = tables.network()
    choices = {"bridge_by": "origin"}
    keys = [by, "age"] if by else ["age"]
    figures = ng.district_estimates(network, [metric], by=keys, **choices).set_index(keys)
    ages = ng.district_estimates(network, ["isolated"], by="age")["group"].to_list()
    gap = ng.group_gap(network, metric, "age", by=by, **choices)
    assert len(gap) == (len(ages) == 2) * (4 if by == "district" else 2 if by else 1)
    known = set(figures.index)
    for row in gap.itertuples():
        sides = [(getattr(row, by), side) if by else side for side in (row.group, row.reference)]
        here, there = (figures.loc[[side]].iloc[0] if side in known else None for side in sides)
        if here is None or there is None or math.isnan(here["value"]) or math.isnan(there["value"]):
            assert math.isnan(row.difference)
            assert row.reason
            continue
        assert row.reason == ""
        assert row.difference == here["value"] - there["value"]
        assert (row.value, row.people) == (here["value"], here["people"])
        assert (row.reference_value, row.reference_people) == (there["value"], there["people"])
        # Zou & Donner: squares of how far each figure reaches to the side that matters.
        below = math.hypot(here["value"] - here["low"], there["high"] - there["value"])
        above = math.hypot(here["high"] - here["value"], there["value"] - there["low"])
        ends = (row.difference - below, row.difference + above)
        assert (row.low, row.high) == pytest.approx(ends, nan_ok=True)
    if len(ages) == 2:
        turned = ng.group_gap(network, metric, "age", by=by, reference=ages[1], **choices)
        straight = ng.group_gap(network, metric, "age", by=by, reference=ages[0], **choices)
        for one, other in (("difference", "difference"), ("low", "high"), ("high", "low")):
            np.testing.assert_allclose(turned[one], -straight[other], rtol=1e-12)
        assert turned["reason"].to_list() == straight["reason"].to_list()


def test_the_intervals_of_published_examples():
    """Newcombe 1998, Statistics in Medicine 17: 873-890, table II, method 10: Wilson intervals of both, 95 %.

    (a) 56/70 - 48/80: 0.0524 to 0.3339; (b) 9/10 - 3/10: 0.1705 to 0.8090; (g) 10/10 - 0/20: 0.6791 to 1.0000.
    """
    for hits, of, other_hits, other_of, expected in (
        (56, 70, 48, 80, (0.0524, 0.3339)),
        (9, 10, 3, 10, (0.1705, 0.8090)),
        (10, 10, 0, 20, (0.6791, 1.0000)),
    ):
        wilson = [stats.binomtest(k, n).proportion_ci(method="wilson") for k, n in ((hits, of), (other_hits, other_of))]
        sides = [hits / of, wilson[0].low, wilson[0].high, other_hits / other_of, wilson[1].low, wilson[1].high]
        found = interval_of_difference(*(np.array([side]) for side in sides))
        assert tuple(end[0] for end in found) == pytest.approx(expected, abs=0.00005)


def test_the_interval_holds_the_difference_nine_times_in_ten():
    """Of 4,000 draws of two groups (30 of .2, 40 of .35) 88 to 93 % of the intervals hold .15; with Jeffreys ends."""
    rng = np.random.default_rng(5)
    sides = []
    for people, share in ((30, 0.2), (40, 0.35)):
        hits = rng.binomial(people, share, 4_000)
        ends = [stats.beta.ppf(tail, hits + 0.5, people - hits + 0.5) for tail in (0.05, 0.95)]
        sides += [hits / people, np.where(hits == 0, 0, ends[0]), ends[1]]
    low, high = interval_of_difference(*sides)
    assert 0.88 < ((low <= -0.15) & (high >= -0.15)).mean() < 0.93


def test_a_gap_that_was_planted_is_outside_what_chance_gives():
    """Of 200 old people half have nobody, of 200 young people a tenth: the interval leaves 0 out, and holds 0.4."""
    old = [f"o{n}" for n in range(200)]
    young = [f"y{n}" for n in range(200)]
    ties = " ".join(f"{a}>{b}" for a, b in [*zip(old[:50], old[50:100], strict=True)])
    ties += " " + " ".join(f"{a}>{b}" for a, b in zip(young[:90], young[90:180], strict=True))
    ages = {**dict.fromkeys(old, "old"), **dict.fromkeys(young, "young")}
    network = small_network(ties, " ".join([*old, *young]), columns={"age": ages})
    row = ng.group_gap(network, "isolated", "age", reference="young").iloc[0]
    assert row["difference"] == pytest.approx(0.5 - 0.1)
    assert 0.3 < row["low"] < 0.4 < row["high"] < 0.5


@pytest.mark.parametrize(
    "metric", [name for name, metric in ng.METRICS.items() if metric.shape == "whole" and metric.spread is None]
)
def test_one_number_of_a_group_has_a_difference_without_interval(metric):
    gap = ng.group_gap(seeded_tables(120, 240, seed=3).network(), metric, "age")
    assert gap["difference"].notna().all()
    assert gap[["low", "high"]].isna().all(axis=None)
    assert set(gap["reason"]) == {""}


def test_why_there_is_no_difference():
    """What cannot be seen, before that nobody is there, before that it is undefined."""
    roles = {"a": "carer"}
    network = small_network("a>b:care:2", "c@east", roles=roles, columns={"age": {"a": "x", "b": "y", "c": "z"}})
    gap = ng.group_gap(network, "carers_alone", "age")
    assert set(gap["reason"]) == {"undefined"}  # of y and z nobody is a carer
    register = ng.from_tables(network.people, network.ties, about={"design": "register"})
    assert set(ng.group_gap(register, "isolated", "age")["reason"]) == {"not_observable"}
    by_district = ng.group_gap(network, "carers_alone", "age", by="district", reference="x").set_index("district")
    assert set(by_district.loc["east", "reason"]) == {"no_people"}
    # A breakdown by people has no population, so a register cannot show this share of inhabitants.
    assert set(ng.group_gap(register, "volunteer_share", "age")["reason"]) == {"not_observable"}


def test_choices_go_along():
    """With the definitions of `ng.district_estimates`."""
    network = small_network("a>z:care:8 b>z:care:9", columns={"age": {"a": "x", "b": "y"}})
    strict = ng.group_gap(network, "intensive_carers", "age", carer_definition="scp")
    assert (strict["difference"].iloc[0], ng.group_gap(network, "intensive_carers", "age")["difference"].iloc[0]) == (
        1,
        0,
    )
    bridged = ng.group_gap(network, "bridging_share", "roles", bridge_by="age")
    assert list(bridged.columns) == COLUMNS


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("isolatd", "age"), r"Did you mean isolated\?"),
        ((["isolated"], "age"), "one figure"),
        (("isolated", "aeg"), r"Did you mean age\?"),
        (("bridging_share", "age"), "give bridge_by"),
        (
            ("isolated", "age", {"reference": "yonug"}),
            r"age has no group 'yonug' \(groups are text\). Did you mean young\?",
        ),
        (("isolated", "age", {"by": "age"}), "nothing is left to compare within"),
        (("isolated", "age", {"by": ["district", "age"]}), "nothing is left to compare within"),
        (("isolated", "age", {"by": "distict"}), r"Did you mean district\?"),
    ],
    ids=str,
)
def test_what_cannot_be_compared(arguments, near):
    *given, choices = arguments if isinstance(arguments[-1], dict) else (*arguments, {})
    with pytest.raises(ng.NetgraphError, match=near):
        ng.group_gap(seeded_tables(30, 30, seed=1).network(), *given, **choices)


def test_columns_and_types():
    """Of a list one column a key; of nothing to compare the same columns without rows."""
    gap = ng.group_gap(schools(), "bridging_share", "school", by=["district"], bridge_by="school")
    assert list(gap.columns) == ["district", *COLUMNS]
    assert {str(gap[name].dtype) for name in ("difference", "low", "high", "value", "reference_value")} == {"float64"}
    assert {str(gap[name].dtype) for name in ("people", "reference_people")} == {"int64"}
    assert {str(gap[name].dtype) for name in ("district", "group", "reference", "reason")} == {"str"}
    one_group = ng.group_gap(small_network("a>b"), "isolated", "roles")
    assert list(one_group.columns) == COLUMNS
    assert len(one_group) == 0


def test_by_a_column_that_is_called_like_one_of_the_result():
    columns = {"education": {"a": "x", "b": "y"}, "reference": {"a": "r", "b": "s"}}
    with pytest.raises(ng.NetgraphError, match="the result has a column of that name"):
        ng.group_gap(small_network("a>b", columns=columns), "isolated", "education", by="reference")
