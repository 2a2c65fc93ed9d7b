"""Excel workbooks: cells in, and cells out that never become formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from netgraph.files.atomic import OutputError
from netgraph.files.bytes_in import UnreadableError, check_zip
from netgraph.schema.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netgraph.schema.vocabulary import TableName

__all__ = ["read_workbook", "sheet_names", "write_workbook"]

FIRST_ROW = 2
BROKEN_WORKBOOK = (
    ValueError,
    KeyError,
    TypeError,
    OSError,
    EOFError,
    SyntaxError,
    AttributeError,
    IndexError,
)
"""What openpyxl raises on workbooks that are not what they claim."""


def sheet_names(path: Path) -> list[str]:
    """Return the names of a workbook's sheets."""
    check_zip(path)
    try:
        with pd.ExcelFile(path, engine="openpyxl") as workbook:
            return [str(name) for name in workbook.sheet_names]
    except (*BROKEN_WORKBOOK, InvalidFileException) as error:
        raise UnreadableError("not_readable", "this is not an .xlsx workbook. Save it as .xlsx in Excel.") from error


def read_workbook(path: Path, name: TableName) -> Table:
    """Read the sheet named like the table, or the only sheet; row 1 holds the column names."""
    sheets = sheet_names(path)
    sheet = name if name in sheets else sheets[0]
    if name not in sheets and len(sheets) > 1:
        message = f"the workbook has {len(sheets)} sheets and none is called {name}. Rename the sheet with the {name}."
        raise UnreadableError("missing_sheet", message)
    try:
        frame = pd.read_excel(
            path, sheet_name=sheet, dtype=object, engine="openpyxl", na_values=[""], keep_default_na=False
        )
    except BROKEN_WORKBOOK as error:
        raise UnreadableError("not_readable", "the sheet cannot be read. Save it again as .xlsx in Excel.") from error
    if frame.columns.empty:
        message = "the sheet is empty. Expected a row of column names and then the rows."
        raise UnreadableError("empty_file", message)
    rows = np.arange(FIRST_ROW, FIRST_ROW + len(frame))
    filled = frame.notna().any(axis=1).to_numpy()
    frame = frame[filled].reset_index(drop=True).infer_objects()
    return Table(name, frame, rows[filled].astype(object), path.name)


def write_workbook(path: Path, sheets: Mapping[str, pd.DataFrame]) -> None:
    """Write one sheet a table; text that starts like a formula stays text.

    Raises
    ------
    OutputError
        A cell holds a control character, which a workbook cannot.
    """
    try:
        with pd.ExcelWriter(path, engine="openpyxl") as writer:
            for name, frame in sheets.items():
                frame.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
                for row in writer.sheets[name].iter_rows():
                    for cell in row:
                        if cell.data_type == "f":
                            cell.data_type = "s"
                            cell.quotePrefix = True
    except IllegalCharacterError as error:
        message = (
            f"cannot write {path.name}: a cell holds a control character, which .xlsx cannot. Write CSV or Parquet."
        )
        raise OutputError(message) from error
