"""Are thin networks found where they were planted, and hardly anywhere else?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

import netgraph as ng

if TYPE_CHECKING:
    import pandas as pd

SEEDS = (1, 2, 3)
PEOPLE = 5_000

# What a planted answer must set off, of the figures that can signal.
SETS_OFF = {
    "isolated": "isolated",
    "one_sided": "dyadic_reciprocity",
    "carers_alone": "carers_alone",
    "leans_on_one_volunteer": "volunteer_dependence",
}


@cache
def judged(seed: int, *, people: int = PEOPLE, planted: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what was planted in a city, and what is found in it behind the gate."""
    network = ng.synthetic_network(people=people, seed=seed, planted=planted)
    assert network.truth is not None
    return network.truth, ng.thin_networks(network, ng.protect(ng.signal_estimates(network)))


def found(truth: pd.DataFrame, thin: pd.DataFrame) -> list[bool]:
    """Whether each planted answer is among the signals of its district."""
    return [SETS_OFF[row.planted] in thin.loc[row.district, "signals"].split(";") for row in truth.itertuples()]


def districts(thin: pd.DataFrame, *states: str) -> set[str]:
    return set(thin.index[thin["attention"].isin(states)])


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_districts_are_found_by_the_figure_they_move(seed):
    """Eight answers in seven districts. Over the seeds 1 to 8, 63 of 64 are; at least seven of eight must be."""
    hits = found(*judged(seed))
    assert len(hits) == 8
    assert sum(hits) >= 7


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_districts_ask_for_attention(seed):
    """Over the seeds 1 to 8, 50 of 56 do, 5 are to be watched and 1 is missed. At least six of seven are marked."""
    truth, thin = judged(seed)
    planted = set(truth["district"])
    assert len(planted & districts(thin, "attention")) >= 5
    assert len(planted & districts(thin, "attention", "watch")) >= 6


@pytest.mark.parametrize("seed", SEEDS)
def test_a_district_that_is_thin_in_two_ways_asks_for_attention(seed):
    truth, thin = judged(seed)
    twice = truth["district"][truth["district"].duplicated()]
    assert len(twice) == 1
    assert (thin.loc[twice, "attention"] == "attention").all()


@pytest.mark.parametrize("seed", SEEDS)
def test_hardly_any_others_are_marked(seed):
    """Of those that ask for attention 1 in 20 may be wrong: of some seven at most one. Of the seeds 1 to 8 none is."""
    truth, thin = judged(seed)
    assert len(districts(thin, "attention") - set(truth["district"])) <= 1
    assert len(districts(thin, "watch") - set(truth["district"])) <= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_hardly_anything_is_marked_where_nothing_was_planted(seed):
    """Differences are then chance and natural variation. Over the seeds 1 to 8 none of 360 districts is marked."""
    truth, thin = judged(seed, planted=False)
    assert truth.empty
    assert len(districts(thin, "none", "watch", "attention")) > 40
    assert not districts(thin, "attention")
    assert len(districts(thin, "watch")) <= 1


@pytest.mark.slow
def test_what_a_smaller_sample_can_and_cannot_find():
    """With 3,000 people, some 65 a district, certainty costs: few carers a district tell little of their support.

    Measured over the seeds 1 to 8: 43 of 64 answers found, 21 of 56 districts ask for attention and 20 are to be
    watched, and none of the others is marked. Held with room for other draws; a marked other district is 1 in 20.
    """
    cities = [judged(seed, people=3_000) for seed in range(1, 9)]
    planted = [set(truth["district"]) for truth, _ in cities]
    asking = [districts(thin, "attention") for _, thin in cities]
    marked = [districts(thin, "attention", "watch") for _, thin in cities]
    assert sum(sum(found(truth, thin)) for truth, thin in cities) >= 38
    assert sum(len(here & there) for here, there in zip(planted, marked, strict=True)) >= 36
    assert sum(len(here & there) for here, there in zip(planted, asking, strict=True)) >= 18
    assert sum(len(there - here) for here, there in zip(planted, asking, strict=True)) <= 2
