"""p-values: worked by hand, against scipy and slow plain Python, and how often chance alone gives a small one."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import netgraph as ng
from netgraph.estimates.intervals import interval_of_difference
from netgraph.metrics.registry import Signal
from netgraph.signals import benjamini_hochberg, compare_with_rest, figure_p_values, partial_conjunction
from tests.made_up_figures import made_up_figure
from tests.signals.comparisons import SIGNALS, counted, figure
from tests.small_networks import small_network

MARGINS = {
    "isolated": 0.05,
    "thin_support": 0.10,
    "dyadic_reciprocity": 0.10,
    "bridging_share": 0.10,
    "carers_alone": 0.15,
    "respite_reach": 0.10,
    "volunteer_dependence": 0.10,
}


def p_of(margins: dict[str, float] | None = None, **columns: object) -> float:
    return float(figure_p_values(pd.DataFrame([figure(**columns)]), margins).iloc[0])


# --- one figure


def test_the_margins():
    """How much worse matters in practice: 5 points more isolated, 10 with one supporter at most, and so on.

    METRICS.md marks these seven with an S.
    """
    assert {name: metric.signal.margin for name, metric in ng.METRICS.items() if metric.signal} == MARGINS


@pytest.mark.parametrize("metric", MARGINS)
@pytest.mark.parametrize(("beyond", "p"), [(0.0, 0.5), (0.05, 0.158655), (0.10, 0.022750), (-0.05, 0.841345)])
def test_p_by_hand(metric, beyond, p):
    """Standard errors of 0.03 and 0.04 are 0.05 together; 0, 1, 2 and -1 of these beyond the margin (normal table)."""
    sign = 1 if ng.METRICS[metric].worse == "high" else -1
    value = 0.5 + sign * (MARGINS[metric] + beyond)
    assert p_of(metric=metric, value=value, rest=0.5) == pytest.approx(p, abs=1e-6)
    # The other way round it is better than the rest.
    assert p_of(metric=metric, value=0.5 - sign * (MARGINS[metric] + beyond), rest=0.5) >= 0.5


def test_a_margin_of_ones_own():
    """0.3 against 0.1: with a margin of 0.15 one standard error beyond it, with one of 0.2 just at it."""
    assert p_of({"isolated": 0.15}) == pytest.approx(0.158655, abs=1e-6)
    assert p_of({"isolated": 0.2}) == pytest.approx(0.5)
    assert p_of({"thin_support": 0.2}) == p_of()


def test_the_sides_that_face_each_other_decide():
    """The other ends of both intervals tell nothing."""
    away = {"high": 0.99, "rest_low": 0.0}
    assert p_of(**away) == p_of()
    towards = {"low": 0.1, "rest_high": 0.3}
    assert p_of(**towards) > p_of()
    low_is_worse = {"metric": "dyadic_reciprocity", "value": 0.3, "rest": 0.6}
    assert p_of(**low_is_worse, low=0.0, rest_high=0.99) == p_of(**low_is_worse)
    assert p_of(**low_is_worse, high=0.5, rest_low=0.4) > p_of(**low_is_worse)


@given(
    st.sampled_from(SIGNALS),
    st.lists(st.floats(0.05, 0.95), min_size=2, max_size=2),
    st.lists(st.floats(0.06, 0.3), min_size=4, max_size=4),
)
def test_p_is_below_a_twentieth_where_the_interval_of_the_difference_lies_beyond_the_margin(metric, values, widths):
    """`interval_of_difference` has 90 %: 5 % on each side. Intervals as wide as here count in full."""
    (here, rest), (one, two, three, four) = values, widths
    row = {"low": here - one, "high": here + two, "rest_low": rest - three, "rest_high": rest + four}
    sides = np.array([here]), np.array([here - one]), np.array([here + two])
    others = np.array([rest]), np.array([rest - three]), np.array([rest + four])
    low, high = (float(end[0]) for end in interval_of_difference(*sides, *others))
    away = low - MARGINS[metric] if ng.METRICS[metric].worse == "high" else -high - MARGINS[metric]
    p = p_of(metric=metric, value=here, rest=rest, **row)
    assert (p < 0.05) == (away > 0) or abs(away) < 1e-9


@pytest.mark.parametrize(("here", "elsewhere", "known"), [(10, 10, True), (9, 10, False), (10, 9, False)])
def test_ten_people_on_both_sides(here, elsewhere, known):
    assert math.isfinite(p_of(people=here, rest_people=elsewhere)) is known


@pytest.mark.parametrize("column", ["value", "rest_value", "low", "rest_high", "people", "rest_people"])
def test_what_is_not_known_is_not_tested(column):
    assert math.isnan(p_of(**{column: math.nan}))


def test_figures_that_cannot_signal_are_not_tested():
    assert math.isnan(p_of(metric="unsupported"))


def test_without_any_error_the_sign_decides():
    """A figure that is no share, and the same of everybody: an index of 0.2 against 0.5, and one a margin lower."""

    def some_index(arcs):
        raise NotImplementedError("only its declaration matters here")

    index = {"unit": "index", "range": (-1.0, 1.0), "worse": "low", "signal": Signal(margin=0.1)}
    with made_up_figure(some_index, reading=ng.METRICS["ei_index"].reading, **index) as name:
        same = {"metric": name, "rest": 0.5, "rest_low": 0.5, "rest_high": 0.5}
        assert p_of(**same, value=0.2, low=0.2, high=0.2) == 0
        assert p_of(**same, value=0.6, low=0.6, high=0.6) == 1
        # 0.5 - 0.1 is exactly the margin worse, and no worse than that.
        assert p_of(**same, value=0.4, low=0.4, high=0.4) == 1
        assert p_of({name: 0.3 - 1e-12}, **same, value=0.2, low=0.2, high=0.2) == 1


@given(
    st.sampled_from(SIGNALS),
    st.lists(st.floats(0, 1), min_size=3, max_size=3),
    st.tuples(st.floats(0, 0.3), st.floats(0, 0.3)),
    st.integers(10, 500),
    st.integers(10, 500),
)
def test_a_larger_difference_never_has_a_larger_p(metric, values, widths, people, rest_people):
    """In the direction that is worse, with intervals as wide: a higher or lower figure, then a better or worse rest."""
    low, middle, high = sorted(values, reverse=ng.METRICS[metric].worse == "low")
    counts = {"people": people, "rest_people": rest_people}

    def p(value: float, rest: float) -> float:
        ends = {"low": value - widths[0], "high": value + widths[0]}
        return p_of(
            metric=metric,
            value=value,
            rest=rest,
            rest_low=rest - widths[1],
            rest_high=rest + widths[1],
            **ends,
            **counts,
        )

    assert p(high, low) <= p(middle, low) + 1e-9
    assert p(high, low) <= p(high, middle) + 1e-9


# --- shares at their ends


@cache
def p_of_all_counts(metric: str, margin: float, people: int, rest_people: int) -> np.ndarray:
    """Return p for every count of so many people (rows) against every count of those of the rest (columns)."""
    here = counted([("here", metric, count, people) for count in range(people + 1)])
    rest = counted([("rest", metric, count, rest_people) for count in range(rest_people + 1)])
    pairs = here.merge(rest.add_prefix("rest_"), how="cross")
    return figure_p_values(pairs, {metric: margin}).to_numpy().reshape(people + 1, rest_people + 1)


@pytest.mark.parametrize("metric", ["isolated", "respite_reach"])
@pytest.mark.parametrize("people", [(10, 10), (10, 30), (30, 10), (30, 30)])
def test_nobody_and_everybody_are_never_certain(metric, people):
    """Intervals of 0 and 1 have no width on one side; still no counts of such small groups have a p of 0."""
    p = p_of_all_counts(metric, 0.0, *people)
    assert ((p > 0) & (p <= 1)).all()


@pytest.mark.parametrize("carers", [10, 20, 30])
def test_nobody_of_a_few_is_not_rarer_than_it_is(carers):
    """0 of so many with respite where 30 % have it and 10 points less is within the margin: 20 % expected.

    That it happens has the probability 0.8 ** n; the rest is not quite certain either, so p is a little larger. By the
    interval of 0 of 30 alone, 0 to 0.062, p would be 0.00000005 where that probability is 0.0012.
    """
    p = p_of_all_counts("respite_reach", 0.1, carers, 300)[0, 90]
    assert 0.8**carers / 2 < p < 0.8**carers * 5


@pytest.mark.parametrize(("metric", "margin"), [("isolated", 0.05), ("carers_alone", 0.15), ("respite_reach", 0.0)])
@pytest.mark.parametrize("people", [(10, 10), (10, 300), (20, 300), (100, 300)])
@pytest.mark.parametrize("rest", [0.02, 0.1, 0.3, 0.5, 0.8])
def test_a_small_p_is_about_as_rare_as_it_says(metric, margin, people, rest):
    """Exactly at the margin, by the binomial probabilities of all counts with such a p: nothing is drawn.

    A small sample can miss a little, but not far out in the tail, where districts are marked.
    """
    p = p_of_all_counts(metric, margin, *people)
    here = rest + margin if ng.METRICS[metric].worse == "high" else rest - margin
    chances = (
        stats.binom.pmf(np.arange(count + 1), count, share) for count, share in zip(people, (here, rest), strict=True)
    )
    both = np.outer(*chances)
    assert both[p <= 0.05].sum() <= 0.09
    assert both[p <= 0.01].sum() <= 0.015
    assert both[p <= 0.001].sum() <= 0.0025


# --- several tests together


def slow_partial_conjunction(p: list[float], at_least: int) -> float:
    """Benjamini & Heller 2008, formula (4), in exact fractions: i counts from u to n."""
    tested = sorted(Fraction(one) for one in p if not math.isnan(one))
    n, u = len(tested), at_least
    terms = [Fraction(n - u + 1, i - u + 1) * tested[i - 1] for i in range(u, n + 1)]
    return float(min(terms)) if terms else math.nan


P_VALUES = st.floats(0, 1) | st.just(math.nan)


@given(st.lists(st.lists(P_VALUES, min_size=5, max_size=5), max_size=4), st.integers(1, 3))
def test_partial_conjunction_against_plain_python(rows, at_least):
    found = partial_conjunction(np.array(rows, dtype=np.float64).reshape(-1, 5), at_least)
    expected = [slow_partial_conjunction(row, at_least) for row in rows]
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_one_of_many_is_simes(p):
    """Simes' p is the smallest p-value that Benjamini & Hochberg give, as scipy computes those."""
    found = partial_conjunction(np.array([p]))[0]
    assert found == pytest.approx(stats.false_discovery_control(p).min(), rel=1e-12)


