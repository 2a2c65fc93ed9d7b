"""Written in any format, or made into a graph, and read again, a network is the same."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import netgraph as ng

FEW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make an example smaller would take minutes
)
MANY = settings(FEW, max_examples=100)
FORMATS = ["csv", "csv.gz", "parquet", "xlsx", "gpkg"]

# Text that files and programs like to take for something else.
TRICKY = [
    "007",
    "7",
    "7.0",
    "1e5",
    "true",
    "FALSE",
    "ja",
    "NA",
    "nan",
    "null",
    "2024-01-31",
    "31-1-2024",
    "12:30",
    "1,5",
]
FORMULAS = ["=1+1", "+31", "-5", "@x", "'=x", "'s-Gravenhage", "#N/A", "\tx"]
AWKWARD = [
    'say "hi"',
    "a;b,c\td",
    "two\nlines",
    "two\r\nlines",
    "ret\rurn",
    " y  z ",
    "Ω é 日本 😀",
    "<b>",
    "_x000D_",
    "\\N",
    "{{ x }}",
]
printable = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=8)
texts = st.one_of(st.sampled_from([*TRICKY, *FORMULAS, *AWKWARD]), printable)
codes = texts.map(str.strip).filter(bool)
days = st.dates(dt.date(1901, 1, 1), dt.date(9998, 12, 31)).map(pd.Timestamp)
moments = st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2200, 1, 1)).map(  # noqa: DTZ001 - without a time zone
    lambda moment: pd.Timestamp(moment.replace(microsecond=0))
)
numbers = st.one_of(st.floats(-1e9, 1e9), st.floats(allow_nan=False, allow_infinity=False))


def columns_of(count: int) -> st.SearchStrategy[dict[str, pd.Series]]:
    """Draw columns without a fixed meaning, of every type that all formats know, with and without empty cells."""
    kinds = {
        "text": (texts, "str"),
        "numbers in words": (st.sampled_from(["007", "8", "9"]), "str"),
        "digits": (st.integers(0, 9).map(str), "str"),
        "dates in words": (days.map(lambda day: day.isoformat()[:10]), "str"),
        "flags in words": (st.sampled_from(["true", "false"]), "str"),
        "=whole": (st.integers(-(2**53), 2**53), "Int64"),
        "number": (numbers, "float64"),
        "flag": (st.booleans(), "boolean"),
        "sure, or not": (st.booleans(), "boolean"),
        "day": (days, "datetime64[us]"),
        "moment": (moments, "datetime64[us]"),
        "group": (st.sampled_from(["young", "=old", "1"]), "category"),
    }
    drawn = {
        name: st.lists(st.none() | cell, min_size=count, max_size=count).map(
            lambda cells, dtype=dtype: pd.Series(cells, dtype=dtype)
        )
        for name, (cell, dtype) in kinds.items()
    }
    return st.fixed_dictionaries({}, optional=drawn)


@st.composite
def networks(draw: st.DrawFn) -> ng.SupportNetwork:
    """Draw a network that is in order: people with and without ties, several kinds, hours and dates partly known."""
    persons = draw(st.lists(codes, min_size=1, max_size=6, unique=True))
    areas = draw(st.lists(codes.filter(lambda code: code != "elsewhere"), min_size=1, max_size=3, unique=True))
    people = pd.DataFrame({"person": persons})
    people["district"] = [draw(st.sampled_from([*areas, "elsewhere", None])) for _ in persons]
    people["roles"] = [draw(st.sampled_from(["", "carer", "volunteer; carer", "organisation"])) for _ in persons]
    people["respondent"] = [draw(st.booleans()) for _ in persons]
    people["weight"] = [draw(st.floats(0.001, 1e6)) for _ in persons]
    people = people.assign(**draw(columns_of(len(persons))))
    pairs = draw(st.lists(st.tuples(st.sampled_from(persons), st.sampled_from(persons)), max_size=8))
    ties = pd.DataFrame(pairs, columns=["giver", "receiver"], dtype="str")
    ties["kind"] = pd.Series(
        [draw(st.sampled_from(["care", "support", "=walk", "7", None])) for _ in pairs], dtype="str"
    )
    ties["hours_per_week"] = pd.Series([draw(st.none() | st.floats(0, 168)) for _ in pairs], dtype="float64")
    begun = [draw(st.none() | days) for _ in pairs]
    ties["since"] = pd.Series(begun, dtype="datetime64[us]")
    ties["until"] = pd.Series([begin if draw(st.booleans()) else None for begin in begun], dtype="datetime64[us]")
    ties = ties.assign(**draw(columns_of(len(pairs))))
    districts = pd.DataFrame({"district": areas, "name": [draw(st.none() | codes) for _ in areas]})
    districts["population"] = [draw(st.none() | st.integers(0, 10**7)) for _ in areas]
    districts["parent"] = draw(st.sampled_from([None, "whole city"]))
    districts = districts.assign(**draw(columns_of(len(areas))))
    if draw(st.booleans()):
        districts = bounded(
            districts, draw(st.sampled_from(["EPSG:4326", "EPSG:28992", "OGC:CRS84"])), draw(st.booleans())
        )
    about = {"source": draw(texts), "reference_date": draw(st.none() | st.dates())}
    return ng.from_tables(people, ties, draw(st.sampled_from([districts, districts, None])), about=about)


def bounded(districts: pd.DataFrame, crs: str, all_known: bool) -> gpd.GeoDataFrame:
    """Give districts a boundary each, the last perhaps none."""
    shapes: list[shapely.Geometry | None] = [
        shapely.box(5 + at / 7, 52, 5 + (at + 1) / 7, 52.1) for at in range(len(districts))
    ]
    shapes[0] = shapely.MultiPolygon([shapes[0], shapely.box(4, 51, 4.1, 51.1)])
    in_degrees = gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs(crs)
    frame = gpd.GeoDataFrame(districts, geometry=in_degrees)
    if not all_known and len(frame) > 1:
        frame.geometry = gpd.GeoSeries([*in_degrees[:-1], None], crs=crs)
    return frame


def written_and_read(network: ng.SupportNetwork, kind: str) -> ng.SupportNetwork:
    """Write a network into a folder that is gone afterwards, and read it."""
    with tempfile.TemporaryDirectory() as folder:
        network.write(Path(folder) / "data", format=kind)
        return ng.read_network(Path(folder) / "data")


@pytest.mark.parametrize("kind", FORMATS)
@given(network=networks())
@FEW
def test_every_format_gives_the_network_back(kind: str, network: ng.SupportNetwork) -> None:
    assert_same(written_and_read(network, kind), network)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMATS)
@given(network=networks())
@MANY
def test_every_format_gives_many_networks_back(kind: str, network: ng.SupportNetwork) -> None:
    assert_same(written_and_read(network, kind), network)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_keeps_awkward_text_wherever_it_stands(kind: str) -> None:
    """As identifier, district, kind, name, column name and cell; blanks around identifiers do not count."""
    words = [*TRICKY, *FORMULAS, *AWKWARD]
    people = pd.DataFrame({"person": words, "district": words, "remark": words, "=remark": words, "3": 1.5})
    ties = pd.DataFrame({"giver": words, "receiver": [*words[1:], words[0]], "kind": words, "a;b": words})
    districts = pd.DataFrame({"district": words, "name": words, "remark": words, "population": range(len(words))})
    network = ng.from_tables(people, ties, districts)
    assert network.people["person"].tolist() == [word.strip() for word in words]
    assert network.people["remark"].tolist() == words
    assert_same(written_and_read(network, kind), network)
    boundaries = ng.from_tables(people, ties, bounded(districts, "EPSG:28992", all_known=False))
    assert_same(written_and_read(boundaries, kind), boundaries)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_keeps_every_digit(kind: str) -> None:
    """Seventeen digits tell one float from the next; openpyxl would write sixteen."""
    digits = [0.1 + 0.2, 1 / 3, 173993.77785690082, 5e-324, 1.7976931348623157e308, -0.0, 1e16, 123456789.12345679]
    whole = pd.array([2**53 + 1, None, -(2**62) - 1, *range(len(digits) - 3)], dtype="Int64")
    people = pd.DataFrame({"person": range(len(digits)), "district": "w", "number": digits, "whole": whole})
    network = ng.from_tables(people, pd.DataFrame({"giver": [], "receiver": []}))
    again = written_and_read(network, kind).people
    assert again["number"].tolist() == digits
    assert [None if pd.isna(n) else int(n) for n in again["whole"]] == [None if pd.isna(n) else n for n in whole]


def assert_same(again: ng.SupportNetwork, network: ng.SupportNetwork) -> None:
    """Say where two networks differ, if they do."""
    for name in ("people", "ties", "districts"):
        key = ["giver", "receiver", "kind", "since", "until"] if name == "ties" else []
        left, right = (
            frame.sort_values(key) if key else frame for frame in (getattr(again, name), getattr(network, name))
        )
        assert set(left.columns) == set(right.columns)
        for column in right.columns:
            assert plain(left[column]) == plain(right[column]), (column, plain(left[column]), plain(right[column]))
    assert again.about == network.about
    assert again.equals(network)
    assert again.people["person"].tolist() == network.people["person"].tolist(), "the order of people is kept"


def plain(values: pd.Series) -> list[object]:
    """Return Python values, None for missing."""
    cells = pd.Series(values).astype(object)
    return cells.where(cells.notna(), None).tolist()


@given(network=networks())
@FEW
def test_networkx_there_and_back(network: ng.SupportNetwork) -> None:
    """NetworkX keeps attributes on edges: without any, columns of ties that have no meaning leave no trace."""
    assume(len(network.ties) > 0)
    graph = network.to_networkx()
    assert list(graph.nodes) == network.people["person"].tolist()
    assert graph.number_of_edges() == len(network.ties)
    assert_same(ng.from_networkx(graph, network.districts), network)


@given(network=networks())
@FEW
def test_igraph_there_and_back(network: ng.SupportNetwork) -> None:
    graph = network.to_igraph()
    assert graph.vs["name"] == graph.vs["person"] == network.people["person"].tolist()
    assert graph.ecount() == len(network.ties)
    assert_same(ng.from_igraph(graph, network.districts), network)


def test_a_long_way_round(tmp_path: Path) -> None:
    """Through all formats and both graphs in a row, a whole small city stays what it was."""
    network = ng.synthetic_network(people=300, seed=3)
    again = network
    for kind in ("csv", "xlsx", "gpkg", "parquet"):
        again.write(tmp_path / kind, format=kind)
        again = ng.read_network(tmp_path / kind)
    again = ng.from_igraph(again.to_igraph(), again.districts)
    again = ng.from_networkx(again.to_networkx(), again.districts)
    assert_same(again, network)
