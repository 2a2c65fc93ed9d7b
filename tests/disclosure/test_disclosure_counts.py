"""The system of counts: the truth satisfies it, laws that do not hold are left out, and cells tell what they tell."""

from __future__ import annotations

import numpy as np
import pytest

import netgraph as ng
from netgraph.disclosure.counts import Counts, counts_of
from netgraph.disclosure.laws import PARTS
from netgraph.disclosure.nesting import Nesting
from netgraph.disclosure.telling import FIGURE, PEOPLE
from netgraph.estimates import district_coverage
from netgraph.estimates.coverage import COVERAGE
from tests.disclosure.made_tables import cross
from tests.random_networks import seeded_tables

TOGETHER = Nesting(0, 1, np.array([0, 0]))


def system(*rows: tuple[tuple[float, ...], ...], figures: tuple[str, ...]) -> Counts:
    """Return the counts of groups that have nothing to do with each other: parts by group and figure."""
    values = np.array(rows, dtype=np.float64)
    return counts_of(values, figures, [], np.array([0]), np.ones(values.shape[:2], dtype=bool))


def number_of(counts: Counts) -> int:
    return len(np.unique(counts.of_part[0][counts.of_part[0] >= 0]))


def all_of(weight: float, people: int = 600, districts: int = 12) -> tuple[np.ndarray, list[str]]:
    """Return the parts of every figure of the districts of a network, in which some people weigh so much."""
    tables = seeded_tables(people, 2 * people, seed=5, districts=districts, hours_known=True, circles=True)
    weighed = [{**row, "weight": weight if row["weight"] != 1 else 1.0} for row in tables.people]
    network = tables.changed(people=weighed).network()
    figures = [COVERAGE, *(name for name in ng.METRICS if name not in ("keystone", "bridging_share"))]
    tidy = [district_coverage(network), ng.district_estimates(network, figures[1:])]
    cells = [table.set_index(["group", "metric"]) for table in tidy]
    rows = [[cells[name != COVERAGE].loc[(code, name), list(PARTS)] for name in figures] for code in tidy[0]["group"]]
    return np.array(rows, dtype=np.float64), figures


@pytest.mark.parametrize("weight", [1.0, 0.4])
def test_the_truth_satisfies_every_equation(weight):
    values, figures = all_of(weight)
    nested = [Nesting(0, 1, np.zeros(len(values), dtype=np.int64))]
    every = np.concatenate((values, values.sum(axis=0, keepdims=True)))
    counts = counts_of(every, figures, nested, np.array([0, len(values)]), np.ones(every.shape[:2], dtype=bool))
    assert counts.equal.shape[0] > len(values) * 5
    assert np.abs(counts.equal @ counts.value).max() < 1e-6
    assert (counts.not_less @ counts.value).min() > -1e-9
    assert (counts.value >= counts.lowest).all()


def test_no_sum_that_a_reader_could_use_is_missed():
    """Independent oracle: the rank of the true counts over many districts.

    With as many districts as counts, sums that are 0 everywhere are no accident: each must follow from the identities.
    """
    values, figures = all_of(1.0, people=3_000, districts=75)
    counts = counts_of(values, figures, [], np.array([0]), np.ones(values.shape[:2], dtype=bool))
    present = np.unique(counts.of_part[0][(counts.of_part >= 0).all(axis=0)])
    column = {count: place for place, count in enumerate(present)}
    of_first = {count: np.flatnonzero(counts.of_part[0] == count)[0] for count in present}
    true = values.reshape(len(values), -1)[:, list(of_first.values())]
    here = counts.equal[:, present].toarray()
    assert len(column) < len(values)
    assert np.linalg.matrix_rank(here) == len(column) - np.linalg.matrix_rank(true / (1 + true.max(axis=0)))


def test_people_and_denominator_are_one_count_unless_people_weigh_differently():
    """Group by group: that somebody in the second weighs more says nothing of the first."""
    assert number_of(system(((8, 20, 20),), ((9, 30, 30),), figures=("isolated",))) == 2
    weighed = system(((8, 20, 20),), ((9, 31.5, 30),), figures=("isolated",))
    assert [len(set(row)) for row in weighed.of_part] == [2, 3]


def test_identities_hold_in_a_group_or_are_left_out_there():
    """Nobody supports 6: 2 are isolated and 4 only give. On everyday ties, say, it is 5: then it is no identity."""
    figures = ("isolated", "unsupported", "give_only")
    right = (((2, 20, 20), (6, 20, 20), (4, 18, 18)), ((3, 25, 25), (5, 25, 25), (2, 22, 22)))
    wrong = (((2, 20, 20), (5, 20, 20), (4, 18, 18)), right[1])
    found, left = (system(*rows, figures=figures) for rows in (right, wrong))
    assert found.equal.shape[0] == 2  # one a group
    assert left.equal.shape[0] == 1
    assert set(np.flatnonzero(left.equal.toarray()[0])) == {left.part(1, figure, "numerator") for figure in range(3)}


def test_parts_that_are_equal_by_chance_are_two_counts():
    """Of both figures the numerators are 8 and 9; nothing says that they must be."""
    counts = system(((8, 20, 20), (8, 20, 20)), ((9, 30, 30), (9, 30, 30)), figures=("isolated", "peripheral"))
    assert counts.part(0, 0, "numerator") != counts.part(0, 1, "numerator")
    assert counts.part(0, 0, "denominator") == counts.part(0, 1, "denominator")


def test_groups_add_up_part_by_part():
    counts = cross(np.array([[1, 2], [3, 4]]))
    assert np.abs(counts.equal @ counts.value).max() == 0
    # Rows and columns, and the total twice; numerators and denominators.
    assert counts.equal.shape[0] == 2 * (2 + 2 + 2)


def test_a_share_tells_both_its_parts_and_a_mean_how_they_compare():
    share, mean = system(((8, 20, 20),), figures=("isolated",)), system(((80, 20, 20),), figures=("contacts",))
    assert share.cells["what"].to_list() == [FIGURE]
    assert share.told.toarray().tolist() == [[1, 0], [0, 1]]
    assert mean.cells["what"].to_list() == [FIGURE, PEOPLE]
    assert mean.told.toarray().tolist() == [[1, -4], [0, 1]]


def test_a_part_of_what_everybody_knows_tells_itself():
    """A coverage of 42 % of 60 inhabitants is 25 people, whether their number stands beside it or not."""
    counts = system(((25, np.nan, 25),), figures=(COVERAGE,))
    assert len(counts.value) == 1
    assert counts.told.toarray().tolist() == [[1], [1]]
    assert counts.cells["what"].to_list() == [FIGURE, PEOPLE]


def test_who_was_asked_is_one_count_in_all_figures_on_everybody():
    """Of the figures of one group that a reader can lay side by side: coverage, isolated, fragmentation."""
    rows = (((25, np.nan, 25), (5, 25, 25), (np.nan, np.nan, 25)), ((9, np.nan, 9), (1, 9, 9), (np.nan, np.nan, 9)))
    counts = system(*rows, figures=(COVERAGE, "isolated", "fragmentation"))
    assert len({counts.part(0, figure, "people") for figure in range(3)}) == 1


def test_figures_below_zero_have_no_floor_but_their_denominator():
    counts = system(((-5, 40, 20),), figures=("ei_index",))
    numerator, denominator = (counts.part(0, 0, part) for part in ("numerator", "denominator"))
    assert counts.lowest[[numerator, denominator]].tolist() == [-np.inf, 0]
    assert sorted(counts.not_less.toarray()[:, numerator].tolist()) == [-1, 1]
