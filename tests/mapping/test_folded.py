"""Whole numbers in one text: read back by hand and for any numbers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.mapping.folded import folded
from netgraph.pages.escape import script_json
from tests.mapping.read_page import unfolded


@given(st.lists(st.integers(-(10**9), 10**9)))
def test_numbers_read_back_are_the_same(numbers: list[int]) -> None:
    assert unfolded(json.loads(script_json(folded(numbers)))) == numbers


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1))
def test_no_number_takes_more_characters_than_the_widest_needs(numbers: list[int]) -> None:
    """36^width reaches further than the span, 36^(width - 1) does not; nothing in it is special in a page."""
    told = folded(numbers)
    width, span = told["width"], max(numbers) - min(numbers)
    assert len(told["text"]) == width * len(numbers)  # type: ignore[arg-type,operator]
    assert 36 ** (width - 1) <= max(span, 1) < 36**width  # type: ignore[operator]
    assert told["text"].isalnum()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([5], "0"), ([5, 5], "00"), ([-2, 33], "0z"), ([-2, 34], "0010"), ([35, 0], "z0")],
    ids=str,
)
def test_by_hand(numbers: list[int], text: str) -> None:
    """Base 36: z is 35, and 36 is written 10."""
    assert folded(numbers)["text"] == text
