"""What NetworkX passes over in GraphML and GEXF: nodes twice or not there, graphs within graphs, defaults, kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netgraph.files.bytes_in import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

__all__ = ["check_structure", "fill_defaults", "fill_gexf_edges"]


def check_structure(root: Any) -> None:
    """Refuse a file of which nodes or edges would be lost or made up.

    Parameters
    ----------
    root : xml element
        Of GraphML or GEXF.

    Raises
    ------
    UnreadableError
        It holds several graphs, a node twice, an edge to a node that is not there, or edges of both sorts.
    """
    if sum(1 for _ in _named(root, "graph")) > 1:
        message = "the file holds several graphs, or groups of nodes with a graph of their own. Ungroup them first."
        raise UnreadableError("not_parseable", message)
    nodes = [node.get("id") for node in _named(root, "node")]
    known = set(nodes)
    if len(known) < len(nodes):
        raise UnreadableError("not_parseable", "two nodes have the same id. Give each person an id of their own.")
    edges = list(_named(root, "edge"))
    if any(edge.get(end) not in known for edge in edges for end in ("source", "target")):
        message = "an edge goes to or from a node that is not in the file. Add the node, or leave the edge out."
        raise UnreadableError("not_parseable", message)
    if len({_is_directed(edge, root) for edge in edges}) > 1:
        message = "some edges have a direction and some have none. Support has one: make all edges directed."
        raise UnreadableError("not_parseable", message)


def _named(root: Any, name: str) -> Iterator[Any]:
    """Give all elements of a name, whatever the namespace."""
    return (element for element in root.iter() if isinstance(element.tag, str) and element.tag.endswith(f"}}{name}"))


def _is_directed(edge: Any, root: Any) -> bool:
    """Whether an edge has a direction: by itself, or as the graph says."""
    graph = next(_named(root, "graph"))
    usual = graph.get("edgedefault") or graph.get("defaultedgetype") or "undirected"
    own = edge.get("type") or {"true": "directed", "false": "undirected"}.get(str(edge.get("directed")).lower())
    return (own or usual) == "directed"


def fill_defaults(graph: nx.Graph[str]) -> None:
    """Give nodes and edges what their attributes are where they do not say so themselves."""
    of_nodes, of_edges = (graph.graph.pop(name, None) or {} for name in ("node_default", "edge_default"))
    for _, data in graph.nodes(data=True):
        data.update({name: value for name, value in of_nodes.items() if name not in data})
    for *_, data in graph.edges(data=True):
        data.update({name: value for name, value in of_edges.items() if name not in data})


def fill_gexf_edges(graph: nx.Graph[str], root: Any) -> None:
    """Give edges their kind, which NetworkX leaves out, and the weight 1 that Gephi leaves out."""
    kinds = {edge.get("id"): edge.get("kind") for edge in _named(root, "edge") if edge.get("kind")}
    edges = [data for *_, data in graph.edges(data=True)]
    weighted = any("weight" in data for data in edges)
    for data in edges:
        kind = kinds.get(str(data.get("id")))
        if kind is not None:
            data.setdefault("kind", kind)
        if weighted:
            data.setdefault("weight", 1.0)
