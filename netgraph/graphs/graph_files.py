"""Graph files by their ending: GraphML, GEXF, Pajek and edge lists <-> tables of people and ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from netgraph.files.atomic import OutputError, write_whole
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.text_cells import mixed_columns
from netgraph.files.writing import check_output
from netgraph.graphs.attributes import check_direction
from netgraph.graphs.edge_lists import read_edge_list, write_edge_list
from netgraph.graphs.networkx import from_networkx
from netgraph.graphs.notes import Notes, notes_of
from netgraph.graphs.pajek import read_pajek, write_pajek
from netgraph.graphs.xml_files import read_gexf, read_graphml, write_gexf, write_graphml
from netgraph.schema.faults import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netgraph.schema.faults import Faults

__all__ = ["GRAPH_ENDINGS", "WRITTEN_ENDINGS", "GraphTables", "read_graph_file", "write_graph_file"]

XML = {".graphml": (read_graphml, write_graphml), ".gexf": (read_gexf, write_gexf)}
PAJEK = ".net"
WRITTEN_ENDINGS = (*XML, PAJEK, ".csv")
GRAPH_ENDINGS = (*WRITTEN_ENDINGS, ".tsv", ".txt", ".edgelist", ".edges")


@dataclass(frozen=True)
class GraphTables:
    """What a graph file holds.

    Attributes
    ----------
    people, ties : DataFrame
        With ``person``, and with ``giver`` and ``receiver``; all other attributes are columns.
    about : dict
        The contents of about.toml, where the file has them.
    cells : {"json", "text"}
        What the file knows of types: all but dates, or nothing.
    decimal_comma : bool
        Numbers may be written 7,5.
    """

    people: pd.DataFrame
    ties: pd.DataFrame
    about: dict[str, Any]
    cells: Literal["json", "text"]
    decimal_comma: bool = False


def read_graph_file(path: Path, faults: Faults, *, both_ways: bool) -> GraphTables:
    """Read a graph file by its ending.

    Raises
    ------
    UnreadableError
        It cannot be read, or its ending is not known.
    NetgraphError
        Its edges have no direction, and ``both_ways`` is false.
    """
    ending = path.suffix.lower()
    if ending not in GRAPH_ENDINGS:
        raise UnreadableError("not_readable", f"graphs are read from {', '.join(GRAPH_ENDINGS)}.")
    if not path.is_file():
        raise UnreadableError("missing_file", "there is no such file. Check the path.")
    if ending in XML:
        graph, notes = XML[ending][0](path)
        people, ties, _ = from_networkx(graph, both_ways=both_ways)
        return GraphTables(*_with_all_columns(people, ties, notes), notes.about, "json")
    if ending == PAJEK:
        found = read_pajek(path)
        check_direction(not any(found.both_ways), both_ways)
        ties = _there_and_back(pd.DataFrame(found.ties, dtype="str"), pd.Series(found.both_ways, dtype=bool))
        if "weight" not in found.notes.columns.get("ties", ["weight"]):
            ties = ties.drop(columns="weight", errors="ignore")  # of our own files: hours, or 1 without any
        tables = _with_all_columns(pd.DataFrame(found.people, dtype="str"), ties, found.notes)
        return GraphTables(*tables, found.notes.about, "text")
    edges = read_edge_list(path, faults)
    check_direction(edges.directed, both_ways)
    ties = edges.ties if edges.directed else _there_and_back(edges.ties, pd.Series(True, index=edges.ties.index))
    return GraphTables(edges.people, ties, edges.about, "text", edges.decimal_comma)


def _there_and_back(ties: pd.DataFrame, both_ways: pd.Series) -> pd.DataFrame:
    """Add the way back of ties without a direction."""
    if not both_ways.any():
        return ties
    back = ties[both_ways & (ties["giver"] != ties["receiver"])].rename(
        columns={"giver": "receiver", "receiver": "giver"}
    )
    return pd.concat([ties, back], ignore_index=True)


def _with_all_columns(people: pd.DataFrame, ties: pd.DataFrame, notes: Notes) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put back the columns of which every cell is empty, and the ends of a graph without ties."""
    expected = {"people": ["person"], "ties": ["giver", "receiver"]}
    tables = []
    for name, frame in (("people", people), ("ties", ties)):
        lacking = [column for column in [*expected[name], *notes.columns.get(name, [])] if column not in frame]
        tables.append(frame.assign(**{column: pd.Series(dtype="str") for column in dict.fromkeys(lacking)}))
    return tables[0], tables[1]


def write_graph_file(path: Path, people: pd.DataFrame, ties: pd.DataFrame, about: Mapping[str, Any]) -> None:
    """Write a graph file by its ending, whole or not at all: one node a person, one edge a tie.

    Raises
    ------
    OutputError
        The ending is not known, or a cell holds what the format cannot.
    """
    check_output(path, WRITTEN_ENDINGS)
    ending = path.suffix.lower()
    mixed = [*mixed_columns(people), *mixed_columns(ties)]
    if mixed:
        message = f"cannot write {path.name}: column {shown(mixed[0])} holds cells of several kinds, which would all"
        raise OutputError(f"{message} come back as text. Give it one type.")
    notes = notes_of(people, ties, about, numbers_are_typed=ending in XML)
    if ending == ".csv":
        write_edge_list(path, people, ties, notes.about)
        return
    with write_whole(path) as temporary:
        if ending in XML:
            XML[ending][1](temporary, people, ties, notes)
        else:
            write_pajek(temporary, people, ties, notes)
