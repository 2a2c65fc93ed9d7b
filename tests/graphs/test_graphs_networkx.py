"""Graphs of NetworkX: every person and attribute kept, direction respected. Expected values are written out by hand."""

import datetime as dt

import networkx as nx
import pandas as pd
import pytest

import netgraph as ng


@pytest.fixture
def network() -> ng.SupportNetwork:
    """Three people of whom one has no ties; two ties between the same two, of different kinds."""
    people = pd.DataFrame({"person": ["a", "b", "c"], "district": ["w", "w", None], "age": [30, None, 70]})
    ties = pd.DataFrame(
        {
            "giver": ["a", "a"],
            "receiver": ["b", "b"],
            "kind": ["care", "company"],
            "hours_per_week": [12.5, None],
            "since": ["2024-05-31", None],
        }
    )
    return ng.from_tables(people, ties, about={"reference_date": dt.date(2026, 1, 1), "source": "by hand"})


def test_one_edge_a_tie_and_every_person(network: ng.SupportNetwork) -> None:
    graph = network.to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph.nodes) == ["a", "b", "c"]
    assert list(nx.isolates(graph)) == ["c"]
    kinds = {data["kind"]: data["hours_per_week"] for _, _, data in graph.edges(data=True)}
    assert kinds == {"care": 12.5, "company": None}


def test_attributes_are_plain_python_values(network: ng.SupportNetwork) -> None:
    """So that any writer of NetworkX can handle them; missing is None, dates are ISO text."""
    graph = network.to_networkx()
    assert graph.nodes["a"]["age"] == 30
    assert graph.nodes["b"]["age"] is None
    assert graph.nodes["c"]["district"] is None
    allowed = (str, int, float, bool, type(None))
    assert all(type(value) in allowed for _, data in graph.nodes(data=True) for value in data.values())
    assert graph.edges["a", "b", 0]["since"] == "2024-05-31"


def test_there_and_back_with_about(network: ng.SupportNetwork) -> None:
    again = ng.from_networkx(network.to_networkx(), network.districts)
    assert again.equals(network)
    assert again.about == network.about


def test_undirected_graphs_are_refused_unless_support_goes_both_ways() -> None:
    graph = nx.Graph([("a", "b"), ("b", "b")])
    nx.set_node_attributes(graph, "w", "district")
    with pytest.raises(ng.NetgraphError, match=r"undirected.*both_ways=True"):
        ng.from_networkx(graph)
    ties = ng.from_networkx(graph, both_ways=True).ties
    assert sorted(zip(ties["giver"], ties["receiver"], strict=True)) == [("a", "b"), ("b", "a")]


def test_node_keys_become_text_and_must_stay_apart() -> None:
    graph = nx.DiGraph([(1, 2)])
    nx.set_node_attributes(graph, "w", "district")
    assert ng.from_networkx(graph).people["person"].tolist() == ["1", "2"]
    graph.add_node("1", district="w")
    with pytest.raises(ng.DataError, match="this person has an earlier row"):
        ng.from_networkx(graph)


def test_nodes_without_a_district_are_told_what_to_do() -> None:
    with pytest.raises(ng.DataError, match=r"column district: this column is missing"):
        ng.from_networkx(nx.DiGraph([("a", "b")]))


def test_a_graph_without_edges_is_a_network_of_isolates() -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(["a", "b"], district="w")
    network = ng.from_networkx(graph)
    assert (len(network.people), len(network.ties)) == (2, 0)
