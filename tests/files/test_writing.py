"""A whole data folder out: which files, and what is refused before anything changes."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import netgraph as ng
from netgraph.files import OutputError, write_table
from netgraph.files.writing import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = pd.DataFrame({"person": ["a", "b"], "district": ["w", "w"], "code": ["1", "2"], "word": ["x", "y"]})
TIES = pd.DataFrame({"giver": ["a"], "receiver": ["b"]})
BOUNDARIES = gpd.GeoDataFrame({"district": ["w"]}, geometry=[shapely.box(5, 52, 6, 53)], crs=4326)

FILES = {
    "csv": ["about.toml", "districts.geojson", "people.csv", "ties.csv"],
    "csv.gz": ["about.toml", "districts.geojson", "people.csv.gz", "ties.csv.gz"],
    "parquet": ["about.toml", "districts.parquet", "people.parquet", "ties.parquet"],
    "xlsx": ["about.toml", "districts.geojson", "network.xlsx"],
    "gpkg": ["about.toml", "network.gpkg"],
}


def network(districts: pd.DataFrame | None = BOUNDARIES) -> ng.SupportNetwork:
    """Return a small network."""
    return ng.from_tables(
        PEOPLE, TIES, districts, about={"source": 'a "quoted" source', "reference_date": "2026-01-01"}
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_the_files_of_each_format(kind: str, tmp_path: Path) -> None:
    network().write(tmp_path / "data", format=kind)
    assert sorted(entry.name for entry in (tmp_path / "data").iterdir()) == FILES[kind]
    assert [entry.name for entry in tmp_path.iterdir()] == ["data"]
    assert {oct(entry.stat().st_mode & 0o777) for entry in (tmp_path / "data").iterdir()} == {"0o600"}
    about = tomllib.loads((tmp_path / "data" / "about.toml").read_text(encoding="utf-8"))
    assert about["source"] == 'a "quoted" source'
    assert about["design"] == "whole_network"
    assert about.get("text_columns") == ({"people": ["code"]} if kind in ("csv", "csv.gz") else None)


@pytest.mark.parametrize("kind", FORMATS)
def test_written_again_the_bytes_are_the_same(kind: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        network().write(tmp_path / name, format=kind)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_writing_over_an_older_network_leaves_other_files_alone(tmp_path: Path) -> None:
    network().write(tmp_path / "data")
    (tmp_path / "data" / "remarks.txt").write_text("mine")
    smaller = network().only(people=[True, False])
    smaller.write(tmp_path / "data")
    assert ng.read_network(tmp_path / "data").equals(smaller)
    assert (tmp_path / "data" / "remarks.txt").read_text() == "mine"


def test_a_second_copy_of_a_table_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    """A folder with districts.geojson and districts.csv could not be read any more."""
    network().write(tmp_path / "data")
    with pytest.raises(OutputError, match=r"holds districts\.geojson already"):
        network(districts=None).write(tmp_path / "data")
    assert ng.read_network(tmp_path / "data").equals(network())


def test_tables_of_another_format_may_not_stay_beside_a_shared_file(tmp_path: Path) -> None:
    """People.csv would go before the people of network.xlsx: an older table would be read, unseen."""
    network().write(tmp_path / "data")
    for other in ("parquet", "xlsx", "gpkg"):
        with pytest.raises(OutputError, match=r"already\. Choose an empty folder"):
            network().write(tmp_path / "data", format=other)
    assert ng.read_network(tmp_path / "data").equals(network())


@pytest.mark.parametrize(
    ("folder", "kind", "words"),
    [
        ("data", "ods", "format 'ods' is not known"),
        ("data", "xls", "Did you mean xlsx"),
        ("nowhere/data", "csv", "does not exist. Make it first"),
        ("file.txt", "csv", "is a file. Give the name of a folder"),
    ],
)
def test_what_cannot_be_written(folder: str, kind: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(OutputError, match=words):
        network().write(tmp_path / folder, format=kind)
    assert [entry.name for entry in tmp_path.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "gpkg"])
def test_a_table_that_fails_half_way_leaves_the_older_network(kind: str, tmp_path: Path) -> None:
    """The ties fail when people.csv is written already: the folder still holds the older network."""
    network().write(tmp_path / "data", format=kind)
    bad = ng.from_tables(PEOPLE, TIES.assign(remark="a\x00b"), BOUNDARIES)
    with pytest.raises(OutputError, match="cannot write"):
        bad.write(tmp_path / "data", format=kind)
    assert ng.read_network(tmp_path / "data").equals(network())
    assert [entry.name for entry in tmp_path.iterdir()] == ["data"]


def test_a_table_of_figures_with_and_without_geometry(tmp_path: Path) -> None:
    figures = BOUNDARIES.assign(isolated=0.25)
    for ending in ("csv", "xlsx", "parquet", "gpkg"):
        write_table(figures, tmp_path / f"figures.{ending}")
    assert (tmp_path / "figures.csv").read_text() == "district,isolated\nw,0.25\n"
    assert gpd.read_parquet(tmp_path / "figures.parquet").equals(figures)
    assert gpd.read_file(tmp_path / "figures.gpkg", engine="pyogrio").geometry.tolist() == BOUNDARIES.geometry.tolist()
    sheet = pd.read_excel(tmp_path / "figures.xlsx", sheet_name="figures")
    assert sheet.to_dict("list") == {"district": ["w"], "isolated": [0.25]}
