"""Figures made part by part, and without intervals: those of the whole network at once."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netgraph as ng
from netgraph.arcs import large
from netgraph.errors import MissingExtraError, UnknownNameError
from netgraph.estimates import by_part, district_estimates
from netgraph.estimates.by_part import large_district_counts, large_district_metrics
from netgraph.estimates.columns import DESIGN
from netgraph.metrics import Choices
from netgraph.network.large import read_large
from tests.arrow_tables import parquet_folder
from tests.random_networks import FEWER, REFERENCE_DATE, Tables, random_tables, seeded_tables

if TYPE_CHECKING:
    from netgraph.network.large import LargeNetwork

INTERVALS = ["low", "high", "smoothed"]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a few districts into a part."""
    monkeypatch.setattr(large.LargeArcs.parts, "__defaults__", (40,))


def read(tables: Tables) -> LargeNetwork:
    """Read a network a part at a time."""
    with TemporaryDirectory() as folder:
        return read_large(parquet_folder(Path(folder), tables))


designs = st.sampled_from(["whole_network", "survey", "register"]).flatmap(lambda design: random_tables(design=design))


@FEWER
@given(tables=designs, by=st.sampled_from(["district", "parent"]))
def test_random_networks(tables: Tables, by: str) -> None:
    """Of all designs, the wide table to the last bits of sums."""
    made = large_district_metrics(read(tables), by=by, bridge_by="origin")
    known = ng.district_metrics(tables.network(), by=by, bridge_by="origin")
    pd.testing.assert_frame_equal(made, known, rtol=1e-9, atol=1e-12)


@FEWER
@given(tables=designs)
def test_what_the_gate_asks_for(tables: Tables) -> None:
    """The tidy tables of both levels, but for intervals and what is smoothed."""
    network = tables.network()
    made = large_district_counts(read(tables), Choices("cbs2024", "origin"))
    assert list(made) == ["district", "parent"]
    for level, table in made.items():
        known = district_estimates(network, None, level, bridge_by="origin")
        assert table.attrs[DESIGN] == known.attrs[DESIGN]
        assert table[INTERVALS].isna().all(axis=None)
        pd.testing.assert_frame_equal(
            table.drop(columns=INTERVALS), known.drop(columns=INTERVALS), rtol=1e-9, atol=1e-12
        )


@pytest.mark.parametrize("definition", ["cbs2024", "scp"])
def test_a_larger_network(definition: str) -> None:
    """In which few figures are undefined, in several parts; and both definitions of intensive care."""
    tables = seeded_tables(900, 1_500, seed=8, hours_known=True, circles=True)
    tables = tables.changed(about={**tables.about, "reference_date": REFERENCE_DATE})
    asked = {"bridge_by": "origin", "carer_definition": definition}
    told: list[int] = []
    made = large_district_metrics(read(tables), on_part=told.append, **asked)
    known = ng.district_metrics(tables.network(), **asked)
    assert len(told) > 3
    assert sum(told) == known["people"].sum()
    assert known.drop(columns=["name"]).notna().all(axis=None)
    pd.testing.assert_frame_equal(made, known, rtol=1e-9)


def test_only_some_figures() -> None:
    made = large_district_metrics(read(seeded_tables(200, 300, seed=2)), ["isolated", "contacts"])
    assert list(made) == ["name", "people", "coverage", "isolated", "contacts"]


def test_districts_that_lie_nowhere_have_no_larger_area() -> None:
    network = read(seeded_tables(200, 300, seed=2))
    assert list(large_district_counts(network, Choices())) == ["district"]


def test_ties_are_let_go_of_when_asked() -> None:
    network = read(seeded_tables(200, 300, seed=2))
    first = large_district_metrics(network, ["contacts"])
    assert len(network.ties.giver)
    last = large_district_metrics(network, ["contacts"], release=True)
    assert not len(network.ties.giver)
    pd.testing.assert_frame_equal(first, last)


def test_anything_but_areas_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="by='age' is no level of areas"):
        large_district_metrics(read(seeded_tables(60, 90, seed=2)), by="age")


def test_without_numba_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    network = read(seeded_tables(60, 90, seed=2))
    monkeypatch.setattr(by_part, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"numba, which is not installed.*\[fast\]"):
        large_district_metrics(network)
