"""Intervals and smoothed values against scipy, slow formulas and hand calculation, and where they are degenerate."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, norm

import netgraph as ng
from netgraph.estimates.intervals import LEVEL, empirical_bayes, interval, linearised_variance
from tests.random_networks import RANDOM, random_tables, seeded_tables
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network

TAILS = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
SHARES = [name for name, metric in ng.METRICS.items() if metric.unit == "share" and metric.shape == "ratio"]
WHOLE = [name for name, metric in ng.METRICS.items() if metric.shape == "whole"]
NUMBERS = (0.0, math.inf)


def bounds(
    value: float, variance: float, people: float, within: tuple[float, float] | None = None
) -> tuple[float, float]:
    """Return the interval of one figure: of a share, or of another figure that lies between two values."""
    figures = (np.array([number], dtype=np.float64) for number in (value, variance, people))
    low, high = interval(*figures, share=within is None, within=within or (0.0, 1.0))
    return float(low[0]), float(high[0])


# --- Jeffreys


@pytest.mark.parametrize(("hits", "people"), [(1, 2), (3, 10), (9, 10), (15, 30), (1, 200)])
def test_a_plain_share_has_the_jeffreys_interval(hits, people):
    """Of ``people`` with equal weights: the 5 % and 95 % quantile of Beta(hits + 1/2, people - hits + 1/2)."""
    ties = " ".join(f"x{n}>y{n}" for n in range(people - hits))
    lonely = " ".join(f"z{n}" for n in range(hits))
    not_asked = " ".join(f"y{n}" for n in range(people - hits))
    network = small_network(ties, lonely, not_asked=not_asked, design="whole_network")
    row = ng.district_estimates(network, ["isolated"]).iloc[0]
    assert (row["value"], row["people"]) == (hits / people, people)
    expected = beta.ppf(TAILS, hits + 0.5, people - hits + 0.5)
    assert (row["low"], row["high"]) == pytest.approx(tuple(expected), rel=1e-9)


def test_none_and_all_are_not_taken_for_certain():
    """0 of 12: from 0 to the 95 % quantile of Beta(1/2, 12 + 1/2); 12 of 12: the mirror image (Brown et al. 2001)."""
    high = beta.ppf(0.95, 0.5, 12.5)
    assert bounds(0.0, 0.0, 12) == pytest.approx((0.0, high))
    assert bounds(1.0, 0.0, 12) == pytest.approx((1 - high, 1.0))


def test_unequal_weights_widen_it():
    """Five isolated and five others; one of each weighs 9. As if they were 26^2 / (81 + 81 + 8) people (Kish 1965)."""
    network = small_network("a>b b>c c>d d>e", "f g h i j", weights={"a": 9.0, "j": 9.0})
    row = ng.district_estimates(network, ["isolated"]).iloc[0]
    half = 26**2 / (9**2 + 9**2 + 8) / 2
    assert (row["low"], row["high"]) == pytest.approx(tuple(beta.ppf(TAILS, half + 0.5, half + 0.5)))


def test_people_who_all_say_the_same_are_as_many_as_they_are():
    """Half of everybody's contacts are two-way, so the variance is 0 or nothing but dust: six people, not millions."""
    ties = "a>b b>a b>c c>d d>c d>e e>f f>e f>a"  # a ring in which every second pair is mutual
    row = ng.district_estimates(small_network(ties), ["dyadic_reciprocity"]).iloc[0]
    expected = beta.ppf(TAILS, 6 * row["value"] + 0.5, 6 * (1 - row["value"]) + 0.5)
    assert (row["low"], row["high"]) == pytest.approx(tuple(expected))
    assert bounds(1 / 3, 1e-33, 5) == pytest.approx(tuple(beta.ppf(TAILS, 5 / 3 + 0.5, 10 / 3 + 0.5)))


@pytest.mark.parametrize("value", [0.001, 0.999])
def test_it_holds_the_value_even_for_a_tiny_part_of_one_person(value):
    """The 5 % quantile of Beta(0.501, 1.499) lies above 0.001: the value itself is then the end."""
    low, high = bounds(value, math.nan, 1)
    assert low <= value <= high


# --- the linearised variance


