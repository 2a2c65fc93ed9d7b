"""Excel workbooks. Expected values: what stands in the cells, read back by openpyxl or written by it."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pandas as pd
import pytest

import netgraph as ng
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.workbook import read_workbook, write_workbook
from tests.folders import fault, told, write_files

if TYPE_CHECKING:
    from pathlib import Path

TIES = [["giver", "receiver"], ["007", "7"]]


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """Make a workbook cell by cell, as somebody does in Excel."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


def test_an_error_in_a_cell_is_no_empty_cell(tmp_path: Path) -> None:
    """A district that was looked up in vain would be a district that is not known."""
    people = [["person", "district"], ["a", "west"], ["b", "#N/A"], ["c", "#REF!"]]
    workbook(tmp_path / "network.xlsx", people=people, ties=TIES)
    with pytest.raises(ng.DataError, match=r"cell B3 \(and 1 more like it\) holds #N/A: a formula went wrong") as told_:
        ng.read_network(tmp_path / "network.xlsx")
    assert "error_cell" in set(told_.value.problems["rule"])


def test_capitals_of_sheets_do_not_count_as_those_of_files_do_not(tmp_path: Path) -> None:
    workbook(
        tmp_path / "network.xlsx", People=[["person", "district"], ["a", "W"], ["b", "W"]], TIES=[*TIES[:1], ["a", "b"]]
    )
    assert len(ng.read_network(tmp_path).ties) == 1


def test_three_sheets_with_text_numbers_flags_and_dates(tmp_path: Path) -> None:
    """007 typed as text stays 007, and the number 7 is the same person as the text 7 of the ties."""
    day = dt.date(2024, 1, 31)
    people = [
        ["person", "district", "respondent", "weight", "rooms", "born"],
        ["007", 36, True, 1.5, 3, day],
        [7, 36, False, 2, None, None],
    ]
    ties = [["giver", "receiver", "hours_per_week", "since"], [7, "007", 7.5, day], ["007", "7", 0, "1-12-2023"]]
    workbook(tmp_path / "network.xlsx", people=people, ties=ties, districts=[["district", "name"], [36, "Centrum"]])
    network = ng.read_network(tmp_path / "network.xlsx")
    assert network.people["person"].tolist() == ["007", "7"]
    assert network.people["district"].tolist() == ["36", "36"]
    assert network.people["respondent"].tolist() == [True, False]
    assert network.people["weight"].tolist() == [1.5, 2]
    assert network.people["rooms"].tolist()[0] == 3
    assert network.people["born"].tolist()[0] == pd.Timestamp(day)
    assert network.ties["giver"].tolist() == ["7", "007"]
    assert network.ties["since"].tolist() == [pd.Timestamp(day), pd.Timestamp("2023-12-01")]
    assert network.districts["name"].tolist() == ["Centrum"]


def test_one_sheet_a_file_and_empty_rows_are_counted(tmp_path: Path) -> None:
    people = [[], ["person", "district", None], ["a", "west"], [], ["b", "west"], ["a", "west"]]
    workbook(tmp_path / "people.xlsx", Blad1=people)
    workbook(tmp_path / "ties.xlsx", Blad1=[["giver", "receiver"], ["a", "b"]])
    assert told(fault(tmp_path).problems) == [("people", 6, "person", "duplicate_person")]


def test_a_column_that_is_there_twice(tmp_path: Path) -> None:
    workbook(tmp_path / "network.xlsx", people=[["person", "district", "person"], ["007", "w", "x"]], ties=TIES)
    assert ("people", None, "person", "duplicate_column") in told(fault(tmp_path).problems)


def test_hours_that_excel_turned_into_dates_are_a_fault(tmp_path: Path) -> None:
    ties = [["giver", "receiver", "hours_per_week"], ["a", "b", dt.datetime(2024, 7, 5)]]  # noqa: DTZ001 - as Excel
    workbook(tmp_path / "n.xlsx", people=[["person", "district"], ["a", "w"], ["b", "w"]], ties=ties)
    assert told(fault(tmp_path).problems) == [("ties", 2, "hours_per_week", "not_a_number")]


