"""Graphs of igraph: every person and attribute kept, names found where igraph users put them."""

import igraph
import pandas as pd
import pytest

import netgraph as ng


@pytest.fixture
def network() -> ng.SupportNetwork:
    """Three people of whom one has no ties."""
    people = pd.DataFrame({"person": ["a", "b", "c"], "district": "w"})
    return ng.from_tables(people, pd.DataFrame({"giver": ["a", "b"], "receiver": ["b", "a"]}))


def test_isolates_and_names_are_kept(network: ng.SupportNetwork) -> None:
    graph = network.to_igraph()
    assert graph.is_directed()
    assert graph.vs["name"] == ["a", "b", "c"]
    assert graph.degree() == [2, 2, 0]
    assert graph.reciprocity() == 1.0


def test_a_column_called_name_stays_a_column() -> None:
    people = pd.DataFrame({"person": ["p1", "p2"], "district": "w", "name": ["first", "second"]})
    network = ng.from_tables(people, pd.DataFrame({"giver": ["p1"], "receiver": ["p2"]}))
    graph = network.to_igraph()
    assert graph.vs["name"] == ["first", "second"]
    assert ng.from_igraph(graph, network.districts).equals(network)


def test_vertices_without_names_are_numbered() -> None:
    graph = igraph.Graph(n=3, edges=[(0, 2)], directed=True, vertex_attrs={"district": ["w"] * 3})
    network = ng.from_igraph(graph)
    assert network.people["person"].tolist() == ["0", "1", "2"]
    assert network.ties[["giver", "receiver"]].to_numpy().tolist() == [["0", "2"]]


def test_undirected_graphs_are_refused_unless_support_goes_both_ways() -> None:
    graph = igraph.Graph(n=2, edges=[(0, 1)], vertex_attrs={"district": ["w", "w"]})
    with pytest.raises(ng.NetgraphError, match=r"undirected.*both_ways=True"):
        ng.from_igraph(graph)
    assert len(ng.from_igraph(graph, both_ways=True).ties) == 2


def test_edge_attributes_become_columns_of_ties() -> None:
    graph = igraph.Graph(
        n=2,
        edges=[(0, 1), (0, 1)],
        directed=True,
        vertex_attrs={"name": ["a", "b"], "district": ["w", "w"]},
        edge_attrs={"kind": ["care", "advice"], "hours_per_week": [3, None]},
    )
    ties = ng.from_igraph(graph).ties.set_index("kind")
    assert ties.loc["care", "hours_per_week"] == 3
    assert pd.isna(ties.loc["advice", "hours_per_week"])
