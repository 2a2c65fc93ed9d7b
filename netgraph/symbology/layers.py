"""The layers of a map: from protected figures to a legend and a mark for every district."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from netgraph.estimates import NO_PEOPLE, UNDEFINED
from netgraph.metrics import NOT_OBSERVABLE
from netgraph.symbology.classes import figure_classes
from netgraph.symbology.legend import ATTENTION_LAYER, Layer, Mark
from netgraph.words import page
from netgraph.words.areas import at_level
from netgraph.words.numbers import UNDEFINED as UNDEFINED_WORDS
from netgraph.words.numbers import UNITS, format_value, whole_number
from netgraph.words.states import ATTENTION, HIDDEN
from netgraph.words.states import NOT_OBSERVABLE as WHY_NOT_OBSERVABLE
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from netgraph.metrics import Metric
    from netgraph.schema.about import Design
    from netgraph.words.wording import Wording

__all__ = ["STATES", "attention_layer", "figure_layer", "state_label"]

# From most to least urgent; the list and the legend follow it. The first three are always in the legend.
STATES = ("attention", "watch", "none", "too_little_data", "not_observable", "hidden", "missing")
ALWAYS_IN_LEGEND = 3

# Why a figure is not there, as `district_estimates` says it, and the fill that shows it.
FILL_OF_REASON = {NOT_OBSERVABLE: "not_observable", UNDEFINED: "undefined", NO_PEOPLE: "missing"}
ABSENT: dict[str, tuple[Text, Text]] = {
    "undefined": (UNDEFINED_WORDS, WHY_NOT_OBSERVABLE["undefined"]),
    "not_observable": (ATTENTION["not_observable"].label, ATTENTION["not_observable"].explanation),
    "hidden": (ATTENTION["hidden"].label, HIDDEN["public"]),
    "missing": (HIDDEN["missing"], HIDDEN["missing"]),
}


def attention_layer(states: Sequence[str], wording: Wording) -> Layer:
    """Draw where attention is needed.

    Parameters
    ----------
    states : sequence of str
        For every district one of `STATES`.
    wording : Wording
        How the page speaks.

    Returns
    -------
    Layer
        With the counts of districts in each state.
    """
    counts = Counter(states)
    shown = [state for position, state in enumerate(STATES) if position < ALWAYS_IN_LEGEND or counts[state]]
    name = wording.of(page.LEGEND_HEADING_ATTENTION)
    return Layer(
        id=ATTENTION_LAYER,
        subject="",
        name=name,
        label=name,
        heading=name,
        explanation="",
        direction="",
        caution="",
        marks=tuple(_state_mark(state, counts[state], wording) for state in shown),
        marked=tuple(shown.index(state) for state in states),
        figures=("",) * len(states),
    )


def figure_layer(metric: Metric, cells: pd.DataFrame, wording: Wording, *, design: Design | None) -> Layer:
    """Draw one figure in classes, with its own mark for every way in which it can be absent.

    Parameters
    ----------
    metric : Metric
        What the figure is called and which end calls for attention.
    cells : DataFrame
        One row a district, after the gate: ``value``, ``reason``, ``hidden``.
    wording : Wording
        How the page speaks.
    design : {"whole_network", "survey", "register"}
        How the data came to be: figures of a survey are estimates, and some mean something else in a register.

    Returns
    -------
    Layer
        With the counts of districts in each class.
    """
    language = wording.language
    absent = [_absence(*cell) for cell in zip(cells["value"], cells["reason"], cells["hidden"], strict=True)]
    values = [None if why else value for value, why in zip(cells["value"], absent, strict=True)]
    classes = figure_classes(metric, [value for value in values if value is not None], wording)
    fills = [why if value is None else classes.fill_of(value) for value, why in zip(values, absent, strict=True)]
    marks = _figure_marks(classes.legend, Counter(fills), wording)
    position = {mark.fill: number for number, mark in enumerate(marks)}
    area = wording.home if metric.home_district and wording.home else wording.area
    name = at_level(metric.label, area).in_(language)
    label = wording.of(page.FIGURE_LABEL_SURVEY, label=name) if design == "survey" else name
    return Layer(
        id=metric.id,
        subject=metric.subject,
        name=name,
        label=label,
        heading=wording.of(page.LEGEND_HEADING_FIGURE, label=label, unit=UNITS[metric.unit].in_(language)),
        explanation=at_level(_explanation(metric, design), area).in_(language),
        direction=wording.of(page.LEGEND_DIRECTIONS[metric.worse].sentence()),
        caution="" if metric.caution is None else at_level(metric.caution, area).in_(language),
        marks=tuple(marks),
        marked=tuple(position[fill] for fill in fills),
        figures=tuple("" if value is None else format_value(value, metric.unit, language) for value in values),
    )


def _explanation(metric: Metric, design: Design | None) -> Text:
    """Say what a figure is in such data, and how to read it."""
    meaning = metric.per_population if design == "register" and metric.per_population else metric.explanation
    if metric.reading is None:
        return meaning
    return Text(nl=f"{meaning.nl} {metric.reading.nl}", en=f"{meaning.en} {metric.reading.en}")


def state_label(state: str, wording: Wording) -> str:
    """Return what a state of a district is called."""
    return _capital(wording.of(HIDDEN["missing"] if state == "missing" else ATTENTION[state].label))


def _state_mark(state: str, count: int, wording: Wording) -> Mark:
    """Describe a state of districts in the legend of the attention layer."""
    label = state_label(state, wording)
    note = "" if state == "missing" else wording.of(ATTENTION[state].explanation, rest=wording.rest)
    return Mark(state, label, _districts(count, wording), note, says=label)


def _figure_marks(legend: list[tuple[str, str]], counts: Counter[str], wording: Wording) -> list[Mark]:
    """Describe the classes of a figure, and the ways in which it is absent somewhere."""
    marks = [Mark(fill, label, _districts(counts[fill], wording)) for fill, label in legend]
    for why, words in ABSENT.items():
        if counts[why]:
            label, sentence = (_capital(wording.of(text)) for text in words)
            note = "" if sentence == label else sentence
            marks.append(Mark(why, label, _districts(counts[why], wording), note, says=sentence))
    return marks


def _absence(value: float, reason: str, hidden: str) -> str:
    """Tell why a figure is not shown; empty when it is. What is hidden tells nothing else."""
    if hidden:
        return "hidden"
    if math.isnan(value):
        return FILL_OF_REASON.get(reason, "missing")
    return ""


def _districts(count: int, wording: Wording) -> str:
    """Say how many districts there are."""
    one = page.LEGEND_COUNT_ONE if count == 1 else page.LEGEND_COUNT
    return wording.of(one, n=whole_number(count, wording.language))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
