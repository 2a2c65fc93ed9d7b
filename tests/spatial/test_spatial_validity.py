"""How often a pattern is seen where there is none, and where there is one: simulations of cities with a known truth.

Ten by ten areas of about 8 to 20,000 people, the small ones together in the south: the worst case for shares that are
compared as they are. A share is a binomial draw of the people of its area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from netgraph.spatial import local_clusters, spatial_autocorrelation
from tests.spatial.grids import grid, network_of

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

SIDE = 10
CODES = list(grid(SIDE, SIDE))
NETWORK = network_of(grid(SIDE, SIDE))
CITIES = [(share, spread) for share in (0.03, 0.2, 0.5) for spread in (0.0, share / 4)]
"""The share of all, and how far the true shares of areas vary about it (standard deviation), without any pattern."""


def a_city(rng: np.random.Generator, share: float, spread: float, block: float = 0.0) -> pd.DataFrame:
    """Return estimates of a share; ``block`` is how much higher its true value is in three by three areas."""
    people = np.sort(np.exp(rng.normal(5, 1.6, len(CODES))).round().clip(8, 20_000))
    true: Floats = np.full(len(CODES), share)
    if spread:
        total = share * (1 - share) / spread**2 - 1
        true = rng.beta(share * total, (1 - share) * total, len(CODES))
    true.reshape(SIDE, SIDE)[4:7, 4:7] += block
    those = rng.binomial(people.astype(np.int64), true.clip(0, 1))
    columns: dict[str, Any] = {"numerator": those, "denominator": people, "people": people, "value": those / people}
    return pd.DataFrame({"group": CODES, "metric": "isolated", **columns, "reason": ""})


@pytest.mark.slow
@pytest.mark.parametrize(("share", "spread"), CITIES)
def test_without_a_pattern_the_global_test_is_significant_one_time_in_twenty(share: float, spread: float) -> None:
    """Of 600 cities 5 % plus or minus three standard errors of 0.9 %."""
    rng = np.random.default_rng(1)
    p = [
        spatial_autocorrelation(
            NETWORK, estimates=a_city(rng, share, spread), adjust_rates=True, permutations=199, seed=rng
        ).loc[0, "p_value"]
        for _ in range(600)
    ]
    assert 0.05 - 0.027 <= np.mean(np.array(p) <= 0.05) <= 0.05 + 0.027


@pytest.mark.slow
def test_as_they_are_such_shares_show_a_pattern_one_time_in_four() -> None:
    """Why shares are made comparable: in a simulation of 2,000 such cities 25 % were significant at 5 %."""
    rng = np.random.default_rng(1)
    p = [
        spatial_autocorrelation(
            NETWORK, estimates=a_city(rng, 0.2, 0), adjust_rates=False, permutations=199, seed=rng
        ).loc[0, "p_value"]
        for _ in range(300)
    ]
    assert np.mean(np.array(p) <= 0.05) > 0.15


@pytest.mark.slow
@pytest.mark.parametrize(("share", "spread"), CITIES)
def test_without_a_pattern_few_cities_have_a_local_cluster(share: float, spread: float) -> None:
    """When nothing is there, every mark is false: the false discovery rate is how many cities have any. 5 % + 3 s.e."""
    rng = np.random.default_rng(2)
    marked = [
        (local_clusters(NETWORK, "isolated", estimates=a_city(rng, share, spread), seed=rng)["q_value"] <= 0.05).any()
        for _ in range(300)
    ]
    assert np.mean(marked) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 300)


@pytest.mark.slow
def test_a_planted_block_is_found_and_few_others() -> None:
    """Nine areas with a share of 35 % where it is 20 % elsewhere: their neighbourhood is what a mark must touch."""
    rng = np.random.default_rng(3)
    near = {f"r{row}c{column}" for row in range(3, 8) for column in range(3, 8)}
    found, false = [], []
    for _ in range(200):
        told = local_clusters(NETWORK, "isolated", estimates=a_city(rng, 0.2, 0.03, 0.15), seed=rng)
        marked = set(told.index[told["pattern"] != "none"])
        found.append(told.loc["r5c5", "pattern"] == "high_high")
        false.append(len(marked - near) / max(len(marked), 1))
    assert np.mean(found) >= 0.9
    assert np.mean(false) <= 0.05
