"""Figures in whole steps: printed as the figure itself would be, margins around it, and a bar that holds them all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.mapping.figure_steps import FigureSteps, printed_texts
from netgraph.words.numbers import format_value, interval_ends
from tests.mapping.read_page import Told, figure_of, unfolded

if TYPE_CHECKING:
    from netgraph.words import Language
    from netgraph.words.numbers import Unit

COLUMNS = ["value", "low", "high", "rest_value", "larger", "larger_value", "larger_low", "larger_high"]
NOTHING = math.nan
HIDDEN = (NOTHING, NOTHING, NOTHING, NOTHING)
NO_LARGER = ("", NOTHING, NOTHING, NOTHING)
RANGES: dict[Unit, tuple[float, float]] = {"share": (0, 1), "number": (0, 500), "hours": (0, 168), "index": (-1, 1)}
"""Between which values figures of a unit are drawn here."""


def frame(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Make the gated figures of districts; rows without a larger area have none."""
    return pd.DataFrame([row if len(row) == len(COLUMNS) else (*row, *NO_LARGER) for row in rows], columns=COLUMNS)


def told(cells: pd.DataFrame, unit: Unit, language: Language) -> list[Told | None]:
    """Return what the page would tell of every district, through everything that the script does with it."""
    steps = FigureSteps.of(cells, unit)
    marks = [{"says": ""}, {"says": "not shown"}]
    layer = {**unfolded(steps.data()), "marks": marks, "marked": [int(math.isnan(value)) for value in cells["value"]]}
    data = {"texts": printed_texts([steps], language)}
    return [figure_of(data, layer, place) for place in range(len(cells))]


# --- by hand


def test_shares_by_hand() -> None:
    """12.5 % is printed as 13% (half up), with 10% to 17% around it, and 4% in the rest of the city."""
    cells = frame((0.125, 0.1, 0.174, 0.04), HIDDEN, (0.0, 0.0, 0.056, 0.125))
    steps = FigureSteps.of(cells, "share")
    assert (steps.value, steps.low, steps.high) == ([13, None, 0], [10, None, 0], [17, None, 6])
    assert steps.rest == [4, None, 13]
    data = unfolded(steps.data())
    assert (data["values"], data["below"], data["above"]) == ([13, 0, 0], [3, -1, 0], [4, -1, 6])
    assert data["rest"] == {"most": 4, "other": {"1": None, "2": 13}}
    assert told(cells, "share", "nl") == [Told("13%", "10%", "17%", "4%"), None, Told("0%", "0%", "6%", "13%")]


@pytest.mark.parametrize(
    ("unit", "language", "expected"),
    [
        ("number", "nl", Told("2,6", "1,8", "3,0", "2,5")),
        ("number", "en", Told("2.6", "1.8", "3.0", "2.5")),
        ("hours", "nl", Told("2,6 uur per week", "1,8", "3 uur per week", "2,5 uur per week")),
        ("hours", "en", Told("2.6 hours a week", "1.8", "3 hours a week", "2.5 hours a week")),
        ("index", "nl", Told("2,55", "1,80", "2,96", "2,50")),
    ],
)
def test_the_low_end_of_a_margin_names_no_hours(unit: Unit, language: Language, expected: Told) -> None:
    """As in a sentence: "marge 1,8 tot 3 uur per week". By hand: 2.55 is 2.6 half up, 2.96 is 3.0."""
    assert told(frame((2.55, 1.8, 2.96, 2.5)), unit, language) == [expected]


def test_a_figure_without_a_margin_or_without_a_rest_has_none() -> None:
    cells = frame((0.5, NOTHING, NOTHING, 0.2), (0.5, 0.4, 0.6, NOTHING), (-0.31, NOTHING, NOTHING, NOTHING))
    assert told(cells, "index", "en") == [Told("0.50", rest="0.20"), Told("0.50", "0.40", "0.60"), Told("−0.31")]


def test_a_larger_area_stands_in_for_a_hidden_figure_only() -> None:
    """Its name, figure and margin; without a margin where the figure of the larger area has none."""
    stands_in = (*HIDDEN, "Almere Haven", 0.2, 0.15, 0.3)
    bare = (*HIDDEN, "Almere Hout", 0.2, NOTHING, NOTHING)
    cells = frame((0.1, 0.05, 0.2, 0.3), stands_in, bare, HIDDEN)
    assert told(cells, "share", "nl") == [
        Told("10%", "5%", "20%", "30%"),
        Told("20%", "15%", "30%", larger="Almere Haven"),
        Told("20%", larger="Almere Hout"),
        None,
    ]
    assert FigureSteps.of(cells.drop(columns=[name for name in COLUMNS if "larger" in name]), "share").larger == {}


