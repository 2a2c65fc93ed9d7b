"""Boundaries of Statistics Netherlands, from a server on this machine that answers in the documented shapes.

Shapes (https://api.pdok.nl/cbs/wijken-en-buurten-2024/ogc/v1/api): GeoJSON in WGS84, ``links`` with rel next, one
feature for the land and one for the water of a municipality, numbers from -99990 down where CBS publishes none.
"""

from __future__ import annotations

import datetime as dt
import os
import time

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from netgraph.cli import main
from netgraph.sources import feature_pages
from netgraph.sources.cbs import CREDIT
from tests.sources.pdok import YEAR, feature, square


def today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Wait a fraction of the time between tries."""
    monkeypatch.setattr(feature_pages, "LONGEST_WAIT", 0.08)


@pytest.fixture
def ask(service, tmp_path):
    """Read boundaries from the server, with a cache of the test's own."""

    def read(code="GM0034", level="wijk", year=YEAR, **given):
        return ng.read_cbs_districts(
            code, level, year, **{"cache": tmp_path / "cache", "service": service.url, **given}
        )

    return read


def test_wijken_with_the_municipality_that_they_lie_in(ask):
    """What the server holds of Almere that is land, worked out by hand from `city`."""
    found = ask()
    assert found["district"].tolist() == ["WK003401", "WK003402", "GM0034"]
    assert found["name"].tolist() == ["Almere 1", "Almere 2", "Almere"], "without the number that CBS puts before"
    assert found["population"].tolist() == [1000.0, 2000.0, 229_574.0]
    assert found["parent"].isna().tolist() == [False, False, True]
    assert found["parent"].dropna().tolist() == ["GM0034", "GM0034"]
    assert found["boundary_year"].unique().tolist() == [YEAR]
    assert found["boundary_source"].unique().tolist() == [CREDIT]
    assert found.crs == "EPSG:4326"
    np.testing.assert_allclose(found.total_bounds, [5.1, 52.3, 5.3, 52.5])


def test_buurten_lie_in_wijken_and_those_in_the_municipality(ask):
    found = ask(level="buurt").set_index("district")
    assert found.index.tolist() == [
        *(f"BU0034{wijk}{buurt}" for wijk in ("01", "02") for buurt in ("01", "02")),
        "WK003401",
        "WK003402",
        "GM0034",
    ]
    assert found["parent"].iloc[:6].tolist() == ["WK003401", "WK003401", "WK003402", "WK003402", "GM0034", "GM0034"]
    assert np.isnan(found.loc["BU00340202", "population"]), "CBS does not publish it"


def test_all_pages_are_read(service, ask):
    """Seven features of Almere in pages of two are four questions, of one kind of area."""
    service.page, service.layers["buurten"] = 2, [*service.layers["buurten"], service.layers["buurten"][0]]
    with pytest.raises(ng.SourceError, match="BU00340101 twice"):
        ask(level="buurt")
    assert sum("/buurten/" in path for path in service.asked) == 4


@pytest.mark.parametrize("level", ["wijk", "buurt"])
def test_a_service_that_cannot_look_for_a_code_gives_the_same(service, ask, level):
    """It is asked for a box, in which neighbours lie too; they go out on our side."""
    expected = ask(level=level)
    service.filters = False
    found = ask(level=level, refresh=True)
    assert any("bbox=" in path for path in service.asked)
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(expected))


def test_other_spellings_of_the_properties(service, ask):
    """Earlier years have aantalInwoners where later ones have aantal_inwoners."""
    expected = ask()
    for each in service.layers["wijken"] + service.layers["gemeenten"]:
        each["properties"]["aantalInwoners"] = each["properties"].pop("aantal_inwoners")
    pd.testing.assert_frame_equal(pd.DataFrame(ask(refresh=True)), pd.DataFrame(expected))


def test_a_network_on_these_districts(ask, tmp_path):
    """The year and the credit travel into about, through a file too; parents are areas of their own."""
    people = pd.DataFrame({"person": ["a", "b", "c"], "district": ["BU00340101", "BU00340101", "BU00340201"]})
    ties = pd.DataFrame({"giver": ["a"], "receiver": ["b"]})
    network = ng.from_tables(people, ties, ask(level="buurt"))
    assert (network.about.boundary_year, network.about.boundary_source) == (YEAR, CREDIT)
    table = ng.district_metrics(network, ["isolated"], by="parent")
    assert table["people"].to_dict() == {"WK003401": 2, "WK003402": 1}
    for kind in ("csv", "parquet", "gpkg"):
        network.write(tmp_path / kind, format=kind)
        assert ng.read_network(tmp_path / kind).equals(network), kind


def test_people_are_placed_in_them(ask):
    """A point in the second wijk of `city`."""
    people = pd.DataFrame({"person": ["a"], "lon": [5.25], "lat": [52.35]})
    network = ng.from_tables(people, pd.DataFrame({"giver": [], "receiver": []}), ask())
    assert network.people["district"].tolist() == ["WK003402"]


# --- the copy on disk


