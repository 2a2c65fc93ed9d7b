"""Rows that are wrong are faults: each rule of DESIGN by itself, and all faults of all tables at once.

Rows are record numbers in the file, the header being row 1 (DESIGN: Rules that make figures comparable).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import netgraph as ng
from tests.folders import DISTRICTS, PEOPLE, TIES, fault, good_folder, told, write_files

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE_ROW = "person,district,roles,respondent,weight,lon,lat\na,west,,,,,\n"
TIES_ROW = "giver,receiver,kind,hours_per_week,since,until\na,b,,,,\n"

# What is wrong: the table, its text; then the row, column and rule of the fault, and some of what it says to do.
CASES = {
    "person empty": ("people", PEOPLE + ",west\n", 4, "person", "missing_value", "Fill it in, or remove the row"),
    "person twice": ("people", PEOPLE + "a,east\n", 4, "person", "duplicate_person", "Keep one row a person"),
    "person twice, blanks": ("people", PEOPLE + " a ,east\n", 4, "person", "duplicate_person", "Keep one row a person"),
    "unknown role": ("people", PEOPLE_ROW + "b,west,carer;boss,,,,\n", 3, "roles", "unknown_role", "volunteer, carer"),
    "weight 0": ("people", PEOPLE_ROW + "b,west,,,0,,\n", 3, "weight", "bad_weight", "a number above 0"),
    "weight negative": ("people", PEOPLE_ROW + "b,west,,,-1,,\n", 3, "weight", "bad_weight", "a number above 0"),
    "weight infinite": ("people", PEOPLE_ROW + "b,west,,,inf,,\n", 3, "weight", "bad_weight", "a number above 0"),
    "weight in words": (
        "people",
        PEOPLE_ROW + "b,west,,,one,,\n",
        3,
        "weight",
        "not_a_number",
        "Expected 7.5",
    ),
    "respondent": (
        "people",
        PEOPLE_ROW + "b,west,,perhaps,,,\n",
        3,
        "respondent",
        "not_true_or_false",
        "Expected true, false",
    ),
    "lon": ("people", PEOPLE_ROW + "b,west,,,,180.1,52\n", 3, "lon", "outside_earth", "WGS84"),
    "lat": ("people", PEOPLE_ROW + "b,west,,,,5.2,-91\n", 3, "lat", "outside_earth", "WGS84"),
    "lon in metres": ("people", PEOPLE_ROW + "b,west,,,,143000,52\n", 3, "lon", "outside_earth", "WGS84"),
    "giver empty": ("ties", TIES + ",b\n", 3, "giver", "missing_value", "Fill it in, or remove the row"),
    "receiver empty": ("ties", TIES + "a,\n", 3, "receiver", "missing_value", "Fill it in, or remove the row"),
    "giver unknown": ("ties", TIES + "x,b\n", 3, "giver", "unknown_person", "Add the person there"),
    "receiver unknown": ("ties", TIES + "a,x\n", 3, "receiver", "unknown_person", "people.csv"),
    "hours negative": ("ties", TIES_ROW + "a,b,care,-1,,\n", 3, "hours_per_week", "negative_hours", "below 0"),
    "hours infinite": ("ties", TIES_ROW + "a,b,care,inf,,\n", 3, "hours_per_week", "negative_hours", "infinite"),
    "hours in words": (
        "ties",
        TIES_ROW + "a,b,care,many,,\n",
        3,
        "hours_per_week",
        "not_a_number",
        "7,5 in a semicolon",
    ),
    "hours with a comma": (
        "ties",
        TIES_ROW + 'a,b,care,"7,5",,\n',
        3,
        "hours_per_week",
        "not_a_number",
        "7,5 in a semicolon",
    ),
    "since no date": ("ties", TIES_ROW + "a,b,care,,31-2-2024,\n", 3, "since", "bad_date", "2026-01-31"),
    "until no date": ("ties", TIES_ROW + "a,b,care,,,soon\n", 3, "until", "bad_date", "31-1-2026"),
    "until before since": (
        "ties",
        TIES_ROW + "a,b,care,,2024-02-01,2024-01-31\n",
        3,
        "until",
        "until_before_since",
        "Check since and until",
    ),
    "too many cells": ("ties", TIES + "a,b,c\n", 3, "", "wrong_number_of_cells", "the header has 2"),
    "too few cells": ("ties", TIES_ROW + "a,b\n", 3, "", "wrong_number_of_cells", "this row has 2 cells"),
    "district empty": ("districts", DISTRICTS + ",Nowhere\n", 4, "district", "missing_value", "Fill it in"),
    "district twice": (
        "districts",
        DISTRICTS + "west,Again\n",
        4,
        "district",
        "duplicate_district",
        "Keep one row a district",
    ),
    "district reserved": ("districts", DISTRICTS + "elsewhere,Away\n", 4, "district", "reserved_code", "another code"),
    "population negative": (
        "districts",
        "district,population\nwest,5\neast,-5\n",
        3,
        "district,population",
        "bad_population",
        "0 or more",
    ),
    "population with separator": (
        "districts",
        "district;population\nwest;5\neast;12.345\n",
        3,
        "district,population",
        "bad_population",
        "without separators",
    ),
    "parent circle": (
        "districts",
        "district,parent\neast,\nwest,old\nold,west\n",
        3,
        "parent",
        "parent_cycle",
        "Correct the parent",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_rule_tells_table_row_column_and_what_to_do(case: str, tmp_path: Path) -> None:
    table, cells, row, columns, rule, advice = CASES[case]
    column = columns.split(",")[-1]
    error = fault(good_folder(tmp_path, **{table: cells}))
    assert (table, row, column, rule) in told(error.problems)
    assert {problem[3] for problem in told(error.problems)} == {rule}
    message = error.problems.loc[error.problems["row"] == row, "message"].iloc[0]
    assert advice in message
    assert f"{table}.csv, row {row}" in str(error)


def test_an_unknown_district_is_a_fault_of_the_person(tmp_path: Path) -> None:
    error = fault(good_folder(tmp_path, people=PEOPLE + "c,south\nd,elsewhere\ne,\n", districts=DISTRICTS))
    assert told(error.problems) == [("people", 4, "district", "unknown_district")]
    assert "districts.csv" in str(error)
    assert "elsewhere" in str(error)


@pytest.mark.parametrize(
    ("people", "rule", "column"),
    [
        ("wie,district\na,west\n", "missing_column", "person"),
        ("person\na\nb\n", "missing_column", "district"),
        ("person,lon\na,5.2\n", "missing_column", "lat"),
        ("person,distrct\na,west\n", "near_miss_column", "distrct"),
        ("Person,district\na,west\n", "near_miss_column", "Person"),
        ("person,district,role\na,west,carer\n", "near_miss_column", "role"),
        ("person,district,person\na,west,b\n", "duplicate_column", "person"),
    ],
)
def test_columns_that_are_missing_double_or_nearly_right(people: str, rule: str, column: str, tmp_path: Path) -> None:
    """DESIGN: missing columns, or a near miss of one (`giverr`)."""
    problems = fault(good_folder(tmp_path, people=people)).problems
    assert ("people", None, column, rule) in told(problems)


def test_a_near_miss_says_which_column_was_probably_meant(tmp_path: Path) -> None:
    error = fault(good_folder(tmp_path, ties="giverr,receiver\na,b\n"))
    assert told(error.problems) == [("ties", None, "giverr", "near_miss_column")]
    assert "did you mean giver?" in str(error)


def test_a_column_with_a_name_of_its_own_is_no_near_miss(tmp_path: Path) -> None:
    people = "person,district,household,age_group,burden,lives_alone\na,west,1,young,2,true\nb,west,1,old,1,false\n"
    network = ng.read_network(good_folder(tmp_path, people=people))
    assert network.people.columns.tolist() == [
        *("person", "district", "roles", "respondent", "weight"),
        *("household", "age_group", "burden", "lives_alone"),
    ]


SQUARE = shapely.box(5.1, 52.3, 5.2, 52.4)
BOW_TIE = shapely.Polygon([(5.1, 52.3), (5.2, 52.4), (5.2, 52.3), (5.1, 52.4)])


@pytest.mark.parametrize(
    ("geometry", "crs", "row", "rule", "advice"),
    [
        (BOW_TIE, 4326, 1, "invalid_geometry", "Fix geometries"),
        (shapely.Polygon(), 4326, 1, "empty_geometry", "Draw it"),
        (shapely.Point(5, 52), 4326, 1, "not_a_polygon", "Polygon or MultiPolygon"),
        (shapely.box(143_000, 487_000, 144_000, 488_000), 4326, 1, "outside_earth", "EPSG:28992"),
        (SQUARE, None, None, "no_crs", "EPSG:4326"),
        (SQUARE, 'LOCAL_CS["drawing",UNIT["metre",1]]', None, "no_crs", "EPSG:28992"),
    ],
)
def test_boundaries_that_cannot_be_used(
    geometry: shapely.Geometry, crs: object, row: int | None, rule: str, advice: str
) -> None:
    districts = gpd.GeoDataFrame({"district": ["west", "east"]}, geometry=[SQUARE, geometry], crs=crs)
    people = pd.DataFrame({"person": ["a"], "district": ["west"]})
    with pytest.raises(ng.DataError) as raised:
        ng.from_tables(people, pd.DataFrame({"giver": [], "receiver": []}), districts)
    assert told(raised.value.problems) == [("districts", row, "geometry", rule)]
    assert advice in str(raised.value)


def test_a_geometry_column_without_coordinate_system_is_a_fault() -> None:
    districts = pd.DataFrame({"district": ["west"], "geometry": [SQUARE]})
    people, ties = pd.DataFrame({"person": ["a"], "district": ["west"]}), pd.DataFrame({"giver": [], "receiver": []})
    with pytest.raises(ng.DataError, match="without a coordinate system"):
        ng.from_tables(people, ties, districts)


def test_all_faults_of_all_tables_are_raised_once(tmp_path: Path) -> None:
    folder = good_folder(
        tmp_path,
        people="person,district,weight\na,west,0\na,south,1\n",
        ties="giver,receiver,hours_per_week\na,x,many\n,a,-1\n",
        districts="district,population\nwest,-1\nwest,2\n",
    )
    (folder / "about.toml").write_text('desing = "survey"\n')
    error = fault(folder)
    assert sorted(told(error.problems), key=str) == sorted(
        [
            ("about", None, "desing", "about"),
            ("people", 2, "weight", "bad_weight"),
            ("people", 3, "person", "duplicate_person"),
            ("people", 3, "district", "unknown_district"),
            ("ties", 2, "hours_per_week", "not_a_number"),
            ("ties", 2, "receiver", "unknown_person"),
            ("ties", 3, "giver", "missing_value"),
            ("ties", 3, "hours_per_week", "negative_hours"),
            ("districts", 2, "population", "bad_population"),
            ("districts", 3, "district", "duplicate_district"),
        ],
        key=str,
    )
    assert list(error.problems.columns) == ["table", "row", "column", "rule", "message"]
    assert "10 faults" in str(error)
    assert "about.toml, column desing: there is no such key. Did you mean design?" in str(error)


def test_the_message_shows_ten_faults_and_counts_the_others(tmp_path: Path) -> None:
    ties = TIES + "".join(f"x{number},b\n" for number in range(25))
    error = fault(good_folder(tmp_path, ties=ties))
    lines = str(error).splitlines()
    assert lines[0] == f"{tmp_path}: 25 faults in the data."
    assert lines[1].startswith("  ties.csv, row 3, column giver: this person is not in people.csv.")
    assert len(lines) == 1 + 10 + 1
    assert "15 more" in lines[-1]
    assert len(error.problems) == 25


def test_a_message_never_names_a_person(tmp_path: Path) -> None:
    """SAFETY: codes and column names, never person ids or rows."""
    pseudonym = "person-4711"
    folder = good_folder(
        tmp_path,
        people=PEOPLE + f"{pseudonym},south\n{pseudonym},west\n",
        ties=f'giver,receiver,hours_per_week\n{pseudonym}x,b,"{pseudonym}"\n{pseudonym},b,1,2\n',
        districts=DISTRICTS,
    )
    error = fault(folder)
    assert len(error.problems) == 5
    assert pseudonym not in str(error)
    assert not error.problems["message"].str.contains(pseudonym).any()


def test_rows_of_a_frame_are_named_by_their_label_in_problems_only() -> None:
    """DESIGN: the index label for frames. A label may be the person, so messages count where it is no plain number."""
    people = pd.DataFrame({"person": ["a", "b"], "district": ["west", "west"]})
    ties = pd.DataFrame({"giver": ["a", "x"], "receiver": ["b", "b"]})
    with pytest.raises(ng.DataError) as plain:
        ng.from_tables(people, ties.set_index(pd.Index([10, 20])))
    assert plain.value.problems["row"].tolist() == [20]
    assert "the ties frame, row 20, column giver" in str(plain.value)
    with pytest.raises(ng.DataError) as named:
        ng.from_tables(people, ties.set_index(pd.Index(["first", "secret"])))
    assert named.value.problems["row"].tolist() == ["secret"]
    assert "the ties frame, record 2, column giver" in str(named.value)
    assert "secret" not in str(named.value)


def test_codes_in_messages_are_one_short_line(tmp_path: Path) -> None:
    """SAFETY: at most 40 characters, control characters escaped."""
    people = f'person,"{"x" * 60}\nsecond line"\na,1\n'
    message = str(fault(good_folder(tmp_path, people=people)))
    assert "x" * 39 + "…" in message
    assert "x" * 41 not in message
    assert all(len(line) < 250 for line in message.splitlines())


@pytest.mark.parametrize("on_fault", ["raise", "set_aside"])
def test_a_table_that_cannot_be_read_is_raised_even_when_rows_may_be_set_aside(on_fault: str, tmp_path: Path) -> None:
    folder = write_files(tmp_path, {"people.csv": PEOPLE})
    with pytest.raises(ng.DataError, match=r"there is no file of ties\. Expected ties\.csv"):
        ng.read_network(folder, on_fault=on_fault)


def test_no_people_at_all(tmp_path: Path) -> None:
    error = fault(good_folder(tmp_path, people="person,district\n", ties="giver,receiver\n"))
    assert told(error.problems) == [("people", None, "", "no_rows")]


def test_everybody_set_aside_is_an_error(tmp_path: Path) -> None:
    folder = good_folder(tmp_path, people="person,district,weight\na,west,0\n", ties="giver,receiver\n")
    with pytest.raises(ng.DataError, match="weight"):
        ng.read_network(folder, on_fault="set_aside")


def test_an_unknown_choice_for_faults(tmp_path: Path) -> None:
    with pytest.raises(ng.NetgraphError, match="on_fault 'ignore' is not known"):
        ng.read_network(good_folder(tmp_path), on_fault="ignore")


@pytest.mark.parametrize(
    ("about", "column", "words"),
    [
        ('design = "surveys"', "design", "found surveys"),
        ("reference_date = 2026-13-01", "", "TOML"),
        ('reference_date = "soon"', "reference_date", "found soon"),
        ('asked = ["hears"]', "asked.0", "found hears"),
        ("boundary_year = 12", "boundary_year", "1900"),
        ("populaton_is = 1", "populaton_is", "Did you mean population_is?"),
        ("design = ", "", "TOML"),
    ],
)
def test_about_toml(about: str, column: str, words: str, tmp_path: Path) -> None:
    folder = good_folder(tmp_path)
    (folder / "about.toml").write_text(about)
    error = fault(folder)
    assert [(problem[0], problem[2]) for problem in told(error.problems)] == [("about", column)]
    assert words in str(error)
    assert "about.toml" in str(error)


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(ng.NetgraphError, match="people must be a pandas DataFrame; found list"):
        ng.from_tables([{"person": "a"}], pd.DataFrame())


def test_about_that_is_no_mapping_is_told_what_it_should_be() -> None:
    with pytest.raises(ng.NetgraphError, match="about must be a mapping"):
        ng.from_tables(pd.DataFrame(), pd.DataFrame(), about="survey")  # type: ignore[arg-type]
