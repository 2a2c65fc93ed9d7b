"""`benchmarks.speed` on a small network: all engines make the same table. How fast is not asserted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import netgraph as ng
from benchmarks.speed.__main__ import ENGINES, check_agreement, measured, report
from benchmarks.speed.population import CITY, KINDS, write_population


def test_all_engines_agree_on_a_small_city():
    """NetworkX and igraph in scripts that know nothing of netgraph: 34 figures, of NetworkX all but constraint."""
    table, compared = measured(2_000, runs=1, engines=list(ENGINES))
    assert compared == 3 * 34 + 3 * 33  # pairs of the other three over all, and of NetworkX with each over its figures
    assert (table[["cpu", "wall", "peak", "first"]] > 0).all(axis=None)
    told = report(table, 2_000, compared)
    assert all(f"| {engine} | 1 |" in told for engine in ENGINES)


def test_a_figure_that_differs_is_an_error():
    """By a millionth; what only one of them has, and what neither can tell, is no difference."""
    one = pd.DataFrame({"isolated": [0.1, np.nan], "contacts": [3.0, 4.0]})
    assert check_agreement({"a": one, "b": one.drop(columns="contacts")}) == 1
    with pytest.raises(AssertionError, match="isolated: a and b"):
        check_agreement({"a": one, "b": one.assign(isolated=[0.1000001, np.nan])})


@pytest.mark.parametrize("text", [True, False], ids=["text", "numbers"])
def test_a_population_is_the_same_every_time_and_has_hubs_and_isolates(tmp_path, text):
    size = replace(CITY, residents=20_000, districts=8, text=text)
    for name in ("one", "two"):
        write_population(tmp_path / name, size, seed=3)
    for table in ("people", "ties", "districts"):
        one, two = (pd.read_parquet(tmp_path / name / f"{table}.parquet") for name in ("one", "two"))
        pd.testing.assert_frame_equal(one, two)
    network = ng.read_network(tmp_path / "one")
    contacts = ng.person_metrics(network, ["contacts"])["contacts"]
    assert contacts.max() > 100
    assert 0.03 < (contacts == 0).mean() < 0.10  # 4 % are drawn as isolates, and some have ties only with those
    assert set(network.ties["kind"]) == set(KINDS)
    assert len(network.districts) == 8
