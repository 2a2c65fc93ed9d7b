"""Tables <-> igraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import igraph
import pandas as pd

from netgraph.graphs.attributes import ABOUT, ISO_DATES, check_direction, known_about, plain_columns, table
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
    columns = {key: graph.es[key] for key in graph.es.attributes()}
    records = [
        {
            **{key: cells[i] for key, cells in columns.items()},
            "giver": names[giver],
            "receiver": names[receiver],
        }
        for i, (giver, receiver) in enumerate(pairs)
    ]
    if not graph.is_directed():
        back = [{**record, "giver": record["receiver"], "receiver": record["giver"]} for record in records]
        records += [record for record in back if record["giver"] != record["receiver"]]
    about = known_about(graph[ABOUT] if ABOUT in graph.attributes() else None)
    return people, table(records, ["giver", "receiver"]), about
