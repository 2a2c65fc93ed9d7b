"""Tables <-> graphs of NetworkX and igraph: every person, isolates too, and every attribute kept."""

from __future__ import annotations

from netgraph.graphs.igraph import from_igraph, to_igraph
from netgraph.graphs.networkx import from_networkx, to_networkx

__all__ = ["from_igraph", "from_networkx", "to_igraph", "to_networkx"]