def slow_variance(numerators, denominators, weights) -> float:
    """Särndal, Swensson & Wretman: m / (m - 1) times the squared residuals over the squared total, one by one."""
    below = sum(w * d for w, d in zip(weights, denominators, strict=True))
    ratio = sum(w * n for w, n in zip(weights, numerators, strict=True)) / below
    people = sum(d > 0 for d in denominators)
    parts = zip(numerators, denominators, weights, strict=True)
    squares = sum((w * (n - ratio * d)) ** 2 for n, d, w in parts)
    return people / (people - 1) * squares / below**2


PARTS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 5), st.sampled_from([0.3, 1.0, 2.5]), st.integers(0, 2)), max_size=30
)


@settings(deadline=None)
@given(PARTS)
def test_linearised_variance(parts):
    numerator, denominator, weight, code = (
        np.array([part[k] for part in parts], dtype=kind) for k, kind in enumerate((float, float, float, np.int64))
    )
    numerator = np.minimum(numerator, denominator)  # nobody without a denominator has a numerator
    found = linearised_variance(numerator, denominator, weight, code, 3)
    for group in range(3):
        mine = code == group
        if (denominator[mine] > 0).sum() < 2:
            assert math.isnan(found[group])
        else:
            expected = slow_variance(numerator[mine], denominator[mine], weight[mine])
            assert found[group] == pytest.approx(expected, rel=1e-9, abs=1e-15)


def test_the_variance_of_a_mean_is_that_of_the_textbook():
    """Contacts 1, 1, 2 and 4: variance of the mean = s^2 / n = 2 / 4."""
    found = linearised_variance(np.array([1.0, 1, 2, 4]), np.ones(4), np.ones(4), np.zeros(4, dtype=np.int64), 1)
    assert found[0] == pytest.approx(np.var([1, 1, 2, 4], ddof=1) / 4) == pytest.approx(0.5)


def test_a_mean_has_a_normal_interval():
    """Value 2, variance 0.5: 2 - and + 1.645 * 0.7071."""
    reach = norm.ppf(0.95) * math.sqrt(0.5)
    assert bounds(2.0, 0.5, 4, NUMBERS) == pytest.approx((2 - reach, 2 + reach))
    assert bounds(2.0, 0.5, 4, (-5.0, 5.0)) == pytest.approx((2 - reach, 2 + reach))


@pytest.mark.parametrize(
    ("value", "within", "expected"),
    [
        (0.1, NUMBERS, (0.0, 0.4)),  # 0.1 contacts do not reach below 0
        (0.1, (-1.0, 1.0), (-0.2, 0.4)),  # an E-I index may
        (0.9, (-1.0, 1.0), (0.6, 1.0)),
        (-0.9, (-1.0, 1.0), (-1.0, -0.6)),
        (0.95, (0.0, 1.0), (0.65, 1.0)),  # clustering is a mean, and yet none is more than 1
        (0.95, (0.0, 1.125), (0.65, 1.125)),  # constraint is a little more than 1 at most
        (7.0, NUMBERS, (6.7, 7.3)),
    ],
)
def test_an_interval_ends_where_such_figures_end(value, within, expected):
    """All with a margin of 0.3, cut off at either end."""
    variance = (0.3 / norm.ppf(0.95)) ** 2
    assert bounds(value, variance, 9, within) == pytest.approx(expected)


def test_the_ends_are_those_that_the_figure_declares():
    """Three people whose contacts all live here: E-I is -1 for each, and its interval does not go beyond.

    Two of these have a contact elsewhere too, the others not: the margin would reach below -1 without its end.
    """
    tidy = ng.district_estimates(small_network("a>b b>a b>c c>b d>e e>d c>x", "x@elsewhere"), ["ei_index"])
    row = tidy.set_index("group").loc["west"]
    # E and I: a 0 1, b 0 2, c 1 1, d 0 1, e 0 1; (1 - 6) / 7. Margins by the formula, one person at a time.
    variance = slow_variance([-1, -2, 0, -1, -1], [1, 2, 2, 1, 1], [1] * 5)
    reach = norm.ppf(0.95) * math.sqrt(variance)
    assert row["value"] == pytest.approx(-5 / 7)
    assert row["value"] - reach < -1
    assert (row["low"], row["high"]) == pytest.approx((-1.0, -5 / 7 + reach))


