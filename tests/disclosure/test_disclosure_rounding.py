"""Rounding of what is published: fives, whole percentages, and nothing of who contributes."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.disclosure.rounding import ROUNDED_TO, rounded
from tests.disclosure.made_tables import means, shares

FIVES = {10: 10, 12: 10, 12.4: 10, 12.5: 15, 13: 15, 17: 15, 18: 20, 0: 0, 2: 0}
"""Half up, by hand."""


@pytest.mark.parametrize("design", ["whole_network", "register", None])
@pytest.mark.parametrize(("count", "told"), FIVES.items(), ids=str)
def test_counts_to_the_nearest_five(design, count, told):
    table = rounded(shares({"a": (count, 40)}).assign(people=count), design)
    assert table.loc[0, ["numerator", "denominator", "people"]].to_list() == [told, 40, told]
    assert abs(table.loc[0, "value"] - count / 40) <= 0.005 + 1e-12
    assert table.loc[0, "value"] == round(table.loc[0, "value"], 2)


def test_means_tell_no_sums():
    """77 of 33 people is 2.333 each, as printed with one decimal."""
    table = rounded(means({"a": (77, 33)}), "whole_network")
    assert table[["numerator", "denominator"]].isna().all(axis=None)
    assert table[["people", "value"]].to_numpy().tolist() == [[35, 2.3]]


@pytest.mark.parametrize(("people", "band"), [(30, 30), (49, 30), (50, 50), (99, 50), (100, 100), (4_000, 100)])
def test_a_survey_tells_bands_and_whole_percentages(people, band):
    """12 of 37 is 32.4 %."""
    table = rounded(shares({"a": (12, 37)}).assign(people=people), "survey")
    assert table.loc[0, "people"] == band
    assert table[["numerator", "denominator"]].isna().all(axis=None)
    assert table.loc[0, ["value", "low", "high"]].to_list() == pytest.approx([0.32, 0.31, 0.33])


def test_who_contributes_is_never_told():
    for table in (shares({"a": (12, 37)}), means({"a": (77, 33)})):
        assert rounded(table, None)[["contributors", "largest_two"]].isna().all(axis=None)


def test_nothing_stays_nothing():
    empty = shares({"a": (12, 37)}).astype({"people": "float64"})
    empty.loc[0, ["value", "numerator", "denominator", "people", "low", "high", "smoothed"]] = math.nan
    for design in ("whole_network", "survey"):
        told = rounded(empty, design)
        assert told.loc[0, ["value", "numerator", "denominator", "people"]].isna().all()


def test_columns_that_are_not_there_are_not_needed():
    table = shares({"a": (12, 37)})[["group", "metric", "value", "people"]]
    for design in ("whole_network", "survey"):
        assert list(rounded(table, design)) == list(table)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20))
def test_never_further_off_than_half_a_step_and_the_input_stays(counts):
    table = shares({str(number): (count, 1e6) for number, count in enumerate(counts)})
    before = table.copy()
    told = rounded(table, "whole_network")["numerator"].to_numpy()
    assert (np.abs(told - counts) <= ROUNDED_TO / 2).all()
    assert (told % ROUNDED_TO == 0).all()
    pd.testing.assert_frame_equal(table, before)
