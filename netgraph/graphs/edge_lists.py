"""Edge lists: a table of edges with one of nodes beside it, as Gephi takes them, or bare lines of two names."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import tomli_w

from netgraph.files.atomic import private_folder, replace_together
from netgraph.files.bytes_in import UnreadableError, read_bytes
from netgraph.files.decoding import decode
from netgraph.files.delimited import read_delimited, write_delimited
from netgraph.files.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netgraph.schema.faults import Faults
    from netgraph.schema.tables import Table
    from netgraph.schema.vocabulary import TableName

__all__ = ["beside", "read_edge_list", "write_edge_list"]

NODE_NAMES = {"id": "person", "person": "person", "name": "person", "node": "person"}
EDGE_NAMES = {
    "source": "giver",
    "from": "giver",
    "giver": "giver",
    "target": "receiver",
    "to": "receiver",
    "receiver": "receiver",
    "van": "giver",
    "gever": "giver",
    "naar": "receiver",
    "ontvanger": "receiver",
}
GEPHI_TYPE = "Type"
"""Column in which Gephi says whether an edge has a direction."""
DIRECTED, UNDIRECTED = "Directed", "Undirected"
COMMENT = ("#", "%")
SEPARATOR = re.compile(r"\s*[,;\t]\s*|\s+")
SEPARATORS = ("\t", ";", ",")
NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?")
EXPECTED = (
    "expected a giver and a receiver, and possibly a number, on a line; or names of columns, Source and Target among "
    "them, in the first."
)


class EdgeList(NamedTuple):
    """A file of edges: people, ties, about, whether all edges have a direction, and whether numbers are written 7,5."""

    people: pd.DataFrame
    ties: pd.DataFrame
    about: dict[str, Any]
    directed: bool
    decimal_comma: bool


def beside(path: Path, what: str) -> Path:
    """Return the file of nodes, or of about, that belongs to a file of edges."""
    return path.with_name(f"{path.stem}_{what}")


def read_edge_list(path: Path, faults: Faults) -> EdgeList:
    """Read a file of edges.

    With a header of Source and Target (or giver and receiver, from and to) it is a table, and ``NAME_nodes.csv``
    beside it, with Id, the table of nodes. Without, each line is a giver and a receiver with space, comma, semicolon
    or tab between them and possibly a weight; a name alone is somebody without ties, and lines that start with # or %
    are not read.

    Raises
    ------
    UnreadableError
        It is neither.
    """
    first = decode(read_bytes(path)).lstrip().partition("\n")[0]
    names = [name.strip().strip('"').lower() for name in SEPARATOR.split(first.strip())]
    if not {"giver", "receiver"} <= {EDGE_NAMES.get(name) for name in names}:
        return _bare(path)
    table = _table(path, "ties", EDGE_NAMES, faults)
    ties = table.frame
    directed = True
    types = ties[GEPHI_TYPE].str.capitalize() if [*ties.columns].count(GEPHI_TYPE) == 1 else pd.Series(dtype="str")
    if GEPHI_TYPE in ties and set(types.dropna().unique()) <= {DIRECTED, UNDIRECTED}:
        directed = not (types == UNDIRECTED).any()
        ties = ties.drop(columns=GEPHI_TYPE)
    nodes, about = beside(path, "nodes.csv"), beside(path, "about.toml")
    people = _table(nodes, "people", NODE_NAMES, faults).frame if nodes.is_file() else _ends(ties)
    return EdgeList(people, ties, _about(about) if about.is_file() else {}, directed, table.decimal_comma)


def _table(path: Path, name: TableName, names: Mapping[str, str], faults: Faults) -> Table:
    """Read a table, of which the columns that say who have our names."""
    table = read_delimited(path, name, faults)
    frame = table.frame
    found = [str(column) for column in frame.columns]
    taken: set[str] = set()
    for place, column in enumerate(found):
        ours = names.get(column.strip().lower())
        if ours is not None and ours not in taken and (ours == column or ours not in found):
            taken.add(ours)
            found[place] = ours
    frame.columns = pd.Index(found, dtype="str")
    for ours in dict.fromkeys(names.values()):
        if found.count(ours) != 1:
            theirs = " or ".join(theirs for theirs, column in names.items() if column == ours)
            message = f"{path.name} has {found.count(ours)} columns that say {theirs}. Expected one."
            raise UnreadableError("missing_column", message)
    return table


def _about(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except UnreadableError as error:
        raise UnreadableError(error.rule, f"of {path.name} beside it: {error}") from error


def _bare(path: Path) -> EdgeList:
    """Read lines of one name, or of two and possibly a weight."""
    text = decode(read_bytes(path))
    separator = _separator(text)
    ties: list[tuple[str, str, str | None]] = []
    alone: list[str] = []
    for row, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith(COMMENT):
            continue
        try:
            words = _words(line, separator)
        except csv.Error as error:
            raise UnreadableError("not_parseable", EXPECTED, row) from error
        if not 1 <= len(words) <= 3 or not all(words) or (len(words) == 3 and not NUMBER.fullmatch(words[2])):
            raise UnreadableError("not_parseable", EXPECTED, row)
        if len(words) == 1:
            alone += words
        else:
            ties.append((words[0], words[1], words[2].replace(",", ".") if len(words) > 2 else None))
    frame = pd.DataFrame(ties, columns=["giver", "receiver", "weight"], dtype="str")
    if frame["weight"].isna().all():
        frame = frame.drop(columns="weight")
    people = pd.concat([_ends(frame)["person"], pd.Series(alone, dtype="str")]).drop_duplicates()
    return EdgeList(
        pd.DataFrame({"person": people.reset_index(drop=True)}), frame, {}, directed=True, decimal_comma=False
    )


def _separator(text: str) -> str | None:
    """Return what stands between the names in a file: one sign, or else (None) any white space."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith(COMMENT)]
    return next((sign for sign in SEPARATORS if any(sign in line for line in lines)), None)


def _words(line: str, separator: str | None) -> list[str]:
    """Divide a line; names may stand between quotes, and a sign at its end stands before nothing."""
    if separator is None:
        return line.split()
    words = [word.strip() for word in next(csv.reader([line], delimiter=separator, skipinitialspace=True))]
    while len(words) > 1 and not words[-1]:
        words.pop()
    return words


def _ends(ties: pd.DataFrame) -> pd.DataFrame:
    """Return everybody who gives or receives."""
    everybody = pd.concat([ties["giver"], ties["receiver"]]).dropna().drop_duplicates()
    return pd.DataFrame({"person": everybody.reset_index(drop=True).astype("str")})


def write_edge_list(path: Path, people: pd.DataFrame, ties: pd.DataFrame, about: Mapping[str, Any]) -> None:
    """Write ``NAME.csv`` with the edges, ``NAME_nodes.csv`` with the nodes and ``NAME_about.toml``; all or none.

    Raises
    ------
    OutputError
        A cell holds what CSV cannot.
    """
    edges = ties.rename(columns={"giver": "Source", "receiver": "Target"})
    if GEPHI_TYPE not in edges:
        edges.insert(2, GEPHI_TYPE, DIRECTED)
    with private_folder(path) as staging:
        write_delimited(staging / path.name, edges)
        write_delimited(staging / beside(path, "nodes.csv").name, people.rename(columns={"person": "Id"}))
        (staging / beside(path, "about.toml").name).write_bytes(tomli_w.dumps(dict(about)).encode())
        replace_together(staging, path.parent)