def test_a_copy_is_used_for_a_month(service, ask, tmp_path):
    first = ask()
    asked = len(service.asked)
    again = ask()
    assert len(service.asked) == asked
    pd.testing.assert_frame_equal(pd.DataFrame(again), pd.DataFrame(first))
    assert again.attrs == first.attrs == {"downloaded": today().isoformat()}
    (copy,) = (tmp_path / "cache").rglob("*.parquet")
    assert copy.stat().st_mode & 0o077 == 0
    old = time.time() - 40 * 86_400
    os.utime(copy, (old, old))
    ask()
    assert len(service.asked) == 2 * asked
    ask(refresh=True)
    assert len(service.asked) == 3 * asked


def test_an_old_copy_is_better_than_none(service, ask, tmp_path, caplog):
    first = ask()
    (copy,) = (tmp_path / "cache").rglob("*.parquet")
    old = time.time() - 40 * 86_400
    os.utime(copy, (old, old))
    service.failures = [503] * 99
    again = ask()
    assert again["district"].tolist() == first["district"].tolist()
    assert again.attrs["downloaded"] == dt.datetime.fromtimestamp(old, tz=dt.UTC).date().isoformat()
    assert again.attrs["downloaded"] in caplog.text
    with pytest.raises(ng.SourceError, match="503"):
        ask(refresh=True)


@pytest.mark.parametrize("content", [b"", b"PAR1 is what it seems", "people"])
def test_something_else_in_the_place_of_a_copy_is_made_anew(ask, tmp_path, content):
    expected = ask()
    (copy,) = (tmp_path / "cache").rglob("*.parquet")
    if isinstance(content, bytes):
        copy.write_bytes(content)
    else:
        pd.DataFrame({"person": ["a"]}).to_parquet(copy)
    assert ask()["district"].tolist() == expected["district"].tolist()
    assert isinstance(gpd.read_parquet(copy), gpd.GeoDataFrame)


def test_without_a_place_for_copies_all_works(ask, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert len(ask(cache=tmp_path / "file")) == 3


def test_years_levels_and_services_have_copies_of_their_own(service, ask, tmp_path):
    ask()
    ask(level="buurt")
    ask("GM0995")
    found = sorted(path.name for path in (tmp_path / "cache").rglob("*.parquet"))
    assert found == [f"{YEAR}-GM0034-buurt.parquet", f"{YEAR}-GM0034-wijk.parquet", f"{YEAR}-GM0995-wijk.parquet"]


# --- what can go wrong


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": "Almere"}, "'Almere' is no code of a municipality. Expected GM and four digits"),
        ({"code": "0034"}, "no code of a municipality"),
        ({"code": "GM0034/../x"}, "no code of a municipality"),
        ({"level": "wijken"}, "level 'wijken' is not known. Did you mean wijk?"),
        ({"year": 1066}, "year must be a year such as 2025; found 1066"),
        ({"year": "2025"}, "year must be a year such as 2025; found '2025'"),
        ({"code": "GM9999"}, f"there is no municipality GM9999 in the map of {YEAR}"),
        ({"year": 2031}, "there is no map of 2031"),
    ],
)
def test_what_is_asked_wrongly(ask, given, expected):
    with pytest.raises(ng.NetgraphError, match="^" + expected.replace("(", r"\(") if expected[0] == "'" else expected):
        ask(**given)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again(service, ask, status):
    service.failures = [status, status]
    assert len(ask()) == 3


def test_a_service_that_stays_busy(service, ask):
    service.failures = [503] * 99
    with pytest.raises(
        ng.SourceError, match=r"127.0.0.1:\d+ is not available now \(HTTP status 503\). Try again later"
    ):
        ask()
    assert len(service.asked) == feature_pages.TRIES


def test_a_refusal_is_not_repeated(service, ask):
    service.failures = [403]
    with pytest.raises(ng.SourceError, match="answers with HTTP status 403"):
        ask()
    assert len(service.asked) == 1


def test_a_service_that_has_moved_is_not_followed(service, ask):
    service.failures = [302]
    with pytest.raises(ng.SourceError, match="HTTP status 302"):
        ask()


def test_an_answer_that_broke_off_is_asked_again(service, ask):
    service.cut_off = True
    assert len(ask()) == 3
    assert len(service.asked) == 3, "one for the municipality in vain, one for it again, one for its wijken"


def test_there_is_no_network(ask):
    """Nobody listens at port 9 of this machine."""
    with pytest.raises(ng.SourceError, match=r"127.0.0.1:9 cannot be reached, or broke off. .*HTTPS_PROXY"):
        ask(service="http://127.0.0.1:9/cbs")


def test_a_service_that_says_nothing(service, ask):
    service.seconds_before = 3.0
    started = time.monotonic()
    with pytest.raises(ng.SourceError, match="too slow"):
        ask(seconds=0.5)
    assert time.monotonic() - started < 3.0, "it is not waited for"


