"""The level of an interval: how often it is meant to hold its figure. Against scipy, and by what follows from it."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, t

import netgraph as ng
from tests.random_networks import FEWER, random_tables
from tests.small_networks import small_network

LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99)
NAMES = ["volunteer_share", "care_hours"]


@pytest.fixture(scope="module")
def network():
    """Return 24 people who were asked: sixteen who care for 2, 4, 4 or 8 hours, and eight volunteers without ties."""
    return small_network(
        " ".join(f"c{n}>d{n}:care:{(2, 4, 4, 8)[n % 4]}" for n in range(16)),
        "v0 v1 v2 v3 v4 v5 v6 v7",
        roles={f"v{n}": "volunteer" for n in range(8)},
        not_asked=" ".join(f"d{n}" for n in range(16)),
        design="whole_network",
    )


def row(network, metric, **choices):
    found = ng.district_estimates(network, [metric], **choices).iloc[0]
    return float(found["value"]), float(found["low"]), float(found["high"])


@pytest.mark.parametrize("level", LEVELS)
def test_a_share_has_the_jeffreys_interval_of_its_level(network, level):
    """8 of 24: quantiles of Beta(8 + 1/2, 16 + 1/2), as much outside it on either side."""
    value, low, high = row(network, "volunteer_share", level=level)
    assert value == 8 / 24
    assert (low, high) == pytest.approx(tuple(beta.ppf([(1 - level) / 2, (1 + level) / 2], 8.5, 16.5)), rel=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_a_mean_lies_so_many_standard_errors_from_its_ends_on_a_logarithmic_scale(network, level):
    """Hours 2, 4, 4 and 8, four times: mean 4.5, squares off it 6.25, 0.25, 0.25, 12.25, 76 in all, / 15 / 16.

    Their fourth powers add up to 757: Satterthwaite gives 2 / (757 / 76^2 - 1 / 16) = 29 degrees of freedom, so 15.
    """
    value, low, high = row(network, "care_hours", level=level)
    reach = math.exp(t.ppf((1 + level) / 2, 15) * math.sqrt(76 / 15 / 16) / 4.5)
    assert value == pytest.approx(4.5)
    assert (low, high) == pytest.approx((4.5 / reach, 4.5 * reach))


def test_it_is_90_per_cent_by_default(network):
    for name in NAMES:
        assert row(network, name) == row(network, name, level=0.9)
        assert row(network, name) != row(network, name, level=0.95)


@pytest.mark.parametrize("level", [0.49, 0.0, -0.9, 1.0, 1.5, 90, math.nan, math.inf])
def test_what_is_no_level_is_refused(network, level):
    with pytest.raises(ng.NetgraphError, match=r"level of an interval lies between 0\.5 and 1; found .* Try 0\.90"):
        ng.district_estimates(network, ["isolated"], level=level)


@FEWER
@given(random_tables(), st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_a_higher_level_holds_a_lower_one_and_nothing_else_changes(tables, one, other):
    narrow, wide = (
        ng.district_estimates(tables.network(), level=level).set_index(["group", "metric"])
        for level in sorted((one, other))
    )
    ends = ["low", "high"]
    assert narrow.drop(columns=ends).equals(wide.drop(columns=ends))
    assert (narrow[ends].isna() == wide[ends].isna()).all(axis=None)
    told = narrow["low"].notna()
    assert (wide.loc[told, "low"] <= narrow.loc[told, "low"] + 1e-12).all()
    assert (narrow.loc[told, "high"] <= wide.loc[told, "high"] + 1e-12).all()
    assert (narrow.loc[told, "low"] <= narrow.loc[told, "value"]).all()


def test_the_share_of_a_register_follows_the_level_too():
    """3 of 50 inhabitants volunteer: Jeffreys on 50 people, whose variance is that of such a share."""
    districts = pd.DataFrame({"district": ["west"], "population": [50.0]})
    network = small_network(
        "a>b", "c d e", roles=dict.fromkeys("abc", "volunteer"), districts=districts, design="register"
    )
    value, low, high = row(network, "volunteer_share", level=0.95)
    assert value == 3 / 50
    assert (low, high) == pytest.approx(tuple(beta.ppf([0.025, 0.975], 3.5, 47.5)), rel=1e-6)
