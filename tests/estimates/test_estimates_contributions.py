"""How many people a figure rests on, and how much of it two of them make: by hand and against a slow version."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.estimates.contributions import contributions
from tests.random_networks import RANDOM, random_tables
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network

AMOUNTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([0.0, 0.5, 1.0, 1.0, 7.5, -2.0, math.nan])), max_size=25
)
WHOLE = [name for name, metric in ng.METRICS.items() if metric.shape == "whole"]


@settings(deadline=None)
@given(AMOUNTS)
def test_against_sorting_each_group(entries):
    """Slow: the sizes of each group in falling order; the first two of them over all."""
    entries = sorted(entries, key=lambda entry: entry[0])
    amount, code = np.array([size for _, size in entries]), np.array([group for group, _ in entries], dtype=np.int64)
    found = contributions(amount, code, 5)
    for group in range(5):
        sizes = sorted((abs(size) for mine, size in entries if mine == group and abs(size) > 0), reverse=True)
        assert found["contributors"][group] == len(sizes)
        expected = sum(sizes[:2]) / sum(sizes) if sizes else math.nan
        assert found["largest_two"][group] == pytest.approx(expected, nan_ok=True)


def behind(network, metric, **choices):
    row = ng.district_estimates(network, [metric], **choices).set_index("group").loc["west"]
    return int(row["contributors"]), float(row["largest_two"])


CITY = small_network(
    "a>b:care:6 b>c:care:3 c>a:care:1 d>a:support:2 a>x:support:1", "e x@east", roles={"a": "volunteer"}
)


@pytest.mark.parametrize(
    ("metric", "contributors", "largest_two"),
    [
        ("isolated", 1, 1.0),  # e
        ("care_hours", 3, 0.9),  # 6, 3 and 1 hours
        ("contacts", 4, 6 / 9),  # a 4 (b, c, d, x), b 2, c 2, d 1
        ("ei_index", 4, 6 / 9),  # E - I cancels: contacts count
        ("volunteer_share", 1, 1.0),
        ("volunteer_dependence", 0, math.nan),  # nobody's supporters are volunteers only
        ("support_gini", 3, 9 / 12),  # hours: b 6, c 3, a 1 + 2, x 1 lives elsewhere
        ("fragmentation", 5, math.nan),  # no sum over people
        ("reciprocity_rho", 5, math.nan),
        ("keystone", 5, math.nan),
    ],
)
def test_by_hand(metric, contributors, largest_two):
    assert behind(CITY, metric) == pytest.approx((contributors, largest_two), nan_ok=True)


def test_weights_count():
    """Hours 6, 3 and 1 with weights 1, 4 and 1: (12 + 6) / 19."""
    network = small_network("a>b:care:6 b>c:care:3 c>a:care:1", weights={"b": 4.0})
    assert behind(network, "care_hours") == pytest.approx((3, 18 / 19))


def test_what_cannot_be_seen_rests_on_nobody():
    assert behind(small_network("a>b:respite", design="register"), "isolated") == pytest.approx((0, math.nan), nan_ok=1)


@RANDOM
@given(random_tables())
def test_on_any_network_against_going_through_people(tables):
    """Numerators of the slow reference one person at a time; of the E-I index denominators."""
    slow = SlowNetwork(tables, bridge_by="origin")
    tidy = ng.district_estimates(tables.network(), bridge_by="origin")
    for row in tidy[~tidy["metric"].isin(WHOLE)].itertuples():
        members = slow.members(slow.living_in(row.group))
        parts = [slow.part(row.metric, person)[row.metric == "ei_index"] * slow.weight(person) for person in members]
        sizes = sorted((part for part in parts if part > 0), reverse=True)
        assert row.contributors == len(sizes), row.metric
        assert row.largest_two == pytest.approx(sum(sizes[:2]) / sum(sizes) if sizes else math.nan, nan_ok=True)
