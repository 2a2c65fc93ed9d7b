"""Ranks with rank intervals: against counting every pair, and against true ranks in a simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import netgraph as ng
from netgraph.disclosure import protect
from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.estimates import RANK_COLUMNS, district_estimates, district_ranks, level_of_each, ranks, told_apart
from tests.random_networks import seeded_tables
from tests.small_networks import small_network

if TYPE_CHECKING:
    from netgraph.network import SupportNetwork

PLACES = ["rank", "rank_low", "rank_high"]


def tidy(values: list[tuple[float, float, float]], metric: str = "isolated") -> pd.DataFrame:
    """Make a tidy table of (low, value, high)."""
    low, value, high = np.array(values, dtype=np.float64).reshape(-1, 3).T
    groups = [f"g{number}" for number in range(len(value))]
    return pd.DataFrame({"group": groups, "metric": metric, "value": value, "low": low, "high": high, "reason": ""})


@st.composite
def some_estimates(draw: st.DrawFn) -> pd.DataFrame:
    """Draw figures with intervals around them, many of them equal; a few are missing, or their intervals are."""
    tenths = st.integers(0, 10).map(lambda number: number / 10)
    rows = draw(st.lists(st.tuples(tenths, tenths, tenths), max_size=12))
    table = tidy([tuple(sorted(row)) for row in rows], draw(st.sampled_from(["isolated", "contacts", "ei_index"])))
    lost = draw(st.lists(st.sampled_from(["", "", "", "value", "low"]), min_size=len(table), max_size=len(table)))
    for name in ("value", "low"):
        table[name] = table[name].mask(np.array([which == name for which in lost], dtype=bool))
    return table


# --- against the slow and obvious


def slow_ranks(table: pd.DataFrame) -> list[tuple[int, int, int] | None]:
    """Compare every two groups, one by one."""
    lowest_first = ng.METRICS[table["metric"].iloc[0]].worse == "low" if len(table) else False
    sign = -1 if lowest_first else 1
    known = {
        number: (sign * row.value, *sorted((sign * row.low, sign * row.high)))
        for number, row in enumerate(table.itertuples())
        if not np.isnan([row.value, row.low, row.high]).any()
    }
    found: list[tuple[int, int, int] | None] = [None] * len(table)
    for number, (value, low, high) in known.items():
        before = sum(other_low > high for _, other_low, _ in known.values())
        after = sum(other_high < low for _, _, other_high in known.values())
        higher = sum(other > value for other, _, _ in known.values())
        found[number] = (1 + higher, 1 + before, len(known) - after)
    return found


def places_of(told: pd.DataFrame) -> list[tuple[int, int, int] | None]:
    rows = told[PLACES].itertuples(index=False, name=None)
    return [None if pd.isna(row[0]) else (int(row[0]), int(row[1]), int(row[2])) for row in rows]


@given(some_estimates())
def test_places_are_those_of_comparing_every_pair(table: pd.DataFrame) -> None:
    told = ranks(table)
    assert places_of(told) == slow_ranks(table)
    for place in places_of(told):
        if place is not None:
            rank, first, last = place
            assert 1 <= first <= rank <= last <= told["rank"].notna().sum()


@given(some_estimates(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(table: pd.DataFrame, random: Any) -> None:
    order = list(range(len(table)))
    random.shuffle(order)
    shuffled = ranks(table.iloc[order])
    pd.testing.assert_frame_equal(shuffled, ranks(table).iloc[order])


@given(some_estimates(), st.floats(0, 1))
def test_more_precision_never_widens(table: pd.DataFrame, kept: float) -> None:
    """Every interval drawn in towards its figure: no place becomes possible that was not."""
    narrow = table.assign(
        low=table["value"] - kept * (table["value"] - table["low"]),
        high=table["value"] + kept * (table["high"] - table["value"]),
    )
    wide, fine = ranks(table), ranks(narrow)
    known = wide["rank"].notna()
    assert (fine["rank_low"] >= wide["rank_low"])[known].all()
    assert (fine["rank_high"] <= wide["rank_high"])[known].all()


@given(some_estimates())
def test_told_apart_is_what_ranks_count(table: pd.DataFrame) -> None:
    """How many others a group is told apart from = those surely before it + those surely after it."""
    told = ranks(table)
    known = told["rank"].notna().to_numpy()
    apart = told_apart(table["low"].where(known).to_numpy(), table["high"].where(known).to_numpy())
    assert (apart == apart.T).all()
    assert not apart.diagonal().any()
    before_and_after = (told["rank_low"] - 1) + (known.sum() - told["rank_high"])
    assert apart.sum(axis=1)[known].tolist() == before_and_after[known].tolist()


@pytest.mark.parametrize("count", [1, 2, 7])
def test_equal_intervals_leave_every_place_open(count: int) -> None:
    told = ranks(tidy([(0.1, 0.2, 0.3)] * count))
    assert places_of(told) == [(1, 1, count)] * count


def test_places_by_hand() -> None:
    """Five intervals on paper: c lies above all, a and b overlap, d overlaps b only, e touches d."""
    table = tidy([(0.5, 0.6, 0.7), (0.3, 0.4, 0.5), (0.8, 0.9, 1.0), (0.2, 0.3, 0.35), (0.0, 0.1, 0.2)])
    assert places_of(ranks(table)) == [(2, 2, 3), (3, 2, 4), (1, 1, 1), (4, 3, 5), (5, 4, 5)]
    # Of contacts fewer call for attention sooner: the other way round.
    lowest = places_of(ranks(table.assign(metric="contacts")))
    assert lowest == [(4, 3, 4), (3, 2, 4), (5, 5, 5), (2, 1, 3), (1, 1, 2)]


# --- the joint level


def test_all_true_ranks_lie_within_their_intervals_at_least_as_often_as_promised() -> None:
    """Twelve normal figures of known precision, 700 times, the slow and obvious way; Klein et al. promise 90 %."""
    rng = np.random.default_rng(1)
    truth = np.repeat([0.2, 0.25, 0.3, 0.5], 3) + np.tile([0.0, 0.01, 0.0], 4)
    error = np.tile([0.01, 0.03, 0.06], 4)
    z = stats.norm.ppf(1 - (1 - level_of_each(0.90, len(truth))) / 2)
    # Equal figures may have either rank: the interval must hold both.
    first = np.array([1 + (truth > own).sum() for own in truth])
    last = np.array([(truth >= own).sum() for own in truth])
    held = 0
    for _ in range(700):
        value = rng.normal(truth, error)
        told = ranks(tidy(list(zip(value - z * error, value, value + z * error, strict=True))))
        held += bool(((told["rank_low"] <= first) & (last <= told["rank_high"])).all())
    assert held / 700 >= 0.90
    assert told["rank_high"].sub(told["rank_low"]).lt(11).any()  # and they do tell something


def test_level_of_each_by_hand() -> None:
    assert level_of_each(0.90, 10) == pytest.approx(0.99)
    assert level_of_each(0.95, 1) == pytest.approx(0.95)
    assert level_of_each(0.95, 0) == pytest.approx(0.95)


# --- of a network


@pytest.fixture(scope="module")
def network() -> SupportNetwork:
    return seeded_tables(people=300, ties=900, seed=2, districts=5).network()


@pytest.mark.parametrize("metric", ["isolated", "contacts", "dyadic_reciprocity", "ei_index"])
def test_intervals_are_simultaneous(network: SupportNetwork, metric: str) -> None:
    """Five districts at 90 % together: each at 98 %, as `district_estimates` gives them."""
    told = district_ranks(network, metric)
    expected = district_estimates(network, [metric], level=0.98)
    shared = ["group", "metric", "value", "low", "high"]
    pd.testing.assert_frame_equal(told[shared], expected[shared], rtol=1e-9)
    assert list(told.columns) == list(RANK_COLUMNS)
    assert {str(told[name].dtype) for name in PLACES} == {"Int64"}
    pd.testing.assert_frame_equal(told, ranks(expected), rtol=1e-9)


def test_a_lower_level_tells_more(network: SupportNetwork) -> None:
    strict, loose = (district_ranks(network, "contacts", level=level) for level in (0.99, 0.5))
    width = [(told["rank_high"] - told["rank_low"]).sum() for told in (strict, loose)]
    assert width[1] <= width[0]
    assert (loose["rank_low"] >= strict["rank_low"]).all()
    assert (loose["rank_high"] <= strict["rank_high"]).all()


def test_groups_without_a_figure_have_no_rank_and_do_not_count() -> None:
    """West has contacts, in the east nobody lives, and the one person of the north has a mean without an interval."""
    districts = pd.DataFrame({"district": ["west", "east", "north"]})
    ties = " ".join(f"p{number}>p{number // 2}" for number in range(1, 80))
    network = small_network(ties, "d@north", districts=districts, design="whole_network")
    told = district_ranks(network, "contacts").set_index("group")
    assert told["reason"].to_dict() == {"west": "", "east": "no_people", "north": "no_interval"}
    assert told.loc["west", ["rank", "rank_low", "rank_high"]].tolist() == [1, 1, 1]
    assert told.loc[["east", "north"], PLACES].isna().all(axis=None)


def test_protected_figures_can_be_ranked_and_hidden_ones_tell_nothing(network: SupportNetwork) -> None:
    """As if the hidden groups were not there: of two tables that differ in hidden cells only, the same ranks."""
    table = district_estimates(network, ["isolated"], level=0.98)
    table.loc[1, "people"] = 4
    told = ranks(protect(table))
    assert told.loc[1, PLACES].isna().all()
    others = told.drop(index=1)
    pd.testing.assert_frame_equal(others, ranks(protect(table.drop(index=1))))
    changed = ranks(protect(table.assign(value=table["value"].where(table.index != 1, 1.0))))
    pd.testing.assert_frame_equal(changed, told)


def test_breakdowns_keep_their_keys(network: SupportNetwork) -> None:
    told = district_ranks(network, "isolated", ["district", "age"])
    assert list(told.columns) == ["district", "age", *RANK_COLUMNS]
    assert told["rank"].max() <= len(told)
    assert district_ranks(network, "isolated", None)[PLACES].to_numpy().tolist() == [[1, 1, 1]]


def test_several_figures_are_ranked_each_by_itself(network: SupportNetwork) -> None:
    both = district_estimates(network, ["isolated", "contacts"])
    told = ranks(both.set_axis([0] * len(both)))  # an index that names no row
    for metric in ("isolated", "contacts"):
        alone = ranks(both[both["metric"] == metric])
        assert places_of(told[(told["metric"] == metric).to_numpy()]) == places_of(alone)


def test_choices_reach_the_figure() -> None:
    network = seeded_tables(people=120, ties=300, seed=2, districts=2).network()
    told = district_ranks(network, "bridging_share", bridge_by="origin")
    expected = district_estimates(network, ["bridging_share"], bridge_by="origin")
    np.testing.assert_allclose(told["value"], expected["value"])


@pytest.mark.parametrize(
    ("asked", "kind", "message"),
    [
        ({"metric": "isolatd"}, UnknownNameError, "Did you mean isolated"),
        ({"metric": ["isolated"]}, UnknownNameError, "one figure"),
        ({"metric": "isolated", "by": "rank"}, UnknownNameError, "the result has a column of that name"),
        ({"metric": "isolated", "by": "wijk"}, UnknownNameError, "cannot group by"),
        ({"metric": "isolated", "level": 1.0}, NetgraphError, "level"),
        ({"metric": "isolated", "level": 0.2}, NetgraphError, "level"),
    ],
)
def test_what_cannot_be_ranked_is_refused(asked: dict[str, Any], kind: type[Exception], message: str) -> None:
    network = small_network("a>b", columns={"rank": {"a": "x"}}, design="whole_network")
    with pytest.raises(kind, match=message):
        district_ranks(network, **asked)


def test_tables_that_cannot_be_ranked_are_refused() -> None:
    with pytest.raises(NetgraphError, match="no column low, reason"):
        ranks(tidy([(0.1, 0.2, 0.3)]).drop(columns=["low", "reason"]))
    with pytest.raises(UnknownNameError, match="no metric 'coverage'"):
        ranks(tidy([(0.1, 0.2, 0.3)], "coverage"))
