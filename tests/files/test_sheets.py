"""Sheets for people to read: what openpyxl finds in them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from netgraph.files import OutputError, Sheet, write_sheets

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.one_of(st.sampled_from("=+-@#'\"\n"), st.characters(codec="utf-8")), min_size=1).filter(
    lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and not set("\r\ufffe\uffff") & set(text) and "_x" not in text
)
CELL = st.none() | TEXT | st.floats(allow_nan=False, allow_infinity=False, width=32)


def read(path: Path) -> list[list[object]]:
    return [list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_cells_come_back_as_they_were(
    rows: list[tuple[object, object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A filled first column, since rows without any cell at the end of a sheet are not in the file."""
    path = tmp_path_factory.mktemp("sheets") / "made.xlsx"
    table = pd.DataFrame([("x", *row) for row in rows], columns=["first", "=1", "b"], dtype=object)
    write_sheets(path, {"one": Sheet(table, widths=(10, 10, 10))})
    head, *found = read(path)
    assert head == ["first", "=1", "b"]
    assert found == [["x", *row] for row in rows]


def test_numbers_have_the_format_of_their_column_or_row(tmp_path: Path) -> None:
    table = pd.DataFrame({"share": [0.25, 0.5], "mixed": [0.25, 3.5]}, dtype=object)
    formats = {0: "0%", 1: ("0%", "0.0")}
    write_sheets(tmp_path / "made.xlsx", {"one": Sheet(table, widths=(10, 10), formats=formats, fixed=1)})
    sheet = load_workbook(tmp_path / "made.xlsx")["one"]
    assert [[cell.number_format for cell in row] for row in sheet["A2:B3"]] == [["0%", "0%"], ["0%", "0.0"]]
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_a_row_is_as_high_as_its_longest_text(tmp_path: Path) -> None:
    """Text of 25 characters in a column of 10 takes three lines of 15 points; a new line begins another one."""
    table = pd.DataFrame({"text": ["x" * 25, "x", "x\nx", None]}, dtype=object)
    write_sheets(tmp_path / "made.xlsx", {"one": Sheet(table, widths=(10,))})
    heights = load_workbook(tmp_path / "made.xlsx")["one"].row_dimensions
    assert [heights[row].height for row in range(1, 6)] == [15, 45, 15, 30, 15]


def test_what_a_workbook_cannot_hold_is_refused(tmp_path: Path) -> None:
    table = pd.DataFrame({"text": ["x" * 40_000]}, dtype=object)
    with pytest.raises(OutputError, match="longer than 32,767 characters"):
        write_sheets(tmp_path / "made.xlsx", {"one": Sheet(table, widths=(10,))})
