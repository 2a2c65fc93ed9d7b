"""CSV in and out, as people really have it: comma, semicolon or tab, and cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc

from netgraph.files.atomic import OutputError
from netgraph.files.bytes_in import UnreadableError, read_bytes
from netgraph.files.decoding import text_of
from netgraph.files.text_cells import (
    any_cell_has,
    mixed_columns,
    neutralise_formulas,
    restore_formulas,
    text_columns,
)
from netgraph.schema.coded import CODED
from netgraph.schema.faults import shown
from netgraph.schema.tables import Table
from netgraph.schema.values import renamed

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from netgraph.files.decoding import Text
    from netgraph.schema.faults import Faults
    from netgraph.schema.tables import Rows
    from netgraph.schema.vocabulary import TableName

__all__ = ["read_delimited", "write_delimited"]

BadRows = dict[int, pc.InvalidRow]


def read_delimited(path: Path, name: TableName, faults: Faults) -> Table:
    """Read a .csv or .csv.gz file as text cells; records with too many or too few cells become faults.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : {"people", "ties", "districts"}
        Which table it holds.
    faults : Faults
        Where bad records are recorded.

    Returns
    -------
    Table
        Text cells; empty cells are missing; ``rows`` counts records, the header being row 1.

    Raises
    ------
    UnreadableError
        The file as a whole cannot be read.
    """
    text = text_of(read_bytes(path), name)
    cells, bad = _parse(text, CODED if name == "ties" else ())
    frame, rows = _frame(cells, text.header, bad)
    for number, row in sorted(bad.items()):
        if row.text.strip():
            counts = f"this row has {row.actual_columns} cells; the header has {row.expected_columns}."
            message = f"{counts} Look for a separator or quote too many or too few."
            faults.of_record(name, number + text.skipped, "wrong_number_of_cells", message, row.text)
    return Table(name, frame, rows + text.skipped, path.name, cells="text", decimal_comma=text.delimiter != ",")


def _parse(text: Text, coded: Collection[str]) -> tuple[pa.Table, BadRows]:
    """Split text into cells, the header among them; bad records are kept apart by their number.

    Columns that are ``coded`` hold the same few texts over and over, and become categories.
    """
    types = [pa.dictionary(pa.int32(), pa.string()) if column in coded else pa.string() for column in text.header]
    names = [str(position) for position in range(len(text.header))]  # the real ones may be double
    bad: BadRows = {}

    def remember(row: pc.InvalidRow) -> str:
        bad[row.number] = row
        return "skip"

    ended = text.content if text.content.endswith(("\n", "\r")) else f"{text.content}\n"
    try:
        cells = pc.read_csv(
            io.BytesIO(ended.encode()),
            read_options=pc.ReadOptions(use_threads=False, column_names=names),
            parse_options=pc.ParseOptions(
                delimiter=text.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=remember,
            ),
            convert_options=pc.ConvertOptions(
                column_types=dict(zip(names, types, strict=True)), strings_can_be_null=True, null_values=[""]
            ),
        )
    except pa.ArrowInvalid as error:
        message = "this is not a readable CSV file. Save it again as 'CSV UTF-8' in Excel."
        raise UnreadableError("not_parseable", message) from error
    return cells, bad


def _frame(cells: pa.Table, header: list[str], bad: BadRows) -> tuple[pd.DataFrame, Rows]:
    """Make the frame of the good records and their record numbers; wholly empty records are left out."""
    frame = cells.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=np.nan)}.get)
    numbers = np.delete(np.arange(1, len(frame) + len(bad) + 1), [number - 1 for number in bad])
    frame.columns = pd.Index(restore_formulas(pd.Series(header, dtype="str")))
    frame, numbers = frame.iloc[1:], numbers[1:]  # the first record is the header itself
    filled = frame.notna().any(axis=1).to_numpy()
    frame = frame[filled].reset_index(drop=True)
    for position in range(frame.shape[1]):
        values = frame.iloc[:, position]
        is_coded = isinstance(values.dtype, pd.CategoricalDtype)
        frame.isetitem(position, (renamed(values, restore_formulas) if is_coded else restore_formulas(values)).array)
    return frame, numbers[filled]


def write_delimited(path: Path, frame: pd.DataFrame) -> None:
    """Write comma-separated UTF-8 with true/false, ISO dates and neutralised formulas.

    Raises
    ------
    OutputError
        A cell holds a NUL character, by which no program would still take the file for text, or a column holds
        cells of several kinds, which would all come back as text.
    """
    refused = [f"column {shown(column)} holds cells of several kinds" for column in mixed_columns(frame)]
    refused += ["a cell holds a NUL character"] * any_cell_has(frame, "\x00")
    if refused:
        raise OutputError(f"cannot write {path.name}: {refused[0]}, which CSV cannot. Write Excel or Parquet.")
    out = frame.copy()
    out.columns = pd.Index(neutralise_formulas(pd.Series(out.columns, dtype="str")))
    for position in range(out.shape[1]):
        column = out.iloc[:, position]
        if pd.api.types.is_bool_dtype(column.dtype):
            out.isetitem(position, column.map({True: "true", False: "false"}, na_action="ignore").array)
        elif pd.api.types.is_datetime64_any_dtype(column.dtype):
            out.isetitem(position, column.astype("str").array)
    for position in text_columns(out):
        out.isetitem(position, neutralise_formulas(out.iloc[:, position]).array)
    # Python quotes cells with a line feed, but with this line end not those with a carriage return.
    quoting: Literal[0, 2] = csv.QUOTE_NONNUMERIC if any_cell_has(out, "\r") else csv.QUOTE_MINIMAL
    # Without the time in its head a compressed file has the same bytes tomorrow.
    compression: Any = {"method": "gzip", "mtime": 0} if path.suffix == ".gz" else None
    out.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", quoting=quoting, compression=compression)
