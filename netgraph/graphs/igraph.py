"""Tables <-> igraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import igraph
import pandas as pd

from netgraph.graphs.attributes import ABOUT, ISO_DATES, check_direction, known_about, plain_columns
from netgraph.schema.codes import positions

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["from_igraph", "to_igraph"]

NAMES = ("person", "name")
"""Vertex attributes that may name a person, the first found counts."""


def to_igraph(people: pd.DataFrame, ties: pd.DataFrame, about: Mapping[str, Any]) -> igraph.Graph:
    """Make a directed graph: one edge a tie, all columns as attributes; ``name`` is the person unless a column is."""
    vertices, edges = plain_columns(people), plain_columns(ties, ISO_DATES)
    givers = positions(ties["giver"], people["person"]).tolist()
    receivers = positions(ties["receiver"], people["person"]).tolist()
    del edges["giver"], edges["receiver"]
    return igraph.Graph(
        n=len(people),
        edges=list(zip(givers, receivers, strict=True)),
        directed=True,
        graph_attrs={ABOUT: dict(about)},
        vertex_attrs={"name": vertices["person"], **vertices},
        edge_attrs=edges,
    )


def from_igraph(graph: igraph.Graph, *, both_ways: bool) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    """Return people, ties and about of an igraph graph."""
    check_direction(graph.is_directed(), both_ways)
    attributes = {key: graph.vs[key] for key in graph.vs.attributes()}
    names = next((attributes[key] for key in NAMES if key in attributes), list(range(graph.vcount())))
    if attributes.get("name") == names:
        del attributes["name"]
    people = pd.DataFrame({**attributes, "person": names}, dtype=object)
    pairs = graph.get_edgelist()
    ties = pd.DataFrame({key: graph.es[key] for key in graph.es.attributes()}, index=range(len(pairs)), dtype=object)
    ties["giver"] = pd.Series([names[giver] for giver, _ in pairs], dtype=object)
    ties["receiver"] = pd.Series([names[receiver] for _, receiver in pairs], dtype=object)
    if not graph.is_directed():
        back = ties.rename(columns={"giver": "receiver", "receiver": "giver"})
        ties = pd.concat([ties, back[back["giver"] != back["receiver"]]], ignore_index=True)
    return people, ties, known_about(graph[ABOUT] if ABOUT in graph.attributes() else None)
