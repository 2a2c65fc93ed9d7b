"""A figure beside chance: its p-values hold, its value is that of the table, and what makes no sense is refused."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import netgraph as ng
from netgraph.arcs import arcs_of
from netgraph.chance import NULL_COLUMNS, null_model
from netgraph.chance.figures import FIXED, LOOKS_AT_KINDS_OR_HOURS, FigureOfGroups, plain
from netgraph.chance.rewiring import Rewiring
from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.estimates import groups_of
from netgraph.estimates.sample import sample_of
from netgraph.metrics import METRICS, Choices, Ratio, choose
from tests.made_up_figures import made_up_figure
from tests.random_networks import seeded_tables
from tests.small_networks import small_network, small_tables

if TYPE_CHECKING:
    from netgraph.arcs import Arcs
    from netgraph.network import SupportNetwork

SENSIBLE = [name for name in METRICS if name not in (*FIXED, *LOOKS_AT_KINDS_OR_HOURS)]


@pytest.fixture(scope="module")
def mixed() -> SupportNetwork:
    """Draw a network with everything in it: kinds, hours, roles, people not asked, from elsewhere and of nowhere."""
    return seeded_tables(people=120, ties=420, seed=3, districts=3, hours_known=True, circles=True).network()


def ring(people: int = 30, steps: tuple[int, ...] = (1, -1)) -> SupportNetwork:
    ties = [(f"p{i}", f"p{(i + step) % people}") for i in range(people) for step in steps]
    homes = ["west" if i < people / 2 else "east" for i in range(people)]
    table = pd.DataFrame({"person": [f"p{i}" for i in range(people)], "district": homes})
    return ng.from_tables(table, pd.DataFrame(ties, columns=["giver", "receiver"]))


# --- the table


def test_rows_and_columns_are_those_of_the_contract(mixed: SupportNetwork) -> None:
    told = null_model(mixed, draws=5)
    assert list(told.columns) == list(NULL_COLUMNS)
    assert list(told["group"]) == list(ng.district_estimates(mixed, ["isolated"])["group"])
    assert {name: str(kind) for name, kind in told.dtypes.items()} == {
        **dict.fromkeys(("group", "metric", "reason"), "str"),
        **dict.fromkeys(("value", "expected", "low", "high", "p", "p_low"), "float64"),
        "draws": "int64",
    }
    of_list = null_model(mixed, draws=5, by=["district", "age"])
    assert list(of_list.columns) == ["district", "age", *NULL_COLUMNS]
    assert null_model(mixed, draws=5, by=None)["group"].tolist() == ["all"]


@pytest.mark.parametrize("metric", SENSIBLE)
def test_values_are_those_of_the_table_of_figures(mixed: SupportNetwork, metric: str) -> None:
    """To the last bits: only the order of adding differs."""
    choices: dict[str, Any] = {"bridge_by": "origin"} if metric == "bridging_share" else {}
    told = null_model(mixed, metric, draws=2, **choices)
    expected = ng.district_estimates(mixed, [metric], **choices)
    np.testing.assert_allclose(told["value"], expected["value"], rtol=1e-12)
    assert list(told["reason"]) == list(expected["reason"])
    assert told["value"].notna().any()


def test_what_draws_say_is_summed_up_by_hand() -> None:
    """Two draws without a value beside four with one, of a group with 0.5: by hand."""
    from netgraph.chance.null_model import _beside_chance  # noqa: PLC0415 - the arithmetic alone

    drawn = np.array([[0.1], [0.5], [np.nan], [0.7], [0.3], [np.nan]])
    told = _beside_chance(np.array([0.5]), drawn)
    assert told["expected"] == pytest.approx([0.4])
    assert (told["low"], told["high"]) == (pytest.approx([0.13]), pytest.approx([0.67]))  # quantiles 0.15 and 2.85 of 3
    assert told["p"] == pytest.approx([(1 + 2 + 2) / 7])
    assert told["p_low"] == pytest.approx([(1 + 3 + 2) / 7])
    assert told["draws"].tolist() == [4]


def test_without_people_or_ties_there_is_no_figure() -> None:
    """West has a pair, east an isolate, and nobody lives in the south."""
    districts = pd.DataFrame({"district": ["west", "east", "south"]})
    told = null_model(small_network("a>b", "c@east", districts=districts, design="whole_network"), draws=9)
    assert told["reason"].tolist() == ["", "undefined", "no_people"]
    assert told["value"].tolist()[0] == 0.0
    # With one tie every draw is the network itself.
    assert told.loc[0, ["expected", "low", "high", "p", "p_low"]].tolist() == [0.0, 0.0, 0.0, 1.0, 1.0]
    assert told.loc[1:, ["value", "expected", "low", "high", "p", "p_low"]].isna().all(axis=None)


def test_a_draw_in_which_the_figure_is_undefined_counts_against_it() -> None:
    """West's only tie among its residents often goes elsewhere in a draw; rho is then undefined there."""
    ties = "a>b c>d d>e e>f f>c"
    network = small_network(ties, "a@west b@west c@east d@east e@east f@east", design="whole_network")
    told = null_model(network, "reciprocity_rho", draws=200).set_index("group")
    assert 0 < told.loc["west", "draws"] < 200
    undefined = 200 - told.loc["west", "draws"]
    assert told.loc["west", "p"] >= (1 + undefined) / 201
    assert told.loc["west", "p_low"] >= (1 + undefined) / 201


