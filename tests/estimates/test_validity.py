"""Do 90 % intervals hold in 90 of 100 made-up cities? A small version of what fills docs/validity.md."""

from __future__ import annotations

import pytest

from benchmarks.validity import HELD, QUICK, UNEQUAL, WHOLE, Plan, measure, verdict

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cells():
    """Return the coverage of the quick plan, of cells in which enough intervals were drawn to tell something."""
    table = measure(QUICK, seed=11)
    return table[verdict(table).isin(["held", "outside"]) & (table["error"] > 0)]


def test_intervals_hold_as_often_as_they_say(cells):
    """Each cell lies within 86 to 94 % but for chance: three Monte-Carlo errors, as there are over a hundred cells."""
    slack = 3 * cells["error"].clip(lower=0.8)
    inside = cells["coverage"].between(HELD[0] - slack, HELD[1] + slack)
    assert len(cells) > 100
    assert inside.all(), cells.loc[~inside, ["design", "size", "metric", "coverage", "error"]].to_string()


def test_they_do_so_on_average(cells):
    """Over all cells of a design chance evens out: 90 % to within two points."""
    for design, coverage in cells.groupby("design")["coverage"].mean().items():
        assert abs(coverage - 90) < 2, design


def test_ties_across_borders_are_no_exception(cells):
    """Of figures over ties 40 to 80 % of these stay at home, and intervals hold all the same."""
    over_ties = cells[cells["metric"].isin(["contacts", "dyadic_reciprocity", "ei_index", "bridging_share"])]
    assert over_ties["coverage"].mean() == pytest.approx(90, abs=3)


def test_figures_of_a_sample_are_hardly_biased(cells):
    """A ratio of sums is off by about 1 / n: in samples of 50 and more by no more than a seventeenth of itself."""
    sampled = cells[(cells["design"] != WHOLE) & (cells["size"] >= 100) & (cells["given"] > 90)]
    sampled = sampled[sampled["metric"] != "ei_index"]  # near 0, so that a part of itself says nothing
    assert (sampled["bias"].abs() <= 0.06 * sampled["truth"].abs()).all(), sampled[["metric", "bias", "truth"]]


def test_the_same_seed_gives_the_same_table():
    plan = Plan({30: 4}, draws=2, parts=(0.5,), unequal=True)
    once = measure(plan, seed=3)
    assert once.equals(measure(plan, seed=3))
    assert set(once["design"]) == {WHOLE, "survey of 50 %", UNEQUAL}
    assert not once.equals(measure(plan, seed=4))
