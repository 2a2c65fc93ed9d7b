"""Data folders with random and damaged bytes: they are read, or refused with one clear error; nothing else happens."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from tests.hostile import damaged, is_read_or_refused
from tests.network.test_round_trips import FEW

FILES = [
    *(("csv", name) for name in ("people.csv", "ties.csv", "districts.geojson", "about.toml")),
    *(("csv.gz", name) for name in ("people.csv.gz", "ties.csv.gz")),
    *(("parquet", name) for name in ("people.parquet", "ties.parquet", "districts.parquet")),
    ("xlsx", "network.xlsx"),
    ("gpkg", "network.gpkg"),
]


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> Path:
    """Return a folder with the same network in every format."""
    people = pd.DataFrame({"person": ["a", "b", "c"], "district": ["west", "west", "east"], "age": [1, 2, 3]})
    ties = pd.DataFrame(
        {"giver": ["a", "b"], "receiver": ["b", "a"], "hours_per_week": [8, 1.5], "since": ["2024-01-01", None]}
    )
    squares = [shapely.box(5.0, 52.0, 5.1, 52.1), shapely.box(5.1, 52.0, 5.2, 52.1)]
    districts = gpd.GeoDataFrame({"district": ["west", "east"]}, geometry=squares, crs=4326)
    network = ng.from_tables(people, ties, districts, {"source": "made up", "reference_date": "2026-01-01"})
    folder = tmp_path_factory.mktemp("good")
    for kind in dict.fromkeys(kind for kind, _ in FILES):
        network.write(folder / kind, format=kind)
    return folder


def is_fine(good: Path, kind: str, name: str, data: st.DataObject) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(good / kind, folder, dirs_exist_ok=True)
        file = Path(folder) / name
        file.write_bytes(damaged(data, file.read_bytes()))
        on_fault = data.draw(st.sampled_from(["raise", "set_aside"]))
        return is_read_or_refused(lambda: ng.read_network(folder, on_fault=on_fault))


@pytest.mark.parametrize(("kind", "name"), FILES)
@given(data=st.data())
@settings(FEW, max_examples=8)
def test_damaged_files_are_read_or_refused(kind, name, good, data):
    assert is_fine(good, kind, name, data)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "name"), FILES)
@given(data=st.data())
@settings(FEW, max_examples=100)
def test_many_damaged_files_are_read_or_refused(kind, name, good, data):
    assert is_fine(good, kind, name, data)
