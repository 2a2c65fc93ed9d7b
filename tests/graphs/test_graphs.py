"""Graphs of NetworkX and igraph, and what foreign graphs become. Round trips: tests/network/test_round_trips.py."""

from __future__ import annotations

import igraph
import networkx as nx
import pandas as pd
import pytest

import netgraph as ng
from tests.small_networks import small_network

CITY = "a>b:care:8 b>a:support a>b:support:1.5 c>a:advice"


def ties_of(network: ng.SupportNetwork) -> set[tuple[str, str, str]]:
    """Return who gives what to whom."""
    return set(map(tuple, network.ties[["giver", "receiver", "kind"]].to_numpy().tolist()))


def test_networkx_has_a_node_a_person_and_an_edge_a_tie() -> None:
    graph = small_network(CITY, "d@east", roles={"c": "carer"}).to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert sorted(graph) == ["a", "b", "c", "d"]
    assert sorted(graph.edges(data="kind")) == [
        ("a", "b", "care"),
        ("a", "b", "support"),
        ("b", "a", "support"),
        ("c", "a", "advice"),
    ]
    hours = {
        (giver, receiver, data["kind"]): data["hours_per_week"] for giver, receiver, data in graph.edges(data=True)
    }
    assert hours["a", "b", "care"] == 8.0
    assert hours["c", "a", "advice"] is None
    assert graph.nodes["c"]["roles"] == "carer"
    assert graph.nodes["d"] == {"district": "east", "roles": "resident", "respondent": True, "weight": 1.0}
    assert type(graph.nodes["d"]["respondent"]) is bool
    assert graph.graph["about"]["design"] == "whole_network"


def test_dates_are_iso_text_that_every_graph_format_can_hold() -> None:
    people = pd.DataFrame({"person": ["a", "b"], "district": "w", "born": pd.to_datetime(["1990-01-31", None])})
    ties = pd.DataFrame({"giver": ["a"], "receiver": ["b"], "since": ["31-1-2024"]})
    graph = ng.from_tables(people, ties).to_networkx()
    assert [(data["since"], data["until"]) for *_, data in graph.edges(data=True)] == [("2024-01-31", None)]
    assert graph.nodes["a"]["born"].year == 1990


def test_igraph_has_a_vertex_a_person_and_an_edge_a_tie() -> None:
    graph = small_network(CITY, "d@east").to_igraph()
    assert graph.is_directed()
    assert graph.vs["name"] == graph.vs["person"] == ["a", "b", "c", "d"]
    assert graph.vs.find(name="d")["district"] == "east"
    names = graph.vs["name"]
    found = {(names[edge.source], names[edge.target], edge["kind"], edge["hours_per_week"]) for edge in graph.es}
    assert found == {
        ("a", "b", "care", 8.0),
        ("b", "a", "support", None),
        ("a", "b", "support", 1.5),
        ("c", "a", "advice", None),
    }


def test_graphs_agree_with_each_other_and_with_the_tables() -> None:
    """Isolates are people: three of seven here."""
    network = small_network("a>b b>c c>a a>d", "x y@east z")
    one, other = network.to_networkx(), network.to_igraph()
    assert nx.number_of_isolates(one) == 3
    assert sum(degree == 0 for degree in other.degree()) == 3
    assert nx.number_weakly_connected_components(one) == len(other.connected_components(mode="weak")) == 4


@pytest.mark.parametrize("make", [nx.Graph, nx.MultiGraph])
def test_an_undirected_graph_is_refused_unless_support_goes_both_ways(make: type[nx.Graph]) -> None:
    graph = make()
    graph.add_node("c", district="w")
    graph.add_edge("a", "b", kind="care")
    graph.add_edge("a", "a", kind="advice")
    nx.set_node_attributes(graph, "w", "district")
    with pytest.raises(ng.NetgraphError, match=r"the graph is undirected.*both_ways=True"):
        ng.from_networkx(graph)
    network = ng.from_networkx(graph, both_ways=True)
    assert ties_of(network) == {("a", "b", "care"), ("b", "a", "care")}
    assert network.notices.set_index("rule").loc["self_tie", "rows"] == 1
    assert len(network.people) == 3


def test_an_undirected_igraph_is_refused_unless_support_goes_both_ways() -> None:
    graph = igraph.Graph(n=3, edges=[(0, 1), (2, 2)], directed=False)
    graph.vs["district"] = "w"
    graph.es["kind"] = ["care", "advice"]
    with pytest.raises(ng.NetgraphError, match="the graph is undirected"):
        ng.from_igraph(graph)
    network = ng.from_igraph(graph, both_ways=True)
    assert ties_of(network) == {("0", "1", "care"), ("1", "0", "care")}
    assert network.notices.set_index("rule").loc["self_tie", "rows"] == 1


