"""A data folder: which file holds which table (DESIGN: The tables, data folder)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import netgraph as ng
from netgraph.files.geopackage import write_layer
from netgraph.files.workbook import write_workbook
from tests.folders import DISTRICTS, PEOPLE, TIES, fault, good_folder, told, write_files

if TYPE_CHECKING:
    from pathlib import Path


def test_every_table_in_a_format_of_its_own(tmp_path: Path) -> None:
    frame = pd.DataFrame({"giver": ["a"], "receiver": ["b"]})
    frame.to_parquet(tmp_path / "ties.parquet")
    write_workbook(tmp_path / "districts.xlsx", {"Blad1": pd.DataFrame({"district": ["west", "east"]})})
    write_files(tmp_path, {"People.CSV": PEOPLE, "remarks.txt": "mine", "about.toml": 'place = "Almere"'})
    network = ng.read_network(str(tmp_path))
    assert (len(network.people), len(network.ties), len(network.districts)) == (2, 1, 2)
    assert network.about.place == "Almere"


def test_districts_are_optional(tmp_path: Path) -> None:
    assert ng.read_network(good_folder(tmp_path)).districts["district"].tolist() == ["east", "west"]


def test_several_files_of_one_table(tmp_path: Path) -> None:
    error = fault(write_files(good_folder(tmp_path), {"people.csv.gz": b"", "people.xlsx": b""}))
    assert told(error.problems) == [("people", None, "", "several_files")]
    assert "people.csv, people.csv.gz, people.xlsx" in str(error)


@pytest.mark.parametrize(("files", "missing"), [({}, ["people", "ties"]), ({"ties.csv": TIES}, ["people"])])
def test_missing_files(files: dict[str, str], missing: list[str], tmp_path: Path) -> None:
    error = fault(write_files(tmp_path, files))
    assert told(error.problems) == [(name, None, "", "missing_file") for name in missing]
    assert "Expected people.csv, people.csv.gz, people.parquet, people.xlsx, people.geojson, people.gpkg" in str(error)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    error = fault(tmp_path / "nowhere")
    assert told(error.problems) == [("folder", None, "", "missing_file")]
    assert "Check the path" in str(error)


def test_a_file_with_all_tables_by_any_name_and_its_about_beside_it(tmp_path: Path) -> None:
    for name, frame in (
        ("people", pd.DataFrame({"person": ["a", "b"], "district": ["west", "west"]})),
        ("ties", pd.DataFrame({"giver": ["a"], "receiver": ["b"]})),
    ):
        write_layer(tmp_path / "almere.gpkg", name, frame)
    write_layer(tmp_path / "background.gpkg", "roads", pd.DataFrame({"road": ["A6"]}))
    write_files(tmp_path, {"about.toml": 'place = "Almere"'})
    for path in (tmp_path, tmp_path / "almere.gpkg"):
        network = ng.read_network(path)
        assert (len(network.people), network.about.place) == (2, "Almere")


def test_a_file_of_its_own_goes_before_the_shared_one(tmp_path: Path) -> None:
    sheets = {
        "people": pd.DataFrame({"person": ["a"], "district": ["west"]}),
        "ties": pd.DataFrame({"giver": [], "receiver": []}),
    }
    write_workbook(tmp_path / "network.xlsx", sheets)
    write_files(tmp_path, {"people.csv": PEOPLE})
    assert len(ng.read_network(tmp_path).people) == 2


def test_tables_may_stand_in_several_workbooks_but_each_in_one(tmp_path: Path) -> None:
    people = pd.DataFrame({"person": ["a"], "district": ["W"]})
    ties = pd.DataFrame({"giver": [], "receiver": []})
    write_workbook(tmp_path / "network.xlsx", {"people": people, "ties": ties})
    write_workbook(tmp_path / "areas.xlsx", {"districts": pd.DataFrame({"district": ["W", "E"]}), "x": people})
    assert len(ng.read_network(tmp_path).districts) == 2
    write_workbook(tmp_path / "other.xlsx", {"people": people, "x": ties})
    assert "more than one file of people: network.xlsx, other.xlsx" in str(fault(tmp_path))


def test_districts_of_a_kind_that_is_not_read_are_told(tmp_path: Path) -> None:
    """Otherwise names, inhabitants and those without people would be gone without a word."""
    write_files(tmp_path, {"people.csv": PEOPLE, "ties.csv": TIES, "districts.shp": b"x", "districts.dbf": b"x"})
    assert "districts.dbf is of no kind that is read. Expected districts.csv" in str(fault(tmp_path))
    write_files(tmp_path, {"districts.csv": DISTRICTS})
    assert len(ng.read_network(tmp_path).districts) > 0


def test_a_shared_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Otherwise a broken network.xlsx would only be said to be no people.csv."""
    write_files(tmp_path, {"network.xlsx": b"no workbook"})
    error = fault(tmp_path)
    assert told(error.problems) == [("people", None, "", "missing_file"), ("ties", None, "", "missing_file")]
    assert "network.xlsx cannot be used: this is not an .xlsx workbook" in str(error)


def test_all_files_that_cannot_be_read_are_told_at_once(tmp_path: Path) -> None:
    folder = good_folder(tmp_path, people=b"", ties=TIES.encode("utf-16"), districts=DISTRICTS + '"')
    rules = {problem[0]: problem[3] for problem in told(fault(folder).problems)}
    assert rules == {"people": "empty_file", "ties": "bad_encoding", "districts": "bad_quotes"}
