"""A database makes the same figures as the engine in memory, of random networks and of real ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.metrics import METRICS
from netgraph.scale.figures import FIGURES
from tests.arrow_tables import arrow_tables
from tests.random_networks import FEWER, Tables, random_tables, seeded_tables

REAL = Path(__file__).parents[3] / "shared" / "real" / "karnataka"
COLUMNS = ["group", "metric", "value", "numerator", "denominator", "people", "reason"]
ASKED = (None, ("receives",), ("gives",), ("receives", "gives", "alter_roles"))


def in_database(tables: Tables, **options: Any) -> pd.DataFrame:
    """Return what DuckDB makes of the tables."""
    connection = ibis.duckdb.connect()
    made = {name: ibis.memtable(table) for name, table in arrow_tables(tables).items()}
    given_ = {"about": tables.about, "districts": made["districts"], "bridge_by": "origin", **options}
    return ng.scale.district_estimates(connection, made["people"], made["ties"], **given_)


def in_memory(network: ng.SupportNetwork, **options: Any) -> pd.DataFrame:
    """Return the same rows of the tidy table, districts in order of their code."""
    figures = [name for name in METRICS if name in FIGURES and (name != "bridging_share" or "bridge_by" in options)]
    tidy = ng.district_estimates(network, figures, **options)
    return tidy.sort_values("group", kind="stable", ignore_index=True)[COLUMNS]


def assert_same(made: pd.DataFrame, known: pd.DataFrame) -> None:
    """Whole tables: numbers up to the last bits of sums in another order, all else exactly."""
    pd.testing.assert_frame_equal(made, known, rtol=1e-9, atol=1e-12)


@FEWER
@given(tables=random_tables(), definition=st.sampled_from(["cbs2024", "scp"]))
def test_random_networks(tables: Tables, definition: str) -> None:
    """Duplicates, self-ties, people from elsewhere, professionals, weights and unknown hours included."""
    if "reference_date" not in tables.about:
        definition = "cbs2024"
    made = in_database(tables, carer_definition=definition)
    assert_same(made, in_memory(tables.network(), bridge_by="origin", carer_definition=definition))


@FEWER
@given(tables=random_tables(design="survey"), asked=st.sampled_from(ASKED))
def test_random_surveys(tables: Tables, asked: tuple[str, ...] | None) -> None:
    """Figures that a survey cannot show are not shown here either."""
    tables = tables.changed(about={**tables.about, **({} if asked is None else {"asked": asked})})
    assert_same(in_database(tables), in_memory(tables.network(), bridge_by="origin"))


@FEWER
@given(tables=random_tables(design="register"))
def test_random_registers(tables: Tables) -> None:
    """Volunteers are a share of all inhabitants, where it is known how many these are."""
    assert_same(in_database(tables), in_memory(tables.network(), bridge_by="origin"))


@pytest.mark.parametrize("definition", ["cbs2024", "scp"])
def test_a_larger_network(definition: str) -> None:
    """Large enough that no figure is undefined or the same in all districts, so that nothing agrees by chance."""
    tables = seeded_tables(900, 1_300, seed=8, hours_known=True)
    tables = tables.changed(about={**tables.about, "reference_date": dt.date(2026, 1, 1)})
    made = in_database(tables, carer_definition=definition)
    assert made["value"].notna().all()
    assert (made.groupby("metric")["value"].std() > 0).all()
    assert set(made["metric"]) == set(FIGURES)
    assert_same(made, in_memory(tables.network(), bridge_by="origin", carer_definition=definition))


@pytest.mark.skipif(not REAL.exists(), reason="the villages of Karnataka are not beside the project")
def test_real_villages(tmp_path: Path) -> None:
    """25 villages, read from Parquet by the database and by netgraph."""
    network = ng.read_network(REAL, on_fault="set_aside")
    for name in ("people", "ties"):
        frame = getattr(network, name)
        pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), tmp_path / f"{name}.parquet")
    connection = ibis.duckdb.connect()
    for name in ("people", "ties"):
        connection.read_parquet(tmp_path / f"{name}.parquet", table_name=name)
    made = ng.scale.district_estimates(connection, "people", "ties", about=network.about)
    known = in_memory(network)
    known = known[known["group"].isin(made["group"])].reset_index(drop=True)
    assert made["group"].nunique() == 25
    assert_same(made, known)


def test_every_figure_is_one_of_the_catalogue() -> None:
    """All ratios but those that need chains or triangles, which no sum over one person's ties can tell."""
    ratios = {name for name, metric in METRICS.items() if metric.shape == "ratio"}
    others = {"outside_main_component", "peripheral", "constraint", "effective_size", "clustering", "support_ratio"}
    assert set(FIGURES) == ratios - others - {"indirect_reciprocity"}
    assert np.all([name in METRICS for name in FIGURES])