def test_nodes_of_any_kind_become_text() -> None:
    graph = nx.DiGraph([(7, 8), (8, ("a", 1))])
    nx.set_node_attributes(graph, "w", "district")
    network = ng.from_networkx(graph)
    assert network.people["person"].tolist() == ["7", "8", "('a', 1)"]
    assert ties_of(network) == {("7", "8", "support"), ("8", "('a', 1)", "support")}


def test_numbered_nodes_that_know_their_person() -> None:
    """As igraph's to_networkx() makes them: the tie must be between the persons, not between their numbers."""
    network = small_network("a>b:care:2 b>c", "d@east")
    again = ng.from_networkx(network.to_igraph().to_networkx())
    assert ties_of(again) == ties_of(network)
    assert again.people["person"].tolist() == ["a", "b", "c", "d"]


def test_attributes_never_take_the_place_of_the_ends_of_a_tie() -> None:
    graph = nx.DiGraph()
    graph.add_edge("a", "b", giver="b", receiver="a", kind="care")
    nx.set_node_attributes(graph, "w", "district")
    assert ties_of(ng.from_networkx(graph)) == {("a", "b", "care")}
    other = igraph.Graph(n=2, edges=[(0, 1)], directed=True)
    other.vs["name"], other.vs["district"] = ["a", "b"], "w"
    other.es["giver"], other.es["kind"] = "b", "care"
    assert ties_of(ng.from_igraph(other)) == {("a", "b", "care")}


def test_attributes_that_some_nodes_lack_are_empty_there() -> None:
    graph = nx.DiGraph()
    graph.add_node("a", district="w", age=2**60 + 1)
    graph.add_node("b", district="w", alone=True)
    graph.graph["about"] = "another program's"
    people = ng.from_networkx(graph).people.set_index("person")
    assert people["age"].tolist()[0] == 2**60 + 1
    assert people["age"].isna().tolist() == [False, True]
    assert people["alone"].isna().tolist() == [True, False]


def test_faults_of_a_graph_are_told_like_those_of_tables() -> None:
    graph = nx.DiGraph()
    graph.add_edge("a", "b", hours_per_week=-1)
    with pytest.raises(ng.DataError, match="column district: this column is missing"):
        ng.from_networkx(graph)
    nx.set_node_attributes(graph, "w", "district")
    with pytest.raises(
        ng.DataError, match="the ties frame, row 0, column hours_per_week: hours a week cannot be below 0"
    ):
        ng.from_networkx(graph)
    assert len(ng.from_networkx(graph, on_fault="set_aside").ties) == 0


def test_a_graph_without_ties_or_people() -> None:
    graph = nx.DiGraph()
    graph.add_node("a", district="w")
    assert len(ng.from_networkx(graph).ties) == 0
    for empty in (nx.DiGraph(), igraph.Graph(directed=True)):
        with pytest.raises(ng.DataError):
            ng.from_networkx(empty) if isinstance(empty, nx.DiGraph) else ng.from_igraph(empty)


def test_a_column_called_name_stays_a_column() -> None:
    """Users of igraph expect persons under ``name``; a column of that name goes first."""
    people = pd.DataFrame({"person": ["p1", "p2"], "district": "w", "name": ["first", "second"]})
    network = ng.from_tables(people, pd.DataFrame({"giver": ["p1"], "receiver": ["p2"]}))
    graph = network.to_igraph()
    assert graph.vs["name"] == ["first", "second"]
    assert ng.from_igraph(graph, network.districts).equals(network)


def test_what_was_said_about_the_data_travels_along() -> None:
    people = pd.DataFrame({"person": ["a"], "district": "w"})
    about = {"design": "survey", "asked": ["gives"], "reference_date": "2026-01-01", "source": "by hand"}
    network = ng.from_tables(people, pd.DataFrame({"giver": [], "receiver": []}), about=about)
    assert ng.from_networkx(network.to_networkx(), network.districts).about == network.about
    assert ng.from_igraph(network.to_igraph(), network.districts).about == network.about


def test_nodes_without_a_district_are_told_what_is_missing() -> None:
    with pytest.raises(ng.DataError, match="column district: this column is missing"):
        ng.from_networkx(nx.DiGraph([("a", "b")]))
