"""Tables of a database: what is missing is filled in, what is wrong is told at once, and what is needed is named."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import ibis
import pyarrow as pa
import pytest

import netgraph as ng
from netgraph.errors import UnknownNameError

PEOPLE: dict[str, list[Any]] = {"person": ["a", "b", "c"], "district": ["west", "west", "east"]}
TIES: dict[str, list[Any]] = {"giver": ["a", "b"], "receiver": ["b", "c"]}


def estimates(
    people: dict[str, Any] | None = None,
    ties: dict[str, Any] | None = None,
    metrics: list[str] | None = None,
    **options: Any,
) -> Any:
    """Return the figures of small tables: those above, with other columns."""
    tables = (pa.table(PEOPLE | (people or {})), pa.table(TIES | (ties or {})))
    made = [ibis.memtable(table) for table in tables]
    return ng.scale.district_estimates(ibis.duckdb.connect(), *made, metrics, **options)


def value(tidy: Any, group: str, metric: str) -> float:
    [found] = tidy.loc[(tidy["group"] == group) & (tidy["metric"] == metric), "value"]
    return float(found)


def test_only_the_columns_that_must_be_there_are_needed() -> None:
    """By hand: a and b of west have one and two contacts; c of east has one."""
    tidy = estimates()
    assert value(tidy, "west", "contacts") == 1.5
    assert value(tidy, "east", "contacts") == 1.0
    assert list(tidy.columns) == ["group", "metric", "value", "numerator", "denominator", "people", "reason"]


def test_tables_are_named_or_given_and_identifiers_may_be_numbers() -> None:
    """Whole numbers, in tables of the database by name, give what text gives."""
    connection = ibis.duckdb.connect()
    numbered = {"person": [1, 2, 3], "district": [10, 10, 20]}
    connection.create_table("inhabitants", pa.table(numbered))
    connection.create_table("support", pa.table({"giver": [1, 2], "receiver": [2, 3]}))
    tidy = ng.scale.district_estimates(connection, "inhabitants", "support", ["contacts"])
    assert tidy["group"].tolist() == ["10", "20"]
    assert tidy["value"].tolist() == [1.5, 1.0]


def test_days_may_have_a_time() -> None:
    """A tie from the very day on counts on that day; one that ends then does not."""
    moments = [dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC).replace(tzinfo=None), None]
    ends = [None, dt.datetime(2026, 1, 1)]  # noqa: DTZ001 - as a database has them
    tidy = estimates(
        ties={"since": pa.array(moments, pa.timestamp("us")), "until": pa.array(ends, pa.timestamp("us"))},
        about={"reference_date": dt.date(2026, 1, 1)},
    )
    assert value(tidy, "west", "contacts") == 1.0
    assert value(tidy, "east", "contacts") == 0.0


@pytest.mark.parametrize(
    ("people", "ties", "told"),
    [
        ({"person": ["a", "a", "c"]}, {"giver": ["a", "a"], "receiver": ["c", "c"]}, "people, column person: in 1 row"),
        ({"person": ["a", None, "c"]}, {"giver": ["a"], "receiver": ["c"]}, "this cell is empty"),
        ({"roles": ["carer;baker", None, None]}, {}, "roles: in 1 row: there is a role that netgraph does not know"),
        ({"weight": [0.0, 1.0, float("inf")]}, {}, "weight: in 2 rows: a survey weight must be a number above 0"),
        ({}, {"giver": ["a", "x"]}, "giver: in 1 row: this person is not in the table of people"),
        ({}, {"receiver": [None, "c"]}, "receiver: in 1 row: this cell is empty"),
        ({}, {"hours_per_week": [-1.0, 2.0]}, "hours_per_week: in 1 row: hours a week cannot be below 0"),
        (
            {},
            {"since": [dt.date(2026, 2, 1), None], "until": [dt.date(2026, 1, 1), None]},
            "until: in 1 row: the tie ends before it begins",
        ),
    ],
)
def test_faults_are_counted_and_told(people: dict[str, Any], ties: dict[str, Any], told: str) -> None:
    """In the words of the check in memory, with how many rows have them."""
    with pytest.raises(ng.DataError, match=told) as caught:
        estimates(people, ties)
    assert len(caught.value.problems) >= 1


def test_the_same_role_twice_is_known() -> None:
    """As in memory, where roles are a set."""
    assert len(estimates({"roles": ["carer; carer", "carer;carer;volunteer", ""]}, metrics=["carers_alone"])) == 2


def test_faults_of_districts() -> None:
    """Of a district that is not in the table, twice there, or with half an inhabitant."""
    districts = ibis.memtable(pa.table({"district": ["west", "west", "elsewhere"], "population": [1.5, 2.0, 3.0]}))
    with pytest.raises(ng.DataError) as caught:
        estimates(districts=districts)
    rules = {"unknown_district", "duplicate_district", "reserved_code", "bad_population"}
    assert set(caught.value.problems["rule"]) == rules


def test_no_people() -> None:
    none = pa.array([], pa.string())
    with pytest.raises(ng.DataError, match="there are no people"):
        estimates({"person": none, "district": none}, {"giver": none, "receiver": none})


@pytest.mark.parametrize(
    ("people", "ties", "told"),
    [
        ({}, {"hours_per_week": ["1", "2"]}, "ties, column hours_per_week: expected numbers; found the type string"),
        ({"respondent": ["yes", "no", "yes"]}, {}, "people, column respondent: expected true and false"),
        ({}, {"since": ["2026-01-01", "2026-01-01"]}, "ties, column since: expected dates"),
        ({"person": [1.0, 2.0, 3.0]}, {}, "people, column person: expected text or whole numbers"),
    ],
)
def test_columns_of_another_type_are_told(people: dict[str, Any], ties: dict[str, Any], told: str) -> None:
    with pytest.raises(ng.NetgraphError, match=told):
        estimates(people, ties)


def test_tables_that_are_not_there() -> None:
    connection = ibis.duckdb.connect()
    table = ibis.memtable(pa.table(PEOPLE))
    with pytest.raises(ng.NetgraphError, match="no table 'nobody'"):
        ng.scale.district_estimates(connection, "nobody", table)
    with pytest.raises(ng.NetgraphError, match=r"ties has no column giver\. Expected giver, receiver"):
        ng.scale.district_estimates(connection, table, table)
    with pytest.raises(ng.NetgraphError, match="people must be an ibis table"):
        ng.scale.district_estimates(connection, pa.table(PEOPLE), table)


def test_figures_that_are_no_sums() -> None:
    with pytest.raises(UnknownNameError, match="clustering is no sum over people and their ties"):
        estimates(metrics=["clustering"])
    with pytest.raises(UnknownNameError, match="Did you mean isolated"):
        estimates(metrics=["isolatd"])
    with pytest.raises(UnknownNameError, match="people have no column 'age'"):
        estimates(metrics=["bridging_share"], bridge_by="age")
    with pytest.raises(ng.NetgraphError, match=r"there is no such key\. Did you mean design"):
        estimates(about={"desing": "survey"})


def test_without_bridge_by_bridging_is_left_out() -> None:
    tidy = estimates()
    assert "bridging_share" not in set(tidy["metric"])
    assert "ei_index" in set(tidy["metric"])


def test_long_care_asks_for_a_day_where_care_has_a_beginning() -> None:
    ties = {"kind": ["care", "care"], "hours_per_week": [9.0, 9.0]}
    tidy = estimates(ties=ties, metrics=["intensive_carers"], carer_definition="scp")
    assert value(tidy, "west", "intensive_carers") == 1.0
    since = pa.array([dt.date(2025, 12, 1), None], pa.date32())
    with pytest.raises(ng.NetgraphError, match="Give reference_date"):
        estimates(ties={**ties, "since": since}, metrics=["intensive_carers"], carer_definition="scp")


def test_without_ibis_the_extra_is_named() -> None:
    """In a process of its own, where ibis cannot be imported; the rest of netgraph works there."""
    code = (
        "import sys; sys.modules['ibis'] = None\n"
        "import netgraph as ng\n"
        "try:\n    ng.scale.district_estimates(None, 'people', 'ties')\n"
        "except ng.MissingExtraError as error:\n    print(error)\n"
        "print(len(ng.district_metrics(ng.synthetic_network(people=200, seed=1), metrics=['isolated'])))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert 'pip install "neighbourhood-netgraph[scale]"' in told[0]
    assert int(told[1]) > 0


def test_importing_netgraph_does_not_load_ibis() -> None:
    code = "import sys, netgraph; netgraph.scale.district_estimates; print('ibis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
