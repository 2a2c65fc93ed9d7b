"""Variances against going through people and pairs of ties one by one, and the textbook where there is one."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

import netgraph as ng
from netgraph.arcs import arcs_of
from netgraph.estimates import groups_of
from netgraph.estimates.sample import sample_of
from netgraph.estimates.variance import (
    MOST_LEVERAGE,
    _drawn_together,
    linearised_variance,
    network_variance,
    precision_of,
)
from netgraph.metrics import Choices, Ratio, choose
from netgraph.metrics.jackknife import degrees_of_freedom, jackknife
from tests.random_networks import RANDOM, random_tables, seeded_tables
from tests.small_networks import small_network

WITH_INFLUENCE = ("contacts", "dyadic_reciprocity", "arc_reciprocity", "weighted_reciprocity", "ei_index")
BY_STATUS = ("isolated", "thin_support", "carer_peers", "peripheral", "effective_size", "clustering", "support_ratio")


def read(network, metric, by="district"):
    """Return the arcs, the sample and the parts of a figure."""
    choices = Choices(bridge_by="origin" if metric == "bridging_share" else None)
    arcs, groups = arcs_of(network, choices.columns), groups_of(network, by)
    return arcs, sample_of(arcs, groups, network.about), choose([metric], choices)[0].ratio(arcs)


# --- people who are tied to each other


def test_a_larger_variance_widens_a_share_and_is_taken_as_known():
    """Six who have only h, and 24 without ties: Jeffreys on n = 1 + p (1 - p) / V, p = 24 / 31.

    V is the variance of people who depend on each other, person by person and tie by tie. Its own degrees of freedom,
    2.1 as h makes nearly all of it, do not count: see the notes of `precision_of`.
    """
    network = small_network(" ".join(f"h>l{n}" for n in range(6)), " ".join(f"i{n}" for n in range(24)))
    arcs, sample, ratio = read(network, "isolated")
    p, variance = 24 / 31, SlowVariance(arcs, sample, ratio, 0).variance()
    assert variance > 8 * p * (1 - p) / 30
    precision = precision_of(ratio, sample, share=True)
    assert (precision.variance[0], precision.freedom[0]) == (pytest.approx(variance), math.inf)
    n = 1 + p * (1 - p) / variance
    row = ng.district_estimates(network, ["isolated"]).iloc[0]
    assert (row["low"], row["high"]) == pytest.approx(tuple(beta.ppf([0.05, 0.95], n * p + 0.5, n * (1 - p) + 0.5)))


def test_of_an_amount_the_degrees_of_freedom_of_the_larger_variance_count():
    """Of contacts in the same network that of people who depend on each other is the larger: it comes with its own."""
    network = small_network(" ".join(f"h>l{n}" for n in range(6)), " ".join(f"i{n}" for n in range(24)))
    _, sample, ratio = read(network, "contacts")
    variance, freedom = network_variance(ratio, ratio.influence, sample)
    assert variance > linearised_variance(ratio, sample)[0]
    precision = precision_of(ratio, sample, share=False)
    assert (precision.variance[0], precision.freedom[0]) == (variance[0], freedom[0])


class SlowVariance:
    """The variance of one group's figure, one person and one tie at a time."""

    def __init__(self, arcs, sample, ratio, group):
        self.members = [int(p) for p, code in zip(sample.counted, sample.code, strict=True) if code == group]
        self.everybody = arcs.people
        weight = dict(zip(sample.counted.tolist(), sample.weight.tolist(), strict=True))
        self.below = sum(weight[p] * ratio.denominator[p] for p in self.members)
        above = sum(weight[p] * ratio.numerator[p] for p in self.members)
        value = above / self.below if self.below else math.nan
        self.own = {p: weight[p] * (ratio.numerator[p] - value * ratio.denominator[p]) for p in self.members}
        self.part = {p: weight[p] * ratio.denominator[p] for p in self.members}
        self.entry, self.counts = {}, {}
        rows, influence = ratio.influence.rows, ratio.influence
        for place, (i, p) in enumerate(zip(rows.owner.tolist(), rows.index.tolist(), strict=True)):
            if i in self.own:
                below = 0.0 if influence.denominator is None else influence.denominator[place]
                self.entry[i, p] = weight[i] * (influence.numerator[place] - value * below)
                self.counts[i, p] = weight[i] * below

    def sums(self):
        """Return what each person has: their own residual, and what they add to those of others."""
        found = defaultdict(float, self.own)
        for (_, p), e in self.entry.items():
            found[p] += e
        return found

    def pairs(self, people):
        """Return what two people have between them, each pair once."""
        found = defaultdict(float)
        for (i, p), e in self.entry.items():
            if p in people:
                found[frozenset((i, p))] += e
        return found

    def variance(self):
        """As `network_variance` says it."""
        if not self.below:
            return math.nan
        adds, part = defaultdict(float), defaultdict(float, self.part)
        for (i, p), e in self.entry.items():
            adds[p] += e
            part[p] += self.counts[i, p]

        def without(p):
            return 1 - min(part[p] / self.below, MOST_LEVERAGE)

        mean = sum(adds[p] for p in self.members) / len(self.members)
        inside = sum(((self.own[p] + adds[p] - mean) / without(p)) ** 2 for p in self.members)
        inside -= sum(e**2 for e in self.pairs(set(self.members)).values())
        others = set(range(self.everybody)) - set(self.members)
        outside = sum((adds[p] / without(p)) ** 2 for p in others)
        outside -= sum(adds[p] for p in others) ** 2 / max(len(others), 1)
        outside -= sum(e**2 for e in self.pairs(others).values())
        return (inside + max(outside, 0)) / self.below**2


