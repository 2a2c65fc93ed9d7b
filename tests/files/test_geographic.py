"""Boundaries in GeoJSON and GeoPackage, honest and disguised (SAFETY: what was tried, and what follows)."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

import netgraph as ng
from netgraph.files.geojson import write_geojson
from netgraph.files.geopackage import read_geopackage, write_layer
from tests.folders import PEOPLE, TIES, fault, good_folder, told, write_files

if TYPE_CHECKING:
    from pathlib import Path

WEST, EAST = shapely.box(5.1, 52.3, 5.2, 52.4), shapely.box(5.2, 52.3, 5.3, 52.4)
IN_METRES = gpd.GeoSeries([WEST, EAST], crs=4326).to_crs(28992)
CODES = [{"district": "west"}, {"district": "east"}]


def geojson(geometries: list[object], properties: list[dict[str, object]] | None = None, **members: object) -> str:
    """Write a feature collection as other programs do."""
    shapes = [json.loads(shapely.to_geojson(one)) if isinstance(one, shapely.Geometry) else one for one in geometries]
    features = [
        {"type": "Feature", "properties": cells, "geometry": shape}
        for cells, shape in zip(properties or CODES, shapes, strict=False)
    ]
    return json.dumps({"type": "FeatureCollection", **members, "features": features})


def named(name: str) -> dict[str, object]:
    return {"type": "name", "properties": {"name": name}}


def folder_with(path: Path, content: str | bytes, name: str = "districts.geojson") -> Path:
    return write_files(good_folder(path), {name: content})


@pytest.mark.parametrize(
    ("shapes", "members", "crs"),
    [
        ([WEST, EAST], {}, "EPSG:4326"),
        ([WEST, EAST], {"crs": named("urn:ogc:def:crs:OGC:1.3:CRS84")}, "OGC:CRS84"),
        ([WEST, EAST], {"crs": named("EPSG:4326")}, "EPSG:4326"),
        (list(IN_METRES), {"crs": named("urn:ogc:def:crs:EPSG::28992")}, "EPSG:28992"),
        (list(IN_METRES), {"crs": named("EPSG:28992")}, "EPSG:28992"),
    ],
)
def test_crs_by_name(shapes: list[shapely.Geometry], members: dict[str, object], crs: str, tmp_path: Path) -> None:
    districts = ng.read_network(folder_with(tmp_path, geojson(shapes, **members))).districts
    assert districts.crs == crs
    assert [shape.equals(other) for shape, other in zip(districts.geometry, shapes, strict=True)] == [True, True]
    assert districts["district"].tolist() == ["west", "east"]


@pytest.mark.parametrize(
    "crs",
    [
        None,
        {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs.wkt", "type": "ogcwkt"}},
        {"type": "name", "properties": {"href": "http://127.0.0.1:9/crs.wkt"}},
        named("http://www.opengis.net/def/crs/EPSG/0/28992"),
        named("EPSG:0"),
        named("+proj=utm +init=/etc/passwd"),
        named("28992"),
        "EPSG:28992",
    ],
)
def test_a_crs_that_is_not_a_plain_name_is_a_fault_and_nobody_is_asked(crs: object, tmp_path: Path) -> None:
    error = fault(folder_with(tmp_path, geojson([WEST, EAST], crs=crs)))
    assert told(error.problems) == [("districts", None, "geometry", "no_crs")]


@pytest.mark.parametrize(
    ("shapes", "rows", "rule"),
    [
        (list(IN_METRES), [1, 2], "outside_earth"),
        ([WEST, shapely.Point(5, 52)], [2], "not_a_polygon"),
        ([shapely.Polygon([(5, 52), (6, 53), (6, 52), (5, 53)]), EAST], [1], "invalid_geometry"),
        ([{"type": "Polygon", "coordinates": []}, EAST], [1], "empty_geometry"),
        ([{"type": "Polygon", "coordinates": [[[5, 52], [6, 53]]]}, EAST], [1], "invalid_geometry"),
        ([{"type": "Polygon", "coordinates": "x"}, EAST], [1], "invalid_geometry"),
        ([{"type": "Blob"}, EAST], [1], "invalid_geometry"),
        (["POLYGON", EAST], [1], "invalid_geometry"),
        (
            [WEST, {"type": "Polygon", "coordinates": [[[5, 52], [1e999, 53], [6, 52], [5, 52]]]}],
            [2],
            "invalid_geometry",
        ),
    ],
)
def test_geometries_that_cannot_be_used(shapes: list[object], rows: list[int], rule: str, tmp_path: Path) -> None:
    problems = told(fault(folder_with(tmp_path, geojson(shapes))).problems)
    assert [(row, column, found) for _, row, column, found in problems if found == rule] == [
        (row, "geometry", rule) for row in rows
    ]


def test_districts_with_a_broken_boundary_can_be_set_aside(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, geojson([{"type": "Polygon", "coordinates": "x"}, EAST]))
    network = ng.read_network(folder, on_fault="set_aside")
    assert network.districts["district"].tolist() == ["east"]
    assert network.set_aside["districts"].index.tolist() == [1]


def test_districts_without_boundaries_in_geojson(tmp_path: Path) -> None:
    districts = ng.read_network(folder_with(tmp_path, geojson([None, None]))).districts
    assert not isinstance(districts, gpd.GeoDataFrame)
    mixed = ng.read_network(folder_with(tmp_path, geojson([None, EAST]))).districts
    assert mixed.geometry.tolist() == [None, EAST]


def test_types_in_geojson_are_those_of_json_but_for_dates(tmp_path: Path) -> None:
    cells = [
        {"district": "west", "population": 10, "code": "007", "digits": "7", "since": "2020-01-31", "name": None},
        {"district": "east", "population": None, "code": "8", "digits": "8", "since": None},
    ]
    districts = ng.read_network(folder_with(tmp_path, geojson([WEST, EAST], cells))).districts
    assert districts["population"].tolist()[0] == 10
    assert districts["digits"].tolist() == ["7", "8"]
    assert districts["code"].tolist() == ["007", "8"]
    assert districts["since"].tolist()[0] == pd.Timestamp("2020-01-31")
    assert districts["name"].tolist() == ["west", "east"]


VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="districts"><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
)


@pytest.mark.parametrize("name", ["districts.geojson", "districts.gpkg"])
@pytest.mark.parametrize("kind", ["vrt", "csv", "html", "empty"])
def test_disguised_files_are_refused_and_nothing_of_another_file_is_read(name: str, kind: str, tmp_path: Path) -> None:
    """GDAL decides by content: a VRT that is called districts.gpkg would read rows of another file."""
    other = tmp_path / "other.csv"
    other.write_text("district,name\nwest,TOP SECRET\n")
    content = {
        "vrt": VRT.format(other),
        "csv": other.read_text(),
        "html": "<!DOCTYPE html><p>TOP SECRET</p>",
        "empty": "",
    }[kind]
    error = fault(folder_with(tmp_path / "data", content, name))
    rule = {True: "empty_file", False: "not_readable" if name.endswith("gpkg") else "not_parseable"}[kind == "empty"]
    assert told(error.problems) == [("districts", None, "", rule)]
    assert "SECRET" not in str(error)


@pytest.mark.parametrize(
    "content",
    ["[1, 2]", '{"type": "Feature"}', '{"features": [1]}', '{"features": [{"properties": [1]}]}', "[" * 100_000, "{"],
)
def test_json_that_is_no_feature_collection(content: str, tmp_path: Path) -> None:
    assert told(fault(folder_with(tmp_path, content)).problems) == [("districts", None, "", "not_parseable")]


def test_a_plain_sqlite_database_is_no_geopackage(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "people.gpkg")) as database, database:
        database.execute("CREATE TABLE people (person TEXT)")
    write_files(tmp_path, {"ties.csv": TIES})
    error = fault(tmp_path)
    assert told(error.problems) == [("people", None, "", "not_readable")]
    assert "not a GeoPackage, whatever its name says" in str(error)


def test_a_cut_off_geopackage(tmp_path: Path) -> None:
    write_layer(tmp_path / "whole.gpkg", "people", pd.DataFrame({"person": ["a"] * 10_000}))
    content = (tmp_path / "whole.gpkg").read_bytes()
    (tmp_path / "whole.gpkg").unlink()
    write_files(tmp_path, {"people.gpkg": content[:4096], "ties.csv": TIES})
    assert told(fault(tmp_path).problems) == [("people", None, "", "not_readable")]


def test_one_geopackage_with_three_layers_and_one_with_a_layer_of_any_name(tmp_path: Path) -> None:
    people = pd.DataFrame({"person": [7, 8], "district": ["west", "east"], "fid": [30, 40], "GEOM": ["x", None]})
    districts = gpd.GeoDataFrame(CODES, geometry=list(IN_METRES), crs=28992)
    path = tmp_path / "all.gpkg"
    for name, frame in (("people", people), ("ties", pd.DataFrame({"giver": ["7"], "receiver": ["8"]}))):
        write_layer(path, name, frame)
    districts.to_file(path, layer="districts", driver="GPKG", engine="pyogrio")
    network = ng.read_network(path)
    assert network.people["fid"].tolist() == [30, 40]
    assert network.people["GEOM"].tolist()[0] == "x"
    assert network.districts.crs == "EPSG:28992"
    write_files(
        tmp_path / "apart", {"people.csv": "person,district\n7,west\n8,east\n", "ties.csv": "giver,receiver\n7,8\n"}
    )
    districts.to_file(tmp_path / "apart" / "districts.gpkg", layer="buurten_2025", driver="GPKG", engine="pyogrio")
    assert ng.read_network(tmp_path / "apart").districts.geometry.tolist() == list(IN_METRES)


def test_a_geopackage_with_several_layers_of_other_names(tmp_path: Path) -> None:
    for layer in ("one", "two"):
        write_layer(tmp_path / "people.gpkg", layer, pd.DataFrame({"person": ["a"]}))
    write_files(tmp_path, {"ties.csv": TIES})
    assert told(fault(tmp_path).problems) == [("people", None, "", "missing_sheet")]


def test_large_whole_numbers_beside_missing_ones_keep_every_digit(tmp_path: Path) -> None:
    frame = pd.DataFrame({"code": pd.array([2**60 + 1, None], dtype="Int64")})
    write_layer(tmp_path / "people.gpkg", "people", frame)
    assert read_geopackage(tmp_path / "people.gpkg", "people").frame["code"].tolist() == [2**60 + 1, None]


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(CODES, geometry=[WEST, EAST], crs=4326)
    for name in ("one", "two"):
        write_layer(tmp_path / f"{name}.gpkg", "districts", frame)
        write_geojson(tmp_path / f"{name}.geojson", frame)
        time.sleep(0.01)  # GeoPackage keeps milliseconds
    for ending in ("gpkg", "geojson"):
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_what_other_programs_read_from_our_geojson(tmp_path: Path) -> None:
    """GDAL as an independent reader of a file that we wrote ourselves, so its content is known."""
    frame = gpd.GeoDataFrame({"district": ["west", "east"], "n": [1, None]}, geometry=list(IN_METRES), crs=28992)
    write_geojson(tmp_path / "x.geojson", frame)
    read = pyogrio.read_dataframe(tmp_path / "x.geojson")
    assert read.crs == "EPSG:28992"
    assert read["district"].tolist() == ["west", "east"]
    assert read.geometry.tolist() == list(IN_METRES)


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": ["x"], "A": ["y"]}),
        pd.DataFrame({"a": ["x\x00y"]}),
        pd.DataFrame({"a": pd.Series(["x", 1], dtype=object)}),
        pd.DataFrame({"a": pd.to_timedelta([1], unit="s")}),
    ],
)
def test_what_a_geopackage_cannot_hold_is_refused(frame: pd.DataFrame, tmp_path: Path) -> None:
    """GDAL would cut text off at a NUL, and write 1 as text, without a word."""
    with pytest.raises(ng.NetgraphError, match="Parquet"):
        write_layer(tmp_path / "x.gpkg", "people", frame)


def test_geojson_cannot_say_a_crs_without_a_name(tmp_path: Path) -> None:
    crs = "+proj=aeqd +lat_0=52.37 +lon_0=5.22 +datum=WGS84 +units=m"
    frame = gpd.GeoDataFrame(CODES, geometry=[WEST, EAST], crs=4326).to_crs(crs)
    with pytest.raises(ng.NetgraphError, match="Write Parquet or GeoPackage"):
        write_geojson(tmp_path / "x.geojson", frame)


def test_people_in_geojson(tmp_path: Path) -> None:
    people = [{"person": "a", "district": "west"}, {"person": "b", "district": "west"}]
    content = geojson([shapely.Point(5, 52), None], people)
    write_files(tmp_path, {"people.geojson": content, "ties.csv": TIES})
    assert ng.read_network(tmp_path).people["person"].tolist() == ["a", "b"]
    assert PEOPLE.startswith("person")


def test_a_property_called_geometry_is_not_lost_unseen(tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53], [5, 52]]]}
    feature = {"type": "Feature", "properties": {"district": "w", "geometry": "mine"}, "geometry": square}
    (tmp_path / "people.csv").write_text("person,district\na,w\n", encoding="utf-8")
    (tmp_path / "ties.csv").write_text("giver,receiver\n", encoding="utf-8")
    layer = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "districts.geojson").write_text(json.dumps(layer), encoding="utf-8")
    with pytest.raises(ng.DataError, match=r"districts\.geojson, column geometry: a property has this name too"):
        ng.read_network(tmp_path)
