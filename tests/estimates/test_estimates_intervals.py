"""Intervals and smoothed values against scipy, slow formulas and hand calculation, and where they are degenerate."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy.special import expit, logit
from scipy.stats import beta, norm, t

import netgraph as ng
from netgraph.estimates.intervals import FEWEST_PEOPLE, LEVEL, Precision, empirical_bayes, interval
from netgraph.signals.comparison import compare_with_rest
from netgraph.signals.p_values import figure_p_values
from tests.random_networks import RANDOM, random_tables, seeded_tables
from tests.small_networks import small_network

TAILS = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
WHOLE = [name for name, metric in ng.METRICS.items() if metric.shape == "whole"]
WITHOUT = [name for name in WHOLE if ng.METRICS[name].spread is None]
NUMBERS = (0.0, math.inf)


def bounds(
    value: float,
    variance: float,
    people: float,
    *,
    within: tuple[float, float] | None = None,
    freedom: float = math.inf,
    trials: float | None = None,
    most: float = math.inf,
) -> tuple[float, float]:
    """Return the interval of one figure: of a share, or of another figure that lies between two values."""
    numbers = (variance, freedom, people, people if trials is None else trials, most)
    precision = Precision(*(np.array([number], dtype=np.float64) for number in numbers))
    share = within is None
    low, high = interval(np.array([value]), precision, share=share, within=within or (0.0, 1.0))
    return float(low[0]), float(high[0])


# --- shares


@pytest.mark.parametrize(("hits", "people"), [(1, 15), (3, 20), (19, 20), (15, 30), (1, 200)])
def test_a_plain_share_has_the_jeffreys_interval(hits, people):
    """Of ``people`` with equal weights: the 5 % and 95 % quantile of Beta(hits + 1/2, people - hits + 1/2)."""
    names = [f"p{n}" for n in range(people)]
    network = small_network("", " ".join(names), roles=dict.fromkeys(names[:hits], "volunteer"), design="whole_network")
    row = ng.district_estimates(network, ["volunteer_share"]).iloc[0]
    assert (row["value"], row["people"]) == (hits / people, people)
    expected = beta.ppf(TAILS, hits + 0.5, people - hits + 0.5)
    assert (row["low"], row["high"]) == pytest.approx(tuple(expected), rel=1e-9)


def test_none_and_all_are_not_taken_for_certain():
    """0 of 20: from 0 to the 95 % quantile of Beta(1/2, 20 + 1/2); 20 of 20: the mirror image (Brown et al. 2001)."""
    high = beta.ppf(0.95, 0.5, 20.5)
    assert bounds(0.0, 0.0, 20) == pytest.approx((0.0, high))
    assert bounds(1.0, 0.0, 20) == pytest.approx((1 - high, 1.0))


def test_unequal_weights_widen_a_share():
    """Ten volunteers and ten others; one of each weighs 9: as if they were 36^2 / (81 + 81 + 18) = 7.2 people.

    Of such a half the variance, estimated, is 1/4 / 7.2 * 20 / 19, so n = 1 + 7.2 * 19 / 20; 19 degrees of freedom.
    """
    names = [f"p{n}" for n in range(20)]
    roles, weights = dict.fromkeys(names[:10], "volunteer"), {"p0": 9.0, "p19": 9.0}
    network = small_network("", " ".join(names), roles=roles, weights=weights, design="whole_network")
    row = ng.district_estimates(network, ["volunteer_share"]).iloc[0]
    n = (1 + 7.2 * 19 / 20) * (norm.ppf(0.95) / t.ppf(0.95, 19)) ** 2
    assert (row["low"], row["high"]) == pytest.approx(tuple(beta.ppf(TAILS, n / 2 + 0.5, n / 2 + 0.5)))


def test_an_uncertain_variance_widens_a_share():
    """0.3 with variance 0.3 * 0.7 / 39, so n = 40, known with 8 degrees of freedom: n (1.645 / 1.860)^2."""
    n = 40 * (norm.ppf(0.95) / t.ppf(0.95, 8)) ** 2
    expected = beta.ppf(TAILS, 0.3 * n + 0.5, 0.7 * n + 0.5)
    assert bounds(0.3, 0.21 / 39, 25, freedom=8) == pytest.approx(tuple(expected))


def test_there_are_no_more_trials_than_ties():
    """A tiny variance of a share of 50 ties of 20 people is chance: 50 trials, not a thousand."""
    expected = beta.ppf(TAILS, 0.3 * 50 + 0.5, 0.7 * 50 + 0.5)
    assert bounds(0.3, 0.0002, 20, most=50) == pytest.approx(tuple(expected))


def test_people_who_all_say_the_same_are_as_many_as_they_are():
    """Half of everybody's contacts are two-way, so the variance is 0 or nothing but dust: 20 people, not millions."""
    expected = beta.ppf(TAILS, 20 / 3 + 0.5, 40 / 3 + 0.5)
    assert bounds(1 / 3, 1e-33, 20) == pytest.approx(tuple(expected))
    assert bounds(1 / 3, 0.0, 20) == pytest.approx(tuple(expected))


