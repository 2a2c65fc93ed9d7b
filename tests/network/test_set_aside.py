"""on_fault="set_aside": the rest is loaded and nothing is lost.

DESIGN: rows read = kept + set aside + merged + self-ties; ties of a refused person follow with rule person_set_aside.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import netgraph as ng
from tests.folders import DISTRICTS, PEOPLE, TIES, good_folder, write_files

if TYPE_CHECKING:
    from collections.abc import Sequence

IDS = ["a", "b", "c", "d", "e"]
CODES = ["west", "east"]
HEADERS = {
    "people": ["number", "person", "district", "roles", "weight"],
    "ties": ["number", "giver", "receiver", "kind", "hours_per_week", "since", "until"],
    "districts": ["number", "district", "population"],
}
Cells = list[str]


def rows_of(*columns: Sequence[str]) -> st.SearchStrategy[list[Cells]]:
    """Draw rows with a cell of each column; now and then a record has a cell too many or too few."""
    cells = st.tuples(*map(st.sampled_from, columns)).map(list)
    ragged = st.sampled_from([0] * 12 + [1, -1])
    row = st.tuples(cells, ragged).map(
        lambda drawn: [*drawn[0], "stray"] if drawn[1] == 1 else drawn[0][: drawn[1] or None]
    )
    return st.lists(row, max_size=12)


DIRTY_PEOPLE = rows_of(
    [*IDS, *IDS, ""], [*CODES, *CODES, "south", "elsewhere", ""], ["", "carer", "boss"], ["", "1", "2", "0", "x"]
)
DIRTY_TIES = rows_of(
    [*IDS, *IDS, "z", ""],
    [*IDS, *IDS, "z", ""],
    ["", "care"],
    ["", "", "1", "2.5", "-1", "x"],
    ["", "", "2024-01-01", "x"],
    ["", "", "2024-06-30", "2023-01-01"],
)
DIRTY_DISTRICTS = rows_of([*CODES, *CODES, "elsewhere", ""], ["", "5", "-5"])


def as_csv(name: str, rows: list[Cells]) -> str:
    """Write rows as a CSV file, each with its number, so that it can be found again wherever it went."""
    lines = [HEADERS[name], *([str(number), *cells] for number, cells in enumerate(rows, 2))]
    return "".join(",".join(line) + "\n" for line in lines)


def is_number(cell: str, above: float) -> bool:
    try:
        return float(cell or "1") > above
    except ValueError:
        return False


def expected_people(rows: list[Cells], districts: list[Cells]) -> dict[int, str]:
    """Say by plain Python which people are refused: number of the record -> identifier."""
    codes = {row[0] for row in districts if len(row) == 2}
    refused: dict[int, str] = {}
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        if len(row) != 4:
            refused[number] = ""
            continue
        person, district, roles, weight = row
        lives = district in {*codes, "elsewhere", ""}
        if not person or person in seen or not lives or roles == "boss" or not is_number(weight, 0):
            refused[number] = person
        seen.add(person)
    return refused


def expected_ties(rows: list[Cells], people: list[Cells], refused_people: dict[int, str]) -> tuple[set[int], set[int]]:
    """Say which ties are refused for what they are themselves, and which follow a person."""
    known = {row[0] for row in people if len(row) == 4} - {""}
    stay = {row[0] for number, row in enumerate(people, 2) if number not in refused_people}
    own, follow = set(), set()
    for number, row in enumerate(rows, 2):
        if len(row) != 6:
            own.add(number)
            continue
        giver, receiver, _, hours, since, until = row
        ends_first = since.startswith("2") and until and until < since
        if {giver, receiver} - known or not is_number(hours, -0.5) or since == "x" or ends_first:
            own.add(number)
        elif {giver, receiver} - stay:
            follow.add(number)
    return own, follow


@given(people=DIRTY_PEOPLE, ties=DIRTY_TIES, districts=DIRTY_DISTRICTS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_nothing_is_lost_and_the_right_rows_are_set_aside(
    people: list[Cells], ties: list[Cells], districts: list[Cells]
) -> None:
    """Property over dirty tables; the oracle reads the same rows with plain Python, one by one."""
    refused_people = expected_people(people, districts)
    assume(len(refused_people) < len(people))
    tables = {"people": people, "ties": ties, "districts": districts}
    with tempfile.TemporaryDirectory() as folder:
        written = write_files(Path(folder), {f"{name}.csv": as_csv(name, rows) for name, rows in tables.items()})
        network = ng.read_network(written, on_fault="set_aside")
    aside = {name: network.set_aside.get(name, pd.DataFrame({"rule": []})) for name in tables}
    own, follow = expected_ties(ties, people, refused_people)
    assert set(aside["people"].index) == set(refused_people)
    assert set(aside["ties"].index) == own | follow
    assert set(aside["ties"].index[aside["ties"]["rule"] == "person_set_aside"]) == follow

    counts = network.notices.set_index("rule")["rows"]
    left_out = int(counts.get("self_tie", 0)) + int(counts.get("merged", 0))
    assert len(people) == len(network.people) + len(aside["people"])
    assert len(ties) == len(network.ties) + len(aside["ties"]) + left_out
    assert len(districts) == len(network.districts) + len(aside["districts"])
    for name, rows in tables.items():
        kept = set(getattr(network, name)["number"])
        assert kept.isdisjoint(aside[name].index)
        assert aside[name].index.is_unique
        for number in aside[name].index:
            given_cells = [str(number), *rows[number - 2]]
            refused = aside[name].loc[number]
            if len(given_cells) == len(HEADERS[name]):
                assert [cell if isinstance(cell, str) else "" for cell in refused[HEADERS[name]]] == given_cells
            else:
                assert refused["text"] == ",".join(given_cells)


def test_a_refused_row_carries_all_its_rules_and_messages(tmp_path: Path) -> None:
    ties = "giver,receiver,hours_per_week\na,x,-1\na,b,1\n"
    network = ng.read_network(good_folder(tmp_path, ties=ties), on_fault="set_aside")
    refused = network.set_aside["ties"].loc[2]
    assert refused["rule"].split(";") == ["negative_hours", "unknown_person"]
    assert "below 0" in refused["message"]
    assert "not in people.csv" in refused["message"]
    assert refused["hours_per_week"] == "-1"


def test_a_record_with_too_many_cells_keeps_its_text(tmp_path: Path) -> None:
    network = ng.read_network(good_folder(tmp_path, ties=TIES + "b,a,extra\n"), on_fault="set_aside")
    assert network.set_aside["ties"].loc[3, "text"] == "b,a,extra"
    assert len(network.ties) == 1


def test_people_of_a_district_that_is_set_aside_stay_as_contacts(tmp_path: Path) -> None:
    """Without them their supporters would look more alone than they are."""
    districts = "district,population\nwest,10\neast,-1\n"
    network = ng.read_network(good_folder(tmp_path, districts=districts), on_fault="set_aside")
    assert network.people.set_index("person")["district"].isna().to_dict() == {"a": False, "b": True}
    assert len(network.ties) == 1
    assert network.notices.set_index("rule").loc["district_set_aside", "rows"] == 1


def test_nothing_is_set_aside_where_nothing_is_wrong(tmp_path: Path) -> None:
    assert ng.read_network(good_folder(tmp_path, districts=DISTRICTS), on_fault="set_aside").set_aside == {}


def test_rows_of_frames_are_set_aside_with_their_cells_and_labels() -> None:
    people = pd.DataFrame({"person": [1, 2], "district": ["west", "west"]}, index=["first", "second"])
    ties = pd.DataFrame({"giver": [1, 1], "receiver": [2, 9], "hours_per_week": [1.0, 2.0]}, index=[7, 8])
    network = ng.from_tables(people, ties, on_fault="set_aside")
    refused = network.set_aside["ties"]
    assert refused.index.tolist() == [8]
    assert refused.iloc[0][["giver", "receiver", "hours_per_week"]].tolist() == [1, 9, 2.0]


@pytest.mark.parametrize("size", [30_000])
def test_rows_keep_their_numbers_in_a_file_of_several_megabytes(size: int, tmp_path: Path) -> None:
    """Arrow reads a file in blocks of a megabyte; a bad record must be found behind the first ones too."""
    text = "a long remark, with a comma".ljust(60, ".")
    lines = [f'a,b,"{text}"\n'] * size
    lines[size - 10] = "a,b\n"
    lines[size - 5] = f'a,zz,"{text}"\n'
    lines[10] = f'a,b,"{text}\n{text}"\n'
    folder = good_folder(tmp_path, people=PEOPLE, ties="giver,receiver,remark\n" + "".join(lines))
    network = ng.read_network(folder, on_fault="set_aside")
    assert network.set_aside["ties"]["rule"].to_dict() == {
        size - 10 + 2: "wrong_number_of_cells",
        size - 5 + 2: "unknown_person",
    }


def test_columns_called_rule_and_message_stay_beside_ours() -> None:
    people = pd.DataFrame({"person": ["a"], "district": "w"})
    ties = pd.DataFrame({"giver": ["a"], "receiver": ["x"], "rule": ["mine"], "message": ["also mine"]})
    aside = ng.from_tables(people, ties, on_fault="set_aside").set_aside["ties"]
    assert aside[["rule (as read)", "message (as read)"]].to_numpy().tolist() == [["mine", "also mine"]]
    assert aside["rule"].tolist() == ["unknown_person"]