def assert_same_variances(network, metric, by):
    arcs, sample, ratio = read(network, metric, by)
    found, freedom = network_variance(ratio, ratio.influence, sample)
    for group in np.flatnonzero(sample.members):
        expected = SlowVariance(arcs, sample, ratio, group).variance()
        assert found[group] == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True), metric
        assert math.isnan(expected) or 0 < freedom[group] <= max(sample.members[group] - 1, 2)


@pytest.mark.parametrize("by", ["district", "age", None])
@RANDOM
@given(random_tables(), st.sampled_from(WITH_INFLUENCE + BY_STATUS))
def test_against_one_person_and_one_tie_at_a_time(by, tables, metric):
    """On any network with weights, professionals, people from elsewhere and people who were not asked."""
    assert_same_variances(tables.network(), metric, by)


@pytest.mark.parametrize("metric", [*WITH_INFLUENCE, *BY_STATUS, "bridging_share", "indirect_reciprocity"])
def test_on_a_larger_network_too(metric):
    assert_same_variances(seeded_tables(200, 600, seed=3, circles=True).network(), metric, "district")


@RANDOM
@given(random_tables(), st.sampled_from(("dyadic_reciprocity", "arc_reciprocity", "weighted_reciprocity", "ei_index")))
def test_it_is_the_dyad_robust_variance(tables, metric):
    """Aronow, Samii & Assenova: the sum over every two ties that share a person, of the product of their residuals.

    That is the sum of squares of people less that of pairs, before either is centred or stretched.
    """
    arcs, sample, ratio = read(tables.network(), metric)
    for group in np.flatnonzero(sample.members):
        slow = SlowVariance(arcs, sample, ratio, group)
        if not slow.below:
            continue
        dyads = slow.pairs(set(range(slow.everybody)))
        double_loop = sum(e * f for (a, e), (b, f) in product(dyads.items(), repeat=2) if a & b)
        people, pairs = slow.sums(), sum(e**2 for e in dyads.values())
        assert sum(s**2 for s in people.values()) - pairs == pytest.approx(double_loop, abs=1e-9)


@pytest.mark.parametrize("metric", [name for name in ng.METRICS if ng.METRICS[name].shape == "ratio"])
def test_what_others_add_is_what_would_be_lost_without_them(metric):
    """The influence of a figure over ties adds up to it; that of a status says who would change without one tie."""
    _, _, ratio = read(seeded_tables(80, 160, seed=2).network(), metric)
    if ratio.influence is None:
        return
    assert len(ratio.influence.numerator) == len(ratio.influence.rows.index)
    lost = ratio.influence.rows.sum(ratio.influence.numerator)
    if metric in WITH_INFLUENCE:
        assert lost == pytest.approx(ratio.numerator)
    assert np.isfinite(lost[np.isfinite(ratio.numerator)]).all()