def test_a_service_that_says_a_byte_now_and_then(service, ask):
    """Each byte comes in time, all of them would take a minute and more."""
    service.seconds_a_byte = 0.05
    started = time.monotonic()
    with pytest.raises(ng.SourceError, match="too slow"):
        ask(seconds=0.5)
    assert time.monotonic() - started < 5.0


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Log in to the guest network</html>",
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"[]",
        b'{"type": "FeatureCollection"}',
        b'{"features": {"a": 1}}',
        b'{"features": [1]}',
        b'{"features": [{"properties": null}]}',
    ],
)
def test_an_answer_that_is_something_else(service, ask, body):
    service.body = body
    with pytest.raises(ng.SourceError, match="something else than GeoJSON features"):
        ask()


def test_an_answer_that_is_far_too_large(service, ask, monkeypatch):
    monkeypatch.setattr(feature_pages, "PAGE_LIMIT", 2**20)
    service.body = b'{"features": [' + b" " * 2**21 + b"]}"
    with pytest.raises(ng.SourceError, match="more than 1 MiB"):
        ask()


def test_the_next_page_is_at_another_host(service, ask):
    service.page, service.next_page = 1, "http://localhost:1/cbs/other"
    with pytest.raises(ng.SourceError, match="points to another host"):
        ask(level="buurt")


def test_pages_that_go_in_a_circle(service, ask):
    ask()
    service.page, service.next_page = 1, service.asked[1]
    with pytest.raises(ng.SourceError, match="pages in a circle"):
        ask(refresh=True)


@pytest.mark.parametrize("lost", ["gemeentecode", "water", "wijkcode", "wijknaam"])
def test_a_property_that_is_gone(service, ask, lost):
    for each in service.layers["wijken"]:
        each["properties"] = {key: value for key, value in each["properties"].items() if key != lost}
    with pytest.raises(ng.SourceError, match=f"features of wijken have no {lost}"):
        ask()


@pytest.mark.parametrize("geometry", [None, {}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": "x"}, [1]])
def test_a_boundary_that_cannot_be_built(service, ask, geometry):
    service.layers["wijken"].insert(
        0,
        feature(
            square(5.1, 52.3, 0.1), gemeentecode="GM0034", gemeentenaam="Almere", wijkcode="WK003407", wijknaam="x"
        ),
    )
    service.layers["wijken"][0]["geometry"] = geometry
    with pytest.raises(ng.SourceError, match="no usable boundary for WK003407"):
        ask()


def test_a_municipality_without_buurten(service, ask):
    service.layers["buurten"] = []
    with pytest.raises(ng.SourceError, match=f"the map of {YEAR} has no buurt in GM0034"):
        ask(level="buurt")


# --- the command


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*words])
    return ended.value.code


@pytest.fixture
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("name", ["districts.geojson", "districts.gpkg", "districts.parquet"])
def test_the_command_writes_what_a_data_folder_holds(service, tmp_path, capsys, name):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "people.csv").write_text("person,district\na,BU00340101\n", encoding="utf-8")
    (folder / "ties.csv").write_text("giver,receiver\n", encoding="utf-8")
    told = ["--level", "buurt", "--year", str(YEAR), "--service", service.url, "-o", str(folder / name)]
    assert run("districts", "GM0034", *told) == 0
    said = capsys.readouterr().out
    assert f"{name}: 4 buurten of Almere in {YEAR}, downloaded {today()}" in said
    assert CREDIT in said
    network = ng.read_network(folder)
    assert network.about.boundary_year == YEAR
    assert len(network.districts) == 7
    assert network.districts.geometry.notna().all()


@pytest.mark.usefixtures("own_cache")
def test_a_failed_command_leaves_an_older_file(service, tmp_path, capsys):
    older = tmp_path / "districts.geojson"
    older.write_text("older", encoding="utf-8")
    service.failures = [403]
    assert run("districts", "GM0034", "--year", str(YEAR), "--service", service.url, "-o", str(older)) == 1
    assert "HTTP status 403" in capsys.readouterr().err
    assert older.read_text(encoding="utf-8") == "older"
    assert run("districts", "GM0034", "--year", str(YEAR), "-o", str(tmp_path / "x.shp")) == 2
    assert run("districts", "Almere", "--year", str(YEAR), "-o", str(older)) == 2


# --- the service itself


@pytest.mark.network
@pytest.mark.parametrize("level", ["wijk", "buurt"])
def test_the_real_service(tmp_path, level):
    """Almere had over 220,000 inhabitants in 2023; its wijken and buurten add up to that, but for what is rounded."""
    found = ng.read_cbs_districts("GM0034", level, 2023, cache=tmp_path, refresh=True)
    lowest = ~found["district"].isin(found["parent"])
    assert found["name"].iloc[-1] == "Almere"
    assert found["population"].iloc[-1] == pytest.approx(222_825, rel=0.02)
    assert found.loc[lowest, "population"].sum() == pytest.approx(found["population"].iloc[-1], rel=0.01)
    assert found.geometry.is_valid.all()


@pytest.mark.parametrize("service", ["foo", "file:///etc/passwd", "ftp://x"])
def test_a_service_that_is_no_web_address_is_refused(service):
    with pytest.raises(ng.NetgraphError, match="service must be an address that begins with https://"):
        ng.read_cbs_districts("GM0034", service=service)
