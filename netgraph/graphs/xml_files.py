"""GraphML and GEXF (Gephi), through NetworkX; XML that defines entities is refused before anything reads it."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import networkx as nx
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from netgraph.files.atomic import OutputError
from netgraph.files.bytes_in import UnreadableError, read_bytes
from netgraph.graphs.attributes import iso_text
from netgraph.graphs.networkx import to_networkx
from netgraph.graphs.notes import Notes, read_notes
from netgraph.graphs.xml_structure import check_structure, fill_defaults, fill_gexf_edges
from netgraph.schema.faults import shown

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["read_gexf", "read_graphml", "write_gexf", "write_graphml"]

NOTES = "netgraph"
"""Attribute of a GraphML graph that holds our notes; GEXF has a place for a description."""
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
GEXF_WORDS = ("id", "label", "pid", "start", "end", "parents", "slices", "spells", "viz", "weight", "type", "key")
"""Attributes that GEXF means something by; a column of such a name goes under another."""
ASIDE = "column "


def read_graphml(path: Path) -> tuple[nx.Graph[str], Notes]:
    """Read a GraphML file.

    Raises
    ------
    UnreadableError
        It is none, or defines entities.
    """
    content, root = _checked(path, "GraphML")
    check_structure(root)
    graph = _parsed(lambda: nx.read_graphml(io.BytesIO(content), force_multigraph=True), "GraphML")
    fill_defaults(graph)
    notes = read_notes(graph.graph.pop(NOTES, None))
    return graph, notes


def read_gexf(path: Path) -> tuple[nx.Graph[str], Notes]:
    """Read a GEXF file, as Gephi writes it.

    Raises
    ------
    UnreadableError
        It is none, or defines entities.
    """
    content, root = _checked(path, "GEXF")
    check_structure(root)
    graph = _parsed(lambda: nx.read_gexf(io.BytesIO(content)), "GEXF")
    fill_defaults(graph)
    fill_gexf_edges(graph, root)
    for node, data in graph.nodes(data=True):
        if data.get("label") == node:
            del data["label"]
        _put_back(data)
    for *_, data in graph.edges(data=True):
        data.pop("id", None)
        _put_back(data)
    return graph, read_notes(root.findtext("{*}meta/{*}description"))


def _put_back(data: dict[str, Any]) -> None:
    """Give columns their own names again; what changes in the course of time, which Gephi knows, becomes text."""
    for name in [name for name in data if name.startswith(ASIDE)]:
        data[name.removeprefix(ASIDE)] = data.pop(name)
    for name, value in data.items():
        if not isinstance(value, (str, int, float, bool)):
            data[name] = str(value)


def _checked(path: Path, called: str) -> tuple[bytes, Any]:
    """Return the bytes and the root of an XML file that defines nothing."""
    content = read_bytes(path)
    try:
        return content, fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        message = "the file defines XML entities (<!DOCTYPE), as no graph program does. Export the graph again."
        raise UnreadableError("not_readable", message) from error
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableError("not_parseable", f"this is not readable {called}. Export the graph again.") from error


def _parsed(parse: Any, called: str) -> nx.Graph[str]:
    """Parse a file; NetworkX raises whatever it stumbles over."""
    try:
        return parse()  # type: ignore[no-any-return]
    except Exception as error:
        message = f"this is XML, but no {called} that can be read. Export the graph again, or in another format."
        raise UnreadableError("not_parseable", message) from error


def write_graphml(path: Path, people: pd.DataFrame, ties: pd.DataFrame, notes: Notes) -> None:
    """Write a GraphML file.

    Raises
    ------
    OutputError
        A cell holds what XML cannot.
    """
    graph = _storable(people, ties, path)
    graph.graph[NOTES] = notes.line()
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(graph)
    _write(path, writer.xml)


def write_gexf(path: Path, people: pd.DataFrame, ties: pd.DataFrame, notes: Notes) -> None:
    """Write a GEXF file for Gephi.

    Raises
    ------
    OutputError
        A cell holds what XML cannot.
    """
    graph = _storable(people, ties, path, aside=GEXF_WORDS)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    meta = writer.xml.find("meta")
    if meta is None:
        meta = ElementTree.Element("meta")
        writer.xml.insert(0, meta)
    meta.attrib.pop("lastmodifieddate", None)  # the same network has the same bytes tomorrow
    ElementTree.SubElement(meta, "description").text = notes.line()
    _write(path, writer.xml)


def _storable(
    people: pd.DataFrame, ties: pd.DataFrame, path: Path, aside: tuple[str, ...] = ()
) -> nx.MultiDiGraph[str]:
    """Make a graph of text, numbers and flags only; cells without a value are left out."""
    graph = to_networkx(people, ties, {})
    graph.graph.clear()
    for data in (*(each for _, each in graph.nodes(data=True)), *(each for *_, each in graph.edges(data=True))):
        cells = {name: _cell(name, value, path) for name, value in data.items() if value is not None}
        data.clear()
        data.update({f"{ASIDE}{name}" if aside and _is_taken(name, aside) else name: cells[name] for name in cells})
    for person in graph:
        _cell("person", person, path)
    return graph


def _is_taken(name: str, aside: tuple[str, ...]) -> bool:
    """Whether a column must go under another name: the format means something by its own, or it looks like another."""
    return name in aside or name.startswith(ASIDE)


def _cell(column: str, value: object, path: Path) -> str | int | float | bool:
    """Return a value as XML can hold it."""
    if isinstance(value, dt.datetime):
        return iso_text(value)
    if isinstance(value, str) and NOT_IN_XML.search(value + column):
        message = f"cannot write {path.name}: a cell of column {shown(column)} holds a character that XML cannot."
        raise OutputError(f"{message} Remove it, or write the data folder as Parquet.")
    if not isinstance(value, (str, int, float, bool)):
        message = f"cannot write {path.name}: column {shown(column)} holds neither text nor numbers nor dates."
        raise OutputError(f"{message} Leave it out.")
    return value


def _write(path: Path, root: Any) -> None:
    """Write XML of which every carriage return is one after reading."""
    text = ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;")
    path.write_text(f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n", encoding="utf-8", newline="\n")
