"""Wrapped texts keep their words, and their lines fit."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from netgraph.plots.texts import BODY, HEADING, POINTS, wrapped

FIGURE = Figure(figsize=(4, 3))
WORDS = st.lists(st.text(alphabet="abcW$\\{}_^", min_size=1, max_size=30), max_size=12)


def width_of(line: str) -> float:
    """Return the width of a line in points, as it is drawn."""
    text = FIGURE.text(0, 0, line, **BODY)
    width = text.get_window_extent().width * POINTS / FIGURE.dpi
    text.remove()
    return float(width)


@given(WORDS)
def test_lines_fit_and_nothing_is_lost(words: list[str]) -> None:
    lines = wrapped(" ".join(words), 120, FIGURE, BODY).split("\n")
    assert "".join("".join(lines).split()) == "".join(words)
    assert max(width_of(line) for line in lines) <= 120
    assert FIGURE.texts == []


@given(WORDS)
def test_a_line_is_not_broken_before_it_is_full(words: list[str]) -> None:
    """The first word of a line did not fit on the line above; a word that is itself too long is left aside."""
    lines = wrapped(" ".join(word[:10] for word in words), 120, FIGURE, BODY).split("\n")
    for above, below in pairwise(lines):
        assert width_of(f"{above} {below.split()[0]}") > 120


def test_lines_of_ones_own_stay_and_white_space_becomes_one_space() -> None:
    assert wrapped("one\n two \t three", 500, FIGURE, HEADING) == "one\ntwo three"
    assert wrapped("", 500, FIGURE, HEADING) == ""