# --- p-values


def null_network(rng: np.random.Generator, rewiring: Rewiring) -> SupportNetwork:
    """Draw a network of the null model itself."""
    receiver = rewiring.walk(rewiring.receiver, 15, rng)
    people = pd.DataFrame({"person": [f"p{i}" for i in range(rewiring.people)], "district": "west"})
    ties = pd.DataFrame({"giver": rewiring.giver, "receiver": receiver}).map(lambda number: f"p{number}")
    return ng.from_tables(people, ties, about={"design": "whole_network"})


@pytest.fixture(scope="module")
def start() -> Rewiring:
    """Give 40 people uneven degrees."""
    arcs = arcs_of(seeded_tables(people=40, ties=110, seed=9, districts=1).network())
    return Rewiring(arcs.out.start, arcs.out.index, np.ones(arcs.people, dtype=bool))


@pytest.mark.parametrize(
    ("metric", "rounds", "networks"),
    [
        pytest.param("effective_size", None, 100, marks=pytest.mark.slow),
        # Draws near the network: the same p-values, with less power.
        pytest.param("effective_size", 1, 160, marks=pytest.mark.slow),
        pytest.param("dyadic_reciprocity", 2, 160, marks=pytest.mark.slow),
        ("dyadic_reciprocity", 2, 40),
    ],
)
def test_p_values_are_uniform_under_the_null(
    start: Rewiring, monkeypatch: pytest.MonkeyPatch, metric: str, rounds: int | None, networks: int
) -> None:
    """Networks of the null model, 19 draws each: p is one of 1/20, 2/20 … 1, each as often but for ties.

    Effective size has hardly any ties: chi-square. Reciprocity has many, and its p-values may be too large, never too
    small: binomial bounds at every level. However short the walks: Besag & Clifford.
    """
    if rounds is not None:
        monkeypatch.setattr(Rewiring, "rounds", rounds)
    rng = np.random.default_rng(12)
    tables = [null_model(null_network(rng, start), metric, draws=19, seed=rng) for _ in range(networks)]
    for side in ("p", "p_low"):
        p = np.array([table.loc[0, side] for table in tables])
        for level in (0.05, 0.1, 0.25, 0.5):
            often = int((p <= level + 1e-9).sum())
            assert stats.binomtest(often, len(p), level, alternative="greater").pvalue > 0.005
        if metric == "effective_size":
            counts = np.bincount(np.round(p * 20).astype(int), minlength=21)[1:].reshape(10, 2).sum(axis=1)
            assert stats.chisquare(counts).pvalue > 0.01


def test_planted_reciprocity_is_found_and_its_absence_too() -> None:
    both = null_model(ring(60, (1, -1, 2, -2)), draws=99, by=None).loc[0]
    assert (both["value"], both["p"], both["p_low"]) == (1.0, 0.01, 1.0)
    assert both["expected"] < both["high"] < 0.3
    # Four to the right: nothing is returned, which chance would do less often than not.
    one_way = null_model(ring(20, (1, 2, 3, 4)), draws=99, by=None).loc[0]
    assert (one_way["value"], one_way["p"]) == (0.0, 1.0)
    assert one_way["p_low"] < 0.05


def test_expected_is_that_of_the_configuration_model() -> None:
    """All give to and get from 4 of 150: an arc is returned with chance 4 / 149, and a pair is then one contact of two.

    Mutual pairs M = 300 x 4 / 149, contacts of all = 2 (600 - M): 2 M / that.
    """
    told = null_model(ring(150, (1, 2, 3, 4)), draws=200, by=None).loc[0]
    mutual = 300 * 4 / 149
    assert told["expected"] == pytest.approx(2 * mutual / (2 * (600 - mutual)), rel=0.08)
    assert told["low"] < told["expected"] < told["high"]


# --- figures


def test_figures_that_degrees_decide_are_those_that_are_refused(mixed: SupportNetwork) -> None:
    """All figures, in 12 rewired networks of plain ties: those that never change are refused, the others are not."""
    arcs = arcs_of(mixed, ["origin"])
    rewiring = Rewiring(arcs.out.start, arcs.out.index, arcs.asked)
    drawn = [plain(arcs, receiver) for receiver in rewiring.draws(np.array, 12, np.random.default_rng(1))]
    sample, changing = sample_of(arcs, groups_of(mixed, "district"), mixed.about), set()
    for metric in choose(None, Choices(bridge_by="origin")):
        figure = FigureOfGroups(metric, sample)
        values = [figure.of(plain(arcs)), *map(figure.of, drawn)]
        if not all(np.allclose(value, values[0], equal_nan=True) for value in values):
            changing.add(metric.id)
    assert changing.isdisjoint(FIXED)
    assert set(SENSIBLE) <= changing