@pytest.mark.parametrize(("metric", "figure"), [("isolated", "contacts"), ("effective_size", "contacts")])
def test_a_status_without_one_contact(metric, figure):
    """Take a contact away in the data: the person's own part changes by the influence of that contact."""
    ties = "a>b b>c c>a d>a e>d f>g"
    network = small_network(ties)
    arcs, _, ratio = read(network, metric)
    place = {name: number for number, name in enumerate(network.people["person"].to_numpy()[arcs.row])}
    rows = ratio.influence.rows
    for i, p in [("d", "e"), ("a", "d"), ("f", "g"), ("a", "b")]:
        fewer = network.only(people=network.people["person"] != p)
        arcs_left, _, left = read(fewer, metric)
        place_left = {name: n for n, name in enumerate(fewer.people["person"].to_numpy()[arcs_left.row])}
        entry = int(rows.place(np.array([place[i]]), np.array([place[p]]))[0])
        change = ratio.numerator[place[i]] - left.numerator[place_left[i]]
        assert ratio.influence.numerator[entry] == pytest.approx(change), (i, p)


# --- samples of people


def slow_variance(numerators, denominators, weights, unseen) -> float:
    """Särndal, Swensson & Wretman: m / (m - 1) times the squared residuals over the squared total, one by one."""
    below = sum(w * d for w, d in zip(weights, denominators, strict=True))
    ratio = sum(w * n for w, n in zip(weights, numerators, strict=True)) / below
    people = sum(d > 0 for d in denominators)
    parts = zip(numerators, denominators, weights, unseen, strict=True)
    squares = sum(f * (w * (n - ratio * d)) ** 2 for n, d, w, f in parts)
    return people / (people - 1) * squares / below**2


@RANDOM
@given(random_tables(design="survey"), st.sampled_from(["contacts", "isolated", "dyadic_reciprocity"]))
def test_linearised_variance(tables, metric):
    network = tables.network()
    _, sample, ratio = read(network, metric)
    found, freedom = linearised_variance(ratio, sample)
    for group in range(sample.groups):
        mine = sample.code == group
        n, d = ratio.numerator[sample.counted][mine], ratio.denominator[sample.counted][mine]
        if (d > 0).sum() < 2:
            assert math.isnan(found[group])
            continue
        expected = slow_variance(n, d, sample.weight[mine], sample.unseen[mine])
        assert found[group] == pytest.approx(expected, rel=1e-9, abs=1e-15)
        assert 0 < freedom[group] <= max((d > 0).sum() - 1, 2)


def test_the_variance_of_a_mean_is_that_of_the_textbook():
    """Contacts 1, 1, 2 and 4: variance of the mean = s^2 / n = 2 / 4."""
    _, sample, _ = read(small_network("", "a b c d"), "isolated")
    found, freedom = linearised_variance(Ratio(np.array([1.0, 1, 2, 4]), np.ones(4)), sample)
    assert found[0] == pytest.approx(np.var([1, 1, 2, 4], ddof=1) / 4) == pytest.approx(0.5)
    # Residuals -1, -1, 0, 2: s2 = 6, s4 = 18, 2 / (1/2 - 1/4) = 8, at most 3.
    assert freedom[0] == 3


def survey(asked: int, *, population: float | None = 40.0, weights: dict[str, float] | None = None):
    """Return forty people of whom so many were asked, every second of all of them a volunteer."""
    names = [f"p{n:02d}" for n in range(40)]
    return small_network(
        "p00>p01:practical:2 p02>p03:practical:3 p04>p01:practical:9",
        " ".join(names),
        roles=dict.fromkeys(names[::2], "volunteer"),
        weights=weights,
        not_asked=" ".join(names[asked:]),
        districts=pd.DataFrame({"district": ["west"], "population": [population]}),
        design="survey",
    )


@pytest.mark.parametrize("weights", [None, {"p03": 7.0, "p10": 0.2}])
def test_who_asks_everybody_is_certain(weights):
    """Nobody is left to be surprised by."""
    tidy = ng.district_estimates(survey(40, weights=weights))
    given_ = tidy[tidy["low"].notna()].set_index("metric")
    assert {"isolated", "volunteer_share", "contacts", "support_gini"} <= set(given_.index)
    for end in ("low", "high"):
        assert given_[end].to_numpy() == pytest.approx(given_["value"].to_numpy(), abs=1e-9)


