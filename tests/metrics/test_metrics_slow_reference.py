"""Every figure and person column on random networks, with borders, paid ties and gaps, against plain Python."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given

import netgraph as ng
from tests.random_networks import RANDOM, Tables, random_tables, seeded_tables
from tests.slow_reference import SlowNetwork

EXACT = 1e-12


def check_figures(tables: Tables, found: pd.DataFrame, slow: SlowNetwork) -> None:
    """Compare a tidy table by district with the slow figures of everybody who lives there."""
    for row in found.itertuples():
        expected = slow.figure(row.metric, slow.living_in(row.group))
        known = (expected.numerator, expected.denominator, expected.value)
        assert (row.numerator, row.denominator, row.value) == pytest.approx(known, rel=EXACT, abs=EXACT, nan_ok=True)
        assert row.people == expected.people


@RANDOM
@given(random_tables())
def test_figures_of_every_district(tables):
    check_figures(tables, ng.district_estimates(tables.network()), SlowNetwork(tables))


@RANDOM
@given(random_tables())
def test_person_columns(tables):
    slow = SlowNetwork(tables)
    found = ng.person_metrics(tables.network())
    expected = pd.DataFrame(slow.person_columns()).reindex(index=[row["person"] for row in tables.people])
    not_asked = [row["person"] for row in tables.people if not row["respondent"]]
    expected.loc[not_asked] = math.nan
    pd.testing.assert_frame_equal(found, expected.astype("float64"), check_names=False, rtol=EXACT)


def test_a_larger_network():
    """400 people in six districts: large enough for a giant component, cores of all sizes and every role."""
    tables = seeded_tables(people=400, ties=600, seed=5)
    slow, network = SlowNetwork(tables), tables.network()
    found = ng.district_estimates(network)
    assert found["value"].notna().all()  # so that nothing is compared as undefined with undefined
    check_figures(tables, found, slow)
    columns = ng.person_metrics(network)
    asked = [row["person"] for row in tables.people if row["respondent"]]
    assert columns.loc[asked, "coreness"].nunique() > 2
    expected = pd.DataFrame(slow.person_columns()).loc[asked].astype("float64")
    pd.testing.assert_frame_equal(columns.loc[asked], expected, check_names=False, rtol=EXACT)
