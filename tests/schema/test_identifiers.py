"""Identifiers in parts -> places, against looking each up in a dictionary."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.schema.identifiers import EMPTY, UNKNOWN, places_in_parts

NUMBERS = st.lists(st.integers(-40, 9_000), min_size=1, max_size=30, unique=True)
CELLS = st.lists(st.lists(st.one_of(st.none(), st.integers(-45, 9_005)), max_size=12), max_size=4)


def looked_up(parts: list[list[int | None]], persons: list[int]) -> list[int]:
    place = {number: at for at, number in enumerate(persons)}
    return [EMPTY if cell is None else place.get(cell, UNKNOWN) for part in parts for cell in part]


@given(persons=NUMBERS, parts=CELLS)
def test_numbers(persons: list[int], parts: list[list[int | None]]) -> None:
    """With a table of places where numbers are close together, and as text where they are far apart."""
    cells = [pa.array(part, pa.int32()) for part in parts]
    for numbers in (np.array(persons), None):
        places = places_in_parts(cells, pd.Series([str(number) for number in persons], dtype="str"), numbers)
        assert places.dtype == np.int32
        assert places.tolist() == looked_up(parts, persons)


def test_numbers_far_apart_are_looked_up_as_text() -> None:
    """A table with a place for each would take eight gigabytes."""
    persons = [0, 2_000_000_000, 5]
    cells = [pa.array([5, 2_000_000_000]), pa.array([1_999_999_999, None])]
    places = places_in_parts(cells, pd.Series([str(number) for number in persons], dtype="str"), np.array(persons))
    assert places.tolist() == [2, 1, UNKNOWN, EMPTY]


@given(persons=NUMBERS, parts=CELLS, kind=st.sampled_from([pa.string(), pa.large_string(), "dictionary"]))
def test_text(persons: list[int], parts: list[list[int | None]], kind: pa.DataType | str) -> None:
    """Plain or as dictionaries, of which each part has its own."""
    cells = []
    for part in parts:
        text = pa.array([None if cell is None else f"p{cell}" for cell in part], pa.string())
        cells.append(text.dictionary_encode() if kind == "dictionary" else text.cast(kind))
    places = places_in_parts(cells, pd.Series([f"p{number}" for number in persons], dtype="str"), None)
    assert places.tolist() == looked_up(parts, persons)


@pytest.mark.parametrize("blank", ["", "  "])
def test_blanks_around_identifiers_are_not_theirs(blank: str) -> None:
    cells = [pa.array([f"{blank}a{blank}", blank, "b"])]
    assert places_in_parts(cells, pd.Series(["b", "a"]), None).tolist() == [1, EMPTY, 0]


def test_nothing_at_all() -> None:
    assert places_in_parts([], pd.Series(["a"]), None).tolist() == []