@pytest.mark.parametrize("value", [0.001, 0.999])
def test_it_holds_the_value_even_for_a_tiny_part_of_one_trial(value):
    """The 5 % quantile of Beta(0.501, 1.499) lies above 0.001: the value itself is then the end."""
    low, high = bounds(value, 0.0, 15, trials=1)
    assert low <= value <= high


# --- other figures


def test_an_amount_has_the_interval_of_student_on_a_logarithmic_scale():
    """Value 2, standard error 0.5, 12 degrees of freedom: 2 exp(± 1.782 * 0.25); above 1, (2 - 1) exp(± 1.782 / 2)."""
    reach = t.ppf(0.95, 12)
    ends = 2 * np.exp([-reach / 4, reach / 4])
    assert bounds(2.0, 0.25, 20, within=NUMBERS, freedom=12) == pytest.approx(tuple(ends))
    above = 1 + np.exp([-reach / 2, reach / 2])
    assert bounds(2.0, 0.25, 20, within=(1.0, math.inf), freedom=12) == pytest.approx(tuple(above))


@pytest.mark.parametrize(("value", "within"), [(0.0, NUMBERS), (2.5, NUMBERS), (1.0, (1.0, math.inf))])
def test_an_amount_without_variance_is_certain_only_when_everybody_was_asked(value, within):
    """Infinite trials leave nobody who could be otherwise; of twenty who happen to be alike nobody knows the others."""
    assert bounds(value, 0.0, 20, within=within, trials=math.inf) == (value, value)
    assert np.isnan(bounds(value, 0.0, 20, within=within)).all()


@pytest.mark.parametrize(("value", "within"), [(0.1, (0.0, 1.0)), (-0.8, (-1.0, 1.0)), (1.0, (0.0, 1.125))])
def test_an_index_has_that_of_student_on_a_logit_scale(value, within):
    """With p the place between the ends and s the standard error there: expit(logit(p) ± t s / (p (1 - p)))."""
    span = within[1] - within[0]
    p, reach = (value - within[0]) / span, t.ppf(0.95, 9) * 0.05
    ends = within[0] + span * expit(logit(p) + np.array([-1, 1]) * reach / (p * (1 - p)))
    assert bounds(value, (0.05 * span) ** 2, 20, within=within, freedom=9) == pytest.approx(tuple(ends))


@pytest.mark.parametrize("weight", [1.0, 0.1, 0.3, 0.7, 1.1, 2.3])
def test_it_holds_a_mean_of_people_who_all_stand_at_the_end(weight):
    """Constraint of everybody in a triangle is (1/2 + 1/4)^2 twice, 1.125, which is the most; weights leave dust."""
    ties = " ".join(f"a{n}>b{n} b{n}>c{n} c{n}>a{n}" for n in range(5))
    weights = {f"{one}{n}": weight * (1 + n / 10) for one in "abc" for n in range(5)}
    row = ng.district_estimates(small_network(ties, weights=weights), ["constraint"]).iloc[0]
    assert row["value"] == pytest.approx(1.125)
    assert row["low"] <= row["value"] <= row["high"]
    assert row["high"] == pytest.approx(1.125)


