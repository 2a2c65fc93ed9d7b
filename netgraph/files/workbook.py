"""Excel workbooks: cells in, and cells out that never become formulas."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from typing import TYPE_CHECKING, Any, Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE, TYPE_ERROR, Cell, WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from netgraph.files.atomic import OutputError
from netgraph.files.bytes_in import UnreadableError, check_zip
from netgraph.files.text_cells import mixed_columns, text_columns
from netgraph.schema.faults import shown
from netgraph.schema.tables import Table, numbered_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from netgraph.schema.vocabulary import TableName

__all__ = ["forget_when", "read_workbook", "refuse_impossible", "sheet_names", "text_cell", "write_workbook"]

BROKEN_WORKBOOK = (
    ValueError,
    KeyError,
    TypeError,
    OSError,
    EOFError,
    SyntaxError,
    AttributeError,
    IndexError,
    BadZipFile,
    zlib.error,
    InvalidFileException,
)
"""What openpyxl raises on workbooks that are not what they claim."""
HEADER_ROW = 1
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
WRITTEN_AT = "2000-01-01T00:00:00Z"
"""The same input gives the same file, so the moment of writing is not kept."""
ESCAPED = re.compile(r"_x(000[Dd]|005[Ff])_")
"""A carriage return (and the sign that begins such a code) within a workbook: XML would take it for a line end."""
RETURN = re.compile(r"\r|_x(?:000[Dd]|005[Ff])_")
IMPOSSIBLE = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ufffe\uffff]")
STORED = (str, int, float, bool, dt.date)
PROPERTIES = "docProps/core.xml"
WORKSHEETS = "xl/worksheets/"
ERROR_CELL = b't="e"'


def sheet_names(path: Path) -> list[str]:
    """Return the names of a workbook's sheets."""
    check_zip(path)
    try:
        with pd.ExcelFile(path, engine="openpyxl") as workbook:
            return [str(name) for name in workbook.sheet_names]
    except BROKEN_WORKBOOK as error:
        raise UnreadableError("not_readable", "this is not an .xlsx workbook. Save it as .xlsx in Excel.") from error


def read_workbook(path: Path, name: TableName) -> Table:
    """Read the sheet named like the table (capitals do not count), or the only one; its first row names the columns."""
    check_zip(path)
    try:
        with pd.ExcelFile(path, engine="openpyxl") as workbook:
            sheets = [str(sheet) for sheet in workbook.sheet_names]
            cells = None
            named = [sheet for sheet in sheets if sheet.strip().lower() == name]
            if len(named) == 1 or len(sheets) == 1:
                sheet = (named or sheets)[0]
                cells = pd.read_excel(
                    workbook, sheet_name=sheet, header=None, dtype=object, na_values=[""], keep_default_na=False
                )
                _refuse_errors(path, workbook.book[sheet])
    except BROKEN_WORKBOOK as error:
        raise UnreadableError("not_readable", "the sheet cannot be read. Save it again as .xlsx in Excel.") from error
    if cells is None:
        found = ", ".join(map(shown, sheets))
        has = f"the workbook has {len(sheets)} sheets ({found}) and not one that is called {name}."
        raise UnreadableError("missing_sheet", f"{has} Rename the sheet with the {name}.")
    return _table(cells, path, name)


def _refuse_errors(path: Path, sheet: Any) -> None:
    """Refuse a sheet with an error in a cell: a district that was looked up in vain is not a district left open.

    Pandas reads such a cell as empty. Cells are only looked at one by one where the file holds an error somewhere.
    """
    with ZipFile(path) as parts:
        if not any(ERROR_CELL in parts.read(name) for name in parts.namelist() if name.startswith(WORKSHEETS)):
            return
    wrong = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == TYPE_ERROR]
    if wrong:
        first, others = wrong[0], f" (and {len(wrong) - 1:,} more like it)" if len(wrong) > 1 else ""
        why = "a formula went wrong. Mend it, or empty the cell"
        message = f"cell {first.coordinate}{others} holds {first.value}: {why}."
        raise UnreadableError("error_cell", message, first.row)


def _table(cells: pd.DataFrame, path: Path, name: TableName) -> Table:
    """Take the column names off; wholly empty rows are left out and counted."""
    filled = cells.notna().any(axis=1).to_numpy()
    if not filled.any():
        message = "the sheet is empty. Expected a row of column names and then the rows."
        raise UnreadableError("empty_file", message)
    header = int(filled.argmax())
    rows = numbered_rows(HEADER_ROW, len(cells))[filled][1:]
    frame = cells[filled].iloc[1:].reset_index(drop=True)
    names = ["" if pd.isna(cell) else str(_unescaped(cell)) for cell in cells.iloc[header]]
    frame.columns = pd.Index(names, dtype="str")
    for position in range(frame.shape[1]):
        cells_of = [_unescaped(cell) for cell in frame.iloc[:, position]]
        frame.isetitem(position, pd.Series(cells_of, dtype=object, index=frame.index).array)
    return Table(name, frame, rows, path.name)


