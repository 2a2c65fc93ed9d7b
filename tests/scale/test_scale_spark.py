"""Spark makes the same figures: the same expressions, on a cluster of this one machine."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import netgraph as ng
from tests.arrow_tables import arrow_tables
from tests.random_networks import seeded_tables
from tests.scale.test_scale_figures import assert_same, in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLDEST_JAVA = 17
"""Spark 4 runs on nothing older."""


def _why_not() -> str:
    """Say why Spark cannot run here; nothing where it can."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed"
    java = shutil.which("java")
    if java is None:
        return "there is no Java"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    return "" if version and int(version[1]) >= OLDEST_JAVA else f"Spark needs Java {OLDEST_JAVA}; found {told[:60]}"


pytestmark = [
    pytest.mark.skipif(bool(_why_not()), reason=_why_not() or "it runs here"),
    # Py4J leaves closing its sockets to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One session on this machine, that listens to nobody else and keeps its files in a folder of the tests."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - need not be installed

    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.master("local[2]").appName("netgraph")
    for name, setting in settings.items():
        builder = builder.config(name, setting)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.parametrize("definition", ["cbs2024", pytest.param("scp", marks=pytest.mark.slow)])
def test_a_cluster_makes_the_figures_of_memory(spark: Any, tmp_path: Path, definition: str) -> None:
    """From Parquet, all figures, of a network with all the warts that random networks have."""
    tables = seeded_tables(900, 1_300, seed=8, hours_known=definition == "scp")
    tables = tables.changed(about={**tables.about, "reference_date": dt.date(2026, 1, 1)})
    for name, table in arrow_tables(tables).items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
        spark.read.parquet(str(tmp_path / f"{name}.parquet")).createOrReplaceTempView(name)
    connection = ibis.pyspark.connect(spark)
    made = ng.scale.district_estimates(
        connection,
        "people",
        "ties",
        districts="districts",
        about=tables.about,
        carer_definition=definition,
        bridge_by="origin",
    )
    assert_same(made, in_memory(tables.network(), bridge_by="origin", carer_definition=definition))


def test_a_cluster_counts_faults(spark: Any, tmp_path: Path) -> None:
    """As a database does."""
    pq.write_table(pa.table({"person": ["a", "a"], "district": ["west", "west"]}), tmp_path / "people.parquet")
    pq.write_table(pa.table({"giver": ["a"], "receiver": ["x"]}), tmp_path / "ties.parquet")
    for name in ("people", "ties"):
        spark.read.parquet(str(tmp_path / f"{name}.parquet")).createOrReplaceTempView(f"{name}_with_faults")
    connection = ibis.pyspark.connect(spark)
    with pytest.raises(ng.DataError) as caught:
        ng.scale.district_estimates(connection, "people_with_faults", "ties_with_faults", ["isolated"])
    assert set(caught.value.problems["rule"]) == {"duplicate_person", "unknown_person"}