# --- who has one


@pytest.mark.parametrize("people", [2, 14, 15, 16])
def test_there_is_none_for_too_few_people(people):
    """From 15 people up: carers with known hours, and residents."""
    ties = " ".join(f"p{n}>q{n}:care:{n + 1}" for n in range(people))
    network = small_network(ties, not_asked=" ".join(f"q{n}" for n in range(people)), design="whole_network")
    tidy = ng.district_estimates(network, ["isolated", "care_hours", "volunteer_share"])
    assert tidy["people"].tolist() == [people] * 3
    assert tidy["low"].notna().tolist() == tidy["high"].notna().tolist() == [people >= FEWEST_PEOPLE] * 3
    assert tidy["smoothed"].notna().all()


def test_a_figure_without_an_interval_is_not_tested():
    """So a district of 14 people raises no signal, however isolated they are; one of 15 does."""
    for people in (14, 15):
        rest = " ".join(f"r{n}@rest" for n in range(200))
        ties = " ".join(f"r{n}>r{n + 1}" for n in range(0, 200, 2))
        network = small_network(ties, rest + " " + " ".join(f"w{n}" for n in range(people)), design="whole_network")
        comparison = compare_with_rest(ng.district_estimates(network, ["isolated"]))
        p = figure_p_values(comparison)[comparison["group"] == "west"].iloc[0]
        assert math.isnan(p) if people < FEWEST_PEOPLE else p < 0.001


def assert_intervals_hold(tidy: pd.DataFrame) -> None:
    """Check what holds for the interval of every figure, and which have none."""
    shown = tidy[tidy["value"].notna()]
    without = shown["metric"].isin(WITHOUT) | (shown["people"] < FEWEST_PEOPLE)
    assert shown.loc[without, ["low", "high"]].isna().all(axis=None)
    no_ratio = shown["metric"].isin(WHOLE)
    assert (shown.loc[no_ratio, "smoothed"] == shown.loc[no_ratio, "value"]).all()
    ends = shown[shown["low"].notna()]
    assert (ends["low"].isna() == ends["high"].isna()).all()
    assert (ends["low"] <= ends["value"]).all()
    assert (ends["value"] <= ends["high"]).all()
    for column, nearest in (("low", 0), ("high", 1)):
        furthest = np.array([ng.METRICS[name].range[nearest] for name in ends["metric"]])
        beyond = ends[column] < furthest - 1e-12 if column == "low" else ends[column] > furthest + 1e-12
        assert not beyond.any(), ends.loc[beyond, ["metric", "value", "low", "high"]]
    assert shown.loc[~no_ratio, "smoothed"].notna().all()
    assert tidy.loc[tidy["value"].isna(), ["low", "high", "smoothed"]].isna().all(axis=None)


@RANDOM
@given(random_tables())
def test_the_interval_holds_the_figure(tables):
    """On any small network, with weights, and without a warning (which would be an error); as one group too."""
    for by in ("district", None):
        assert_intervals_hold(ng.district_estimates(tables.network(), by=by, bridge_by="origin"))


@pytest.mark.parametrize("design", ["whole_network", "survey"])
def test_the_intervals_of_a_larger_network(design):
    """Figures of enough people have one, all but those that declare none, and the same every time."""
    tables = seeded_tables(people=400, ties=1_200, seed=5).changed(about={"design": design})
    tidy = ng.district_estimates(tables.network(), bridge_by="origin")
    assert_intervals_hold(tidy)
    # With weights from 0.4 to 2, 28 people are worth 20 of one weight.
    fewest = FEWEST_PEOPLE if design == "whole_network" else 28
    told = tidy[tidy["value"].notna() & (tidy["people"] >= fewest) & ~tidy["metric"].isin(WITHOUT)]
    assert len(told) > 50
    amounts = told["metric"].map(lambda name: math.isinf(ng.METRICS[name].range[1]))
    assert told.loc[~amounts | (told["value"] > 0), ["low", "high"]].notna().all(axis=None)
    pd.testing.assert_frame_equal(tidy, ng.district_estimates(tables.network(), bridge_by="origin"))


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


