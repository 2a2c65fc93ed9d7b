"""CSV as people really have it: comma, semicolon or tab; UTF-8 with or without BOM, or Windows-1252."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pc

from netgraph.files.bytes_in import UnreadableError, read_bytes
from netgraph.files.formulas import restore_formulas
from netgraph.schema.tables import Table
from netgraph.schema.vocabulary import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from netgraph.schema.faults import Faults
    from netgraph.schema.vocabulary import TableName

__all__ = ["read_delimited"]

DELIMITERS = (",", ";", "\t")
UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
"""Two or three bytes that are one character in UTF-8 and hardly ever meant in Windows-1252."""
HEADER_ROW = 1


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
    text = _decode(read_bytes(path))
    _check_quotes(text)
    delimiter, text, skipped = _delimiter(text, name)
    bad: dict[int, pc.InvalidRow] = {}

    def remember(row: pc.InvalidRow) -> str:
        bad[row.number] = row
        return "skip"

    header = next(csv.reader(io.StringIO(text), delimiter=delimiter))
    try:
        table = pc.read_csv(
            io.BytesIO((text if text.endswith("\n") else f"{text}\n").encode()),
            read_options=pc.ReadOptions(use_threads=False, column_names=_by_position(header)),
            parse_options=pc.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=remember,
            ),
            convert_options=pc.ConvertOptions(
                column_types=dict.fromkeys(_by_position(header), pa.string()),
                strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid as error:
        raise UnreadableError("not_parseable", f"this is not a readable CSV file ({error}).") from error
    frame, rows = _frame(table, header, bad)
    for number, row in sorted(bad.items()):
        if row.text.strip():
            message = f"this row has {row.actual_columns} cells; the header has {row.expected_columns}. Check for a stray separator or quote."
            faults.of_record(name, number + skipped, "wrong_number_of_cells", message, row.text)
    return Table(name, frame, rows + skipped, path.name, is_text=True, decimal_comma=delimiter != ",")


def _frame(
    table: pa.Table, header: list[str], bad: dict[int, pc.InvalidRow]
) -> tuple[pd.DataFrame, np.ndarray[tuple[int], np.dtype[np.object_]]]:
    """Make the frame of the good records and their record numbers; wholly empty records are left out."""
    frame = table.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=np.nan)}.get)
    numbers = np.setdiff1d(np.arange(1, len(frame) + len(bad) + 1), np.fromiter(bad, dtype=np.int64, count=len(bad)))
    frame.columns = pd.Index(header)
    frame, numbers = frame.iloc[1:], numbers[1:]  # the first record is the header itself
    filled = frame.notna().any(axis=1).to_numpy()
    frame = frame[filled].reset_index(drop=True)
    for position in range(frame.shape[1]):
        frame.isetitem(position, restore_formulas(frame.iloc[:, position]))
    return frame, numbers[filled].astype(object)


def _decode(content: bytes) -> str:
    """Decode UTF-8 (with or without BOM), else Windows-1252; refuse what is neither."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        message = "the file is UTF-16 or not text at all. Save it as 'CSV UTF-8' in Excel."
        raise UnreadableError("bad_encoding", message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + HEADER_ROW
    mixed = UTF8_LETTER.search(content)
    try:
        if mixed is None:
            return content.decode("cp1252")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + HEADER_ROW
    message = "here is a byte that is neither UTF-8 nor Windows-1252, or both are mixed in one file. Save it again as 'CSV UTF-8'."
    raise UnreadableError("bad_encoding", message, row)


def _check_quotes(text: str) -> None:
    """Refuse an unclosed quote: everything behind it would be swallowed into one cell, unseen."""
    if text.count('"') % 2:
        line = next(number for number, line in enumerate(text.split("\n"), HEADER_ROW) if line.count('"') % 2)
        message = 'a quote (") on or below this row is never closed. Close it, or write it twice inside a cell.'
        raise UnreadableError("unclosed_quote", message, line)


def _delimiter(text: str, name: TableName) -> tuple[str, str, int]:
    """Choose the separator under which the header has most known columns (then: most columns).

    Excel may name it in a line of its own (``sep=;``): that line is taken off and counted.
    """
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return first.strip()[-1], rest, 1

    def known(delimiter: str) -> tuple[int, int]:
        header = next(csv.reader([first.rstrip("\r")], delimiter=delimiter), [])
        return sum(cell.strip() in COLUMNS[name] for cell in header), len(header)

    return max(DELIMITERS, key=known), text, 0


def _by_position(header: list[str]) -> list[str]:
    """Name columns by position for Arrow; the real names, double ones included, are put back afterwards."""
    return [f"{position}" for position in range(len(header))]