@pytest.mark.parametrize(("asked", "population"), [(20, 40.0), (30, 40.0), (20, 200.0), (20, None), (40, None)])
def test_a_share_of_a_sample_shrinks_with_what_was_not_asked(asked, population):
    """Half of them volunteer: the variance is 1/4 / (n - 1) * (1 - n / N), so n' = 1 + (n - 1) / (1 - n / N).

    Nobody knows N without a population, also where everybody in the data was asked: then nothing is taken off.
    """
    row = ng.district_estimates(survey(asked, population=population), ["volunteer_share"]).iloc[0]
    n = 1 + (asked - 1) / (1 - asked / (population or math.inf))
    assert (row["low"], row["high"]) == pytest.approx(tuple(beta.ppf([0.05, 0.95], n / 2 + 0.5, n / 2 + 0.5)))


def test_a_population_smaller_than_who_was_asked_corrects_nothing():
    fewer, none = (
        ng.district_estimates(survey(30, population=population), ["volunteer_share", "contacts"])[["low", "high"]]
        for population in (12.0, 1e12)
    )
    np.testing.assert_allclose(fewer, none, rtol=1e-6)


def test_unequal_chances_correct_each_by_its_own():
    """Weights 1 and 3 of twenty people each, so N = 80 and chances 1 and 1/3: only the others are uncertain."""
    names = [f"p{n:02d}" for n in range(40)]
    network = small_network(
        "",
        " ".join(names),
        weights=dict.fromkeys(names[20:], 3.0),
        districts=pd.DataFrame({"district": ["west"], "population": [80.0]}),
        design="survey",
    )
    _, sample, _ = read(network, "isolated")
    assert sorted(sample.unseen.tolist()) == pytest.approx([0.0] * 20 + [2 / 3] * 20)


def test_people_who_weigh_differently_are_worth_fewer():
    """Kish by hand: weights 1, 1, 2 are worth 16 / 6 people of one weight; three of weight 3 are three."""
    network = small_network("", "a@east b@east c@east d@west e@west f@west")
    people = network.people.assign(weight=[1.0, 1.0, 2.0, 3.0, 3.0, 3.0])
    _, sample, _ = read(ng.from_tables(people, network.ties, network.districts, network.about), "isolated")
    assert sample.effective(np.ones(6, dtype=bool)) == pytest.approx([16 / 6, 3])
    assert sample.effective(np.array([True, True, False, False, False, False])) == pytest.approx(
        [2, math.nan], nan_ok=True
    )


@pytest.mark.parametrize(("asked", "heavy", "given"), [(19, 1.0, False), (20, 1.0, True), (20, 1.1, False)])
def test_a_survey_needs_twenty_people_of_one_weight(asked, heavy, given):
    """Of 60 people so many are asked; where the first weighs more than the others they are worth fewer than 20."""
    network = small_network("", " ".join(f"p{n}" for n in range(60)), design="survey")
    people = network.people.assign(respondent=np.arange(60) < asked, weight=np.where(np.arange(60) == 0, heavy, 1.0))
    figures = ng.district_estimates(
        ng.from_tables(people, network.ties, network.districts, network.about), ["isolated", "support_gini"]
    )
    assert figures["people"].to_list() == [asked, asked]
    assert figures["low"].notna().to_list() == [given, False]  # all have the same, so that the Gini is undefined


def test_the_variance_of_a_skewed_mean_is_drawn_to_that_of_all():
    """By hand. Of 15 and 45 people a person varies 0.5 and 0.2 times as much as in a share; p is 0.1 and 0.2.

    Together f = (15 * 0.5 * 0.09 + 45 * 0.2 * 0.16) / (15 * 0.09 + 45 * 0.16). The first is the mean of its own and f,
    the second three parts its own and one part f.
    """
    value, people = np.array([0.1, 0.2]), np.array([15.0, 45.0])
    variance = np.array([0.5 * 0.09 / 15, 0.2 * 0.16 / 45])
    factor = (15 * 0.045 + 45 * 0.032) / (15 * 0.09 + 45 * 0.16)
    expected = [(0.5 + factor) / 2 * 0.09 / 15, (3 * 0.2 + factor) / 4 * 0.16 / 45]
    assert _drawn_together(variance, value, people, people) == pytest.approx(expected)
    # Alone, at an end, and where nobody was left out there is nothing to draw it to.
    assert _drawn_together(variance[:1], value[:1], people[:1], people[:1]) == pytest.approx(variance[:1])
    nothing = _drawn_together(np.array([0.0, np.nan]), np.array([0.0, np.nan]), people, np.array([np.inf, 45.0]))
    assert nothing == pytest.approx([0.0, np.nan], nan_ok=True)


