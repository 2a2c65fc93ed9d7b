"""Networks read a part at a time: the ties, the faults and the choices of those that are read as a whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.errors import UnknownNameError
from netgraph.files import row_groups
from netgraph.network.activity import is_active
from netgraph.network.large import count_ties, read_large
from netgraph.network.tie_parts import OPEN
from tests.arrow_tables import parquet_folder
from tests.random_networks import RANDOM, Tables, random_tables, seeded_tables

if TYPE_CHECKING:
    from netgraph.network.large import LargeNetwork

PEOPLE = pa.table({"person": ["a", "b", "c"], "district": ["west", "east", "west"]})


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a few rows at a time, so that there are parts."""
    monkeypatch.setattr(row_groups.read_parts, "__defaults__", (7,))


def as_rows(network: LargeNetwork) -> list[tuple[Any, ...]]:
    """Return ties by name: giver, receiver, kind, hours, since."""
    ties, person = network.ties, network.without_ties.people["person"].to_numpy()
    since = ties.since if len(ties.since) else np.full(len(ties.giver), OPEN)
    return [
        (person[giver], person[receiver], ties.kinds[kind], str(float(hours)), None if day == OPEN else int(day))
        for giver, receiver, kind, hours, day in zip(
            ties.giver, ties.receiver, ties.kind, ties.hours, since, strict=True
        )
    ]


