"""A graph file -> SupportNetwork, with the checks of a data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from netgraph import graphs
from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean
from netgraph.files.bytes_in import UnreadableError
from netgraph.network.reading import build
from netgraph.schema.faults import Faults
from netgraph.schema.tables import Table, numbered_rows, table_from_frame
from netgraph.schema.values import as_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.network.reading import OnFault
    from netgraph.network.support_network import SupportNetwork
    from netgraph.schema.vocabulary import TableName

__all__ = ["read_graph"]

NODES: TableName = "people"


def read_graph(
    path: str | Path,
    districts: pd.DataFrame | None = None,
    *,
    people: pd.DataFrame | None = None,
    node_columns: Mapping[str, str] | None = None,
    edge_columns: Mapping[str, str] | None = None,
    both_ways: bool = False,
    on_fault: OnFault = "raise",
) -> SupportNetwork:
    r"""Read a graph file: nodes are people, edges go from giver to receiver, attributes are columns.

    Parameters
    ----------
    path : str or pathlib.Path
        A .graphml, .gexf (Gephi) or .net (Pajek) file; or an edge list: a .csv with Source and Target, with its nodes
        in ``NAME_nodes.csv`` beside it, or lines of two names (.csv, .tsv, .txt, .edgelist, .edges).
        `SupportNetwork.write_graph` writes the first four.
    districts : DataFrame or GeoDataFrame, optional
        The districts, which no graph file holds.
    people : DataFrame, optional
        What the file does not tell of people: a column ``person`` and others, such as ``district``. Its columns go
        before those of the file, and people who are only in it have no ties.
    node_columns, edge_columns : mapping of str to str, optional
        Which attribute is which column, as ``{"wijk": "district"}`` or ``{"weight": "hours_per_week"}``.
    both_ways : bool
        Take each edge without a direction as support in both.
    on_fault : {"raise", "set_aside"}
        As in `read_network`.

    Returns
    -------
    SupportNetwork

    Raises
    ------
    DataError
        The file cannot be read, or what it holds is wrong; records are numbered as they stand in the file.
    UnknownNameError
        The file has no attribute of such a name.
    NetgraphError
        The edges have no direction and ``both_ways`` is false.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "friends.edgelist"
    >>> _ = file.write_text("ann bob\nbob cas\ndora\n", encoding="utf-8")
    >>> read_graph(file, people=pd.DataFrame({"person": ["ann", "bob", "cas", "dora"], "district": "west"}))
    SupportNetwork: 4 people (1 without ties), 2 ties, 1 district; whole_network
    """
    path, faults = Path(path), Faults()
    files = {"people": path.name, "ties": path.name}
    for name, frame in (("people", people), ("districts", districts)):
        if frame is not None and not isinstance(frame, pd.DataFrame):
            raise NetgraphError(f"{name} must be a pandas DataFrame; found {type(frame).__name__}.")
    try:
        found = graphs.read_graph_file(path, faults, both_ways=both_ways)
    except UnreadableError as error:
        faults.of_table("graph", "", error.rule, error.message, row=error.row)
        raise faults.error(str(path), {"graph": path.name}) from error
    if faults:
        raise faults.error(str(path), files)
    nodes = _renamed(found.people, node_columns, "node")
    edges = _renamed(found.ties, edge_columns, "edge")
    if "person" in (node_columns or {}).values():
        edges = _with_new_ends(edges, found.people["person"], nodes["person"])
    said: Any = {"rows_tell": True, "cells": found.cells, "decimal_comma": found.decimal_comma}
    tables = {
        NODES: Table(NODES, nodes, numbered_rows(1, len(nodes)), path.name, **said)
        if people is None
        else table_from_frame(NODES, _completed(nodes, people)),
        "ties": Table("ties", edges, numbered_rows(1, len(edges)), path.name, **said),
    }
    if districts is not None:
        tables["districts"] = table_from_frame("districts", districts)
        del files["people"], files["ties"]
    return build(tables, found.about, on_fault, faults, str(path), files)


def _renamed(frame: pd.DataFrame, names: Mapping[str, str] | None, what: str) -> pd.DataFrame:
    """Give columns the names that the user says; one that is in the way makes room."""
    for given, ours in (names or {}).items():
        if given not in frame:
            valid = [str(column) for column in frame.columns]
            raise UnknownNameError(f"the file has no {what} attribute {given!r}. {did_you_mean(str(given), valid)}")
        if given != ours:
            frame = frame.drop(columns=ours, errors="ignore").rename(columns={given: ours})
    return frame.reset_index(drop=True)


def _with_new_ends(edges: pd.DataFrame, before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Call givers and receivers what the nodes are called now."""
    names = pd.Series(as_codes(after).to_numpy(), index=as_codes(before).to_numpy())
    names = names[~names.index.duplicated()]
    ends = {end: as_codes(edges[end]) for end in ("giver", "receiver")}
    return edges.assign(**{end: of.map(names).fillna(of) for end, of in ends.items()})


def _completed(nodes: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Add what a table tells of people to the nodes of a file, and people who have no ties."""
    if "person" not in people:
        raise NetgraphError("people has no column person, by which it is put beside the nodes of the file.")
    table = people.reset_index(drop=True).assign(person=as_codes(people["person"]).to_numpy())
    own = nodes.drop(columns=[column for column in table if column in nodes and column != "person"])
    return table.merge(own.assign(person=own["person"].astype("str")), on="person", how="outer", sort=False)