def test_partial_conjunction_by_hand():
    """Four tests; two of them: 3/1 * 0.02 = 0.06, 3/2 * 0.03 = 0.045, 3/3 * 0.9: 0.045. Of one alone no two are."""
    p = np.array([[0.03, 0.001, 0.9, 0.02], [0.01, math.nan, math.nan, math.nan]])
    np.testing.assert_allclose(partial_conjunction(p, 2), [0.045, math.nan])
    np.testing.assert_allclose(partial_conjunction(p), [0.004, 0.01])
    assert partial_conjunction(np.empty((3, 0)), 2).tolist() == pytest.approx([math.nan] * 3, nan_ok=True)


@given(st.lists(P_VALUES, max_size=12))
def test_correction_against_scipy(p):
    """Of the tested districts alone, each in its place."""
    found = benjamini_hochberg(np.array(p, dtype=np.float64))
    tested = [one for one in p if not math.isnan(one)]
    expected = iter(stats.false_discovery_control(tested) if tested else [])
    np.testing.assert_array_equal(found, [math.nan if math.isnan(one) else next(expected) for one in p])


def test_the_estimates_of_a_network_can_be_tested():
    """20 pairs in the west and 20 people without anybody in the east: 0 of 40 against 20 of 20, and the reverse."""
    ties = " ".join(f"w{2 * n}>w{2 * n + 1}" for n in range(20))
    people = [*(f"w{n}@west" for n in range(40)), *(f"e{n}@east" for n in range(20))]
    found = compare_with_rest(ng.signal_estimates(small_network(ties, " ".join(people))))
    p = found.assign(p=figure_p_values(found)).set_index(["group", "metric"])["p"]
    assert p["east", "isolated"] < 1e-9
    assert p["west", "isolated"] > 0.999
    # Nobody there has a contact: there is nothing to compare.
    assert math.isnan(p["east", "dyadic_reciprocity"])
