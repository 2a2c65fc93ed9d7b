"""A network never changes: not through a frame it gave, nor through one it was made of; and what equals() notices."""

from __future__ import annotations

import dataclasses
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng

SQUARES = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), None]


def tables() -> tuple[pd.DataFrame, pd.DataFrame, gpd.GeoDataFrame]:
    """Return tables with a column of every type that a network can hold."""
    people = pd.DataFrame(
        {
            "person": ["a", "b", "c"],
            "district": ["west", "east", None],
            "roles": ["carer", "resident", "volunteer;carer"],
            "respondent": [True, False, True],
            "weight": [1.0, 2.0, 0.5],
            "age": [30, 40, 50],
            "rooms": pd.array([1, None, 3], dtype="Int64"),
            "alone": pd.array([True, None, False], dtype="boolean"),
            "born": pd.to_datetime(["1990-01-01", None, "1970-02-03"]),
            "group": pd.Categorical(["young", "old", None]),
        }
    )
    ties = pd.DataFrame(
        {
            "giver": ["a", "b"],
            "receiver": ["b", "c"],
            "kind": ["care", "support"],
            "hours_per_week": [8.0, None],
            "since": pd.to_datetime(["2024-01-01", None]),
            "until": pd.to_datetime([None, "2025-01-01"]),
        }
    )
    districts = gpd.GeoDataFrame(
        {"district": ["west", "east", "north"], "population": [10, 20, None]}, geometry=SQUARES, crs=4326
    )
    return people, ties, districts


@cache
def untouched() -> ng.SupportNetwork:
    """Return the network of these tables, made once."""
    return ng.from_tables(*tables())


def network() -> ng.SupportNetwork:
    """Return the same network at every call."""
    people, ties, districts = tables()
    refused = pd.DataFrame({"giver": ["z"], "receiver": ["a"]})
    made = ng.from_tables(people, pd.concat([ties, refused], ignore_index=True), districts, on_fault="set_aside")
    return made.with_truth(pd.DataFrame({"district": ["west"], "planted": ["isolated"]}))


def everything(made: ng.SupportNetwork) -> dict[str, pd.DataFrame]:
    """Return every frame that a network gives."""
    frames = {name: getattr(made, name) for name in ("people", "ties", "districts", "notices", "truth")}
    return {**frames, **{f"set aside {name}": frame for name, frame in made.set_aside.items()}}


def spoil(frame: pd.DataFrame) -> None:
    """Change a frame in every way that pandas and numpy offer; what they refuse is fine."""
    for position, dtype in enumerate(frame.dtypes):
        column = frame.iloc[:, position]
        other = column.iloc[-1]
        for change in (
            lambda column=column, other=other: column.array.__setitem__(0, other),
            lambda column=column, other=other: np.asarray(column.array).__setitem__(0, other),
            lambda column=column, other=other: column.to_numpy().__setitem__(0, other),
            lambda column=column: column.array._ndarray.__setitem__(0, 0),
            lambda column=column, other=other: column.array._data.__setitem__(0, other),
            lambda position=position, other=other: frame.iloc.__setitem__((0, position), other),
        ):
            try:
                change()
            except (ValueError, TypeError, AttributeError, NotImplementedError):
                continue
        assert dtype is not None
    for label in (frame.index, frame.columns):
        try:
            label.array[0] = label.array[-1]
        except (ValueError, TypeError):
            continue
    del frame[frame.columns[0]]
    frame["added"] = 1
    frame.attrs["added"] = 1


def test_no_change_of_a_frame_reaches_the_network() -> None:
    """SAFETY: even a shallow copy leaks through ``.array[...] =``."""
    made, other = network(), network()
    for frame in everything(made).values():
        spoil(frame)
    for name, frame in everything(other).items():
        pd.testing.assert_frame_equal(everything(made)[name], frame)
    assert made.equals(other)


def test_no_change_of_the_tables_given_reaches_the_network() -> None:
    people, ties, districts = tables()
    made = ng.from_tables(people, ties, districts)
    for frame in (people, ties, districts):
        spoil(frame)
    assert made.equals(ng.from_tables(*tables()))


def test_making_a_network_changes_none_of_the_tables_given() -> None:
    given_tables = tables()
    ng.from_tables(*given_tables)
    for frame, other in zip(given_tables, tables(), strict=True):
        pd.testing.assert_frame_equal(frame, other)


