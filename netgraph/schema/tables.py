"""One table as it was read, before and after its columns have been checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from netgraph.errors import NetgraphError
from netgraph.schema.faults import shown
from netgraph.schema.vocabulary import COLUMNS, REQUIRED

if TYPE_CHECKING:
    from netgraph.schema.faults import Faults
    from netgraph.schema.vocabulary import TableName

__all__ = ["Rows", "Table", "check_columns", "name_columns", "numbered_rows", "table_from_frame"]

Rows = npt.NDArray[np.object_] | npt.NDArray[np.int64]

NEAR = 0.8
"""How alike two column names must be (difflib ratio) to be taken for a slip of the pen."""
SHORTEST_PREFIX = 4


@dataclass(frozen=True)
class Table:
    """A table, where it came from and how its records are numbered there.

    Attributes
    ----------
    name : {"people", "ties", "districts"}
        Which table it is.
    frame : pandas.DataFrame or geopandas.GeoDataFrame
        The records, with a RangeIndex.
    rows : numpy.ndarray of object or int64
        What each record is called in its source: its number in the file, or its label in a frame.
    file : str
        The file's name, for messages.
    rows_tell : bool
        The names of records may identify somebody (labels of a frame), so that messages count instead.
    cells : {"typed", "json", "text"}
        What the source knows of types: all; all but dates; or nothing, so that columns without a fixed
        meaning have to be given a type.
    decimal_comma : bool
        Numbers may be written 7,5.
    text_columns : tuple of str
        Columns that stay text even where they look like numbers.
    places : numpy.ndarray of object, optional
        Where each record stands, in words, when not all are of one file.
    """

    name: TableName
    frame: pd.DataFrame
    rows: Rows
    file: str
    rows_tell: bool = False
    cells: Literal["typed", "json", "text"] = "typed"
    decimal_comma: bool = False
    text_columns: tuple[str, ...] = ()
    places: npt.NDArray[np.object_] | None = None

    def with_frame(self, frame: pd.DataFrame) -> Table:
        """Return the table with other cells, records unchanged."""
        return replace(self, frame=frame)

    def place(self, position: int) -> str:
        """Say where a record is, for messages."""
        if self.places is not None:
            return str(self.places[position])
        return f"record {position + 1}" if self.rows_tell else f"row {shown(self.rows[position])}"


def numbered_rows(first: int, count: int) -> Rows:
    """Name the records of a file by their numbers."""
    return np.arange(first, first + count)


def table_from_frame(name: TableName, frame: pd.DataFrame) -> Table:
    """Take a data frame of the user's: its index labels name the records, in messages only where they are numbers."""
    if not isinstance(frame, pd.DataFrame):
        raise NetgraphError(f"{name} must be a pandas DataFrame; found {type(frame).__name__}. Read the file first.")
    rows = np.fromiter(frame.index, dtype=object, count=len(frame))
    tells = frame.index.name is not None or not pd.api.types.is_integer_dtype(frame.index.dtype)
    plain = frame.reset_index(drop=True)
    plain.columns = pd.Index([_name(label) for label in frame.columns], dtype="str")
    return Table(name, plain, rows, file=f"the {name} frame", rows_tell=tells)


def _name(label: object) -> str:
    """Return the label of a column as text; a missing one is no name."""
    return "" if label is None or (isinstance(label, float) and np.isnan(label)) else str(label)


def name_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out nameless columns without cells, as spreadsheets save them, and name the others by their place.

    Examples
    --------
    >>> name_columns(pd.DataFrame([["a", 1, None]], columns=["person", "", " "])).columns.tolist()
    ['person', 'column 2']
    """
    names = [str(name).strip() for name in frame.columns]
    if all(names):
        return frame
    keep = [at for at, name in enumerate(names) if name or frame.iloc[:, at].notna().any()]
    named = frame.iloc[:, keep].copy()
    named.columns = pd.Index([str(frame.columns[at]) if names[at] else f"column {at + 1}" for at in keep])
    return named


def check_columns(table: Table, faults: Faults) -> bool:
    """Record columns that are missing, double or nearly right; true when the table can be read on."""
    frame, name = table.frame, table.name
    found = [str(column) for column in frame.columns]
    twice = sorted({column for column in found if found.count(column) > 1})
    for column in twice:
        faults.of_table(name, column, "duplicate_column", "this column is there twice. Remove or rename one.")
    near = _near_misses(found, [column for column in COLUMNS[name] if column not in found])
    for column, meant in near.items():
        message = f"did you mean {meant}? Rename it; if it is something else, give it a name less like that."
        faults.of_table(name, column, "near_miss_column", message)
    missing = [c for c in REQUIRED[name] if c not in found and c not in near.values()]
    if name == "people" and {"lon", "lat"} <= set(found):
        missing = [column for column in missing if column != "district"]
    for column in missing:
        expected = "district (or lon and lat)" if (name, column) == ("people", "district") else column
        message = f"this column is missing. Expected {expected}; found {_listed(found)}."
        faults.of_table(name, column, "missing_column", message)
    if name == "people" and ("lon" in found) != ("lat" in found):
        message = "lon and lat belong together: give both or neither."
        faults.of_table(name, "lat" if "lon" in found else "lon", "missing_column", message)
    return not (twice or near or missing)


def _near_misses(found: list[str], absent: list[str]) -> dict[str, str]:
    """Pair columns without a meaning with the absent ones that they were probably meant to be."""
    near: dict[str, str] = {}
    plain = {column.replace("_", ""): column for column in absent}
    for column in found:
        if column in {name for names in COLUMNS.values() for name in names}:
            continue
        bare = column.strip().lower().replace(" ", "").replace("_", "").replace("-", "")
        prefix = [name for name in plain if len(bare) >= SHORTEST_PREFIX and name.startswith(bare)]
        match = prefix or get_close_matches(bare, list(plain), n=1, cutoff=NEAR)
        if match:
            near[column] = plain[match[0]]
    return near


def _listed(columns: list[str]) -> str:
    return ", ".join(shown(column) for column in columns[:20]) or "no columns"
