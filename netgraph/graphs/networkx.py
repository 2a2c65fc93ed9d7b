"""Tables <-> NetworkX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from netgraph.graphs.attributes import ABOUT, ISO_DATES, check_direction, known_about, plain_columns, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["from_networkx", "to_networkx"]


def to_networkx(people: pd.DataFrame, ties: pd.DataFrame, about: Mapping[str, Any]) -> nx.MultiDiGraph[str]:
    """Make a MultiDiGraph keyed by person: one edge a tie, all other columns as attributes."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph[ABOUT] = dict(about)
    nodes = plain_columns(people)
    persons = nodes.pop("person")
    graph.add_nodes_from((person, dict(zip(nodes, values, strict=True))) for person, values in _rows(persons, nodes))
    edges = plain_columns(ties, ISO_DATES)
    givers, receivers = edges.pop("giver"), edges.pop("receiver")
    pairs = list(zip(givers, receivers, strict=True))
    graph.add_edges_from((*pair, dict(zip(edges, values, strict=True))) for pair, values in _rows(pairs, edges))
    return graph


def _rows(keys: list[Any], columns: Mapping[str, list[Any]]) -> Any:
    return zip(keys, zip(*columns.values(), strict=True), strict=True)


def from_networkx(graph: nx.Graph[Any], *, both_ways: bool) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    """Return people, ties and about of a NetworkX graph.

    A person is called by the attribute ``person`` where all nodes have it, else by the node's key, as text.
    """
    check_direction(graph.is_directed(), both_ways)
    nodes = dict(graph.nodes(data=True))
    has_names = all("person" in attributes for attributes in nodes.values())
    names = {node: attributes["person"] if has_names else str(node) for node, attributes in nodes.items()}
    people = table(({**attributes, "person": names[node]} for node, attributes in nodes.items()), ["person"])
    edges = [(names[giver], names[receiver], attributes) for giver, receiver, attributes in graph.edges(data=True)]
    if not graph.is_directed():
        edges += [(receiver, giver, attributes) for giver, receiver, attributes in edges if giver != receiver]
    records = ({**attributes, "giver": giver, "receiver": receiver} for giver, receiver, attributes in edges)
    return people, table(records, ["giver", "receiver"]), known_about(graph.graph.get(ABOUT))
