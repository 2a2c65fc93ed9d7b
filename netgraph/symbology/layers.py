"""The layers of a map: from protected figures to a legend and a mark for every district."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from netgraph.estimates import NO_PEOPLE, TOO_LITTLE_DATA, UNDEFINED
from netgraph.metrics import NOT_OBSERVABLE, unobserved
from netgraph.signals import FALSE_DISCOVERY_RATE
from netgraph.symbology.classes import figure_classes
from netgraph.symbology.coverage import COVERAGE_SUBJECT
from netgraph.symbology.legend import ATTENTION_LAYER, Layer, Mark
from netgraph.symbology.palette import CLASS_FILLS, larger_fill
from netgraph.words import page
from netgraph.words.areas import at_level
from netgraph.words.numbers import UNDEFINED as UNDEFINED_WORDS
from netgraph.words.numbers import UNITS, format_value, whole_number
from netgraph.words.shares import rate_words
from netgraph.words.states import ATTENTION, HIDDEN, WRONGLY_MARKED
from netgraph.words.states import NOT_OBSERVABLE as WHY_NOT_OBSERVABLE
from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from netgraph.schema.about import About, Design
    from netgraph.symbology.classes import Classes
    from netgraph.symbology.coverage import Drawable
    from netgraph.words.wording import Wording

__all__ = ["STATES", "attention_layer", "count_of_areas", "figure_layer", "state_label"]

# From most to least urgent; the list and the legend follow it. The first three are always in the legend.
STATES = ("attention", "watch", "none", "too_little_data", "not_observable", "hidden", "missing")
ALWAYS_IN_LEGEND = 3

# Why a figure is not there, as `district_estimates` says it, and the fill that shows it.
FILL_OF_REASON = {
    NOT_OBSERVABLE: "not_observable",
    UNDEFINED: "undefined",
    NO_PEOPLE: "missing",
    TOO_LITTLE_DATA: "too_little_data",
}
ABSENT: dict[str, tuple[Text, Text]] = {
    "undefined": (UNDEFINED_WORDS, WHY_NOT_OBSERVABLE[UNDEFINED]),
    "not_observable": (ATTENTION["not_observable"].label, ATTENTION["not_observable"].explanation),
    "too_little_data": (ATTENTION["too_little_data"].label, ATTENTION["too_little_data"].explanation),
    "hidden": (ATTENTION["hidden"].label, HIDDEN["public"]),
    "missing": (HIDDEN["missing"], HIDDEN["missing"]),
}


def attention_layer(
    states: Sequence[str], wording: Wording, false_discovery_rate: float = FALSE_DISCOVERY_RATE
) -> Layer:
    """Draw where attention is needed.

    Parameters
    ----------
    states : sequence of str
        For every district one of `STATES`.
    wording : Wording
        How the page speaks.
    false_discovery_rate : float
        Which part of the districts that need attention may be marked wrongly; the footnote says so.

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
        footnote=wording.of(WRONGLY_MARKED, fdr=rate_words(false_discovery_rate, wording.language)),
    )


def figure_layer(
    figure: Drawable, cells: pd.DataFrame, wording: Wording, *, about: About, everyday: bool = False
) -> Layer:
    """Draw one figure in classes, with its own mark for every way in which it can be absent.

    Parameters
    ----------
    figure : Metric or Drawable
        What the figure is called and which end calls for attention.
    cells : DataFrame
        One row a district, after the gate: ``value``, ``reason``, ``hidden``; possibly ``larger`` and ``larger_value``:
        a larger area whose figure stands in for a hidden one.
    wording : Wording
        How the page speaks.
    about : About
        How the data came to be: figures of a survey are estimates, and some mean something else in a register.
    everyday : bool
        Whether it is about everyday kinds of ties only, which its name then says.

    Returns
    -------
    Layer
        With the counts of districts in each class.
    """
    fills, classes, values = _fills(figure, cells, wording)
    lacking = unobserved(figure.needs, figure.directions, about, alter_roles=figure.alter_roles) or ""
    unseen = WHY_NOT_OBSERVABLE.get(lacking, ATTENTION["not_observable"].explanation)
    marks = _figure_marks(classes.legend, Counter(fills), wording, unseen)
    position = {mark.fill: number for number, mark in enumerate(marks)}
    language = wording.language
    area = wording.home if figure.home_district and wording.home else wording.area
    name = at_level(figure.label, area).in_(language)
    name = _bracketed(name, page.FIGURE_LABEL_EVERYDAY, wording) if everyday else name
    estimated = about.design == "survey" and figure.subject != COVERAGE_SUBJECT
    label = _bracketed(name, page.FIGURE_LABEL_SURVEY, wording) if estimated else name
    return Layer(
        id=figure.id,
        subject=figure.subject,
        name=name,
        label=label,
        heading=_bracketed(label, page.LEGEND_HEADING_FIGURE, wording, unit=UNITS[figure.unit].in_(language)),
        explanation=at_level(_explanation(figure, about.design), area).in_(language),
        direction=wording.of(page.LEGEND_DIRECTIONS[figure.worse].sentence()),
        caution="" if figure.caution is None else at_level(figure.caution, area).in_(language),
        marks=tuple(marks),
        marked=tuple(position[fill] for fill in fills),
        figures=tuple("" if math.isnan(value) else format_value(value, figure.unit, language) for value in values),
    )


