"""What other libraries get wrong, or define otherwise, on the same ties (METRICS.md, traps)."""

from __future__ import annotations

import math

import igraph
import networkx as nx
import pytest

import netgraph as ng
from tests.small_networks import small_network, values

TWO_THIRDS = pytest.approx(2 / 3)


def test_a_self_tie_is_no_tie():
    """On a<>b, a>c, a>a NetworkX says .50 and igraph .667; of a's and b's three ties two are returned."""
    edges = [(0, 1), (1, 0), (0, 2), (0, 0)]
    assert nx.overall_reciprocity(nx.DiGraph(edges)) == 0.5
    assert igraph.Graph(edges, directed=True).reciprocity() == TWO_THIRDS
    assert values(small_network("a>b b>a a>c a>a"))["arc_reciprocity"] == TWO_THIRDS


def test_whoever_has_a_tie_with_themselves_only_is_isolated():
    assert values(small_network("a>b c>c"))["isolated"] == pytest.approx(1 / 3)


@pytest.mark.parametrize("again", ["a>c", "a>c:care", "a>c:support:3"], ids=["twice", "other kind", "other hours"])
def test_a_tie_that_is_given_twice_is_one(again):
    """With a>c twice NetworkX and igraph both say .5 on the multigraph."""
    edges = [(0, 1), (1, 0), (0, 2), (0, 2)]
    assert nx.overall_reciprocity(nx.MultiDiGraph(edges)) == 0.5
    assert igraph.Graph(edges, directed=True).reciprocity() == 0.5
    network = small_network(f"a>b b>a a>c {again}")
    assert values(network)["arc_reciprocity"] == TWO_THIRDS
    assert values(network)["contacts"] == 4 / 3


def test_without_ties_reciprocity_is_undefined():
    """NetworkX raises, igraph gives NaN, sna gives 1. Here: NaN, and neither an error nor a warning."""
    with pytest.raises(nx.NetworkXError):
        nx.overall_reciprocity(nx.empty_graph(3, create_using=nx.DiGraph))
    found = values(small_network("", "a b c"))
    assert math.isnan(found["arc_reciprocity"])
    assert math.isnan(found["dyadic_reciprocity"])
    assert math.isnan(found["outside_main_component"])
    assert (found["isolated"], found["unsupported"], found["contacts"]) == (1.0, 1.0, 0.0)


def test_coreness_is_of_the_projection():
    """Igraph counts a mutual tie twice on the directed graph: 2 where everybody has one contact."""
    assert igraph.Graph([(0, 1), (1, 0)], directed=True).coreness() == [2, 2]
    assert ng.person_metrics(small_network("a>b b>a"))["coreness"].to_list() == [1.0, 1.0]


def test_isolates_do_not_vanish():
    """A graph made of a list of ties has two people; the network has five."""
    network = small_network("a>b", "c d e")
    assert len(ng.person_metrics(network)) == 5
    assert values(network)["isolated"] == 3 / 5
    assert values(network)["arc_reciprocity"] == 0  # what isolates do not change


def test_numbers_of_people_can_be_subtracted():
    """Unsigned counts would wrap below 0: mutual contacts are given + got - contacts, and that is signed."""
    from netgraph.arcs import arcs_of  # noqa: PLC0415 - only this test looks inside

    arcs = arcs_of(small_network("a>b"))
    for counts in (arcs.mutual, arcs.out.count, arcs.into.count, arcs.contacts.count, arcs.cared_for_supporters):
        assert counts.dtype.kind == "i"
        assert (counts - 10 < 0).all()
