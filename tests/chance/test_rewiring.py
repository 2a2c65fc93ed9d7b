"""Rewiring keeps what it must keep, reaches everything, and all of it equally often."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

import igraph
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from netgraph.arcs.base_engine import BASE
from netgraph.arcs.compiled_engine import COMPILED
from netgraph.chance import rewiring as walking
from netgraph.chance.rewiring import MOST_ROUNDS, Rewiring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Graph = frozenset[tuple[int, int]]


def rewiring_of(arcs: Iterable[tuple[int, int]], people: int, asked: Sequence[bool] | None = None) -> Rewiring:
    ordered = sorted(arcs)
    start = np.searchsorted([giver for giver, _ in ordered], np.arange(people + 1))
    receiver = np.array([receiver for _, receiver in ordered], dtype=np.int64)
    return Rewiring(start, receiver, np.ones(people, dtype=bool) if asked is None else np.array(asked))


def graph_of(rewiring: Rewiring, receiver: np.ndarray) -> Graph:
    return frozenset(zip(rewiring.giver.tolist(), receiver.tolist(), strict=True))


def all_graphs(gives: Sequence[int], gets: Sequence[int], asked: Sequence[bool] | None = None) -> list[Graph]:
    """Return every simple directed graph with these degrees, the slow and obvious way."""
    people = range(len(gives))
    seen = asked or [True] * len(gives)
    choices = [combinations([j for j in people if j != i and (seen[i] or seen[j])], gives[i]) for i in people]
    graphs = []
    for chosen in product(*choices):
        if Counter(j for row in chosen for j in row) == Counter({j: count for j, count in enumerate(gets) if count}):
            graphs.append(frozenset((i, j) for i, row in enumerate(chosen) for j in row))
    return graphs


# --- what stays


@st.composite
def graphs(draw: st.DrawFn) -> tuple[set[tuple[int, int]], list[bool]]:
    people = draw(st.integers(1, 9))
    pairs = list(permutations(range(people), 2))
    arcs = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    return arcs, draw(st.lists(st.sampled_from([True, True, False]), min_size=people, max_size=people))


@given(graphs(), st.integers(0, 2**32))
@settings(deadline=None, max_examples=60)
def test_degrees_stay_and_the_graph_stays_simple(drawn: tuple[set[tuple[int, int]], list[bool]], seed: int) -> None:
    arcs, asked = drawn
    rewiring = rewiring_of(arcs, len(asked), asked)
    for receiver in rewiring.draws(np.array, 3, np.random.default_rng(seed), rounds=4):
        found = list(zip(rewiring.giver.tolist(), receiver.tolist(), strict=True))
        assert found == sorted(set(found))
        assert all(giver != to for giver, to in found)
        for end in (0, 1):
            assert Counter(arc[end] for arc in found) == Counter(arc[end] for arc in arcs)
        # Between two who were not asked nothing comes or goes.
        assert {arc for arc in found if not (asked[arc[0]] or asked[arc[1]])} == {
            arc for arc in arcs if not (asked[arc[0]] or asked[arc[1]])
        }
    assert graph_of(rewiring, rewiring.receiver) == arcs


# --- all of them, equally often

SEQUENCES = {
    "a ring of three, which no swap can turn": ((1, 1, 1), (1, 1, 1), None, 2),
    "rings of four, and two pairs": ((1, 1, 1, 1), (1, 1, 1, 1), None, 9),  # derangements of four
    "a hub": ((3, 1, 1, 0, 1), (1, 1, 2, 1, 1), None, None),
    "five people": ((2, 2, 1, 1, 1), (1, 1, 2, 2, 1), None, None),
    "two who were not asked": ((2, 1, 1, 1, 1), (1, 1, 2, 1, 1), (True, True, True, False, False), None),
}

LONG = 20
"""Trades after which a network this small has forgotten where it came from."""


@pytest.mark.parametrize("name", SEQUENCES)
def test_all_graphs_come_up_equally_often(name: str) -> None:
    """Counted against all graphs with these degrees, found by trying everything; chi-square with a fixed seed."""
    gives, gets, asked, count = SEQUENCES[name]
    every = all_graphs(gives, gets, asked)
    assert count is None or len(every) == count
    rewiring = rewiring_of(every[0], len(gives), asked)
    rng = np.random.default_rng(20)
    walks = 8 * len(every) + 200
    seen = Counter(graph_of(rewiring, rewiring.walk(rewiring.receiver, LONG, rng)) for _ in range(walks))
    assert set(seen) == set(every)
    assert stats.chisquare([seen[graph] for graph in every]).pvalue > 0.01


@pytest.mark.parametrize("rounds", [0, 1])
def test_a_short_walk_back_is_as_likely(rounds: int) -> None:
    """What makes p-values valid: among the walks between every two graphs half go either way (binomial, Bonferroni)."""
    gives, gets = (2, 1, 1, 1), (1, 2, 1, 1)
    every = all_graphs(gives, gets)
    rng = np.random.default_rng(3)
    walks: Counter[tuple[Graph, Graph]] = Counter()
    for graph in every:
        rewiring = rewiring_of(graph, 4)
        for _ in range(300):
            walks[graph, graph_of(rewiring, rewiring.walk(rewiring.receiver, rounds, rng))] += 1
    pairs = [(walks[one, other], walks[other, one]) for one, other in combinations(every, 2)]
    p_values = [stats.binomtest(there, there + back).pvalue for there, back in pairs if there + back]
    assert len(p_values) >= 3
    assert min(p_values) > 0.01 / len(p_values)


def test_the_mean_of_many_draws_is_that_of_the_configuration_model() -> None:
    """Mutual pairs: (sum of gives x gets / arcs)^2 / 2 in a large sparse network (Newman 2010, sec. 13.2)."""
    rng = np.random.default_rng(5)
    people = 400
    key = np.unique(rng.integers(0, people, 2_400) * people + rng.integers(0, people, 2_400))
    arcs = [(i, j) for i, j in zip((key // people).tolist(), (key % people).tolist(), strict=True) if i != j]
    both = [*arcs, *((j, i) for i, j in arcs[:600])]  # a network in which many arcs are returned
    rewiring = rewiring_of(set(both), people)
    gets = np.bincount(rewiring.receiver, minlength=people)
    expected = ((rewiring.gives * gets).sum() / len(rewiring.receiver)) ** 2 / 2
    mutual = []
    for receiver in rewiring.draws(np.array, 150, rng):
        forth = set((rewiring.giver * people + receiver).tolist())
        mutual.append(len(forth.intersection((receiver * people + rewiring.giver).tolist())) / 2)
    error = float(np.std(mutual) / np.sqrt(len(mutual)))
    assert np.mean(mutual) == pytest.approx(expected, abs=4 * error + 0.02 * expected)


# --- how far to walk


def test_how_long_a_walk_is_by_hand() -> None:
    """Where all give alike an arc stays with chance 1/2 a trade, and 1/2^7 is the first below 1 in 100."""
    ring = rewiring_of([(i, (i + step) % 20) for i in range(20) for step in (1, 2)], 20)
    assert ring.rounds == 7
    star = rewiring_of([*((0, j) for j in range(1, 500)), *((j, j % 499 + 1) for j in range(1, 500))], 500)
    assert star.rounds == MOST_ROUNDS
    assert rewiring_of([], 3).rounds == 0


@pytest.mark.parametrize("arcs", [[], [(0, 1)], [(0, 1), (1, 0)]])
def test_what_cannot_change_stays(arcs: list[tuple[int, int]]) -> None:
    rewiring = rewiring_of(arcs, 2)
    drawn = list(rewiring.draws(np.array, 3, np.random.default_rng(1), rounds=3))
    assert [graph_of(rewiring, receiver) for receiver in drawn] == [frozenset(arcs)] * 3


# --- chance of its own


def test_the_same_seed_gives_the_same_networks_and_no_other_chance_is_touched() -> None:
    ring = rewiring_of([(i, (i + step) % 20) for i in range(20) for step in (1, 2)], 20)
    random.seed(4)
    np.random.seed(4)  # noqa: NPY002 - the global state is what is looked at
    before = random.getstate(), np.random.get_state()[1].tolist()  # noqa: NPY002
    first, second = ([drawn.tolist() for drawn in ring.draws(np.array, 3, np.random.default_rng(8))] for _ in range(2))
    assert first == second
    assert (random.getstate(), np.random.get_state()[1].tolist()) == before  # noqa: NPY002
    # igraph takes its chance from `random`: what it draws next is what that state gives.
    drawn = igraph.Graph.Erdos_Renyi(n=10, m=10).get_edgelist()
    random.seed(4)
    assert igraph.Graph.Erdos_Renyi(n=10, m=10).get_edgelist() == drawn


# --- which engine trades


def drawn_by(rewiring: Rewiring, seed: int) -> list[list[int]]:
    return [drawn.tolist() for drawn in rewiring.draws(np.array, 3, np.random.default_rng(seed), rounds=3)]


@settings(deadline=None)
@given(graphs(), st.integers(0, 99))
def test_kernels_deal_out_as_numpy_does(graph, seed):
    """The same chances lead to the same networks."""
    arcs, asked = graph
    base = rewiring_of(arcs, len(asked), asked)
    assert drawn_by(replace(base, engine=COMPILED), seed) == drawn_by(base, seed)


@pytest.mark.parametrize("engine", [BASE, COMPILED], ids=lambda engine: engine.name)
def test_one_trade_by_hand(engine):
    """0 and 1 both give to 3; 0 gives to 1, which stays. Of 2, 4, 5 and 6 two were of 0, and go to 0 where chance says.

    0.4 * 4 < 2: 2 goes to 0. 0.6 * 3 > 1: 4 to 1. 0.5 * 2 = 1, not below: 5 to 1, so that 6 is for 0.
    """
    rewiring = rewiring_of({(0, 1), (0, 2), (0, 3), (0, 5), (1, 3), (1, 4), (1, 6)}, 7)
    chance = np.array([0.4, 0.6, 0.5, 0.9, 9, 9, 9])
    receiver = rewiring.receiver.copy()
    engine.trade(rewiring.start, receiver, np.array([0]), np.array([1]), rewiring.asked, chance)
    assert receiver.tolist() == [1, 2, 3, 6, 3, 4, 5]


@pytest.mark.parametrize("engine", [BASE, COMPILED], ids=lambda engine: engine.name)
def test_every_choice_of_a_trade_is_as_likely(engine):
    """Three of five, which ten choices there are of: chi-square, with a fixed seed."""
    rewiring = rewiring_of({*((0, j) for j in (2, 4, 6)), *((1, j) for j in (3, 5))}, 7)
    rng, seen = np.random.default_rng(11), Counter()
    for _ in range(4_000):
        receiver = rewiring.receiver.copy()
        pair, chance = np.array([[0], [1]]), rng.random(5)
        engine.trade(rewiring.start, receiver, *pair, rewiring.asked, chance)
        seen[tuple(receiver[:3])] += 1
    assert set(seen) == set(combinations((2, 3, 4, 5, 6), 3))
    assert stats.chisquare(list(seen.values())).pvalue > 0.01


def test_draws_are_the_same_however_many_walk_at_a_time(monkeypatch):
    ring = rewiring_of([(i, (i + step) % 20) for i in range(20) for step in (1, 2)], 20)
    alone = drawn_by(ring, 5)
    monkeypatch.setattr(walking, "FEWEST_ARCS", 1)
    monkeypatch.setattr(walking, "cpu_count", lambda: 4)
    assert drawn_by(ring, 5) == alone