def _fills(figure: Drawable, cells: pd.DataFrame, wording: Wording) -> tuple[list[str], Classes, list[float]]:
    """Return the fill of every district, the classes, and the figures shown: NaN where there is none."""
    absent = [_absence(*cell) for cell in zip(cells["value"], cells["reason"], cells["hidden"], strict=True)]
    values = [math.nan if why else value for value, why in zip(cells["value"], absent, strict=True)]
    larger = list(cells["larger_value"]) if "larger_value" in cells else [math.nan] * len(values)
    classes = figure_classes(figure, [value for value in (*values, *larger) if not math.isnan(value)], wording)
    fills = []
    for value, why, instead in zip(values, absent, larger, strict=True):
        if not why:
            fills.append(classes.fill_of(value))
        else:
            fills.append(why if math.isnan(instead) else larger_fill(classes.fill_of(instead)))
    return fills, classes, values


def _bracketed(label: str, text: Text, wording: Wording, **values: object) -> str:
    """Fill in "{label} (…)"; where the label ends with brackets, the other words go into those."""
    if not label.endswith(")"):
        return wording.of(text, label=label, **values)
    return wording.of(text, label=label[:-1], **values).replace(f"{label[:-1]} (", f"{label[:-1]}; ", 1)


def _explanation(figure: Drawable, design: Design | None) -> Text:
    """Say what a figure is in such data, and how to read it."""
    meaning = figure.per_population if design == "register" and figure.per_population else figure.explanation
    if figure.reading is None:
        return meaning
    return Text(nl=f"{meaning.nl} {figure.reading.nl}", en=f"{meaning.en} {figure.reading.en}")


def state_label(state: str, wording: Wording) -> str:
    """Return what a state of a district is called."""
    return _capital(wording.of(HIDDEN["missing"] if state == "missing" else ATTENTION[state].label))


def _state_mark(state: str, count: int, wording: Wording) -> Mark:
    """Describe a state of districts in the legend of the attention layer."""
    label = state_label(state, wording)
    note = "" if state == "missing" else wording.of(ATTENTION[state].explanation, rest=wording.rest)
    return Mark(state, label, count_of_areas(count, wording), note, says=label)


def _figure_marks(legend: list[tuple[str, str]], counts: Counter[str], wording: Wording, unseen: Text) -> list[Mark]:
    """Describe the classes of a figure, figures of larger areas, and the ways in which it is absent somewhere."""
    marks = [Mark(fill, label, count_of_areas(counts[fill], wording)) for fill, label in legend]
    hatched = [fill for fill in map(larger_fill, CLASS_FILLS) if counts[fill]]
    count = count_of_areas(sum(counts[fill] for fill in hatched), wording)
    label = _capital(wording.of(page.LEGEND_HATCHED))
    marks += [Mark(fill, label, count, listed=fill == hatched[0]) for fill in hatched]
    for why, (named, sentence) in {**ABSENT, "not_observable": (ABSENT["not_observable"][0], unseen)}.items():
        if counts[why]:
            label, says = _capital(wording.of(named)), _capital(wording.of(sentence))
            marks.append(Mark(why, label, count_of_areas(counts[why], wording), "" if says == label else says, says))
    return marks


def _absence(value: float, reason: str, hidden: str) -> str:
    """Tell why a figure is not shown; empty when it is. What is hidden tells nothing else."""
    if hidden:
        return "hidden"
    if math.isnan(value):
        return FILL_OF_REASON.get(reason, "missing")
    return ""


def count_of_areas(count: int, wording: Wording) -> str:
    """Say how many districts there are."""
    one = page.LEGEND_COUNT_ONE if count == 1 else page.LEGEND_COUNT
    return wording.of(one, n=whole_number(count, wording.language))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
