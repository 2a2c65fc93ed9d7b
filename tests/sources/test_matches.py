"""Lists of matches: a sample as a registration system and Dutch Excel leave it, worked out by hand."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netgraph as ng
from tests.hostile import damaged, is_read_or_refused
from tests.network.test_round_trips import FEW

SAMPLES = Path(__file__).parent / "samples"
LIST, MAPPING, POSTCODES = SAMPLES / "matches.csv", SAMPLES / "matches.toml", SAMPLES / "postcodes.csv"
TABLE = pd.DataFrame({"v": [1, 2], "c": [1, 3], "since": ["2025-01-01", "2025-06-01"], "wijk": ["west", "east"]})
PLAIN = {"match": {"volunteer": "v", "client": "c"}, "client": {"district": "wijk"}}


def matches(table=TABLE, match=None, **given):
    mapping = {**PLAIN, "match": {**PLAIN["match"], **(match or {})}, **given.pop("mapping", {})}
    return ng.read_matches(table, mapping, **given)


@pytest.fixture
def network():
    return ng.read_matches(LIST, MAPPING, postcodes=POSTCODES)


def test_who_helps_whom(network):
    """A month has 365.25 / 12 / 7 = 4.348 weeks, so 8.7 hours a month are 2.001 a week."""
    ties = network.ties.sort_values(["giver", "receiver"])
    assert ties[["giver", "receiver", "kind"]].to_numpy().tolist() == [
        ["volunteer 12", "client 12", "company"],
        ["volunteer 12", "client 30", "practical"],
        ["volunteer 14", "client 30", "volunteering"],
    ]
    np.testing.assert_allclose(ties["hours_per_week"], [8.7 * 84 / 365.25, 4.35 * 84 / 365.25, np.nan])


def test_a_match_is_there_on_its_last_day(network):
    assert len(network.at("2025-12-31").ties) == 2
    assert len(network.at("2026-01-01").ties) == 1
    day_after = matches(TABLE.assign(until="2025-12-31"), {"start": "since", "end": "until", "end_is": "day_after"})
    assert len(day_after.at("2025-12-30").ties) == 2
    assert len(day_after.at("2025-12-31").ties) == 0


def test_where_people_live(network):
    """By postcode, the longest that is known; of two homes that of the match that began last."""
    assert network.people.set_index("person")["district"].dropna().to_dict() == {
        "volunteer 12": "WK003402",
        "volunteer 14": "WK003401",
        "client 12": "WK003401",
        "client 30": "WK003401",
        "client 31": "WK003402",
    }


def test_who_waits_for_a_match_is_a_person(network):
    assert {"volunteer 15", "client 31"} <= set(network.people["person"])
    roles = network.people.set_index("person")["roles"]
    assert roles["volunteer 15"] == "volunteer"
    assert roles["client 31"] == "resident"
    assert network.people.set_index("person")["Leeftijd"].loc["client 31"] == 90
    assert "Naam" not in network.people


def test_a_register_never_says_who_is_isolated(network):
    assert network.about.design == "register"
    assert set(ng.district_estimates(network, ["isolated", "unsupported"])["reason"]) == {"not_observable"}


def test_numbers_of_volunteers_and_clients_are_apart_unless_said_otherwise():
    assert matches().people["person"].tolist() == ["volunteer 1", "volunteer 2", "client 1", "client 3"]
    shared = matches(TABLE.assign(c=[2, 3]), {"same_numbers": True})
    assert shared.people["person"].tolist() == ["1", "2", "3"]
    assert shared.people.set_index("person")["roles"].loc["2"] == "resident;volunteer"


def test_a_row_with_neither_volunteer_nor_client_is_refused():
    """It would be gone without a word."""
    table = pd.concat([TABLE, TABLE.iloc[[0]].assign(v=None, c=None)], ignore_index=True)
    with pytest.raises(ng.NetgraphError, match=r"record 3, there is neither a volunteer nor a client"):
        matches(table)


def test_an_answer_that_means_none_is_no_match():
    made = matches(
        TABLE.assign(soort=["Geen", "Maatje"]), {"kind_from": "soort", "kinds": {"Geen": "", "Maatje": "company"}}
    )
    assert made.ties["kind"].tolist() == ["company"]
    with pytest.raises(ng.NetgraphError, match="kinds does not say what is meant by Geen"):
        matches(TABLE.assign(soort=["Geen", "Maatje"]), {"kind_from": "soort", "kinds": {"Maatje": "company"}})


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_files_of_every_kind_say_the_same(tmp_path, ending):
    file = tmp_path / f"list{ending}"
    {".csv": TABLE.to_csv, ".xlsx": TABLE.to_excel, ".parquet": TABLE.to_parquet}[ending](file, index=False)
    assert matches(file, {"start": "since"}).equals(matches(match={"start": "since"}))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"match": {"client": "klant"}}, "the table of matches has no column 'klant'"),
        ({"match": {"end_is": "maybe"}}, r"mapping: match\.end_is: Input should be 'last_day' or 'day_after'"),
        ({"mapping": {"volunteer": {"postcode": "wijk"}}}, "column wijk has postcodes, .* Give postcodes"),
        (
            {"mapping": {"client": {"postcode": "wijk"}}, "postcodes": POSTCODES},
            "the table of matches, record 1, column wijk: this is no postcode. Expected 1315 AB or 1315",
        ),
        (
            {
                "mapping": {"client": {"postcode": "since"}},
                "postcodes": pd.DataFrame({"postcode": [1354, 1354], "district": ["a", "b"]}),
            },
            "the table of postcodes, record 2: this postcode is there twice",
        ),
        (
            {"table": TABLE.assign(since=["2025-01-01", "soon"]), "match": {"start": "since"}},
            "the table of matches, record 2, column since: this is no date",
        ),
        (
            {"table": TABLE.assign(h=["1", "many"]), "match": {"hours": "h"}},
            "the table of matches, record 2, column h: this is no number",
        ),
        (
            {"table": TABLE.assign(h=[1, -1]), "match": {"hours": "h"}},
            "the table of matches, record 2, column hours_per_week",
        ),
        (
            {"table": TABLE.assign(until="2024-01-01"), "match": {"start": "since", "end": "until"}},
            "the table of matches, record 1, column until",
        ),
        ({"table": "nowhere.xlsx"}, "nowhere.xlsx: there is no such file"),
    ],
)
def test_a_mistake_and_what_is_said_of_it(given, expected):
    with pytest.raises(ng.NetgraphError, match=expected):
        matches(**given)


@pytest.mark.parametrize("spoilt", ["matches.csv", "matches.toml", "postcodes.csv"])
@given(data=st.data())
@settings(FEW, max_examples=40)
def test_damaged_lists_are_read_or_refused(spoilt, data):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in (LIST, MAPPING, POSTCODES):
            shutil.copy(file, folder)
        (folder / spoilt).write_bytes(damaged(data, (SAMPLES / spoilt).read_bytes()))
        files = folder / LIST.name, folder / MAPPING.name
        assert is_read_or_refused(lambda: ng.read_matches(*files, postcodes=folder / POSTCODES.name))