@pytest.mark.parametrize(
    ("sheets", "rule", "words"),
    [
        ({"mensen": [["person"]], "banden": [["giver"]]}, "missing_sheet", "Rename the sheet"),
        ({"people": []}, "empty_file", "column names"),
    ],
)
def test_sheets_that_are_not_there(
    sheets: dict[str, list[list[object]]], rule: str, words: str, tmp_path: Path
) -> None:
    workbook(tmp_path / "people.xlsx", **sheets)
    with pytest.raises(UnreadableError, match=words) as raised:
        read_workbook(tmp_path / "people.xlsx", "people")
    assert raised.value.rule == rule


TEXTS = ["=1+1", "=cmd|' /C calc'!A0", "#N/A", "#REF!", "+1", "-1", "@x", "007", "1", "true", "2024-01-31", "'x", " x "]


def test_text_is_never_a_formula_an_error_or_a_number(tmp_path: Path) -> None:
    """SAFETY: xlsx cells as text. The file is looked into with openpyxl, as Excel would take it."""
    path = tmp_path / "figures.xlsx"
    write_workbook(path, {"figures": pd.DataFrame({"=name": TEXTS, "group": pd.Categorical(TEXTS)})})
    sheet = openpyxl.load_workbook(path)["figures"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == ["=name", "group", *(text for text in TEXTS for _ in range(2))]
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "#")))
    assert read_workbook(path, "people").frame["=name"].tolist() == TEXTS


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    """DESIGN: the same input gives the same output, to the byte for files."""
    frame = pd.DataFrame({"a": ["x", "=y"], "day": pd.to_datetime(["2024-01-31", None])})
    write_workbook(tmp_path / "one.xlsx", {"figures": frame})
    time.sleep(1.1)  # a workbook keeps whole seconds
    write_workbook(tmp_path / "two.xlsx", {"figures": frame})
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["a\x07b"], "control character"),
        (["x" * 32_768], "longer than 32,767"),
        ([np.inf], "infinite"),
        ([["list"], 1], "neither text, numbers"),
        (pd.to_datetime(["2024-01-31"]).tz_localize("UTC"), "time zone"),
    ],
)
def test_what_a_workbook_cannot_hold_is_refused(cells: list[object], words: str, tmp_path: Path) -> None:
    """Openpyxl would cut long text off without a word."""
    with pytest.raises(ng.NetgraphError, match=words):
        write_workbook(tmp_path / "x.xlsx", {"figures": pd.DataFrame({"a": cells})})
    assert not list(tmp_path.iterdir())


def test_more_rows_than_a_sheet_has(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": np.zeros(1_048_576)})
    with pytest.raises(ng.NetgraphError, match="1,048,576 rows, which"):
        write_workbook(tmp_path / "x.xlsx", {"figures": frame})


def zipped(**parts: bytes) -> bytes:
    """Return a zip archive with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BOMB = b'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "not_readable"),
        (b"person,district\n", "not_readable"),
        (b"PK\x03\x04 and then nothing", "not_readable"),
        (zipped(nothing=b"x"), "not_readable"),
        (zipped(**{"xl/sharedStrings.xml": BOMB}), "not_readable"),
        (zipped(**{"xl/worksheets/sheet1.xml": b" " * 50_000_000}), "too_large"),
    ],
)
def test_files_that_are_no_workbook(content: bytes, rule: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"people.xlsx": content, "ties.csv": "giver,receiver\n"})
    started = time.perf_counter()
    error = fault(tmp_path)
    assert time.perf_counter() - started < 5, "a bomb is refused before it is unpacked"
    assert told(error.problems) == [("people", None, "", rule)]
    assert "people.xlsx" in str(error)
