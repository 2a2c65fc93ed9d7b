"""Workbooks for people to read: widths, wrapped text, number formats and a picture; cells never become formulas."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from netgraph.files.workbook import forget_when, refuse_impossible, text_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Sheet", "write_sheets"]

HEADER_GROUND = PatternFill("solid", fgColor="E8F0F7")
FONT = "Calibri"  # without a name some programs take another
BOLD, PLAIN = Font(name=FONT, size=11, bold=True), Font(name=FONT, size=11)
WRAPPED = Alignment(wrap_text=True, vertical="top")
PICTURE_WIDTH = 760  # pixels, as shown
HIGHEST = 409.0  # points; Excel has no higher rows
WIDEST_PAGE = 200.0  # characters that can be read on one sheet of paper
LINE = 15.0  # points, the height of one line
A4 = 9  # what Excel calls that size of paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a sheet that is read from the screen.

    Attributes
    ----------
    table : DataFrame
        Cells of text, floats or None, in columns of objects.
    widths : sequence of float
        Of the columns, in characters.
    formats : mapping of int to str, or to sequence of str
        By position of the column how Excel writes its numbers: all alike, or row by row.
    bold : set of str
        Texts in the first column that stand out.
    fixed : int
        Columns that stay in sight.
    picture : bytes or None
        A PNG beside the table.
    """

    table: pd.DataFrame
    widths: Sequence[float]
    formats: Mapping[int, str | Sequence[str]] = field(default_factory=dict)
    bold: frozenset[str] = frozenset()
    fixed: int = 0
    picture: bytes | None = None


def write_sheets(path: Path, sheets: Mapping[str, Sheet]) -> None:
    """Write sheets in order; text stays text, whatever it looks like.

    Raises
    ------
    OutputError
        There are more rows or longer cells than a workbook can hold, or characters that it cannot.
    """
    instead = "Take that out of the data or the texts, or write a page (.html)."
    refuse_impossible(path, {name: sheet.table for name, sheet in sheets.items()}, instead)
    workbook = Workbook(write_only=True)
    for name, sheet in sheets.items():
        # Openpyxl's own types do not tell a sheet that is only written from any other.
        _write(sheet, cast("WriteOnlyWorksheet", workbook.create_sheet(name)))
    workbook.save(path)
    forget_when(path)


def _write(sheet: Sheet, to: WriteOnlyWorksheet) -> None:
    """Write one sheet."""
    for position, width in enumerate(sheet.widths, start=1):
        to.column_dimensions[get_column_letter(position)].width = width
    to.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}2"
    if sheet.picture is not None:
        picture = Image(BytesIO(sheet.picture))
        picture.width, picture.height = PICTURE_WIDTH, round(picture.height * PICTURE_WIDTH / picture.width)
        cast("Worksheet", to).add_image(picture, f"{get_column_letter(len(sheet.widths) + 2)}2")
    else:
        last = get_column_letter(max(sheet.table.shape[1], 1))
        to.auto_filter.ref = f"A1:{last}{len(sheet.table) + 1}"
    to.page_setup.orientation, to.page_setup.paperSize = "landscape", A4
    to.page_setup.fitToWidth = ceil(sum(sheet.widths) / WIDEST_PAGE)
    to.page_setup.fitToHeight, to.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    cast("Worksheet", to).print_title_rows = "1:1"
    to.row_dimensions[1].height = _height([str(name) for name in sheet.table.columns], sheet.widths)
    to.append([_header(str(name), to) for name in sheet.table.columns])
    for number, (values, row) in enumerate(_rows(sheet, to), start=2):
        to.row_dimensions[number].height = _height(values, sheet.widths)
        to.append(row)


def _height(values: Iterable[object], widths: Sequence[float]) -> float:
    """Return how high a row must be for its wrapped text: not every program finds that out by itself."""
    lines = [
        sum(max(1, ceil(len(line) / width)) for line in value.split("\n"))
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    ]
    return min(LINE * max(lines, default=1), HIGHEST)


def _header(name: str, to: WriteOnlyWorksheet) -> Cell:
    cell = text_cell(name, "s", to)
    cell.font, cell.fill, cell.alignment = BOLD, HEADER_GROUND, WRAPPED
    return cell


def _rows(sheet: Sheet, to: WriteOnlyWorksheet) -> Iterator[tuple[tuple[object, ...], list[Cell | None]]]:
    """Give the values of each row, and the cells made of them."""
    for number, row in enumerate(sheet.table.itertuples(index=False, name=None)):
        cells = [_cell(value, _format_of(sheet, position, number), to) for position, value in enumerate(row)]
        if cells[0] is not None and row[0] in sheet.bold:
            cells[0].font = BOLD
        yield row, cells


def _format_of(sheet: Sheet, position: int, row: int) -> str:
    found = sheet.formats.get(position, "General")
    return found if isinstance(found, str) else found[row]


def _cell(value: object, number_format: str, to: WriteOnlyWorksheet) -> Cell | None:
    """Make a cell of text or of a number; nothing of what is missing."""
    if value is None or value == "":
        return None
    if isinstance(value, float):
        cell = text_cell(repr(value), "n", to)
        cell.number_format = number_format
    else:
        cell = text_cell(str(value), "s", to)
    cell.alignment, cell.font = WRAPPED, PLAIN
    return cell