def test_an_amount_of_nothing_is_certain_too_when_everybody_was_asked():
    """Forty of forty asked, and no ties: 0 contacts and all isolated, beyond doubt. Of a whole network 0 could vary."""
    names = " ".join(f"p{n}" for n in range(40))
    for design, end in (("survey", 0.0), ("whole_network", math.nan)):
        districts = pd.DataFrame({"district": ["west"], "population": [40]})
        tidy = ng.district_estimates(small_network("", names, design=design, districts=districts)).set_index("metric")
        contacts, isolated = (tidy.loc[name, ["low", "value", "high"]].tolist() for name in ("contacts", "isolated"))
        assert contacts == pytest.approx([end, 0.0, end], nan_ok=True)
        assert isolated[1:] == [1.0, 1.0]
        assert (isolated[0] == 1.0) == (design == "survey")


# --- leaving people out


@pytest.mark.parametrize("metric", ["support_gini", "reciprocity_rho"])
@RANDOM
@given(random_tables(textbook=True))
def test_the_jackknife_against_leaving_people_out_one_by_one(metric, tables):
    """The figure of the same network without each person; of ρ also with each pair of people forgotten."""
    network = tables.network()
    declared, arcs = ng.METRICS[metric], arcs_of(network)
    for district in range(len(network.districts)):
        chosen = arcs.counted & (arcs.district == district)
        group = arcs.among(chosen)
        if group.people < 3:
            continue
        if metric == "support_gini":
            without = gini_without_each(group)
            expected = jackknife(declared.whole(group), np.array(without)).variance
        else:
            expected = rho_variance(group)
        assert declared.spread(group).variance == pytest.approx(expected, nan_ok=True, rel=1e-9, abs=1e-12)


def gini_without_each(group):
    """Return the mean difference of all pairs over twice the mean, without each person in turn."""
    received = group.into.sum(group.into.hours) if group.hours_known else group.into.count.astype(float)
    found = []
    for out in range(len(received)):
        left = np.delete(received, out)
        total = 2 * len(left) * left.sum()
        found.append(np.abs(left[:, None] - left).sum() / total if total else math.nan)
    return found


def rho_variance(group):
    """Return the jackknife of ρ from the matrix of ties, people and pairs one at a time."""
    n = group.people
    ties = np.zeros((n, n))
    ties[group.out.owner, group.out.index] = 1

    def rho(matrix, places):
        arcs = matrix.sum()
        if arcs in (0, places):
            return math.nan
        density = arcs / places
        return ((matrix * matrix.T).sum() / arcs - density) / (1 - density)

    people = np.array([rho(np.delete(np.delete(ties, p, 0), p, 1), (n - 1) * (n - 2)) for p in range(n)])
    if not np.isfinite(people).all():
        return math.nan
    pairs = []
    for i in range(n):
        for j in range(i):
            forgotten = ties.copy()
            forgotten[i, j] = forgotten[j, i] = 0
            pairs.append((rho(forgotten, n * (n - 1) - 2) - rho(ties, n * (n - 1))) ** 2)
    variance = (n - 1) / n * ((people - people.mean()) ** 2).sum()
    return max(variance - sum(pairs), sum(pairs))


def test_the_jackknife_of_a_mean_is_the_textbook_variance():
    values = np.array([0.0, 1.0, 4.0, 4.0, 9.0])
    without = (values.sum() - values) / 4
    assert jackknife(values.mean(), without).variance == pytest.approx(np.var(values, ddof=1) / 5)


def test_degrees_of_freedom_of_normal_parts_and_of_one_that_makes_everything():
    """Squares of standard normals have s4 / s2^2 near 3 / n: about n. One part alone: 2 / (1 - 1/n)."""
    parts = np.random.default_rng(1).standard_normal(200_000) ** 2
    totals = [np.array([total]) for total in (parts.sum(), (parts**2).sum(), float(len(parts)))]
    assert degrees_of_freedom(*totals)[0] == pytest.approx(len(parts), rel=0.03)
    assert degrees_of_freedom(np.array([5.0]), np.array([25.0]), np.array([50.0]))[0] == pytest.approx(2 / (1 - 1 / 50))
