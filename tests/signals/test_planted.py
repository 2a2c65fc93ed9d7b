"""`benchmarks.planted` on one city each: the tables of docs/validity.md come from it."""

from __future__ import annotations

import pytest
from scipy.stats import beta

from benchmarks.planted import DISTRICTS, PEOPLE, SCENARIOS, THIN, Tally, city, error, judged, tally


def counted(scenario, seed, people):
    network, thin = city(seed, scenario, people)
    assert network.people["district"].nunique() == DISTRICTS + 1  # and who lives outside the city
    one = Tally()
    one.add(judged(network), thin)
    return one


@pytest.mark.slow
def test_what_is_planted_in_full_is_found_and_nothing_else():
    one = counted(SCENARIOS[0], seed=1_000, people=PEOPLE)
    assert one.planted == THIN
    assert one.found >= 0.9 * THIN
    assert one.false == 0


def test_where_nothing_is_planted_nothing_needs_attention():
    assert counted(None, seed=100_000, people=PEOPLE // 4) == Tally(cities=1)


def test_a_tally_is_that_of_every_city():
    """Of no cities nothing is counted."""
    assert tally(SCENARIOS[0], 0, 1) == Tally()


def test_percentages_are_told_with_how_far_chance_may_be_off():
    """Standard error of 50 of 200: root of 0.25 * 0.75 / 200. Clopper-Pearson of none: a quantile of Beta(1, n)."""
    assert error(50, 200) == "25.0% ± 3.1"
    assert error(0, 0) == "–"
    for of in (1, 25, 200):
        assert error(0, of) == f"0% (at most {beta.ppf(0.95, 1, of):.1%})"
        assert error(of, of) == f"100% (at least {beta.ppf(0.05, of, 1):.1%})"
