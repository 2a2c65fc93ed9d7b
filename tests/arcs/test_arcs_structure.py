"""Components and coreness against NetworkX, and the trap of coreness on a directed graph."""

from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.arcs import arcs_of
from netgraph.arcs.structure import components, coreness
from tests.small_networks import small_network

PEOPLE = 12
ARCS = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)), max_size=40)


def ends(arcs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    pairs = np.array(arcs, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


@settings(deadline=None)
@given(ARCS)
def test_components_are_those_of_networkx(arcs):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(PEOPLE))
    graph.add_edges_from(arcs)
    number = components(PEOPLE, *ends(arcs))
    found = {frozenset(np.flatnonzero(number == k).tolist()) for k in set(number.tolist())}
    assert found == {frozenset(component) for component in nx.weakly_connected_components(graph)}


@settings(deadline=None)
@given(ARCS)
def test_coreness_is_that_of_networkx(arcs):
    pairs = sorted({(min(pair), max(pair)) for pair in arcs if pair[0] != pair[1]})
    graph = nx.Graph()
    graph.add_nodes_from(range(PEOPLE))
    graph.add_edges_from(pairs)
    assert coreness(PEOPLE, *ends(pairs)).tolist() == [nx.core_number(graph)[i] for i in range(PEOPLE)]


def test_nobody_and_nothing():
    none = np.zeros(0, dtype=np.int64)
    assert components(0, none, none).tolist() == coreness(0, none, none).tolist() == []
    assert components(2, none, none).tolist() == [0, 1]
    assert coreness(2, none, none).tolist() == [0, 0]


def test_mutual_ties_do_not_count_twice_in_coreness():
    """A trap: a and b support each other. igraph says 2 on the directed graph; each has one contact, so it is 1."""
    assert igraph.Graph([(0, 1), (1, 0)], directed=True).coreness() == [2, 2]
    assert arcs_of(small_network("a>b b>a")).coreness.tolist() == [1, 1]


def test_isolates_stay():
    """A trap: whoever has no ties vanishes from a list of ties."""
    arcs = arcs_of(small_network("a>b", "c d"))
    assert len(set(arcs.component.tolist())) == 3
    assert arcs.coreness.tolist() == [1, 1, 0, 0]
