"""SupportNetwork: the validated tables, never changed in place; read_network, from_tables, write."""

from __future__ import annotations

from netgraph.network.graph_files import read_graph
from netgraph.network.reading import from_igraph, from_networkx, from_tables, read_network
from netgraph.network.support_network import SupportNetwork

__all__ = ["SupportNetwork", "from_igraph", "from_networkx", "from_tables", "read_graph", "read_network"]
