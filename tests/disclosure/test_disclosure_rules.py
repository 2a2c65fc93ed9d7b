"""Which figures are hidden by themselves: every rule at its edge, by hand from METRICS.md (Disclosure)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.disclosure.rules import SMALL, counts_parts, lowest_minimum, primary_reasons, steps_to
from netgraph.errors import NetgraphError
from tests.disclosure.made_tables import means, shares
from tests.random_networks import RANDOM


def reasons(table, minimum=10, design="whole_network"):
    return primary_reasons(table, minimum, design).tolist()


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (5, 10, ""),
        (4, 9, "few_people"),
        (0, 10, ""),  # nobody is isolated: of ten people that tells nothing of one
        (1, 10, "small_count"),
        (4, 10, "small_count"),
        (4.9, 40, "small_count"),  # weighed: fewer than five
        (5, 40, ""),
        (36, 40, "small_count"),  # four are not
        (40, 40, "small_count"),  # all are: "all 12 carers are alone"
        (35, 40, ""),
        (35.5, 40, "small_count"),
    ],
)
def test_shares_at_the_edges(above, below, expected):
    assert reasons(shares({"a": (above, below)})) == [expected]


def test_few_people_comes_before_a_small_count():
    assert reasons(shares({"a": (2, 9), "b": (2, 19)}), 20) == ["few_people", "few_people"]


def test_a_survey_rests_on_thirty_and_has_no_small_counts():
    table = shares({"a": (10, 29), "b": (1, 30), "c": (30, 30)})
    assert reasons(table, design="survey") == ["few_people", "", ""]
    assert reasons(table, 31, design="survey") == ["few_people"] * 3
    assert (lowest_minimum("survey"), lowest_minimum("register"), lowest_minimum(None)) == (30, 0, 0)


@pytest.mark.parametrize(
    ("contributors", "largest_two", "expected"),
    [(10, 0.84, ""), (9, 0.3, "dominance"), (10, 0.85, "dominance"), (0, math.nan, "")],
)
def test_means_of_which_few_make_most(contributors, largest_two, expected):
    """Nobody adds anything: nobody stands out."""
    table = means({"a": (100, 40)}).assign(contributors=contributors, largest_two=largest_two)
    assert reasons(table) == [expected]


def test_contributors_follow_the_minimum():
    table = means({"a": (100, 40)}).assign(contributors=14)
    assert [reasons(table, minimum)[0] for minimum in (10, 14, 15)] == ["", "", "dominance"]


def test_what_is_internal_is_always_hidden():
    internal = [name for name, metric in ng.METRICS.items() if metric.internal]
    assert internal == ["keystone"]
    assert reasons(shares({"a": (20, 40)}, "keystone")) == ["dominance"]


@pytest.mark.parametrize("reason", ["no_people", "not_observable"])
def test_nobody_and_not_observable_are_no_secret(reason):
    assert reasons(shares({"a": (2, 4)}).assign(reason=reason)) == [""]


def test_undefined_figures_are_about_few_people():
    """In c nobody cares for anybody: that is about nobody, which is fewer than ten."""
    table = shares({"c": (0, 0)}, "carers_alone").assign(reason="undefined")
    assert reasons(table) == ["few_people"]


def test_unknown_numbers_hide():
    """What cannot be compared with a minimum is not let through."""
    assert reasons(shares({"a": (20, 40)}).assign(people=np.nan)) == ["few_people"]


def test_shares_are_what_counts_people_or_ties():
    counting = [name for name in ng.METRICS if counts_parts(name)]
    assert {"isolated", "dyadic_reciprocity", "carers_alone"} <= set(counting)
    assert not {"contacts", "care_hours", "fragmentation", "ei_index", "keystone"} & set(counting)
    assert not counts_parts("no such figure")
    assert SMALL == 4


@pytest.mark.parametrize(
    ("table", "missing"),
    [(shares({"a": (5, 20)}), "numerator"), (means({"a": (50, 20)}), "largest_two")],
    ids=["share", "mean"],
)
def test_tables_that_cannot_be_judged_are_refused(table, missing):
    with pytest.raises(NetgraphError, match=f"cannot judge .* without the column {missing}"):
        reasons(table.drop(columns=missing))


@RANDOM
@given(st.integers(10, 20_000), st.integers(0, 20_000))
def test_steps_are_a_part_of_those_of_any_higher_minimum(minimum, more):
    """So what is hidden at one is the start of what is hidden at a higher one; at most half as much again is asked."""
    steps, further = steps_to(minimum, None), steps_to(minimum + more, None)
    assert further[: len(steps)] == steps
    assert steps == sorted(set(steps))
    assert steps[-2:][0] <= minimum <= steps[-1] <= 1.5 * minimum
    assert minimum > 20 or steps == list(range(10, minimum + 1))
