"""Parquet and GeoParquet, written by pyarrow and GeoPandas as other programs do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

import netgraph as ng
from netgraph.files.columnar import write_parquet
from tests.folders import fault, told, write_files

if TYPE_CHECKING:
    from pathlib import Path


def test_integer_and_dictionary_identifiers_agree_with_text(tmp_path: Path) -> None:
    """SAFETY: Parquet may hold text, integers or dictionaries, and people and ties must agree."""
    people = pa.table({"person": pa.array([7, 8, 9]), "district": pa.array(["w", "w", "e"]).dictionary_encode()})
    ties = pa.table(
        {
            "giver": pa.array(["7", "8"]).dictionary_encode(),
            "receiver": pa.array([b"8", b"9"]),
            "since": pa.array([dt.date(2024, 1, 31), None]),
            "hours_per_week": pa.array([2, None], pa.int8()),
        }
    )
    pq.write_table(people, tmp_path / "people.parquet")
    pq.write_table(ties, tmp_path / "ties.parquet")
    network = ng.read_network(tmp_path)
    assert network.people["person"].tolist() == ["7", "8", "9"]
    assert network.ties[["giver", "receiver"]].to_numpy().tolist() == [["7", "8"], ["8", "9"]]
    assert network.ties["since"].tolist()[0] == pd.Timestamp("2024-01-31")
    assert network.ties["hours_per_week"].tolist()[0] == 2


def test_geoparquet_whatever_its_geometry_is_called(tmp_path: Path) -> None:
    districts = gpd.GeoDataFrame({"district": ["w"]}, geometry=[shapely.box(0, 0, 9, 9)], crs=28992)
    districts.rename_geometry("geom").to_parquet(tmp_path / "districts.parquet")
    write_files(tmp_path, {"people.csv": "person,district\na,w\n", "ties.csv": "giver,receiver\n"})
    read = ng.read_network(tmp_path).districts
    assert read.crs == "EPSG:28992"
    assert read.geometry.tolist() == [shapely.box(0, 0, 9, 9)]


def test_two_columns_of_boundaries(tmp_path: Path) -> None:
    districts = gpd.GeoDataFrame({"district": ["w"], "geometry": [None]}, geometry="geometry", crs=28992)
    districts["middle"] = gpd.GeoSeries([shapely.Point(0, 0)], crs=28992)
    people, ties = pd.DataFrame({"person": ["a"], "district": ["w"]}), pd.DataFrame({"giver": [], "receiver": []})
    with pytest.raises(ng.DataError, match="a second column of boundaries"):
        ng.from_tables(people, ties, districts.set_geometry("middle"))


@pytest.mark.parametrize("content", [b"", b"person,district\n", b"PAR1 and then nothing PAR1"])
def test_what_is_no_parquet_file(content: bytes, tmp_path: Path) -> None:
    write_files(tmp_path, {"people.parquet": content, "ties.csv": "giver,receiver\n"})
    assert told(fault(tmp_path).problems) == [("people", None, "", "not_readable")]


def test_mixed_cells_are_refused_without_showing_them(tmp_path: Path) -> None:
    with pytest.raises(ng.NetgraphError, match="several kinds") as raised:
        write_parquet(tmp_path / "x.parquet", pd.DataFrame({"a": pd.Series(["secret", 1], dtype=object)}))
    assert "secret" not in str(raised.value)


def test_a_named_index_is_a_column(tmp_path: Path) -> None:
    """Pandas writes an index beside the columns: one with a name holds data, here the person."""
    people = pd.DataFrame({"person": ["a", "b"], "district": "w"}).set_index("person")
    people.to_parquet(tmp_path / "people.parquet")
    pd.DataFrame({"giver": ["a"], "receiver": ["b"]}, index=[5]).to_parquet(tmp_path / "ties.parquet")
    network = ng.read_network(tmp_path)
    assert network.people["person"].tolist() == ["a", "b"]
    assert "index" not in network.ties