@pytest.mark.parametrize("weight", [1.0, 0.1, 0.3, 0.7, 1.1, 2.3])
def test_it_holds_a_mean_of_people_who_all_stand_at_the_end(weight):
    """Constraint of everybody in a triangle is (1/2 + 1/4)^2 twice, 1.125, which is the most; weights leave dust."""
    ties = " ".join(f"a{n}>b{n} b{n}>c{n} c{n}>a{n}" for n in range(5))
    weights = {f"{one}{n}": weight * (1 + n / 10) for one in "abc" for n in range(5)}
    row = ng.district_estimates(small_network(ties, weights=weights), ["constraint"]).iloc[0]
    assert row["value"] == pytest.approx(1.125)
    assert row["low"] <= row["value"] <= row["high"]
    assert row["high"] == pytest.approx(1.125)


# --- on networks


def assert_intervals_hold(tidy: pd.DataFrame) -> None:
    """Check what holds for the interval of every figure, and that those that are no ratio of two sums have none."""
    shown = tidy[tidy["value"].notna()]
    no_ratio = shown["metric"].isin(WHOLE)
    assert shown.loc[no_ratio, ["low", "high"]].isna().all(axis=None)
    assert (shown.loc[no_ratio, "smoothed"] == shown.loc[no_ratio, "value"]).all()
    # The mean of one person has no margin; the share of one person has.
    alone = ~no_ratio & ~shown["metric"].isin(SHARES) & (shown["people"] < 2)
    assert shown.loc[alone, ["low", "high"]].isna().all(axis=None)
    ends = shown[~no_ratio & ~alone]
    assert ends[["low", "high"]].notna().all(axis=None)
    assert (ends["low"] <= ends["value"]).all()
    assert (ends["value"] <= ends["high"]).all()
    for column, nearest in (("low", 0), ("high", 1)):
        furthest = np.array([ng.METRICS[name].range[nearest] for name in ends["metric"]])
        beyond = ends[column] < furthest - 1e-12 if column == "low" else ends[column] > furthest + 1e-12
        assert not beyond.any(), ends.loc[beyond, ["metric", "value", "low", "high"]]
    assert shown.loc[~no_ratio, "smoothed"].notna().all()
    hidden = tidy.loc[tidy["value"].isna(), ["low", "high", "smoothed"]]
    assert hidden.isna().all(axis=None)


@RANDOM
@given(random_tables())
def test_the_interval_holds_the_figure(tables):
    """On any network, with weights, and without a warning (which would be an error)."""
    assert_intervals_hold(ng.district_estimates(tables.network(), bridge_by="origin"))


def test_intervals_of_a_larger_network_against_the_slow_formulas():
    """Every figure that is a ratio, of every district: residuals one person at a time, quantiles of scipy."""
    tables = seeded_tables(people=400, ties=1_200, seed=5)
    slow, tidy = SlowNetwork(tables, bridge_by="origin"), ng.district_estimates(tables.network(), bridge_by="origin")
    assert_intervals_hold(tidy)
    checked = set()
    for row in tidy[~tidy["metric"].isin(WHOLE)].itertuples():
        members = slow.members(slow.living_in(row.group))
        parts = [slow.part(row.metric, person) for person in members]
        if sum(d > 0 for _, d in parts) < 2:
            continue
        variance = slow_variance([n for n, _ in parts], [d for _, d in parts], [slow.weight(one) for one in members])
        simple = row.value * (1 - row.value) / (row.people - 1)
        if row.metric not in SHARES:
            reach = norm.ppf(0.95) * math.sqrt(variance)
            least, most = ng.METRICS[row.metric].range
            ends = max(row.value - reach, least), min(row.value + reach, most)
            assert (row.low, row.high) == pytest.approx(ends), row.metric
        elif variance > 1e-9 * simple:
            effective = row.people * min(simple / variance, 1)  # never more than there are people
            ends = beta.ppf(TAILS, row.value * effective + 0.5, (1 - row.value) * effective + 0.5)
            assert (row.low, row.high) == pytest.approx(tuple(ends), rel=1e-6), row.metric
        else:
            continue
        checked.add(row.metric)
    assert checked == set(ng.METRICS) - set(WHOLE)


