"""CSV as people really have it. Expected cells: what the program that wrote the file showed on the screen."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.files.delimited import read_delimited, write_delimited
from netgraph.files.text_cells import neutralise_formulas, restore_formulas
from netgraph.schema.faults import Faults
from tests.folders import PEOPLE, TIES, fault, good_folder, told, write_files

if TYPE_CHECKING:
    from pathlib import Path

CELLS = [["a", "Café ’t Hoekje"], ["b", 'zei "ja"; en ging']]


def read(path: Path, content: str | bytes) -> list[list[str | None]]:
    """Return the header and the cells of a file, missing as None; there are no faults."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    faults = Faults()
    table = read_delimited(path, "people", faults)
    assert not faults
    cells = table.frame.astype(object)
    return [list(table.frame.columns), *cells.where(cells.notna(), None).to_numpy().tolist()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_separators_and_line_ends(delimiter: str, end: str, last: bool, tmp_path: Path) -> None:
    lines = [["person", "name"], ["a", "Ann"], ["b", ""]]
    text = end.join(delimiter.join(line) for line in lines) + (end if last else "")
    assert read(tmp_path / "people.csv", text) == [["person", "name"], ["a", "Ann"], ["b", None]]


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1252"),
        lambda text: gzip.compress(text.encode("utf-8")),
    ],
)
def test_encodings(encoded: object, tmp_path: Path) -> None:
    text = 'person;name\r\na;Café ’t Hoekje\r\nb;"zei ""ja""; en ging"\r\n'
    content = encoded(text)
    name = "people.csv.gz" if content.startswith(b"\x1f\x8b") else "people.csv"
    assert read(tmp_path / name, content) == [["person", "name"], *CELLS]


def test_a_gz_in_capitals(tmp_path: Path) -> None:
    write_files(tmp_path, {"PEOPLE.CSV.GZ": gzip.compress(PEOPLE.encode()), "Ties.csv": TIES})
    assert len(ng.read_network(tmp_path).people) == 2


def test_quotes_line_breaks_and_separators_within_cells(tmp_path: Path) -> None:
    text = 'person,name\r\na,"two\r\nlines, and\na third"\r\nb,"say ""hi"""\r\nc,5" pipe\r\n'
    assert read(tmp_path / "people.csv", text)[1:] == [
        ["a", "two\r\nlines, and\na third"],
        ["b", 'say "hi"'],
        ["c", '5" pipe'],
    ]


def test_sep_line_of_excel_is_no_row(tmp_path: Path) -> None:
    folder = good_folder(tmp_path, people="sep=;\nperson;district\na;west\nb;west\na;west\n")
    error = fault(folder)
    assert told(error.problems) == [("people", 5, "person", "duplicate_person")]


def test_empty_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    text = "\n;;\nperson;district\n\na;west\n;\n\n  \nb;west\na;west\n;;;\n"
    error = fault(good_folder(tmp_path, people=text))
    assert ("people", 10, "person", "duplicate_person") in told(error.problems)
    assert len(error.problems) == 2
    assert ("people", 11, "", "wrong_number_of_cells") in told(error.problems)


def test_nameless_columns(tmp_path: Path) -> None:
    """Excel saves empty columns, pandas its index without a name."""
    people = ",person,district,,\n0,a,west,,\n1,b,west,,\n"
    network = ng.read_network(good_folder(tmp_path, people=people))
    assert network.people.drop(columns=["roles", "respondent", "weight"]).columns.tolist() == [
        *("person", "district"),
        "column 1",
    ]
    assert network.people["column 1"].tolist() == [0, 1]


def test_na_is_a_name_and_only_empty_is_missing(tmp_path: Path) -> None:
    words = ["NA", "nan", "null", "None", "N/A", "-"]
    text = "person,name\n" + "".join(f"{number},{word}\n" for number, word in enumerate([*words, ""]))
    assert [row[1] for row in read(tmp_path / "people.csv", text)[1:]] == [*words, None]


def test_numbers_and_dates_as_dutch_excel_writes_them(tmp_path: Path) -> None:
    people = "person;district;weight;income\r\n007;0363;1,5;2500,5\r\n008;0363;2;\r\n"
    ties = "giver;receiver;hours_per_week;since;until\r\n007;008;7,5;31-1-2024;1-12-2025\r\n"
    network = ng.read_network(good_folder(tmp_path, people=people, ties=ties))
    assert network.people["person"].tolist() == ["007", "008"]
    assert network.people["district"].tolist() == ["0363", "0363"]
    assert network.people["weight"].tolist() == [1.5, 2]
    assert network.people["income"].tolist()[0] == 2500.5
    tie = network.ties.iloc[0]
    assert tie["hours_per_week"] == 7.5
    assert (tie["since"], tie["until"]) == (pd.Timestamp("2024-01-31"), pd.Timestamp("2025-12-01"))


