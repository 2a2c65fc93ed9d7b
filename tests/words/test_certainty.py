"""Certainty words against the table of WORDS.md section 3."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.errors import NetgraphError
from netgraph.words.certainty import CERTAINTIES, INTERVAL_LINES, certainty_of


# 1 − p of the table, at and around each bound; a bound belongs to the stronger word.
@pytest.mark.parametrize(
    ("p", "nl", "en"),
    [
        (0.0, "vrijwel zeker", "almost certainly"),
        (1 - 0.99, "zeer waarschijnlijk", "very likely"),  # 1 − 0.99 is 0.010000000000000009
        (0.01, "vrijwel zeker", "almost certainly"),
        (0.0101, "zeer waarschijnlijk", "very likely"),
        (0.05, "zeer waarschijnlijk", "very likely"),
        (0.0501, "waarschijnlijk", "probably"),
        (0.1, "waarschijnlijk", "probably"),
        (0.1001, "misschien", "possibly"),
        (1.0, "misschien", "possibly"),
    ],
)
def test_the_words_for_a_p_value(p, nl, en):
    words = certainty_of(p).words
    assert (words.nl, words.en) == (nl, en)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_smaller_p_never_gets_weaker_words(p, q):
    strength = [CERTAINTIES.index(certainty_of(value)) for value in sorted((p, q))]
    assert strength == sorted(strength)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_what_is_no_p_value_is_refused(wrong):
    with pytest.raises(NetgraphError, match="p-value"):
        certainty_of(wrong)


def test_the_sentence_behind_the_words():
    """The first row of the table, written out, and its last."""
    assert certainty_of(0.001).sentence.format("nl", rest="de rest van de stad") == (
        "Stel dat het hier niet duidelijk anders is dan in de rest van de stad. "
        "Dan komt een cijfer als dit hooguit 1 op de 100 keer voor."
    )
    assert certainty_of(0.5).sentence.format("en", rest="the rest of the city") == (
        "Suppose things here are not clearly different from the rest of the city. "
        "Then a figure like this occurs more than 1 time in 10."
    )


def test_every_design_says_what_its_interval_means():
    assert set(INTERVAL_LINES) == {"whole_network", "survey", "register"}