@pytest.mark.parametrize(
    ("ties", "people"),
    [("", "a"), ("", "a b c"), ("a>b", ""), ("a>b b>a", ""), ("", "a@elsewhere b@west"), ("a>b", "a@west b@elsewhere")],
    ids=["one person", "all isolates", "one tie", "one mutual tie", "one at home", "a tie to elsewhere"],
)
def test_degenerate_districts(ties, people):
    districts = pd.DataFrame({"district": ["west", "nobody"]})
    network = small_network(ties, people, districts=districts)
    tidy = ng.district_estimates(network)
    assert_intervals_hold(tidy)
    nobody = tidy[tidy["group"] == "nobody"]
    assert nobody["value"].isna().all()
    assert set(nobody["people"]) == {0}


def test_one_person_gets_a_wide_interval_and_no_margin_for_a_mean():
    """1 of 1 isolated: from the 5 % quantile of Beta(1.5, 0.5) to 1. A mean of one person has no variance."""
    tidy = ng.district_estimates(small_network("", "a")).set_index("metric")
    assert tidy.loc["isolated", ["low", "high"]].tolist() == pytest.approx([beta.ppf(0.05, 1.5, 0.5), 1.0])
    assert tidy.loc["contacts", "value"] == 0
    assert tidy.loc["contacts", ["low", "high"]].isna().all()


# --- empirical Bayes


def test_empirical_bayes_by_hand():
    """Three areas with 10, 20 and 70 people, of whom 5, 2 and 7 are isolated.

    m = 14 / 100 = 0.14 and p = 0.5, 0.1, 0.1.
    s2 = (10 * 0.36^2 + 20 * 0.04^2 + 70 * 0.04^2) / 100 = (1.296 + 0.032 + 0.112) / 100 = 0.0144.
    Mean n = 100 / 3, m (1 - m) = 0.1204, so A = 0.0144 - 0.1204 * 3 / 100 = 0.010788.
    First area: 0.1204 / 10 = 0.01204, trust 0.010788 / 0.022828 = 0.47258, 0.14 + 0.47258 * 0.36 = 0.31013.
    """
    people = np.array([10.0, 20.0, 70.0])
    smoothed = empirical_bayes(np.array([0.5, 0.1, 0.1]), people, np.zeros(3), share=True)
    between = 0.010788
    expected = [
        0.14 + between / (between + 0.1204 / n) * (p - 0.14) for p, n in zip([0.5, 0.1, 0.1], people, strict=True)
    ]
    assert smoothed.tolist() == pytest.approx(expected)
    assert smoothed[0] == pytest.approx(0.31013, abs=5e-6)


def test_no_more_variation_than_chance_draws_everything_to_the_overall_figure():
    """2 of 10 and 3 of 10: s2 = 0.0025 is less than m (1 - m) / n = 0.01875, so A = 0 and both become 0.25."""
    smoothed = empirical_bayes(np.array([0.2, 0.3]), np.array([10.0, 10.0]), np.zeros(2), share=True)
    assert smoothed.tolist() == pytest.approx([0.25, 0.25])


def test_means_are_drawn_by_their_own_variance():
    """Means 1 and 3 of 10 people each, variances 0.5 and 1: m = 2, A = 1 - 0.75 = 0.25; trust 1/3 and 1/5."""
    smoothed = empirical_bayes(np.array([1.0, 3.0]), np.array([10.0, 10.0]), np.array([0.5, 1.0]), share=False)
    assert smoothed.tolist() == pytest.approx([2 - 1 / 3, 2 + 1 / 5])


def test_what_cannot_be_smoothed_stays():
    """Undefined stays undefined, and one known figure has nothing to be drawn towards."""
    nan = math.nan
    alone = empirical_bayes(np.array([nan, 0.4]), np.array([0.0, 10.0]), np.array([nan, 0.1]), share=True)
    assert np.isnan(alone[0])
    assert alone[1] == 0.4
    three = empirical_bayes(np.array([nan, 0.4, 0.0]), np.array([0.0, 10.0, 10.0]), np.full(3, nan), share=True)
    assert np.isnan(three[0])
    assert empirical_bayes(np.zeros(3), np.full(3, 5.0), np.zeros(3), share=True).tolist() == [0, 0, 0]