def write_workbook(path: Path, sheets: Mapping[str, pd.DataFrame]) -> None:
    """Write one sheet a table; text that looks like a formula or an error stays text.

    Raises
    ------
    OutputError
        There are more rows or longer cells than a workbook can hold, or cells that it cannot.
    """
    refuse_impossible(path, sheets, "Write CSV or Parquet.")
    workbook = Workbook(write_only=True)
    for name, frame in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in _rows(frame, sheet):
            sheet.append(row)
    workbook.save(path)
    forget_when(path)


def refuse_impossible(path: Path, sheets: Mapping[str, pd.DataFrame], instead: str) -> None:
    """Refuse tables that a workbook would cut off or spoil, and say what to do instead.

    Raises
    ------
    OutputError
        With the sheet and the reason.
    """
    for name, frame in sheets.items():
        for reason in _reasons_against(frame, name):
            raise OutputError(f"cannot write {path.name}: {reason}, which .xlsx cannot hold. {instead}")


def _reasons_against(frame: pd.DataFrame, name: str) -> Iterator[str]:
    """Say what would be refused, cut off or spoilt while writing."""
    if len(frame) >= MOST_ROWS:
        yield f"{name} has {len(frame):,} rows"
    texts = [frame.iloc[:, position].astype("str") for position in text_columns(frame)]
    for text in [pd.Series(frame.columns, dtype="str"), *texts]:
        if (text.str.len() > LONGEST_CELL).any():
            yield f"a cell is longer than {LONGEST_CELL:,} characters"
        if text.str.contains(IMPOSSIBLE, na=False).any():
            yield "a cell holds a control character"
    if np.isinf(frame.select_dtypes("float")).any(axis=None):
        yield "a number is infinite"
    for dtype in frame.dtypes:
        if isinstance(dtype, pd.DatetimeTZDtype):
            yield "a column has moments in a time zone"
    for column in mixed_columns(frame):
        if not frame[column].dropna().map(lambda cell: isinstance(cell, STORED)).all():
            yield f"column {shown(column)} holds cells that are neither text, numbers, dates nor true or false"


def _rows(frame: pd.DataFrame, sheet: WriteOnlyWorksheet) -> Iterator[list[object]]:
    """Give the column names and then each record; only cells that would not stay as they are are made one by one."""
    cells = frame.astype(object).where(frame.notna(), None)
    for position, dtype in enumerate(frame.dtypes):
        if not pd.api.types.is_datetime64_any_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype):
            kept = [_exact(value, sheet) for value in cells.iloc[:, position]]
            cells.isetitem(position, pd.Series(kept, dtype=object, index=cells.index).array)
    yield [text_cell(str(column), "s", sheet) for column in frame.columns]
    for row in cells.itertuples(index=False, name=None):
        yield list(row)


def _exact(value: object, sheet: WriteOnlyWorksheet) -> object:
    """Make a cell for what openpyxl would take for something else, or write with too few digits."""
    if isinstance(value, str):
        changes = value.startswith("=") or value in ERROR_CODES or RETURN.search(value)
        return text_cell(value, "s", sheet) if changes else value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and float(f"{value:.16g}") != value:
        return text_cell(repr(value), "n", sheet)
    return value


def text_cell(text: str, kind: Literal["s", "n"], sheet: WriteOnlyWorksheet) -> Cell:
    """Make a cell of text or of a number as written, whatever it looks like."""
    cell: Cell = WriteOnlyCell(sheet, _escaped(text))
    cell.data_type = kind
    cell.quotePrefix = kind == "s"
    return cell


def _escaped(text: str) -> str:
    return ESCAPED.sub(r"_x005F\g<0>", text).replace("\r", "_x000D_")


def _unescaped(cell: object) -> object:
    """Undo `_escaped`, which is how Excel writes carriage returns too."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell) if isinstance(cell, str) else cell


def forget_when(path: Path) -> None:
    """Write the archive again without the moment at which it was made."""
    renewed = path.with_name(f"{path.name}.renewed")
    with ZipFile(path) as old, ZipFile(renewed, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == PROPERTIES:
                content = _with_fixed_moments(content)
            new.writestr(ZipInfo(part), content, ZIP_DEFLATED)
    renewed.replace(path)


def _with_fixed_moments(properties: bytes) -> bytes:
    """Replace the moments of making and changing in a workbook's properties."""
    for name in (b"created", b"modified"):
        start = properties.find(b">", properties.find(b"<dcterms:" + name)) + 1
        end = properties.find(b"</dcterms:" + name, start)
        properties = properties[:start] + WRITTEN_AT.encode() + properties[end:]
    return properties
