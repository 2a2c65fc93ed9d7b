"""Parquet and GeoParquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from netgraph.files.atomic import OutputError
from netgraph.files.bytes_in import UnreadableError
from netgraph.schema.coded import CODED
from netgraph.schema.tables import Table, numbered_rows

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.schema.vocabulary import TableName

__all__ = ["read_parquet", "write_parquet"]


def read_parquet(path: Path, name: TableName) -> Table:
    """Read a Parquet file; a GeoParquet one gives its geometry and CRS too. The first record is row 1."""
    try:
        schema = pq.read_schema(path)
        if b"geo" in (schema.metadata or {}):
            frame: pd.DataFrame = gpd.read_parquet(path)
        else:
            frame = pd.read_parquet(path, read_dictionary=_coded(schema) if name == "ties" else None)
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        message = "this is not a readable Parquet file. Write it again, or use CSV."
        raise UnreadableError("not_readable", message) from error
    named = frame.index.names != [None] and not set(frame.index.names) & {None, *frame.columns}
    return Table(name, frame.reset_index(drop=not named), numbered_rows(1, len(frame)), path.name)


def _coded(schema: pa.Schema) -> list[str]:
    """Return the columns of ties in which the same few texts, of people and kinds, stand over and over."""
    text = (pa.types.is_string, pa.types.is_large_string)
    return [field.name for field in schema if field.name in CODED and any(is_text(field.type) for is_text in text)]


def write_parquet(path: Path, frame: pd.DataFrame) -> None:
    """Write a Parquet file, or a GeoParquet one when there is geometry.

    Raises
    ------
    OutputError
        A column holds cells of several kinds.
    """
    try:
        frame.to_parquet(path, index=False)
    except (pa.ArrowException, ValueError, TypeError) as error:
        message = f"cannot write {path.name}: a column holds cells of several kinds, which Parquet cannot."
        raise OutputError(f"{message} Give it one type, or write Excel.") from error
