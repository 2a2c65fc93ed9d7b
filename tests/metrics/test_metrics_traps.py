"""What other libraries get wrong, or define otherwise, on the same ties (METRICS.md, traps): their answer and ours."""

from __future__ import annotations

import math
import tracemalloc

import igraph
import networkx as nx
import numpy as np
import pytest

import netgraph as ng
from netgraph.arcs import arcs_of
from netgraph.metrics import PERSON_COLUMNS
from tests.small_networks import small_network, values

TWO_THIRDS = pytest.approx(2 / 3)

# --- reciprocity


def test_reciprocity_is_of_ties_or_of_pairs_and_pairs_without_ties_do_not_count():
    """On a<>b, a>c and d: igraph's default is per tie, 2 of 3, its "ratio" per pair, 1 of 2.

    R's sna counts the pairs without a tie as reciprocal by default: 1 mutual and 4 empty of 6 pairs would be 5/6.
    """
    graph = igraph.Graph(n=4, edges=[(0, 1), (1, 0), (0, 2)], directed=True)
    assert graph.reciprocity() == TWO_THIRDS
    assert graph.reciprocity(mode="ratio") == 1 / 2
    mutual, one_way, empty = graph.dyad_census()
    assert (mutual + empty) / (mutual + one_way + empty) == pytest.approx(5 / 6)
    found = values(small_network("a>b b>a a>c", "d"), "arc_reciprocity", "dyadic_reciprocity")
    assert found == {"arc_reciprocity": TWO_THIRDS, "dyadic_reciprocity": 1 / 2}


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


def test_without_ties_what_is_about_ties_is_undefined():
    """NetworkX raises, igraph gives NaN, sna gives 1. Here: NaN, and neither an error nor a warning."""
    with pytest.raises(nx.NetworkXError):
        nx.overall_reciprocity(nx.empty_graph(3, create_using=nx.DiGraph))
    assert math.isnan(igraph.Graph(n=3, directed=True).reciprocity())
    found = values(small_network("", "a b c", columns={"age": {"a": "old"}}), bridge_by="age")
    per_resident = dict.fromkeys(("isolated", "unsupported", "thin_support", "peripheral", "fragmentation"), 1.0)
    per_resident |= {"single_supporter": 0.0, "contacts": 0.0, "volunteer_share": 0.0}
    assert {name: value for name, value in found.items() if not math.isnan(value)} == per_resident


def test_isolates_change_rho_but_not_reciprocity():
    """A graph made of a list of ties has two people; the network has five.

    Two mutual ties and one more among 3 people: rho (2/3 - 3/6) / (1 - 3/6) = 1/3; with two isolates the ties stay as
    many, but there could be more: (2/3 - 3/20) / (1 - 3/20) = 31/51.
    """
    edges = [("a", "b"), ("b", "a"), ("a", "c")]
    assert len(nx.DiGraph(edges)) == 3
    network = small_network("a>b b>a a>c", "d e")
    assert len(ng.person_metrics(network)) == 5
    assert values(network)["isolated"] == 2 / 5
    for network_, rho in ((small_network("a>b b>a a>c"), 1 / 3), (network, 31 / 51)):
        found = values(network_, "arc_reciprocity", "reciprocity_rho")
        assert found == pytest.approx({"arc_reciprocity": 2 / 3, "reciprocity_rho": rho})


# --- structure: the projection, unweighted

ONE_WAY = nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])
"""C only receives."""


def test_who_only_receives_has_constraint_and_effective_size():
    """NetworkX, asked for c, gives NaN on the directed graph; c has one contact, and so both are 1."""
    assert math.isnan(nx.constraint(ONE_WAY, nodes=["c"])["c"])
    assert math.isnan(nx.effective_size(ONE_WAY, nodes=["c"])["c"])
    columns = ng.person_metrics(small_network("a>b b>a a>c"), ["constraint", "effective_size"])
    assert columns.loc["c"].to_list() == [1.0, 1.0]


