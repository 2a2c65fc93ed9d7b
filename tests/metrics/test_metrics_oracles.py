"""Figures of closed districts, and of the whole network, against igraph and NetworkX.

On a network without paid ties in which everybody was asked, the figures of a district that no tie leaves are the
textbook ones of its graph. igraph and NetworkX work on the ties as given, made simple by themselves.
"""

from __future__ import annotations

import math

import igraph
import networkx as nx
import pytest
from hypothesis import given

import netgraph as ng
from tests.random_networks import RANDOM, Tables, random_tables

EXACT = 1e-12


def district_graphs(tables: Tables) -> dict[str, nx.DiGraph]:
    """Return the simple directed graph of each lived-in district, and of all of them together as ``all``."""
    graphs: dict[str, nx.DiGraph] = {"all": nx.DiGraph()}
    for person in tables.people:
        for name in (person["district"], "all"):
            graphs.setdefault(name, nx.DiGraph()).add_node(person["person"])
    for tie in tables.ties:
        if tie["giver"] != tie["receiver"]:
            for graph in graphs.values():
                if tie["giver"] in graph:
                    graph.add_edge(tie["giver"], tie["receiver"])
    return graphs


def as_igraph(graph: nx.DiGraph) -> igraph.Graph:
    names = list(graph)
    place = {name: number for number, name in enumerate(names)}
    edges = [(place[one], place[other]) for one, other in graph.edges]
    return igraph.Graph(n=len(names), edges=edges, directed=True)


def figures(tables: Tables) -> dict[str, dict[str, float]]:
    """Return netgraph's figures by group and metric: of every district, and of all together."""
    network = tables.network()
    found: dict[str, dict[str, float]] = {}
    for by in ("district", None):
        tidy = ng.district_estimates(network, by=by)
        for group, metric, value in tidy[["group", "metric", "value"]].itertuples(index=False):
            found.setdefault(group, {})[metric] = value
    return found


@RANDOM
@given(random_tables(textbook=True))
def test_reciprocity_is_that_of_igraph_and_networkx(tables):
    """arc_reciprocity is igraph's mode "default" and NetworkX's overall_reciprocity; dyadic is igraph's "ratio"."""
    found = figures(tables)
    for group, graph in district_graphs(tables).items():
        oracle = as_igraph(graph)
        arc, dyadic = found[group]["arc_reciprocity"], found[group]["dyadic_reciprocity"]
        assert arc == pytest.approx(oracle.reciprocity(mode="default"), abs=EXACT, nan_ok=True)
        assert dyadic == pytest.approx(oracle.reciprocity(mode="ratio"), abs=EXACT, nan_ok=True)
        if graph.number_of_edges():
            assert arc == pytest.approx(nx.overall_reciprocity(graph), abs=EXACT)
        else:
            assert math.isnan(arc)
            assert math.isnan(dyadic)


@RANDOM
@given(random_tables(textbook=True))
def test_isolation_is_that_of_networkx(tables):
    found = figures(tables)
    for group, graph in district_graphs(tables).items():
        people = graph.number_of_nodes()
        into = [degree for _, degree in graph.in_degree()]
        contacts = [degree for _, degree in graph.to_undirected().degree()]
        expected = {
            "isolated": nx.number_of_isolates(graph) / people,
            "unsupported": into.count(0) / people,
            "thin_support": sum(degree <= 1 for degree in into) / people,
            "contacts": sum(contacts) / people,
        }
        assert {name: found[group][name] for name in expected} == pytest.approx(expected, abs=EXACT)


@RANDOM
@given(random_tables(textbook=True))
def test_outside_main_component_is_that_of_networkx(tables):
    found, graphs = figures(tables), district_graphs(tables)
    largest = max(nx.weakly_connected_components(graphs["all"]), key=len)
    with_contacts = sum(degree > 0 for _, degree in graphs["all"].degree())
    for group, graph in graphs.items():
        expected = math.nan
        if 2 * len(largest) > with_contacts > 0:
            expected = sum(person not in largest for person in graph) / graph.number_of_nodes()
        assert found[group]["outside_main_component"] == pytest.approx(expected, abs=EXACT, nan_ok=True)


@RANDOM
@given(random_tables(textbook=True))
def test_person_columns_are_those_of_networkx(tables):
    """All of them but the hours, which a graph does not have: those are checked against the slow reference."""
    graph = district_graphs(tables)["all"]
    undirected = nx.Graph(graph)  # not to_undirected(reciprocal=True): the projection keeps one-way ties
    columns = ng.person_metrics(tables.network())
    component = {person: len(part) for part in nx.weakly_connected_components(graph) for person in part}
    expected = {
        "contacts": dict(undirected.degree()),
        "supporters": dict(graph.in_degree()),
        "supported": dict(graph.out_degree()),
        "component_size": component,
        "coreness": nx.core_number(undirected),
    }
    for name, of_person in expected.items():
        assert columns[name].to_dict() == of_person


@RANDOM
@given(random_tables(textbook=True))
def test_the_graphs_that_leave_netgraph_give_the_same_reciprocity(tables):
    """to_networkx and to_igraph keep every tie of every kind; made simple, they are the graph of the figures."""
    network = tables.network()
    arc = ng.district_estimates(network, ["arc_reciprocity"], by=None)["value"].iloc[0]
    simple = nx.DiGraph(network.to_networkx())
    assert simple.number_of_nodes() == len(tables.people)
    if simple.number_of_edges():
        assert arc == pytest.approx(nx.overall_reciprocity(simple), abs=EXACT)
    assert arc == pytest.approx(network.to_igraph().simplify().reciprocity(), abs=EXACT, nan_ok=True)
