"""Columns of a Parquet file a part at a time: of a table that as a whole would not fit in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from netgraph.files.bytes_in import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["column_types", "count_rows", "read_parts"]

PART = 4_000_000
"""Most rows of a part: work on it takes a few hundred megabytes."""


def count_rows(path: Path) -> int:
    """Return how many rows a Parquet file has, as its end says; 0 for what is no Parquet file.

    Examples
    --------
    >>> from pathlib import Path
    >>> count_rows(Path("data/almere/ties.csv"))
    0
    """
    try:
        return int(pq.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError):
        return 0


def column_types(path: Path) -> dict[str, pa.DataType]:
    """Return the type of each column of a Parquet file.

    Raises
    ------
    UnreadableError
        It cannot be read.
    """
    try:
        return {field.name: field.type for field in pq.read_schema(path)}
    except (pa.ArrowException, OSError) as error:
        raise _unreadable() from error


def read_parts(path: Path, columns: Sequence[str], rows: int = PART) -> Iterator[pa.RecordBatch]:
    """Read columns some rows at a time, row group by row group; text comes as numbers of a dictionary.

    Parameters
    ----------
    path : pathlib.Path
        A Parquet file.
    columns : sequence of str
        Which columns.
    rows : int
        Most rows of a part.

    Raises
    ------
    UnreadableError
        It cannot be read.
    """
    types = column_types(path)
    text = [name for name in columns if pa.types.is_string(types[name]) or pa.types.is_large_string(types[name])]
    try:
        with pq.ParquetFile(path, read_dictionary=text) as file:
            yield from file.iter_batches(rows, columns=list(columns))
    except (pa.ArrowException, OSError) as error:
        raise _unreadable() from error


def _unreadable() -> UnreadableError:
    return UnreadableError("not_readable", "this is not a readable Parquet file. Write it again, or use CSV.")