def test_returned_ties_do_not_weigh_double_in_constraint():
    """On the directed graph NetworkX and igraph give a, whose tie with b is returned, (2/3)^2 + (1/3)^2 = 5/9.

    On the projection b and c count the same: (1/2)^2 + (1/2)^2.
    """
    assert nx.constraint(ONE_WAY, nodes=["a"])["a"] == pytest.approx(5 / 9)
    assert igraph.Graph([(0, 1), (1, 0), (0, 2)], directed=True).constraint()[0] == pytest.approx(5 / 9)
    assert ng.person_metrics(small_network("a>b b>a a>c"), "constraint").loc["a", "constraint"] == 1 / 2


def test_clustering_and_transitivity_are_something_else_on_a_directed_graph():
    """On a<>b, a>c, b>c NetworkX counts directed triangles; everybody's two contacts know each other."""
    edges = [("a", "b"), ("b", "a"), ("a", "c"), ("b", "c")]
    graph = nx.DiGraph(edges)
    assert nx.clustering(graph, "a") == 1 / 2
    assert nx.transitivity(graph) == 1 / 2
    network = small_network(" ".join(f"{giver}>{receiver}" for giver, receiver in edges))
    assert ng.person_metrics(network, "clustering")["clustering"].to_list() == [1.0, 1.0, 1.0]
    assert values(network, "clustering") == {"clustering": 1.0}


def test_clustering_is_undefined_below_two_contacts():
    """NetworkX says 0 for who has one contact or none, which pulls the mean of a sparse network down."""
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")])
    assert nx.average_clustering(graph) == pytest.approx((1 / 3 + 1 + 1 + 0) / 4)
    assert values(small_network("a>b b>c c>a d>a"), "clustering")["clustering"] == pytest.approx((1 / 3 + 1 + 1) / 3)


def test_coreness_is_of_the_projection():
    """Igraph counts a mutual tie twice on the directed graph: 2 where everybody has one contact."""
    assert igraph.Graph([(0, 1), (1, 0)], directed=True).coreness() == [2, 2]
    network = small_network("a>b b>a")
    assert ng.person_metrics(network)["coreness"].to_list() == [1.0, 1.0]
    assert values(network, "peripheral") == {"peripheral": 1.0}


def test_effective_size_needs_no_table_of_everybody_with_everybody():
    """3,000 people in a ring: a square table of numbers takes 72 MB; NetworkX makes one unless told ``nodes``."""
    people = 3_000
    ring = nx.cycle_graph(people)
    arcs = arcs_of(small_network(" ".join(f"p{one}>p{other}" for one, other in ring.edges)))
    tracemalloc.start()
    try:
        sizes = PERSON_COLUMNS["effective_size"].function(arcs)
        ours = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sizes.tolist() == [2.0] * people  # two contacts who do not know each other
    assert ours < people * people  # bytes: an eighth of such a table


# --- numbers


def test_numbers_of_people_can_be_subtracted():
    """Unsigned counts wrap below 0: numpy's 0 - 1 is 4,294,967,295 there. E - I of who has one contact inside is -1."""
    assert (np.zeros(1, np.uint32) - np.ones(1, np.uint32)).tolist() == [4_294_967_295]
    network = small_network("a>b")
    assert values(network, "ei_index") == {"ei_index": -1.0}
    arcs = arcs_of(network)
    for counts in (arcs.mutual, arcs.out.count, arcs.into.count, arcs.contacts.count):
        assert counts.dtype.kind == "i"
        assert (counts - 10 < 0).all()


# --- surveys: test_metrics_real_networks.py has the numbers of real/karnataka


def test_people_who_were_not_asked_only_seem_isolated():
    """Of four people two were asked; the two others seem to have one contact, and nobody knows their other ones."""
    ties, not_asked = "a>b b>a a>c b>d", "c d"
    survey = small_network(ties, not_asked=not_asked)
    taken_for_whole = small_network(ties, design="whole_network")
    found, wrong = (values(n, "contacts", "thin_support", "peripheral") for n in (survey, taken_for_whole))
    assert (found["contacts"], wrong["contacts"]) == (2.0, 6 / 4)
    assert math.isnan(found["peripheral"])
    assert wrong["peripheral"] == 1.0
