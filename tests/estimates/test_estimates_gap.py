"""group_gap: the difference between groups and its interval."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy import stats

import netgraph as ng
from netgraph.estimates.intervals import interval_of_difference
from tests.random_networks import RANDOM, random_tables
from tests.small_networks import small_network

HALVES = {"a": "low", "b": "low", "c": "high", "d": "high"}


def with_column(network: ng.SupportNetwork, values: dict[str, str | None], column: str = "education"):
    """Return the same network with a column of people."""
    people = network.people
    people[column] = people["person"].map(values)
    return ng.from_tables(people, network.ties, network.districts, network.about.model_dump(exclude_none=True))


def test_newcombe_s_published_intervals():
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


def test_by_hand():
    """Of a and b (low) b is isolated, of c and d (high) nobody: 1/2 - 0/2."""
    network = with_column(small_network("a>c c>d", "b"), HALVES)
    gap = ng.group_gap(network, "isolated", "education")
    assert gap[["group", "reference"]].to_numpy().tolist() == [["low", "high"]]
    assert gap[["value", "reference_value", "difference"]].to_numpy().tolist() == [[0.5, 0.0, 0.5]]
    assert gap[["people", "reference_people"]].to_numpy().tolist() == [[2, 2]]
    assert gap["low"].iloc[0] < 0.5 < gap["high"].iloc[0]


def test_every_two_or_each_with_a_reference():
    network = with_column(small_network("a>b"), {"a": "x", "b": "y"})
    network = with_column(small_network("a>b b>c c>d"), {"a": "x", "b": "y", "c": "z", "d": None})
    pairs = ng.group_gap(network, "contacts", "education")[["group", "reference"]]
    assert pairs.to_numpy().tolist() == [["y", "x"], ["z", "x"], ["z", "y"]]
    pairs = ng.group_gap(network, "contacts", "education", reference="y")[["group", "reference"]]
    assert pairs.to_numpy().tolist() == [["x", "y"], ["z", "y"]]


@RANDOM
@given(random_tables())
def test_differences_are_those_of_the_tidy_table(tables):
    """Within every district: the values of the tables by district and age, subtracted; turned around, the opposite."""
    network = tables.network()
    tidy = ng.district_estimates(network, ["contacts"], by=["district", "age"]).set_index(["district", "age"])
    gap = ng.group_gap(network, "contacts", "age", by="district")
    assert (
        len(gap)
        == (tidy.index.get_level_values("age").nunique() - 1)
        * network.districts["district"].isin(ng.district_estimates(network, ["contacts"])["group"]).sum()
        or len(gap) % 4 == 0
    )
    for row in gap.itertuples():
        sides = [tidy["value"].get((row.district, name), math.nan) for name in (row.group, row.reference)]
        assert row.difference == pytest.approx(sides[0] - sides[1], nan_ok=True)
        assert (row.reason == "") == math.isfinite(row.difference)
        if row.reason == "" and math.isfinite(row.low):
            assert row.low <= row.difference <= row.high
    if len(gap):
        name = gap["group"].iloc[0]
        around = ng.group_gap(network, "contacts", "age", by="district", reference=name)
        again = around[around["group"] == gap["reference"].iloc[0]].reset_index(drop=True)
        first = gap[gap["group"] == name].reset_index(drop=True)
        np.testing.assert_allclose(again["difference"], -first["difference"])
        np.testing.assert_allclose(again["low"], -first["high"])


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


def test_why_there_is_no_difference():
    """In the east nobody has a low education; nobody is a carer at all; a register never shows isolation."""
    network = with_column(small_network("a>c c>d", "a@west b@west c@west d@east"), HALVES)
    gap = ng.group_gap(network, "isolated", "education", by="district").set_index("district")
    assert gap["reason"].to_dict() == {"east": "no_people", "west": ""}
    assert gap["people"].to_dict() == {"east": 0, "west": 2}
    assert ng.group_gap(network, "carers_alone", "education")["reason"].tolist() == ["undefined"]
    register = with_column(small_network("a>c c>d", "b", design="register"), HALVES)
    assert ng.group_gap(register, "isolated", "education")["reason"].tolist() == ["not_observable"]


def test_whole_figures_have_a_difference_without_an_interval():
    """Fragmentation: of a, b and of c, d no two and all two are linked: 1 - 0."""
    gap = ng.group_gap(with_column(small_network("a>c c>d", "b"), HALVES), "fragmentation", "education")
    assert gap["difference"].tolist() == [1.0]
    assert gap[["low", "high"]].isna().all(axis=None)


def test_columns_and_types():
    network = with_column(small_network("a>c c>d", "b"), HALVES)
    gap = ng.group_gap(network, "bridging_share", "education", by=["district"], bridge_by="education")
    assert list(gap.columns) == [
        *("district", "group", "reference", "difference", "low", "high", "value", "reference_value"),
        *("people", "reference_people", "reason"),
    ]
    assert {str(gap[name].dtype) for name in ("difference", "low", "high", "value", "reference_value")} == {"float64"}
    assert {str(gap[name].dtype) for name in ("people", "reference_people")} == {"int64"}
    one_group = with_column(small_network("a>b"), {"a": "x", "b": "x"})
    empty = ng.group_gap(one_group, "isolated", "education")
    assert list(empty.columns) == list(gap.columns)[1:]
    assert empty.empty


@pytest.mark.parametrize(
    ("given_", "near"),
    [
        ({"metric": "isolatd", "column": "education"}, "Did you mean isolated?"),
        ({"metric": ["isolated"], "column": "education"}, "one metric"),
        ({"metric": "isolated", "column": "educaton"}, "Did you mean education?"),
        ({"metric": "isolated", "column": "education", "reference": "hgh"}, "Did you mean high?"),
        ({"metric": "isolated", "column": "education", "by": "education"}, "by names 'education' too"),
        ({"metric": "bridging_share", "column": "education"}, "give bridge_by"),
    ],
)
def test_what_is_asked_wrongly_is_named(given_, near):
    with pytest.raises(ng.NetgraphError, match=re.escape(near)):
        ng.group_gap(with_column(small_network("a>c c>d", "b"), HALVES), **given_)


def test_by_a_column_that_is_called_like_one_of_the_result():
    people = pd.DataFrame({"person": ["a", "b"], "district": "west", "education": ["x", "y"], "reference": ["r", "s"]})
    network = ng.from_tables(people, pd.DataFrame({"giver": ["a"], "receiver": ["b"]}))
    with pytest.raises(ng.NetgraphError, match="the result has a column of that name"):
        ng.group_gap(network, "isolated", "education", by="reference")