def test_a_network_cannot_be_assigned_to() -> None:
    made = network()
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.about = None
    with pytest.raises(AttributeError):
        made.people = pd.DataFrame()


def test_districts_stay_boundaries() -> None:
    districts = network().districts
    assert isinstance(districts, gpd.GeoDataFrame)
    assert districts.crs == "EPSG:4326"
    assert districts.geometry.tolist() == SQUARES


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_equals_does_not_look_at_the_order_of_rows_and_columns(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shuffled = []
    for frame in tables():
        again = frame.iloc[rng.permutation(len(frame))]
        shuffled.append(again[again.columns[rng.permutation(len(again.columns))].tolist()])
    assert untouched().equals(ng.from_tables(*shuffled))


OTHER = {
    "person": "zz",
    "district": "elsewhere",
    "roles": "organisation",
    "respondent": None,
    "weight": 7.0,
    "age": 31,
    "rooms": 2,
    "alone": None,
    "born": pd.Timestamp("1990-01-02"),
    "group": "old",
    "giver": "c",
    "receiver": "a",
    "kind": "care",
    "hours_per_week": 8.5,
    "since": pd.Timestamp("2023-01-01"),
    "until": pd.Timestamp("2026-01-01"),
    "population": 11.0,
    "geometry": shapely.box(0, 0, 1, 1.0000001),
}


def cells() -> list[tuple[int, str, int]]:
    """Return the place of every cell whose change still leaves a network that can be read."""
    places = [
        (table, str(column), row)
        for table, frame in enumerate(tables())
        for column in frame.columns
        for row in range(len(frame))
    ]
    tied = {(0, "person", row) for row in range(3)} | {(2, "district", row) for row in range(2)}
    return [place for place in places if place not in tied and place[1] not in ("respondent", "alone")]


@pytest.mark.parametrize(("table", "column", "row"), cells())
def test_equals_notices_any_single_changed_cell(table: int, column: str, row: int) -> None:
    """The same tables but for one cell; a cell that already was so becomes empty."""
    changed = tables()
    frame = changed[table]
    values = frame[column].tolist()
    new = "south" if (table, column) == (2, "district") else OTHER[column]
    values[row] = None if pd.notna(values[row]) and values[row] == new else new
    if column == "geometry":
        frame = frame.set_geometry(gpd.GeoSeries(values, crs=frame.crs))
    else:
        frame[column] = pd.array(values, dtype=frame[column].dtype) if column == "rooms" else values
    made = ng.from_tables(*changed[:table], frame, *changed[table + 1 :])
    assert not made.equals(untouched())


@pytest.mark.parametrize(
    "change",
    [
        lambda people, ties, districts: (people.assign(respondent=[True, True, True]), ties, districts),
        lambda people, ties, districts: (people.assign(alone=[1, None, 0]), ties, districts),
        lambda people, ties, districts: (people.assign(age=["30", "40", "50"]), ties, districts),
        lambda people, ties, districts: (people.assign(more="x"), ties, districts),
        lambda people, ties, districts: (people.drop(columns="age"), ties, districts),
        lambda people, ties, districts: (people, ties[:1], districts),
        lambda people, ties, districts: (people, ties, districts[:2]),
        lambda people, ties, districts: (people, ties, pd.DataFrame(districts.drop(columns="geometry"))),
        lambda people, ties, districts: (people, ties, districts.set_crs("OGC:CRS84", allow_override=True)),
        lambda people, ties, districts: (people, ties, districts, {"source": "another"}),
    ],
)
def test_equals_notices_other_types_columns_rows_and_about(change: object) -> None:
    """True is not 1, and 30 is not the text 30."""
    assert not ng.from_tables(*change(*tables())).equals(untouched())


def test_equals_does_not_look_at_how_numbers_are_stored() -> None:
    people, ties, districts = tables()
    other = people.assign(age=people["age"].astype("float64"), rooms=people["rooms"].astype("float64"))
    assert ng.from_tables(other, ties, districts).equals(ng.from_tables(people, ties, districts))


def test_a_network_is_no_frame() -> None:
    assert not network().equals(network().people)
    assert network() != network()


def test_in_words() -> None:
    assert repr(network()) == (
        "SupportNetwork: 3 people (0 without ties), 2 ties, 3 districts, 1 rows set aside; survey"
    )