def test_degenerate_districts_of_many():
    """Forty people of whom nobody has a tie, and forty who all give to the next, without a warning."""
    lonely = " ".join(f"a{n}@north" for n in range(40))
    ring = " ".join(f"b{n}>b{(n + 1) % 40}" for n in range(40))
    assert_intervals_hold(ng.district_estimates(small_network(ring, lonely)))


# --- empirical Bayes


def test_empirical_bayes_by_hand():
    """Three areas of 10, 20 and 70 people, of whom 5, 2 and 7 are isolated.

    m = 14 / 100 = 0.14 and p = 0.5, 0.1, 0.1, so s2 = (10 * 0.36^2 + 90 * 0.04^2) / 100 = 0.0144.
    A person adds n v = p (1 - p): s = (10 * 0.25 + 90 * 0.09) / 100 = 0.106. Mean n = 100 / 3, so
    A = 0.0144 - 0.106 * 3 / 100 = 0.01122.
    First area: 0.106 / 10 = 0.0106, trust 0.01122 / 0.02182 = 0.514207, 0.14 + 0.514207 * 0.36 = 0.325115.
    """
    value, people = np.array([0.5, 0.1, 0.1]), np.array([10.0, 20.0, 70.0])
    smoothed = empirical_bayes(value, value * (1 - value) / people, people)
    expected = [0.14 + 0.01122 / (0.01122 + 0.106 / n) * (p - 0.14) for p, n in zip(value, people, strict=True)]
    assert smoothed.tolist() == pytest.approx(expected)
    assert smoothed[0] == pytest.approx(0.325115, abs=5e-7)


def test_no_more_variation_than_chance_draws_everything_to_the_overall_figure():
    """2 of 10 and 3 of 10: s2 = 0.0025 is less than s / n = 0.0185, so A = 0 and both become 0.25."""
    value, people = np.array([0.2, 0.3]), np.array([10.0, 10.0])
    assert empirical_bayes(value, value * (1 - value) / people, people).tolist() == pytest.approx([0.25, 0.25])


def test_people_who_depend_on_each_other_are_fewer():
    """Ten times the variance: ten times fewer effective people, as if there were so few."""
    value, people = np.array([0.1, 0.5, 0.3, 0.8]), np.array([40.0, 90.0, 20.0, 50.0])
    variance = value * (1 - value) / people
    many, few = empirical_bayes(value, variance, people), empirical_bayes(value, 10 * variance, people)
    assert few.tolist() == pytest.approx(empirical_bayes(value, value * (1 - value) / (people / 10), people).tolist())
    assert np.ptp(few) < np.ptp(many)


def test_means_are_drawn_by_their_variance_too():
    """Means 1 and 3 of 10 people each, variances 0.5 and 1: s = 7.5, m = 2, A = 1 - 0.75 = 0.25; trust 1/4 for both."""
    smoothed = empirical_bayes(np.array([1.0, 3.0]), np.array([0.5, 1.0]), np.array([10.0, 10.0]))
    assert smoothed.tolist() == pytest.approx([2 - 1 / 4, 2 + 1 / 4])


def test_what_cannot_be_smoothed_stays():
    """Undefined stays undefined, and one known figure has nothing to be drawn towards, nor one without variance."""
    nan = math.nan
    alone = empirical_bayes(np.array([nan, 0.4]), np.array([nan, 0.1]), np.array([0.0, 10.0]))
    assert np.isnan(alone[0])
    assert alone[1] == 0.4
    three = empirical_bayes(np.array([nan, 0.4, 0.0]), np.full(3, nan), np.array([0.0, 10.0, 10.0]))
    assert np.isnan(three[0])
    assert three[1:].tolist() == [0.4, 0.0]
    assert empirical_bayes(np.zeros(3), np.zeros(3), np.full(3, 5.0)).tolist() == [0, 0, 0]