def without_duplicates(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Merge ties of the same two and kind, as figures look at them: the most hours known, the earliest beginning."""
    merged: dict[tuple[Any, ...], tuple[float, int]] = {}
    for giver, receiver, kind, hours, day in rows:
        most, first = merged.get((giver, receiver, kind), (np.nan, 2**40))
        merged[giver, receiver, kind] = (np.fmax(most, float(hours)), min(first, OPEN if day is None else day))
    return sorted((*tie, str(float(hours)), None if day == OPEN else day) for tie, (hours, day) in merged.items())


def active(network: ng.SupportNetwork) -> pd.DataFrame:
    """Return the ties that count: of a network without a date all."""
    day = network.about.reference_date
    return network.ties if day is None else network.ties[is_active(network.ties, day)]


def of_whole(network: ng.SupportNetwork) -> list[tuple[Any, ...]]:
    """Return the ties of a network that was read as a whole, likewise."""
    ties = active(network)
    days = (
        ties["since"].to_numpy(dtype="datetime64[D]") if "since" in ties else np.full(len(ties), np.datetime64("NaT"))
    )
    return without_duplicates(
        [
            (giver, receiver, kind, str(float(hours)), None if np.isnat(day) else int(day.astype(np.int64)))
            for giver, receiver, kind, hours, day in zip(
                ties["giver"], ties["receiver"], ties["kind"], ties["hours_per_week"], days, strict=True
            )
        ]
    )


@RANDOM
@given(tables=random_tables(), dictionaries=st.booleans(), at=st.sampled_from([None, "2025-12-31"]))
def test_ties_are_those_of_a_network_that_is_read_whole(tables: Tables, dictionaries: bool, at: str | None) -> None:
    """Self-ties and ties that have ended are left out, and empty kinds are support."""
    with TemporaryDirectory() as folder:
        path = parquet_folder(Path(folder), tables, rows=5, dictionaries=dictionaries)
        large, whole = read_large(path, at=at), ng.read_network(path)
    whole = whole if at is None else whole.at(at)
    assert without_duplicates(as_rows(large)) == of_whole(whole)
    assert list(large.ties.kinds) == sorted(set(active(whole)["kind"].astype(str)))
    pd.testing.assert_frame_equal(large.without_ties.people, whole.people)
    pd.testing.assert_frame_equal(large.without_ties.districts, whole.districts)
    assert (large.about.design, large.about.reference_date) == (whole.about.design, whole.about.reference_date)


def test_only_some_kinds(tmp_path: Path) -> None:
    path = parquet_folder(tmp_path, seeded_tables(60, 200, seed=2))
    large = read_large(path, kinds=["care", "practical"])
    assert large.ties.kinds == ("care", "practical")
    assert without_duplicates(as_rows(large)) == of_whole(ng.read_network(path).only(kinds=["care", "practical"]))


def test_a_kind_that_nobody_knows(tmp_path: Path) -> None:
    path = parquet_folder(tmp_path, seeded_tables(60, 200, seed=2))
    with pytest.raises(UnknownNameError, match=r"kind 'cares' is not known\. Did you mean care"):
        read_large(path, kinds=["cares"])


def test_more_kinds_than_fit_in_a_byte(tmp_path: Path) -> None:
    """Of the first kinds a place is a byte; those that were read before stay what they were."""
    kinds = [f"kind {number:03d}" for number in range(300)]
    write(tmp_path, {"giver": ["a"] * 300, "receiver": ["b", "c"] * 150, "kind": kinds})
    large = read_large(tmp_path)
    assert large.ties.kinds == tuple(kinds)
    assert [large.ties.kinds[kind] for kind in large.ties.kind] == kinds


def write(folder: Path, ties: dict[str, Any], people: pa.Table = PEOPLE) -> Path:
    """Write people and ties, each column as it is given."""
    pq.write_table(people, folder / "people.parquet")
    pq.write_table(pa.table(ties), folder / "ties.parquet")
    return folder


NAMES = {"giver": ["a", "b", "c", "a", "b", "c", "a", "b", "c"], "receiver": ["b", "c", "a"] * 3}
DAY = dt.date(2026, 1, 1)
WRONG = {
    "unknown person": {**NAMES, "receiver": ["b", "c", "x", "b", "c", "a", "b", "c", "y"]},
    "no person": {**NAMES, "giver": [None, *NAMES["giver"][1:8], "  "]},
    "hours below zero": {**NAMES, "hours_per_week": [1.0] * 8 + [-2.0]},
    "hours without end": {**NAMES, "hours_per_week": [1.0] * 8 + [np.inf]},
    "hours in words": {**NAMES, "hours_per_week": ["1,5"] * 8 + ["often"]},
    "no date": {**NAMES, "since": ["2025-01-01"] * 8 + ["once"]},
    "ends before it begins": {**NAMES, "since": [DAY] * 9, "until": [DAY] * 8 + [dt.date(2025, 1, 1)]},
    "several": {**NAMES, "giver": ["x", *NAMES["giver"][1:]], "hours_per_week": [-1.0, *[2.0] * 7, -3.0]},
    "no column of receivers": {"giver": ["a"]},
    "a column that is nearly right": {"giver": ["a"], "reciever": ["b"]},
}


@pytest.mark.parametrize("ties", WRONG.values(), ids=WRONG)
def test_faults_are_those_of_a_network_that_is_read_whole(tmp_path: Path, ties: dict[str, Any]) -> None:
    """The same rows, columns and rules."""
    write(tmp_path, ties)
    problems = []
    for read in (read_large, ng.read_network):
        with pytest.raises(ng.DataError) as raised:
            read(tmp_path)
        found = raised.value.problems.sort_values(["row", "column"]).reset_index(drop=True)
        problems.append(found[["table", "row", "column", "rule"]])
    assert len(problems[0])
    pd.testing.assert_frame_equal(*problems)


def test_faults_of_people_come_first(tmp_path: Path) -> None:
    write(tmp_path, WRONG["unknown person"], pa.table({"person": ["a", "a"], "district": ["west", "east"]}))
    with pytest.raises(ng.DataError) as raised:
        read_large(tmp_path)
    assert set(raised.value.problems["table"]) == {"people"}


def test_it_stops_at_a_thousand_faults(tmp_path: Path) -> None:
    """Whoever mends a thousand rows mends the rest as well; a list of a million helps nobody."""
    write(tmp_path, {"giver": ["x"] * 1_500, "receiver": ["y"] * 1_500})
    with pytest.raises(ng.DataError) as raised:
        read_large(tmp_path)
    assert len(raised.value.problems) == 1_000


@pytest.mark.parametrize("kind", [pa.int32(), pa.int64(), pa.uint16()])
def test_identifiers_can_be_numbers(tmp_path: Path, kind: pa.DataType) -> None:
    people = pa.table({"person": pa.array([30, 10, 20], kind), "district": ["west", "east", "west"]})
    write(tmp_path, {"giver": pa.array([10, 20], kind), "receiver": pa.array([30, 10], kind)}, people)
    large = read_large(tmp_path)
    assert (large.ties.giver.tolist(), large.ties.receiver.tolist()) == ([1, 2], [0, 1])
    assert of_whole(ng.read_network(tmp_path)) == without_duplicates(as_rows(large))


def test_what_was_read_is_told(tmp_path: Path) -> None:
    """Three columns: givers, receivers, and all the rest."""
    path = parquet_folder(tmp_path, seeded_tables(60, 150, seed=2))
    told: list[int] = []
    read_large(path, on_part=told.append)
    assert sum(told) == 3 * count_ties(path)
    assert max(told) <= 7


def test_ties_that_are_handed_over_are_gone(tmp_path: Path) -> None:
    large = read_large(parquet_folder(tmp_path, seeded_tables(60, 150, seed=2)))
    ties = large.handed_over()
    assert len(ties.giver) > 100
    assert (len(large.ties.giver), large.ties.kinds) == (0, ())


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, NAMES)
    file = path / "ties.parquet"
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(ng.DataError, match="not a readable Parquet file"):
        read_large(path)
