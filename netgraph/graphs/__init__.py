"""Tables <-> graphs of NetworkX and igraph, and graph files: every person, isolates too, and every attribute kept."""

from __future__ import annotations

from netgraph.graphs.graph_files import read_graph_file, write_graph_file
from netgraph.graphs.igraph import from_igraph, to_igraph
from netgraph.graphs.networkx import from_networkx, to_networkx

__all__ = [
    "from_igraph",
    "from_networkx",
    "read_graph_file",
    "to_igraph",
    "to_networkx",
    "write_graph_file",
]
