"""Random networks as typed tables, and as a folder of Parquet files."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import tomli_w

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.random_networks import Tables

TYPES = {
    "person": pa.string(),
    "district": pa.string(),
    "roles": pa.string(),
    "respondent": pa.bool_(),
    "weight": pa.float64(),
    "age": pa.string(),
    "origin": pa.string(),
    "giver": pa.string(),
    "receiver": pa.string(),
    "kind": pa.string(),
    "hours_per_week": pa.float64(),
    "since": pa.date32(),
    "until": pa.date32(),
    "parent": pa.string(),
    "population": pa.float64(),
}


def arrow(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pa.Table:
    """Return rows as a database would have them: typed, with days as days."""
    return pa.table({name: pa.array([_cell(row.get(name)) for row in rows], TYPES[name]) for name in columns})


def _cell(value: object) -> object:
    return dt.date.fromisoformat(value) if isinstance(value, str) and value[:2] == "20" else value


def arrow_tables(tables: Tables) -> dict[str, pa.Table]:
    people = ["person", "district", "roles", "respondent", "weight", "age", "origin"]
    ties = ["giver", "receiver", "kind", "hours_per_week", "since", "until"]
    districts = ["district", "parent", "population"]
    return {
        "people": arrow(tables.people, people),
        "ties": arrow(tables.ties, ties),
        "districts": arrow(tables.districts, districts),
    }


def parquet_folder(folder: Path, tables: Tables, *, rows: int = 1_000, dictionaries: bool = False) -> Path:
    """Write tables as Parquet, so many rows a row group, text as such or as dictionaries."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in arrow_tables(tables).items():
        typed = [
            table[column].dictionary_encode()
            if dictionaries and pa.types.is_string(table[column].type)
            else table[column]
            for column in table.column_names
        ]
        pq.write_table(pa.table(dict(zip(table.column_names, typed, strict=True))), folder / f"{name}.parquet", rows)
    about = {name: value for name, value in tables.about.items() if value is not None}
    (folder / "about.toml").write_text(tomli_w.dumps(about), encoding="utf-8")
    return folder
