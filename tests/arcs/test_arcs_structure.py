"""Structure against NetworkX, and the traps: mutual ties counted twice, isolates lost."""

from __future__ import annotations

from itertools import combinations

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.arcs import arcs_of
from netgraph.arcs.structure import components, coreness, projection, reach, triangles
from tests.random_networks import RANDOM, random_tables
from tests.slow_reference import SlowNetwork
from tests.small_networks import small_network

PEOPLE = 12
ARCS = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)), max_size=40)
Pairs = list[tuple[int, int]]


def ends(arcs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    pairs = np.array(arcs, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def undirected(arcs: Pairs) -> tuple[Pairs, nx.Graph]:
    """Return each pair of contacts once, and the graph of NetworkX."""
    pairs = sorted({(min(pair), max(pair)) for pair in arcs if pair[0] != pair[1]})
    graph = nx.Graph()
    graph.add_nodes_from(range(PEOPLE))
    graph.add_edges_from(pairs)
    return pairs, graph


@settings(deadline=None)
@given(ARCS)
def test_components_are_those_of_networkx(arcs):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(PEOPLE))
    graph.add_edges_from(arcs)
    number = components(projection(PEOPLE, *ends(arcs)))
    found = {frozenset(np.flatnonzero(number == k).tolist()) for k in set(number.tolist())}
    assert found == {frozenset(component) for component in nx.weakly_connected_components(graph)}


@settings(deadline=None)
@given(ARCS)
def test_coreness_is_that_of_networkx(arcs):
    pairs, graph = undirected(arcs)
    assert coreness(projection(PEOPLE, *ends(pairs))).tolist() == [nx.core_number(graph)[i] for i in range(PEOPLE)]


@settings(deadline=None)
@given(ARCS)
def test_triangles_are_all_threes_of_whom_every_two_are_linked(arcs):
    """Each once, against every combination of three; and per person as many as NetworkX counts."""
    pairs, graph = undirected(arcs)
    found = triangles(projection(PEOPLE, *ends(pairs)))
    assert found.shape == (len(found), 3)
    every = [three for three in combinations(range(PEOPLE), 3) if graph.subgraph(three).number_of_edges() == 3]
    assert sorted(tuple(sorted(three)) for three in found.tolist()) == every
    assert np.bincount(found.ravel(), minlength=PEOPLE).tolist() == [nx.triangles(graph, i) for i in range(PEOPLE)]


@settings(deadline=None)
@given(ARCS, st.integers(1, 3))
def test_reach_counts_those_within_so_many_steps(arcs, steps):
    """The nodes that a breadth-first search of NetworkX finds in so many steps, but for where it starts."""
    pairs, graph = undirected(arcs)
    found = reach(projection(PEOPLE, *ends(pairs)), steps=steps)
    lengths = nx.single_source_shortest_path_length
    assert found.tolist() == [len(lengths(graph, i, cutoff=steps)) - 1 for i in range(PEOPLE)]


def test_nobody_and_nothing():
    none = np.zeros(0, dtype=np.int64)
    assert components(projection(0, none, none)).tolist() == coreness(projection(0, none, none)).tolist() == []
    assert components(projection(2, none, none)).tolist() == [0, 1]
    assert coreness(projection(2, none, none)).tolist() == [0, 0]
    assert reach(projection(0, none, none), steps=2).tolist() == []
    assert reach(projection(2, none, none), steps=2).tolist() == [0, 0]
    for people in (0, 2):
        assert triangles(projection(people, none, none)).shape == (0, 3)


# --- as arcs give it


@RANDOM
@given(random_tables())
def test_structure_of_a_network_against_loops(tables):
    """Paid ties, ties of organisations and ties that ended do not count; every person column against the slow one."""
    slow, arcs = SlowNetwork(tables), arcs_of(tables.network())
    people = [tables.people[row]["person"] for row in arcs.row]
    columns = slow.person_columns()
    found = {
        "coreness": arcs.coreness,
        "reach_2": arcs.reach_2,
        "triangles": arcs.triangles,
        "constraint": arcs.constraint,
        "component_size": np.bincount(arcs.component)[arcs.component],
    }
    for name, values in found.items():
        np.testing.assert_allclose(values, [columns[name][person] for person in people], rtol=1e-12, err_msg=name)
    shared = {
        (people[i], people[j])
        for i, j, shares in zip(arcs.contacts.owner, arcs.contacts.index, arcs.shared_contacts, strict=True)
        if shares
    }
    assert shared == {(i, j) for i in people for j in slow.contacts(i) if slow.contacts(i) & slow.contacts(j)}
    round_ = {
        (people[i], people[j])
        for i, j, comes in zip(arcs.out.owner, arcs.out.index, arcs.comes_round, strict=True)
        if comes
    }
    assert round_ == {
        (i, j) for i in people for j in slow.out[i] if i in slow.out[j] or any(i in slow.out[k] for k in slow.out[j])
    }


def test_mutual_ties_do_not_count_twice_in_coreness():
    """A trap: a and b support each other. igraph says 2 on the directed graph; each has one contact, so it is 1."""
    assert igraph.Graph([(0, 1), (1, 0)], directed=True).coreness() == [2, 2]
    assert arcs_of(small_network("a>b b>a")).coreness.tolist() == [1, 1]


def test_mutual_ties_do_not_weigh_double_in_constraint():
    """A trap: a supports b and c, and only b supports a back. On the directed graph b would count for more."""
    network = small_network("a>b b>a a>c")
    arcs = arcs_of(network)
    assert arcs.constraint.tolist() == [0.5, 1.0, 1.0]  # by hand: (1/2)^2 + (1/2)^2; b and c have one contact each
    directed = igraph.Graph([(0, 1), (1, 0), (0, 2)], directed=True)
    assert directed.constraint()[0] == pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2)


def test_isolates_stay():
    """A trap: whoever has no ties vanishes from a list of ties."""
    arcs = arcs_of(small_network("a>b", "c d"))
    assert len(set(arcs.component.tolist())) == 3
    assert arcs.coreness.tolist() == [1, 1, 0, 0]
    assert arcs.reach_2.tolist() == arcs.coreness.tolist()
    assert np.isnan(arcs.constraint).tolist() == [False, False, True, True]
