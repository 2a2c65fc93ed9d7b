"""Local clusters: by hand, in plain Python, and where they were planted."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import UnknownNameError
from netgraph.spatial import PATTERNS, local_clusters, spatial_autocorrelation
from tests.spatial.grids import RD, estimates_of, grid, network_of, slow_local, slow_moran, slow_neighbours

COLUMNS = ["name", "value", "neighbours", "neighbours_value", "local_i", "p_value", "q_value", "pattern", "geometry"]
SIDE = 10
CODES = list(grid(SIDE, SIDE))
TEN_BY_TEN = network_of(grid(SIDE, SIDE))
FOUR_BY_FOUR = network_of(grid(4, 4))


def clusters(values: Any, network: ng.SupportNetwork = TEN_BY_TEN, **choices: Any) -> gpd.GeoDataFrame:
    codes = network.districts["district"]
    return local_clusters(network, "contacts", estimates=estimates_of(codes, values), **choices)


def planted(block: float, around: int = 1) -> np.ndarray:
    """Return noise with a block of three by three that is higher, or lower, its middle at row 5 and column 5."""
    values = np.random.default_rng(7).normal(0, 0.3, (SIDE, SIDE))
    values[5 - around : 6 + around, 5 - around : 6 + around] += block
    return values.ravel()


# --- what it is


def test_a_single_high_middle_by_hand() -> None:
    """Middle 9, 0 around it: z = 8 and -1, sum of squares 72; means of neighbours' z 2, 0.8 and -1.

    I_i = 8 * z * mean / 72: corners 8 * -1 * 2 / 72, sides 8 * -1 * 0.8 / 72, middle 8 * 8 * -1 / 72.
    """
    told = clusters([0, 0, 0, 0, 9, 0, 0, 0, 0], network_of(grid(3, 3)))
    corner, side, middle = -16 / 72, -6.4 / 72, -64 / 72
    assert told["local_i"].tolist() == pytest.approx([corner, side, corner, side, middle, side, corner, side, corner])
    assert told["neighbours"].tolist() == [3, 5, 3, 5, 8, 5, 3, 5, 3]
    assert told["neighbours_value"].tolist() == pytest.approx([3, 1.8, 3, 1.8, 0, 1.8, 3, 1.8, 3])


VALUES = st.one_of(st.none(), st.integers(-20, 20).map(lambda number: number / 4))


@given(st.lists(VALUES, min_size=16, max_size=16))
@settings(max_examples=40)
def test_it_is_that_of_the_formula(drawn: list[float | None]) -> None:
    codes = list(grid(4, 4))
    values = {code: value for code, value in zip(codes, drawn, strict=True) if value is not None}
    near, everywhere = slow_neighbours(grid(4, 4), 10, values), slow_neighbours(grid(4, 4), 10)
    told = clusters([np.nan if value is None else value for value in drawn], FOUR_BY_FOUR, permutations=99)
    undefined = len(near) < 3 or len({values[code] for code in near}) == 1
    slow = {} if undefined else slow_local(values, near)
    for row in told.itertuples():
        beside = [values[code] for code in everywhere[row.Index] if code in values]
        assert row.neighbours == len(beside)
        assert row.neighbours_value == pytest.approx(np.mean(beside) if beside else np.nan, nan_ok=True)
        assert row.local_i == pytest.approx(slow.get(row.Index, np.nan), nan_ok=True)
        assert (row.pattern == "no_figure") == (row.Index not in values)
        assert (row.pattern == "no_neighbours") == (row.Index in values and not beside)
        assert np.isnan(row.p_value) == np.isnan(row.q_value) == (row.Index not in slow)
        assert np.isnan(row.p_value) or 0 < row.p_value <= row.q_value <= 1
    if slow:
        assert told["local_i"].sum() == pytest.approx((len(near) - 1) * slow_moran(values, near))


def slow_q_values(p: list[float]) -> list[float]:
    """Benjamini & Hochberg, step up: of each the smallest of p * n / rank over all that are at least as large."""
    order = sorted(p)
    return [min(other * len(p) / (place + 1) for place, other in enumerate(order) if other >= each) for each in p]


def test_q_values_are_those_of_benjamini_and_hochberg_over_areas_that_take_part() -> None:
    values = planted(3)
    values[:7] = np.nan
    told = clusters(values, permutations=199)
    tested = told[told["p_value"].notna()]
    assert len(tested) == 93
    assert tested["q_value"].tolist() == pytest.approx(slow_q_values(tested["p_value"].tolist()))


# --- patterns


@pytest.mark.parametrize(("block", "pattern"), [(3, "high_high"), (-3, "low_low")])
def test_a_planted_block_is_found_and_little_else(block: float, pattern: str) -> None:
    told = clusters(planted(block))
    found = told.index[told["pattern"] == pattern].tolist()
    assert "r5c5" in found
    inside = {f"r{row}c{column}" for row in range(4, 7) for column in range(4, 7)}
    assert set(found) <= inside
    assert len(found) >= 3
    passes = told["q_value"] <= 0.05
    assert (told["pattern"] != "none").equals(passes)


def test_one_unlike_all_around_it() -> None:
    """The middle of a high block is low: low_high; and of a low block high: high_low."""
    for block, pattern in ((3, "low_high"), (-3, "high_low")):
        values = planted(block)
        values[55] -= 2 * block
        told = clusters(values)
        assert told.loc["r5c5", "pattern"] == pattern
        assert told.loc["r5c5", "local_i"] < 0


def test_high_and_low_are_what_values_say() -> None:
    told = clusters(planted(3), false_discovery_rate=0.2)
    mean = told["value"].mean()
    high = (
        np.where(told["value"] > mean, "high", "low")
        + np.array("_")
        + np.where(told["neighbours_value"] > mean, "high", "low")
    )
    marked = told["pattern"] != "none"
    assert told.loc[marked, "pattern"].tolist() == high[marked].tolist()


def test_a_higher_rate_marks_more() -> None:
    told = [clusters(planted(1), false_discovery_rate=rate)["pattern"] != "none" for rate in (0.01, 0.05, 0.2)]
    assert not (told[0] & ~told[1]).any()
    assert not (told[1] & ~told[2]).any()
    assert told[2].sum() > told[0].sum()


def test_islands_and_areas_without_a_figure() -> None:
    """A row of four, the third without a figure: the fourth has no neighbour left; and an island."""
    shapes = {**grid(4, 1), "r1": grid(4, 3)["r2c0"]}
    shapes = {**shapes, "r2": grid(3, 3)["r2c1"], "r3": grid(3, 3)["r2c2"], "far": grid(9, 1)["r0c8"]}
    told = clusters([1, 2, np.nan, 4, 5, 6, 7, 8], network_of(shapes))
    patterns = told["pattern"].to_dict()
    assert patterns["r0c2"] == "no_figure"
    assert patterns["r0c3"] == patterns["far"] == "no_neighbours"
    assert told.loc[["r0c2", "r0c3", "far"], ["local_i", "p_value", "q_value"]].isna().all(axis=None)
    assert told.loc["r0c2", "neighbours_value"] == 3  # of 2 and 4: what it is itself is not told
    assert told.loc["r0c3", ["neighbours", "value"]].tolist() == [0, 4]
    assert told.loc[["r0c0", "r0c1", "r1", "r2", "r3"], "p_value"].notna().all()


@pytest.mark.parametrize(
    "values", [[1.0] * 16, [np.nan] * 14 + [1.0, 2.0], [np.nan] * 16], ids=["equal", "two", "none"]
)
def test_what_is_undefined_is_no_error(values: list[float]) -> None:
    told = clusters(values, FOUR_BY_FOUR)
    assert told[["local_i", "p_value", "q_value"]].isna().all(axis=None)
    assert set(told["pattern"]) <= {"none", "no_figure"}
    assert told.dtypes.equals(clusters(range(16), FOUR_BY_FOUR).dtypes)


# --- what does not change it


@given(st.permutations(range(16)))
@settings(max_examples=15)
def test_the_order_of_districts_does_not_matter(order: list[int]) -> None:
    codes, values = list(grid(4, 4)), dict(zip(grid(4, 4), planted(1)[:16], strict=True))
    turned = [codes[number] for number in order]
    shuffled = clusters(
        [values[code] for code in turned], network_of({code: grid(4, 4)[code] for code in turned}), permutations=99
    )
    assert shuffled.index.tolist() == turned
    told = clusters(list(values.values()), FOUR_BY_FOUR, permutations=99)
    pd.testing.assert_frame_equal(shuffled.loc[codes].drop(columns="geometry"), told.drop(columns="geometry"))


@given(st.integers(-8, 8), st.sampled_from([0.5, 1, 2]))
@settings(max_examples=15)
def test_other_units_do_not_matter_and_turned_round_high_is_low(added: int, times: float) -> None:
    values = np.round(planted(3) * 16) / 16
    told, other = clusters(values, permutations=999), clusters(values * times + added, permutations=999)
    turned = clusters(-values, permutations=999)
    columns = ["local_i", "p_value", "q_value"]
    for each in (other, turned):
        pd.testing.assert_frame_equal(pd.DataFrame(told[columns]), pd.DataFrame(each[columns]))
    assert other["pattern"].equals(told["pattern"])
    opposite = {"high_high": "low_low", "low_low": "high_high", "high_low": "low_high", "low_high": "high_low"}
    assert turned["pattern"].tolist() == [opposite.get(pattern, pattern) for pattern in told["pattern"]]


@given(st.sets(st.sampled_from(CODES), max_size=60), st.floats(-1e6, 1e6))
@settings(max_examples=10)
def test_what_is_hidden_never_matters(hidden: set[str], instead: float) -> None:
    estimates = estimates_of(CODES, planted(3))
    estimates["hidden"] = ["secondary" if code in hidden else "" for code in CODES]
    gone = estimates["group"].isin(hidden)
    first, *others = (
        local_clusters(TEN_BY_TEN, "contacts", estimates=each, permutations=99)
        for each in (
            estimates.assign(value=estimates["value"].mask(gone)),
            estimates.assign(value=estimates["value"].mask(gone, instead)),
            estimates[~gone],
        )
    )
    for other in others:
        pd.testing.assert_frame_equal(first, other)
    assert (first.loc[list(hidden), "pattern"] == "no_figure").all()


def test_the_same_seed_gives_the_same_and_no_other_chance_is_touched() -> None:
    np.random.seed(1)  # noqa: NPY002 - the global state is what this is about
    before = np.random.get_state()  # noqa: NPY002
    first, second, third = (clusters(planted(1), seed=seed, permutations=99) for seed in (4, 4, 5))
    after = np.random.get_state()  # noqa: NPY002
    pd.testing.assert_frame_equal(first, second)
    assert not first["p_value"].equals(third["p_value"])
    assert first["local_i"].equals(third["local_i"])
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))


# --- tables


def test_the_table_is_like_that_of_district_metrics() -> None:
    network = ng.synthetic_network(people=1_500, seed=2)
    told, wide = local_clusters(network, "thin_support"), ng.district_metrics(network, ["thin_support"])
    assert told.columns.tolist() == COLUMNS
    assert told.index.equals(wide.index)
    assert told.index.name == "district"
    assert told["name"].equals(wide["name"])
    np.testing.assert_array_equal(told["value"], wide["thin_support"])
    assert isinstance(told, gpd.GeoDataFrame)
    assert told.crs == wide.crs
    assert told.geometry.geom_equals(wide.geometry).all()
    assert set(told["pattern"]) <= set(PATTERNS)
    types = {name: str(kind) for name, kind in told.dtypes.items() if name != "geometry"}
    floats = ("value", "neighbours_value", "local_i", "p_value", "q_value")
    assert types == {"name": "str", "neighbours": "int64", "pattern": "str", **dict.fromkeys(floats, "float64")}


def test_larger_areas_have_the_shape_of_their_districts() -> None:
    network = network_of(grid(4, 2), RD, parent=[f"p{number % 4}" for number in range(8)])
    told = local_clusters(network, "contacts", "parent", estimates=estimates_of(["p0", "p1", "p2", "p3"], [1, 2, 3, 4]))
    assert told.index.tolist() == ["p0", "p1", "p2", "p3"]
    assert told.index.name == "parent"
    assert told["neighbours"].tolist() == [1, 2, 2, 1]
    assert told.geometry.area.tolist() == pytest.approx([2e6] * 4)


def test_local_add_up_to_global_of_shares_too() -> None:
    network = ng.synthetic_network(people=3_000, seed=2)
    for choices in ({}, {"adjust_rates": False}):
        told = local_clusters(network, "thin_support", permutations=99, **choices)
        (row,) = spatial_autocorrelation(network, "thin_support", permutations=99, **choices).itertuples()
        assert row.adjusted == (not choices)
        assert told["local_i"].sum() == pytest.approx((row.areas - 1) * row.moran_i)
        assert told["p_value"].notna().sum() == row.areas


@pytest.mark.parametrize(
    ("metric", "choices", "error", "message"),
    [
        ("isolatd", {}, UnknownNameError, "Did you mean isolated"),
        (["isolated"], {}, UnknownNameError, "give the id of one metric"),
        (None, {}, UnknownNameError, "give the id of one metric"),
        ("bridging_share", {}, UnknownNameError, "give bridge_by"),
        ("isolated", {"by": "age_group"}, UnknownNameError, "is no level of areas"),
        ("isolated", {"within": -1}, ng.NetgraphError, "within must be"),
        ("isolated", {"permutations": 1}, ng.NetgraphError, "permutations must be"),
        ("isolated", {"seed": "x"}, ng.NetgraphError, "seed must be"),
        ("isolated", {"estimates": estimates_of(grid(4, 4), range(16))}, ng.NetgraphError, "hold no isolated"),
        *(
            ("isolated", {"false_discovery_rate": rate}, ng.NetgraphError, "above 0 and at most 0.2")
            for rate in (0, 0.21, -0.1, float("nan"), "0.1", None, True)
        ),
    ],
)
def test_wrong_choices_are_refused(metric: Any, choices: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        local_clusters(FOUR_BY_FOUR, metric, **choices)
