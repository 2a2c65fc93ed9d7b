"""Whichever engine makes them, figures of published networks are the same: in memory, part by part, in a database."""

from __future__ import annotations

from pathlib import Path

import ibis
import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from netgraph.arcs.engine import ENGINE_VARIABLE
from netgraph.estimates.by_part import large_district_metrics
from netgraph.network.large import read_large
from netgraph.scale.figures import FIGURES

EXAMPLE = Path(__file__).parents[2] / "data" / "almere"
REAL = Path(__file__).parents[3] / "shared" / "real"


@pytest.fixture(scope="module", params=["arang_dak", "karnataka"])
def folder(request, tmp_path_factory) -> Path:
    """Return one village as a whole network, and 25 villages as a survey, as Parquet."""
    if not (REAL / request.param).is_dir():
        pytest.skip(f"{request.param} does not lie beside the project (../shared/real)")
    parquet = tmp_path_factory.mktemp("real") / request.param
    ng.read_network(REAL / request.param, on_fault="set_aside").write(parquet, "parquet")
    return parquet


@pytest.fixture(scope="module")
def known(folder) -> pd.DataFrame:
    """Return all figures as the base engine makes them, which test_metrics_real_networks.py holds against igraph."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENGINE_VARIABLE, "base")
        return ng.district_estimates(ng.read_network(folder))


def test_compiled_kernels(folder, known, monkeypatch):
    """With intervals, at every level."""
    monkeypatch.setenv(ENGINE_VARIABLE, "compiled")
    pd.testing.assert_frame_equal(ng.district_estimates(ng.read_network(folder)), known, rtol=1e-9)


def test_a_part_at_a_time(folder, known):
    found = large_district_metrics(read_large(folder))
    wide = known.pivot_table(values="value", index="group", columns="metric", dropna=False)
    assert known["value"].notna().sum() > len(wide) * 13
    for name in known["metric"].unique():
        np.testing.assert_allclose(found[name].to_numpy(), wide[name].to_numpy(), rtol=1e-9, err_msg=name)


def test_a_database(folder, known):
    """The figures that are sums, with what they are sums of, and why there is none."""
    network, connection = ng.read_network(folder), ibis.duckdb.connect()
    people, ties = (connection.read_parquet(str(folder / f"{name}.parquet")) for name in ("people", "ties"))
    districts = ibis.memtable(pd.DataFrame(network.districts[["district", "population"]]))
    found = ng.scale.district_estimates(connection, people, ties, districts=districts, about=network.about)
    assert set(found["metric"]) == set(FIGURES) - {"bridging_share"}
    columns = ["group", "metric", "value", "numerator", "denominator", "people", "reason"]
    expected = known.loc[known["metric"].isin(FIGURES), columns].sort_values(["group", "metric"], ignore_index=True)
    found = found[columns].sort_values(["group", "metric"], ignore_index=True)
    pd.testing.assert_frame_equal(found, expected, rtol=1e-9)


def test_the_gate_on_figures_of_a_database():
    """Shares pass it as those of memory; means do not, because nobody tells who makes them."""
    network, connection = ng.read_network(EXAMPLE), ibis.duckdb.connect()
    shares = ["isolated", "thin_support", "carers_alone"]
    tables = [ibis.memtable(pd.DataFrame(each)) for each in (network.people, network.ties)]
    found = ng.scale.district_estimates(connection, *tables, [*shares, "care_hours"], about=network.about)
    told = ng.protect(found[found["metric"].isin(shares)].reset_index(drop=True))
    known = ng.protect(ng.district_estimates(network, shares))
    shown = known[known["group"].isin(told["group"])].reset_index(drop=True)
    assert set(told["hidden"]) > {""}
    pd.testing.assert_frame_equal(told, shown[list(told.columns)])
    with pytest.raises(ng.NetgraphError, match="care_hours"):
        ng.protect(found)