@pytest.mark.parametrize(
    ("unit", "values", "expected"),
    [
        ("share", (0.03, 0.27), (0, 30)),  # half of 10, the power of ten in 27, is 5: up to 30
        ("share", (0.5, 0.97), (0, 100)),
        ("share", (1.0,), (0, 100)),
        ("share", (1.04,), (0, 104)),  # coverage can be more than everybody: no rounding up, but it fits
        ("share", (0.0,), (0, 1)),  # nothing but nothing: one step, as a bar of no length has no places
        ("number", (3.24,), (0, 35)),  # 32 steps of a tenth; half of 10 is 5
        ("number", (12.1,), (0, 150)),  # 121 tenths; half of 100 is 50
        ("index", (-0.4, 0.2), (-40, 40)),  # figures below nothing: as far to the other side
        ("index", (-1.0, 1.0), (-100, 100)),
        ("index", (1.12,), (0, 112)),  # constraint can be slightly above 1
    ],
)
def test_the_scale_of_a_bar_by_hand(unit: Unit, values: tuple[float, ...], expected: tuple[int, int]) -> None:
    assert FigureSteps.of(frame(*((value, *HIDDEN[1:]) for value in values)), unit).scale == expected


def test_every_step_is_written_once_however_many_figures_have_it() -> None:
    """By unit; a unit that no figure has is not there."""
    figures = [FigureSteps.of(frame((value, *HIDDEN[1:])), "share") for value in (0.5, 0.5, 0.25)]
    texts = printed_texts(figures, "nl")
    assert list(texts) == ["share"]
    # 0 and the ends of the bars, 50 and 25, are printed below them.
    assert texts["share"] == {
        "whole": {"0": "0%", "25": "25%", "50": "50%"},
        "low": {"0": "0%", "25": "25%", "50": "50%"},
    }


# --- for any figures


@st.composite
def gated(draw: st.DrawFn) -> tuple[pd.DataFrame, Unit]:
    """Draw gated figures: some hidden, some of those with a larger area; margins and rest here and there."""
    unit = draw(st.sampled_from(sorted(RANGES)))
    number = st.floats(*RANGES[unit])
    margin = st.lists(number, min_size=3, max_size=3).map(sorted)
    names = st.text(min_size=1, max_size=8)
    rows: list[tuple[Any, ...]] = []
    for kind in draw(st.lists(st.sampled_from(["shown", "bare", "hidden", "larger", "larger bare"]), max_size=12)):
        low, value, high = draw(margin)
        rest = draw(st.one_of(number, st.just(NOTHING)))
        ends = (NOTHING, NOTHING) if kind.endswith("bare") else (low, high)
        if kind.startswith("larger"):
            rows.append((*HIDDEN, draw(names), value, *ends))
        else:
            rows.append(HIDDEN if kind == "hidden" else (value, *ends, rest))
    return frame(*rows), unit


@given(gated(), st.sampled_from(["nl", "en"]))
def test_what_is_told_is_what_would_be_printed(drawn: tuple[pd.DataFrame, Unit], language: Language) -> None:
    """The oracle writes each figure of the frame itself, without steps."""
    cells, unit = drawn

    def printed(value: float) -> str:
        return "" if math.isnan(value) else format_value(value, unit, language)

    def expected(row: Any) -> Told | None:
        stands_in = bool(row.larger)
        if not stands_in and math.isnan(row.value):
            return None
        value, low, high = (
            (row.larger_value, row.larger_low, row.larger_high) if stands_in else (row.value, row.low, row.high)
        )
        ends = ("", "") if math.isnan(low) else interval_ends(low, high, unit, language)
        rest = "" if stands_in else printed(row.rest_value)
        return Told(printed(value), *ends, rest=rest, larger=row.larger)

    assert told(cells, unit, language) == [expected(row) for row in cells.itertuples()]


@given(gated())
def test_margins_hold_their_figures_and_the_bar_holds_them_all(drawn: tuple[pd.DataFrame, Unit]) -> None:
    steps = FigureSteps.of(*drawn)
    for low, value, high in zip(steps.low, steps.value, steps.high, strict=True):
        assert low is None or value is None or high is None or low <= value <= high
    assert all(low is None or low <= value <= high for _, value, low, high in steps.larger.values())  # type: ignore[operator]
    start, end = steps.scale
    assert start < end
    assert start in (0, -end)
    assert all(start <= step <= end for step in steps.occurring)
    texts = printed_texts([steps], "nl")[steps.unit]
    assert set(texts["whole"]) == set(texts["low"]) == {str(step) for step in steps.occurring}  # type: ignore[index,arg-type,call-overload]


@given(gated())
def test_a_bar_of_shares_ends_at_everybody(drawn: tuple[pd.DataFrame, Unit]) -> None:
    """A bar of shares, or of an index up to 1, is never longer than the whole."""
    steps = FigureSteps.of(*drawn)
    if steps.unit in ("share", "index"):
        assert steps.scale[1] <= 100
