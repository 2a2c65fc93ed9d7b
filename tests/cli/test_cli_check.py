"""netgraph check on folders that are broken in all the usual ways: what is wrong, where, and what to do about it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import netgraph as ng

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = "person,district,roles\nsecret-1,west,carer\nsecret-2,west,\nsecret-3,east,volunteer\n"
TIES = (
    "giver,receiver,kind,hours_per_week,since\n"
    "secret-1,secret-2,care,7.5,2024-05-31\n"
    "secret-2,secret-1,support,,\n"
    "secret-3,secret-1,advice,1,31-5-2024\n"
)
SQUARE = [[[5.2, 52.3], [5.3, 52.3], [5.3, 52.4], [5.2, 52.4], [5.2, 52.3]]]
BOW_TIE = [[[5.2, 52.3], [5.3, 52.4], [5.3, 52.3], [5.2, 52.4], [5.2, 52.3]]]
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>people.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
)


def boundaries(east: list[object] = SQUARE, **more: object) -> str:
    features = [
        {"type": "Feature", "properties": {"district": code}, "geometry": {"type": "Polygon", "coordinates": shape}}
        for code, shape in (("west", SQUARE), ("east", east))
    ]
    return json.dumps({"type": "FeatureCollection", **more, "features": features})


@pytest.fixture
def folder(tmp_path) -> Path:
    """Return a data folder with nothing wrong with it."""
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "ties.csv").write_text(TIES, encoding="utf-8")
    (tmp_path / "districts.geojson").write_text(boundaries(), encoding="utf-8")
    (tmp_path / "about.toml").write_text('design = "whole_network"\n', encoding="utf-8")
    return tmp_path


def test_nothing_wrong(folder, run):
    ended = run("check", folder)
    assert (ended.code, ended.err) == (0, "")
    assert "SupportNetwork: 3 people (0 without ties), 3 ties, 2 districts; whole_network" in ended.out
    assert "people: 3 rows = 3 kept" in ended.out


def replaced(name: str, old: str, new: str):
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


def written(name: str, content: str | bytes):
    def change(folder: Path) -> None:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    return change


# What is done to the folder; the file, row and column that must be named; and words of what is wrong and what to do.
BROKEN = {
    "missing file": (
        lambda folder: (folder / "ties.csv").unlink(),
        "ties: ",
        ["no file of ties", "Expected ties.csv, ties.csv.gz, ", "found about.toml, districts.geojson, people.csv"],
    ),
    "missing column": (
        replaced("ties.csv", "receiver", "target"),
        "ties.csv, column receiver: ",
        ["missing", "Expected receiver", "found giver, target"],
    ),
    "near miss of a column": (
        replaced("ties.csv", "giver,", "giverr,"),
        "ties.csv, column giverr: ",
        ["did you mean giver?", "Rename it"],
    ),
    "unknown person": (
        replaced("ties.csv", "secret-3,secret-1", "secret-9,secret-1"),
        "ties.csv, row 4, column giver: ",
        ["not in people.csv", "Add the person there, or correct"],
    ),
    "duplicate person": (
        replaced("people.csv", "secret-3,east", "secret-1,east"),
        "people.csv, row 4, column person: ",
        ["earlier row", "Keep one row a person"],
    ),
    "bad number": (
        replaced("ties.csv", "7.5", "many"),
        "ties.csv, row 2, column hours_per_week: ",
        ["not a number", "Expected", "7.5"],
    ),
    "bad date": (
        replaced("ties.csv", "31-5-2024", "31-31-2024"),
        "ties.csv, row 4, column since: ",
        ["not a date", "Expected", "2026-01-31"],
    ),
    "bad encoding": (
        written("people.csv", PEOPLE.encode("utf-16")),
        "people.csv: ",
        ["UTF-16", "Save it as 'CSV UTF-8'"],
    ),
    "two encodings in one": (
        written("people.csv", PEOPLE.encode() + "secret-4,café,\n".encode() + "secret-5,café,\n".encode("cp1252")),
        "people.csv, row 6: ",
        ["neither UTF-8 nor Windows-1252", "Save"],
    ),
    "empty file": (
        written("people.csv", ""),
        "people.csv: ",
        ["empty", "Expected a row of column names"],
    ),
    "no CRS": (
        written("districts.geojson", boundaries(crs=None)),
        "districts.geojson, column geometry: ",
        ["coordinate system", "Set it in QGIS"],
    ),
    "crossing polygon": (
        written("districts.geojson", boundaries(BOW_TIE)),
        "districts.geojson, row 2, column geometry: ",
        ["crosses or touches itself", "QGIS"],
    ),
    "VRT named GeoJSON": (
        written("districts.geojson", VRT),
        "districts.geojson: ",
        ["not GeoJSON", "Export"],
    ),
    "unknown district": (
        replaced("people.csv", "secret-3,east", "secret-3,south"),
        "people.csv, row 4, column district: ",
        ["not in districts.geojson", "Add it there"],
    ),
    "about.toml": (
        replaced("about.toml", "design", "desing"),
        "about.toml, column desing: ",
        ["no such key", "Did you mean design?"],
    ),
}


@pytest.mark.parametrize(("change", "where", "words"), BROKEN.values(), ids=BROKEN)
def test_broken_folders(folder, run, change, where, words):
    """Check names the file, the row and the column, says what is wrong and what to do, and exits with 1."""
    change(folder)
    ended = run("check", folder)
    assert ended.code == 1
    assert ended.out == ""
    heading, *lines = ended.err.splitlines()
    assert heading == f"{folder}: {len(lines)} {'fault' if len(lines) == 1 else 'faults'} in the data."
    found = [line for line in lines if line.startswith(f"  {where}")]
    assert len(found) == 1, ended.err
    assert not [part for part in words if part not in found[0]], found[0]
    assert "Traceback" not in ended.err
    assert "secret" not in ended.err  # never a person


@pytest.mark.parametrize(("change", "where", "words"), BROKEN.values(), ids=BROKEN)
def test_other_commands_end_the_same_way(folder, tmp_path_factory, run, change, where, words):
    """They tell the same faults, with the same exit code, and write nothing."""
    change(folder)
    there = tmp_path_factory.mktemp("out")
    for command, name in (("metrics", "out.csv"), ("map", "out.html")):
        ended = run(command, folder, "-o", there / name)
        assert (ended.code, ended.out) == (1, "")
        assert where in ended.err
        assert not [part for part in words if part not in ended.err], ended.err
        assert "Traceback" not in ended.err
        assert "secret" not in ended.err
    assert list(there.iterdir()) == []


def test_a_disguised_geopackage(folder, run):
    """A VRT could read any file of this machine."""
    (folder / "districts.geojson").unlink()
    (folder / "districts.gpkg").write_text(VRT, encoding="utf-8")
    ended = run("check", folder)
    assert ended.code == 1
    assert "  districts.gpkg: this is not a GeoPackage" in ended.err
    assert "Export" in ended.err


def test_all_faults_are_told_at_once_those_of_one_kind_together(folder, run):
    replaced("ties.csv", "secret-3,secret-1", "secret-9,secret-1")(folder)
    replaced("ties.csv", "7.5", "many")(folder)
    replaced("people.csv", "carer", "caretaker")(folder)
    more = "".join(f"secret-{n},secret-1,support,,\n" for n in range(100, 107))
    written("ties.csv", (folder / "ties.csv").read_text() + more)(folder)
    ended = run("check", folder)
    heading, *lines = ended.err.splitlines()
    assert heading.endswith(": 10 faults in the data.")
    assert [line.split(":")[0].strip() for line in lines] == [
        "people.csv, row 2, column roles",
        "ties.csv, row 2, column hours_per_week",
        "ties.csv, rows 4, 5, 6, 7, 8, 9, 10, 11, column giver",
    ]


def test_no_such_folder(tmp_path, run):
    ended = run("check", tmp_path / "nothing")
    assert ended.code == 1
    assert "there is no such folder. Check the path." in ended.err
    assert f"{tmp_path / 'nothing'}: 1 fault in the data." in ended.err


def test_tables_of_one_workbook_are_told_apart(folder, run, tmp_path):
    """Both tables stand in network.xlsx, so that the name of the file alone does not say which."""
    network = ng.read_network(folder)
    elsewhere = network.people.assign(district=["west", "south", "east"])
    other = tmp_path / "workbook"
    ng.from_tables(elsewhere, network.ties).write(other, format="xlsx")
    written("districts.geojson", boundaries())(other)
    assert "  network.xlsx, people, row 3, column district: " in run("check", other).err


def test_setting_aside_loses_nothing(folder, run):
    """Rows read = kept + set aside + merged + self-ties, in numbers."""
    more = "secret-9,secret-1,care,1,\nsecret-1,secret-1,care,1,\nsecret-2,secret-1,support,,\n"
    written("ties.csv", TIES + more)(folder)
    ended = run("check", folder, "--on-fault", "set_aside")
    assert (ended.code, ended.err) == (0, "")
    assert "ties: 6 rows = 3 kept + 1 set aside + 1 merged + 1 self-ties left out" in ended.out
    assert "1 × unknown_person: row 5. this person is not in people.csv" in ended.out
    assert "secret" not in ended.out


def test_a_real_process_ends_with_the_same_code(folder):
    """What a shell script sees: exit code 1, nothing on stdout, no traceback."""
    replaced("people.csv", "secret-3,east", "secret-1,east")(folder)
    command = [sys.executable, "-m", "netgraph", "check", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "people.csv, row 4, column person" in ended.stderr
    assert "Traceback" not in ended.stderr
