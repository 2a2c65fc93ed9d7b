"""Boundaries from a file of their own: what is put on which district, what is told, and which files are refused."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from netgraph.network.areas import mapped_areas
from netgraph.network.separate_boundaries import with_boundaries
from tests.folders import told

if TYPE_CHECKING:
    from pathlib import Path

WEST, EAST, FAR = (shapely.box(x, 52.3, x + 0.1, 52.4) for x in (5.1, 5.2, 9.0))
PEOPLE = pd.DataFrame({"person": ["a", "b", "c"], "district": ["west", "east", "elsewhere"]})
TIES = pd.DataFrame({"giver": ["a"], "receiver": ["b"]})
PLAIN = pd.DataFrame(
    {"district": ["city", "west", "east"], "name": [None, "West side", None], "population": [300, 100, 200]}
).assign(parent=[None, "city", "city"])
ABOUT = {"design": "whole_network", "boundary_source": "the city", "boundary_year": 2020}


def network(districts: pd.DataFrame | None = PLAIN, people: pd.DataFrame = PEOPLE) -> ng.SupportNetwork:
    return ng.from_tables(people, TIES, districts, about=ABOUT)


def feature(code: object, shape: shapely.Geometry | dict[str, Any] | None, **cells: object) -> dict[str, Any]:
    geometry = json.loads(shapely.to_geojson(shape)) if isinstance(shape, shapely.Geometry) else shape
    return {"type": "Feature", "properties": {"district": code, **cells}, "geometry": geometry}


def geojson(path: Path, features: list[dict[str, Any]], **members: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}), encoding="utf-8")
    return path


def frame(codes: list[str], shapes: list[object], crs: object = 4326, **cells: list[object]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"district": codes, **cells}, geometry=shapes, crs=crs)


def refused(boundaries: object, **keywords: Any) -> ng.DataError:
    with pytest.raises(ng.DataError) as raised:
        with_boundaries(network(), boundaries, **keywords)
    return raised.value


def rules(made: ng.SupportNetwork) -> dict[str, int]:
    return dict(made.notices[["rule", "rows"]].itertuples(index=False))


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "frame"])
def test_every_district_gets_the_polygon_of_its_code(tmp_path: Path, kind: str) -> None:
    """In another order than the data, and in the coordinate system of the file."""
    given_ = frame(["east", "west"], [EAST, WEST]).to_crs(28992)
    path = tmp_path / f"borders.{kind}"
    if kind == "geojson":
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
        geojson(path, [feature(*pair) for pair in zip(given_["district"], given_.geometry, strict=True)], crs=crs)
    elif kind == "gpkg":
        given_.to_file(path, layer="buurten_2025", driver="GPKG", engine="pyogrio")
    before = network()
    made = with_boundaries(before, given_ if kind == "frame" else path)
    assert made.districts.crs == "EPSG:28992"
    found = dict(zip(made.districts["district"], made.districts.geometry, strict=True))
    assert found["city"] is None
    assert found["west"].equals(given_.geometry[1])
    assert found["east"].equals(given_.geometry[0])
    assert mapped_areas(made.districts)["district"].tolist() == ["west", "east"]
    assert rules(made) == rules(before)
    pd.testing.assert_frame_equal(
        pd.DataFrame(made.districts.drop(columns=["geometry", "name"])), before.districts.drop(columns="name")
    )


def test_the_network_given_stays_as_it_is() -> None:
    before = network(frame(["west", "east"], [FAR, FAR]))
    copy = before.districts
    made = with_boundaries(before, frame(["west", "east"], [WEST, EAST]))
    assert before.equals(network(frame(["west", "east"], [FAR, FAR])))
    assert copy.geometry.tolist() == before.districts.geometry.tolist() == [FAR, FAR]
    assert made.districts.geometry.tolist() == [WEST, EAST]
    assert made.people.equals(before.people)
    assert made.ties.equals(before.ties)


def test_what_the_data_say_wins_and_the_file_names_what_has_only_a_code() -> None:
    """The file calls both districts otherwise; population and parents of the file are not looked at."""
    given_ = frame(
        ["west", "east", "city"],
        [WEST, EAST, None],
        name=["W", "E", "Our city"],
        population=[1, 2, 3],
        parent=["x", "x", "x"],
        populatie=["a near miss", "of a column", "that is not read"],
    )
    made = with_boundaries(network(), given_).districts
    assert made["name"].tolist() == ["Our city", "West side", "E"]
    assert made["population"].tolist() == [300, 100, 200]
    assert made["parent"].tolist()[1:] == ["city", "city"]
    assert list(made.columns) == ["district", "name", "population", "parent", "geometry"]


def test_without_a_table_of_districts() -> None:
    """The districts are those that people live in; whoever lives elsewhere is in none."""
    made = with_boundaries(network(None), frame(["west", "east"], [WEST, EAST], name=["West", "East"])).districts
    assert made[["district", "name"]].to_numpy().tolist() == [["east", "East"], ["west", "West"]]
    assert made.geometry.tolist() == [EAST, WEST]


def test_boundaries_of_the_data_make_room_and_take_their_source_along() -> None:
    """Of two sources never both on one map; what about.toml says of the first would be wrong of the second."""
    made = with_boundaries(network(frame(["west", "east"], [FAR, FAR])), frame(["east"], [EAST]))
    assert made.districts.geometry.tolist() == [None, EAST]
    assert (made.about.boundary_source, made.about.boundary_year) == (None, None)
    first = with_boundaries(network(), frame(["east"], [EAST]))
    assert (first.about.boundary_source, first.about.boundary_year) == ("the city", 2020)


def test_what_does_not_fit_is_counted() -> None:
    """One district without a polygon (its larger area needs none), two polygons without a district."""
    made = with_boundaries(network(), frame(["east", "x", "y"], [EAST, FAR, FAR]))
    assert rules(made)["without_boundary"] == 1
    assert rules(made)["boundary_without_district"] == 2
    message = made.notices.set_index("rule")["message"]["without_boundary"]
    assert message == "without a polygon in the file: west."
    again = with_boundaries(made, frame(["east", "west"], [EAST, WEST]))
    assert not {"without_boundary", "boundary_without_district"} & set(rules(again))


def test_a_polygon_that_is_missing_is_no_polygon() -> None:
    made = with_boundaries(network(), frame(["east", "west"], [EAST, None]))
    assert rules(made)["without_boundary"] == 1


def test_people_with_a_place_are_not_placed_afterwards() -> None:
    """Only by boundaries in the data folder: it is told how many, and what to do."""
    people = pd.DataFrame(
        {"person": ["a", "b"], "district": ["west", None], "lon": [5.15, 5.25], "lat": [52.35, 52.35]}
    )
    borders = frame(["west", "east"], [WEST, EAST])
    late = with_boundaries(network(PLAIN.drop(columns="parent"), people), borders)
    assert late.people["district"].isna().tolist() == [False, True]
    assert rules(late)["not_placed"] == 1
    message = late.notices.set_index("rule")["message"]["not_placed"]
    assert "districts.geojson" in message
    at_once = with_boundaries(network(borders, people), borders)
    assert at_once.people["district"].tolist() == ["west", "east"]
    assert "not_placed" not in rules(at_once)


BOW = shapely.Polygon([(5, 52), (6, 53), (6, 52), (5, 53)])
FEATURES = {
    "none of the codes": ([feature("x", WEST), feature("y", EAST)], [(None, "district", "no_district_matches")]),
    "no polygon at all": ([feature("west", None)], [(None, "geometry", "missing_boundaries")]),
    "no features": ([], [(None, "district", "missing_column")]),
    "CBS codes": (
        [{"type": "Feature", "properties": {"buurtcode": "west"}, "geometry": feature("", WEST)["geometry"]}],
        [(None, "district", "missing_column")],
    ),
    "a slip of the pen": (
        [{"type": "Feature", "properties": {"districts": "west"}, "geometry": feature("", WEST)["geometry"]}],
        [(None, "districts", "near_miss_column")],
    ),
    "a code twice": ([feature("west", WEST), feature("west", EAST)], [(2, "district", "duplicate_district")]),
    "no code": ([feature("west", WEST), feature(None, EAST)], [(2, "district", "missing_value")]),
    "reserved": ([feature("west", WEST), feature("elsewhere", EAST)], [(2, "district", "reserved_code")]),
    "metres as degrees": ([feature("west", shapely.box(1e5, 4e5, 2e5, 5e5))], [(1, "geometry", "outside_earth")]),
    "a point": ([feature("west", shapely.Point(5, 52))], [(1, "geometry", "not_a_polygon")]),
    "crosses itself": ([feature("west", BOW)], [(1, "geometry", "invalid_geometry")]),
    "cannot be built": ([feature("west", {"type": "Blob"})], [(1, "geometry", "invalid_geometry")]),
    "two at once": (
        [feature("west", BOW), feature(None, EAST)],
        [(2, "district", "missing_value"), (1, "geometry", "invalid_geometry")],
    ),
}


@pytest.mark.parametrize(("features", "faults"), FEATURES.values(), ids=FEATURES)
def test_boundaries_that_are_wrong(tmp_path: Path, features: list[dict[str, Any]], faults: list[Any]) -> None:
    """All at once, with the file, the row and the column."""
    path = geojson(tmp_path / "borders.geojson", features)
    error = refused(path)
    assert [fault[1:] for fault in told(error.problems)] == faults
    assert str(error).startswith(f"{path}: ")
    assert "borders.geojson" in str(error)


@pytest.mark.parametrize(
    "crs",
    [
        None,
        {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs.wkt"}},
        {"type": "name", "properties": {"name": "EPSG:0"}},
    ],
)
def test_a_coordinate_system_that_is_not_known(tmp_path: Path, crs: object) -> None:
    error = refused(geojson(tmp_path / "borders.geojson", [feature("west", WEST)], crs=crs))
    assert told(error.problems) == [("districts", None, "geometry", "no_crs")]


def test_a_frame_without_a_coordinate_system() -> None:
    error = refused(frame(["west"], [WEST], crs=None))
    assert told(error.problems) == [("districts", None, "geometry", "no_crs")]
    assert str(error).startswith("the boundaries frame: ")


def test_the_message_says_which_codes_were_expected_and_found() -> None:
    error = refused(frame([f"BU{n}" for n in range(9)], [FAR] * 9))
    assert "Expected codes such as west, east; found BU0, BU1, BU2, BU3, BU4, …." in str(error)
    assert "same level and year" in str(error)


VRT = "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"


@pytest.mark.parametrize("name", ["borders.geojson", "borders.gpkg"])
@pytest.mark.parametrize("kind", ["vrt", "html", "empty", "deep"])
def test_disguised_files_are_refused_and_nothing_of_another_file_is_read(tmp_path: Path, name: str, kind: str) -> None:
    """GDAL decides by content: a VRT that is called borders.gpkg would read rows of another file."""
    other = tmp_path / "other.csv"
    other.write_text("district,name\nwest,TOP SECRET\n", encoding="utf-8")
    content = {"vrt": VRT.format(other), "html": "<!DOCTYPE html>", "empty": "", "deep": "[" * 100_000}[kind]
    (tmp_path / name).write_text(content, encoding="utf-8")
    error = refused(tmp_path / name)
    rule = "empty_file" if kind == "empty" else "not_readable" if name.endswith("gpkg") else "not_parseable"
    assert told(error.problems) == [("districts", None, "", rule)]
    assert "SECRET" not in str(error)


def test_files_that_are_not_there_or_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "borders.shp").write_bytes(b"x")
    (tmp_path / "folder.gpkg").mkdir()
    for name, rule in (("none.gpkg", "missing_file"), ("folder.gpkg", "missing_file"), ("borders.shp", "not_readable")):
        assert told(refused(tmp_path / name).problems) == [("districts", None, "", rule)]
        assert name in str(refused(str(tmp_path / name)))


def test_a_database_that_is_no_geopackage_and_one_with_several_layers(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "plain.gpkg")) as database, database:
        database.execute("CREATE TABLE districts (district TEXT)")
    assert told(refused(tmp_path / "plain.gpkg").problems) == [("districts", None, "", "not_readable")]
    for layer in ("one", "two"):
        frame(["west"], [WEST]).to_file(tmp_path / "two.gpkg", layer=layer, driver="GPKG", engine="pyogrio")
    assert told(refused(tmp_path / "two.gpkg").problems) == [("districts", None, "", "missing_sheet")]
    frame(["east"], [EAST]).to_file(tmp_path / "two.gpkg", layer="districts", driver="GPKG", engine="pyogrio")
    assert with_boundaries(network(), tmp_path / "two.gpkg").districts.geometry.tolist() == [None, None, EAST]


def test_wrong_boundaries_can_be_set_aside(tmp_path: Path) -> None:
    """Rows read = kept + set aside; ties and people have nothing to do with it."""
    path = geojson(
        tmp_path / "borders.geojson",
        [feature("west", BOW, note="as read"), feature("east", EAST), feature(None, EAST)],
    )
    before = network()
    made = with_boundaries(before, path, on_fault="set_aside")
    assert made.districts.geometry.tolist() == [None, None, EAST]
    aside = made.set_aside["boundaries"]
    assert aside.index.tolist() == [1, 3]
    assert aside["rule"].tolist() == ["invalid_geometry", "missing_value"]
    assert list(made.set_aside) == ["boundaries"]
    assert made.people.equals(before.people)
    assert made.ties.equals(before.ties)
    assert with_boundaries(made, frame(["west"], [WEST])).set_aside == {}
    worse = geojson(tmp_path / "worse.geojson", [feature("west", BOW)])
    assert {rule for *_, rule in told(refused(worse, on_fault="set_aside").problems)} > {"invalid_geometry"}


def test_wrong_use() -> None:
    with pytest.raises(ng.NetgraphError, match="on_fault 'ignore' is not known"):
        with_boundaries(network(), frame(["west"], [WEST]), on_fault="ignore")  # type: ignore[arg-type]
    with pytest.raises(ng.NetgraphError, match="a GeoDataFrame or the path of a file; found int"):
        with_boundaries(network(), 3)  # type: ignore[arg-type]
    plain = refused(pd.DataFrame({"district": ["west"]}))
    assert told(plain.problems) == [("districts", None, "geometry", "missing_boundaries")]


codes = st.lists(st.sampled_from([f"d{n}" for n in range(8)]), min_size=1, unique=True)


@given(of_data=codes, of_file=codes)
@settings(max_examples=40, deadline=None)
def test_codes_decide_and_nothing_else(of_data: list[str], of_file: list[str]) -> None:
    """The oracle is a dict from code to square; any order, any overlap."""
    squares = {code: shapely.box(int(code[1]), 0, int(code[1]) + 1, 1) for code in of_file}
    people = pd.DataFrame({"person": ["a", "b"], "district": of_data[0]})
    before = network(pd.DataFrame({"district": of_data}), people)
    borders = frame(of_file, list(squares.values()))
    if not set(of_data) & set(of_file):
        with pytest.raises(ng.DataError, match="none belongs to a district of the data"):
            with_boundaries(before, borders)
        return
    made = with_boundaries(before, borders)
    assert made.districts["district"].tolist() == of_data
    assert made.districts.geometry.tolist() == [squares.get(code) for code in of_data]
    found = rules(made)
    assert found.get("without_boundary", 0) == len(set(of_data) - set(of_file))
    assert found.get("boundary_without_district", 0) == len(set(of_file) - set(of_data))
