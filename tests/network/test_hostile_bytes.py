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
from tests.network.test_round_trips import FEW

FILES = [
    *(("csv", name) for name in ("people.csv", "ties.csv", "districts.geojson", "about.toml")),
    *(("csv.gz", name) for name in ("people.csv.gz", "ties.csv.gz")),
    *(("parquet", name) for name in ("people.parquet", "ties.parquet", "districts.parquet")),
    ("xlsx", "network.xlsx"),
    ("gpkg", "network.gpkg"),
]
PIECES = [b"", b"\xff", b"\x00", b"<", b'"', b",", b"\n", b"nan", b"1e999", b"9" * 30, b"[", b"]", b"{", b"-", b"="]


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


def spoilt(draw: st.DataObject, content: bytes) -> bytes:
    """Return something else in the place of a file, or the file with pieces cut out, doubled or written over."""
    if draw.draw(st.integers(0, 9)) == 0:
        return draw.draw(st.binary(max_size=300))
    for _ in range(draw.draw(st.integers(1, 3))):
        start = draw.draw(st.integers(0, len(content)))
        end = draw.draw(st.integers(start, min(len(content), start + 80)))
        piece = draw.draw(st.sampled_from([*PIECES, content[start:end] * 2]) | st.binary(max_size=4))
        content = content[:start] + piece + content[end:]
    return content


def read_or_refused(good: Path, kind: str, name: str, draw: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(good / kind, folder, dirs_exist_ok=True)
        file = Path(folder) / name
        file.write_bytes(spoilt(draw, file.read_bytes()))
        try:
            network = ng.read_network(folder, on_fault=draw.draw(st.sampled_from(["raise", "set_aside"])))
        except ng.NetgraphError:
            return
        assert len(network.people), "what was read has somebody in it"


@pytest.mark.parametrize(("kind", "name"), FILES)
@given(draw=st.data())
@settings(FEW, max_examples=8)
def test_damaged_files_are_read_or_refused(kind, name, good, draw):
    read_or_refused(good, kind, name, draw)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "name"), FILES)
@given(draw=st.data())
@settings(FEW, max_examples=100)
def test_many_damaged_files_are_read_or_refused(kind, name, good, draw):
    read_or_refused(good, kind, name, draw)