def test_figures_that_see_kinds_or_hours_are_those_that_are_refused(mixed: SupportNetwork) -> None:
    """All figures, with and without kinds, hours and paid ties: those that change are refused, the others are not.

    In the small network b depends on a volunteer, which nobody in the large one does.
    """
    small = small_network("a>b:volunteering c>d", columns={"origin": {"a": "here"}}, design="whole_network")
    seeing = set()
    for network in (mixed, small):
        arcs = arcs_of(network, ["origin"])
        sample = sample_of(arcs, groups_of(network, "district"), network.about)
        for metric in choose(None, Choices(bridge_by="origin")):
            figure = FigureOfGroups(metric, sample)
            if not np.array_equal(figure.of(arcs), figure.of(plain(arcs)), equal_nan=True):
                seeing.add(metric.id)
    assert seeing == set(LOOKS_AT_KINDS_OR_HOURS)


def test_roles_stay_with_the_person() -> None:
    """Who cares for somebody is a carer in a draw too, though nobody cares for anybody there."""
    arcs = arcs_of(small_tables("a>b:care c>d", roles={"c": "carer"}, design="whole_network").network())
    stripped = plain(arcs)
    assert stripped.carer.tolist() == arcs.carer.tolist() == [True, False, True, False]
    assert not stripped.of_kinds("care").any()


def test_a_figure_of_ones_own_that_sees_hours_is_refused() -> None:
    network = small_network("a>b:care:2 b>a:care:3 c>a:care:1", design="whole_network")

    def hours_given(arcs: Arcs) -> Ratio:
        return Ratio(arcs.out.sum(arcs.out.hours), np.ones(arcs.people))

    with (
        made_up_figure(hours_given, unit="hours") as name,
        pytest.raises(NetgraphError, match="more of a tie than who gives to whom"),
    ):
        null_model(network, name)


# --- what is refused


@pytest.mark.parametrize("metric", [*FIXED, *LOOKS_AT_KINDS_OR_HOURS])
def test_figures_without_sense_are_refused_with_the_reason(mixed: SupportNetwork, metric: str) -> None:
    with pytest.raises(NetgraphError, match=f"{metric} cannot be held against chance: it (is the same|looks at kinds)"):
        null_model(mixed, metric)


@pytest.mark.parametrize("design", ["survey", "register"])
def test_only_a_whole_network_is_rewired(design: str) -> None:
    with pytest.raises(NetgraphError, match=f"these data are a {design}"):
        null_model(small_network("a>b", design=design))


@pytest.mark.parametrize(
    ("asked", "kind", "message"),
    [
        ({"metric": "dyadic_reciprocty"}, UnknownNameError, "Did you mean dyadic_reciprocity"),
        ({"metric": ["dyadic_reciprocity"]}, UnknownNameError, "one figure"),
        ({"metric": "bridging_share"}, UnknownNameError, "bridge_by"),
        ({"by": "wijk"}, UnknownNameError, "cannot group by 'wijk'"),
        ({"by": "expected"}, UnknownNameError, "the result has a column of that name"),
        ({"draws": 0}, NetgraphError, "draws must be"),
        ({"draws": 9.5}, NetgraphError, "draws must be"),
        ({"draws": True}, NetgraphError, "draws must be"),
        ({"seed": -1}, NetgraphError, "seed must be"),
        ({"seed": "one"}, NetgraphError, "seed must be"),
    ],
)
def test_what_cannot_be_is_refused(asked: dict[str, Any], kind: type[Exception], message: str) -> None:
    network = small_network("a>b", columns={"expected": {"a": "x"}}, design="whole_network")
    with pytest.raises(kind, match=message):
        null_model(network, **asked)


# --- chance of its own


def test_the_same_seed_gives_the_same_table_and_no_other_chance_is_touched(mixed: SupportNetwork) -> None:
    random.seed(4)
    np.random.seed(4)  # noqa: NPY002 - the global state is what is looked at
    before = random.getstate(), np.random.get_state()[1].tolist()  # noqa: NPY002
    first = null_model(mixed, "clustering", draws=20, seed=8)
    second = null_model(mixed, "clustering", draws=20, seed=np.random.default_rng(8))
    # igraph draws from `random` unless told otherwise.
    assert (random.getstate(), np.random.get_state()[1].tolist()) == before  # noqa: NPY002
    pd.testing.assert_frame_equal(first, second)
    assert not first.equals(null_model(mixed, "clustering", draws=20, seed=9))


def test_the_network_is_not_changed(mixed: SupportNetwork) -> None:
    people, ties = mixed.people.copy(), mixed.ties.copy()
    null_model(mixed, draws=3)
    pd.testing.assert_frame_equal(mixed.people, people)
    pd.testing.assert_frame_equal(mixed.ties, ties)
    assert replace(arcs_of(mixed)).giver.flags.writeable is False
