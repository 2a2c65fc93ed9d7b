"""The figures that are sums, by DuckDB or Spark, on a made-up population: seconds and memory.

python -m benchmarks.speed.database [--people N] [--engine duckdb|spark] [--metrics a,b] [--memory 10GB]
                                   [--folder FOLDER]

From some millions of people on the population is a country: no text identifiers, more ties each. The folder, if given,
is kept. Spark runs in one session with a thread for each core; its memory is that of another process and is not told.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

import netgraph as ng
from benchmarks.speed.population import CITY, COUNTRY, write_population

if TYPE_CHECKING:
    import pandas as pd

MANY = 2_000_000


def by_duckdb(folder: Path, place: Path, memory: str, metrics: list[str] | None) -> pd.DataFrame:
    """Let DuckDB read the Parquet files; what does not fit goes to a temporary folder."""
    connection = ibis.duckdb.connect(memory_limit=memory, temp_directory=str(place / "spill"))
    tables = {name: connection.read_parquet(str(folder / f"{name}.parquet")) for name in ("people", "ties")}
    return figures(connection, tables, metrics)


def by_spark(folder: Path, memory: str, metrics: list[str] | None) -> pd.DataFrame:
    """Let one session of Spark on this machine read them."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - needs Java

    settings = {"spark.driver.memory": memory, "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder.master(f"local[{os.cpu_count()}]").config("spark.driver.host", "127.0.0.1")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        connection = ibis.pyspark.connect(session)
        tables = {name: connection.read_parquet(str(folder / f"{name}.parquet")) for name in ("people", "ties")}
        return figures(connection, tables, metrics)
    finally:
        session.stop()


def figures(connection: Any, tables: dict[str, Any], metrics: list[str] | None) -> pd.DataFrame:
    """Make the figures of a whole network."""
    about = {"design": "whole_network"}
    return ng.scale.district_estimates(connection, tables["people"], tables["ties"], metrics, about=about)


def main() -> None:
    """Write a population, and print what its figures took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=CITY.residents)
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument("--metrics", type=lambda text: text.split(","))
    parser.add_argument("--memory", default="10GB")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, like = asked.folder or Path(place) / "tables", COUNTRY if asked.people >= MANY else CITY
        if not folder.exists():
            districts = max(2, asked.people * like.districts // like.residents)
            write_population(folder, replace(like, residents=asked.people, districts=districts))
        before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        if asked.engine == "spark":
            table = by_spark(folder, asked.memory.removesuffix("B").lower(), asked.metrics)
        else:
            table = by_duckdb(folder, Path(place), asked.memory, asked.metrics)
        seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    counts = f"{table['metric'].nunique()} figures of {table['group'].nunique():,} districts"
    told = f"{asked.engine}: {counts}: {seconds:.1f} s"
    if asked.engine == "duckdb":
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        told += f", CPU {cpu:.1f} s, at most {after.ru_maxrss / 1024:,.0f} MB"
    print(told)


if __name__ == "__main__":
    main()
