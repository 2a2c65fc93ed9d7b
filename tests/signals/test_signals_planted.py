"""Are thin networks found where they were planted, and hardly anywhere else?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

import netgraph as ng

if TYPE_CHECKING:
    import pandas as pd

SEEDS = (1, 2, 3)
PEOPLE = 3_000

# What a planted answer must set off, of the figures that can signal.
SETS_OFF = {
    "isolated": "isolated",
    "one_sided": "dyadic_reciprocity",
    "carers_alone": "carers_alone",
    "leans_on_one_volunteer": "volunteer_dependence",
}


@cache
def judged(seed: int, *, planted: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what was planted in a city, and what is found in it."""
    network = ng.synthetic_network(people=PEOPLE, seed=seed, planted=planted)
    assert network.truth is not None
    return network.truth, ng.thin_networks(network)


def marked(thin: pd.DataFrame) -> set[str]:
    return set(thin.index[thin["attention"].isin(["watch", "attention"])])


@pytest.mark.parametrize("seed", SEEDS)
def test_planted_districts_are_found_by_the_figure_they_move(seed):
    """All isolated and one-sided ones, and at least 85 % of all; of these three cities all 24 are."""
    truth, thin = judged(seed)
    found = [SETS_OFF[row.planted] in thin.loc[row.district, "signals"].split(";") for row in truth.itertuples()]
    clear = truth["planted"].isin(["isolated", "one_sided"]).to_list()
    assert all(hit for hit, sure in zip(found, clear, strict=True) if sure)
    assert sum(found) >= 0.85 * len(found)
    assert set(truth["district"]) <= marked(thin)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_district_that_is_thin_in_two_ways_asks_for_attention(seed):
    truth, thin = judged(seed)
    twice = truth["district"][truth["district"].duplicated()]
    assert len(twice) == 1
    assert (thin.loc[twice, "attention"] == "attention").all()


@pytest.mark.parametrize("seed", SEEDS)
def test_few_others_are_marked(seed):
    """The rule tests six figures in some forty districts at 5 % each and asks for a margin on top.

    Without a correction for looking so often (a later issue) a few may be marked by chance: at most one in ten. Over
    the seeds 1 to 8 they are 19 of 358.
    """
    truth, thin = judged(seed)
    judged_at_all = thin.index[~thin["attention"].isin(["too_little_data", "hidden"])]
    false = marked(thin) - set(truth["district"])
    assert len(false) <= 0.1 * len(judged_at_all)


@pytest.mark.parametrize("seed", SEEDS)
def test_hardly_anything_is_marked_where_nothing_was_planted(seed):
    """Differences are then chance and natural variation: over the seeds 1 to 8 one in ten districts is marked."""
    truth, thin = judged(seed, planted=False)
    assert truth.empty
    judged_at_all = thin["attention"].isin(["none", "watch", "attention"]).sum()
    assert judged_at_all > 30
    assert len(marked(thin)) <= 0.15 * judged_at_all
