"""Layers from protected figures: classes as printed, and every way of being absent counted and told apart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.mapping.content import Wording
from netgraph.mapping.layers import STATES, attention_layer, figure_layer
from netgraph.metrics import METRICS
from netgraph.signals import ATTENTION
from netgraph.words.areas import AREAS

if TYPE_CHECKING:
    from netgraph.words import Language

NL, EN = (Wording(language, AREAS["buurt"]) for language in ("nl", "en"))


def cells(*rows: tuple[float, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["value", "reason", "hidden"])


NOTHING = math.nan
ABSENT = cells(
    (NOTHING, "", "few_people"),
    (NOTHING, "undefined", ""),
    (NOTHING, "not_observable", ""),
    (NOTHING, "no_people", ""),
    (0.0, "", ""),
)


def test_hidden_undefined_not_observable_missing_and_zero_are_five_things() -> None:
    layer = figure_layer(METRICS["isolated"], ABSENT, NL, survey=False)
    marks = [layer.marks[position] for position in layer.marked]
    assert [mark.fill for mark in marks] == ["hidden", "undefined", "not_observable", "missing", "class_2"]
    assert [mark.label for mark in marks] == [
        "Niet getoond (privacy)",
        "Niet te bepalen",
        "Niet te zien met deze gegevens",
        "Geen gegevens",
        "0%",
    ]
    assert {mark.count for mark in marks} == {"1 buurt"}
    assert layer.figures == ("", "", "", "", "0%")
    assert marks[0].says == "Niet getoond, zodat niemand herkenbaar is."


def test_a_hidden_figure_tells_nothing_whatever_else_is_known() -> None:
    row = (0.123, "undefined", "secondary")
    layer = figure_layer(METRICS["isolated"], cells(row), EN, survey=False)
    assert layer.figures == ("",)
    assert [mark.fill for mark in layer.marks] == ["hidden"]
    assert "12" not in repr(layer)
    assert "secondary" not in repr(layer)


@pytest.mark.parametrize(("metric", "darkest"), [("isolated", "20% of meer"), ("dyadic_reciprocity", "minder dan 5%")])
def test_darker_is_the_side_that_calls_for_attention(metric: str, darkest: str) -> None:
    figures = cells(*((share, "", "") for share in (0.02, 0.07, 0.12, 0.17, 0.22)))
    layer = figure_layer(METRICS[metric], figures, NL, survey=False)
    assert layer.marks[0].fill == "class_4"  # the darkest of the ramp comes first
    assert layer.marks[0].label == darkest
    assert [mark.label for mark in layer.marks][1:4] in (
        ["15% tot 20%", "10% tot 15%", "5% tot 10%"],
        ["5% tot 10%", "10% tot 15%", "15% tot 20%"],
    )


def test_the_printed_figure_decides_the_class() -> None:
    # 0.0951 is printed as 10% and so belongs to "10% tot 15%", although it is below 0.10.
    figures = cells(*((share, "", "") for share in (0.02, 0.0951, 0.12, 0.17, 0.22)))
    layer = figure_layer(METRICS["isolated"], figures, NL, survey=False)
    assert layer.figures[1] == "10%"
    assert layer.marks[layer.marked[1]].label == "10% tot 15%"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.sampled_from(["nl", "en"]))
def test_every_district_has_one_mark_and_the_counts_add_up(shares: list[float], language: Language) -> None:
    wording = Wording(language, AREAS["buurt"])
    figures = cells(*((share, "", "") for share in shares), (NOTHING, "", "few_people"))
    layer = figure_layer(METRICS["isolated"], figures, wording, survey=False)
    assert len(layer.marked) == len(shares) + 1
    counts = [int(mark.count.split()[0]) for mark in layer.marks]
    assert counts == [layer.marked.count(position) for position in range(len(layer.marks))]
    assert sum(counts) == len(shares) + 1


def test_numbers_follow_unit_and_language() -> None:
    figures = cells(*((value, "", "") for value in (0.04, 1.25, 2.5, 4.96)))
    dutch, english = (figure_layer(METRICS["contacts"], figures, wording, survey=False) for wording in (NL, EN))
    assert dutch.figures == ("0,0", "1,3", "2,5", "5,0")  # one decimal, half up
    assert english.figures == ("0.0", "1.3", "2.5", "5.0")
    assert dutch.heading == "Contacten per bewoner (aantal)"
    assert dutch.direction == "Lager vraagt eerder aandacht."
    assert [mark.label for mark in english.marks] == [
        "under 1.0",
        "1.0 to under 2.0",
        "2.0 to under 3.0",
        "3.0 to under 4.0",
        "4.0 or more",
    ]


def test_an_estimate_says_so() -> None:
    layer = figure_layer(METRICS["isolated"], ABSENT, EN, survey=True)
    assert layer.label == "No support ties (estimate)"


def test_attention_counts_every_state_and_always_names_the_three_signals() -> None:
    layer = attention_layer(["hidden", "none", "none", "missing"], NL)
    assert [(mark.label, mark.count) for mark in layer.marks] == [
        ("Vraagt aandacht", "0 buurten"),
        ("Blijf volgen", "0 buurten"),
        ("Geen signaal", "2 buurten"),
        ("Niet getoond (privacy)", "1 buurt"),
        ("Geen gegevens", "1 buurt"),
    ]
    assert layer.marked == (3, 2, 2, 4)
    assert "de rest van de stad" in layer.marks[0].note
    assert set(ATTENTION) < set(STATES)  # every state that thin_networks can give has a fill and words


def test_the_level_shown_is_named() -> None:
    layer = attention_layer(["none"], Wording("nl", AREAS["stadsdeel"]))
    assert layer.marks[2].count == "1 stadsdeel"