def test_leading_zeros_of_any_column_stay(tmp_path: Path) -> None:
    people = "person,district,postcode\na,1,0012\nb,1,1234\n"
    network = ng.read_network(good_folder(tmp_path, people=people))
    assert network.people["postcode"].tolist() == ["0012", "1234"]
    assert network.people["district"].tolist() == ["1", "1"]


@pytest.mark.parametrize(
    ("content", "rule", "row", "advice"),
    [
        (b"", "empty_file", None, "Expected a row of column names"),
        (b" \n\n", "empty_file", None, "Expected a row of column names"),
        (b"sep=;\n", "empty_file", None, "column names"),
        (b"\n;;\n,,", "empty_file", None, "column names"),
        (PEOPLE.encode("utf-16"), "bad_encoding", None, "CSV UTF-8"),
        (PEOPLE.encode("utf-16-le"), "bad_encoding", None, "CSV UTF-8"),
        ("person,district\na,café\n".encode() + "b,café\n".encode("cp1252"), "bad_encoding", 3, "CSV UTF-8"),
        (b"person,district\na,\x81\xff\n", "bad_encoding", 2, "CSV UTF-8"),
        (b"PK\x03\x04\x00\x00", "bad_encoding", None, "CSV UTF-8"),
        (b'person,district\na,"west\nb,west\nc,west\n', "bad_quotes", 2, "write it twice"),
        (b'person,district\na,"west\nb,"east\nc,west\n', "bad_quotes", 2, "write it twice"),
        (b'person,district\na,west\nb,"west" side\n', "bad_quotes", 3, "write it twice"),
    ],
)
def test_files_that_cannot_be_read(content: bytes, rule: str, row: int | None, advice: str, tmp_path: Path) -> None:
    """A stray quote would swallow the rows up to the next one into a cell, unseen."""
    error = fault(good_folder(tmp_path, people=content))
    assert told(error.problems) == [("people", row, "", rule)]
    assert advice in str(error)
    assert "people.csv" in str(error)


def test_header_of_a_megabyte(tmp_path: Path) -> None:
    assert ("people", 1, "", "not_parseable") in told(fault(good_folder(tmp_path, people="x" * 2**20)).problems)


FORMULAS = ["=1+1", "+31 6", "-5", "@home", "\tx", "\rx", "'=x", "''=x", "=cmd|' /C calc'!A0"]
HARMLESS = ["'s-Gravenhage", "'t Hofje", "5=5", "a-b", " =1", "x@y.nl", "'", ""]


def test_cells_that_a_spreadsheet_would_run_are_neutralised_and_restored() -> None:
    """OWASP, CSV injection: what starts with = + - @ tab or return runs."""
    marked = neutralise_formulas(pd.Series(FORMULAS))
    assert marked.str.startswith("'").all()
    assert restore_formulas(marked).tolist() == FORMULAS
    assert neutralise_formulas(pd.Series(HARMLESS)).tolist() == HARMLESS
    assert restore_formulas(pd.Series(HARMLESS)).tolist() == HARMLESS


@given(st.text())
def test_neutralised_text_is_always_restored(text: str) -> None:
    marked = neutralise_formulas(pd.Series([text], dtype="str"))
    assert marked.iloc[0][:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert restore_formulas(marked).iloc[0] == text


def test_what_is_written(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "=name": ["=1", 'a "b", c', None],
            "flag": pd.array([True, False, None], dtype="boolean"),
            "day": pd.to_datetime(["2024-01-31", None, "2024-02-01"]),
            "moment": pd.to_datetime(["2024-01-31 10:30", None, "2024-02-01"], format="ISO8601"),
            "number": [0.1, float("nan"), 1e21],
            "group": pd.Categorical(["+x", None, "y"]),
        }
    )
    write_delimited(tmp_path / "people.csv", frame)
    assert (tmp_path / "people.csv").read_text(encoding="utf-8") == (
        "'=name,flag,day,moment,number,group\n"
        "'=1,true,2024-01-31,2024-01-31 10:30:00,0.1,'+x\n"
        '"a ""b"", c",false,,,,\n'
        ",,2024-02-01,2024-02-01 00:00:00,1e+21,y\n"
    )


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), st.sampled_from("xyz")),
        min_size=1,
    )
)
def test_any_text_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    """Also with line ends, quotes and separators of every kind; empty text is missing."""
    path = tmp_path_factory.mktemp("csv") / "people.csv"
    write_delimited(path, pd.DataFrame(rows, columns=["text", "other"], dtype="str"))
    faults = Faults()
    table = read_delimited(path, "people", faults)
    assert not faults
    assert [tuple(row) for row in table.frame.fillna("").to_numpy().tolist()] == rows


@pytest.mark.parametrize("cells", [["a\x00b"], ["a", 1], [["list"]]])
def test_what_csv_cannot_hold_is_refused_before_anything_is_written(cells: list[object], tmp_path: Path) -> None:
    frame = pd.DataFrame({"secret": pd.Series(cells, dtype=object)})
    with pytest.raises(ng.NetgraphError, match=r"which CSV cannot\. Write"):
        write_delimited(tmp_path / "x.csv", frame)
    assert not list(tmp_path.iterdir())
