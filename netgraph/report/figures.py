"""The figures of a report as they are printed: value, margin, or why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netgraph.content.district_rows import alphabetical
from netgraph.content.panels import people_told
from netgraph.symbology import state_label
from netgraph.symbology.coverage import COVERAGE_FIGURE
from netgraph.words.numbers import format_value, low_to_high, printed_steps, rounded_count, value_of_steps
from netgraph.words.report import LARGER_FIGURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netgraph.content import MapContent
    from netgraph.symbology import Layer
    from netgraph.words.numbers import Unit

__all__ = ["ReportedFigure", "by_alphabet", "reported_figures", "reported_layers"]


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """One figure of one area.

    Attributes
    ----------
    position : int
        Of the area.
    layer : Layer
        What it is called and how it is read.
    unit : {"share", "number", "hours", "index"}
        What it is measured in.
    value, low, high, rest : float
        The figure, its margin and that of the rest of the city, as rounded as they are printed; NaN where there is
        none to show.
    text, margin : str
        The figure and its margin in words and digits; empty where there is none.
    instead : str
        Why it is not shown; empty where it is.
    larger : str
        Name and figure of the larger area that stands in for a hidden one; empty otherwise.
    people : str
        On how many people it rests, rounded, of a survey a band; empty where that is not shown.
    count : float
        The same as a number; NaN in a survey, and where it is not shown.
    """

    position: int
    layer: Layer
    unit: Unit
    value: float
    low: float
    high: float
    rest: float
    text: str
    margin: str
    instead: str
    larger: str
    people: str
    count: float


def reported_layers(content: MapContent) -> tuple[Layer, ...]:
    """Return the figures of a report: those of the map and those that only signals look at; coverage comes last."""
    listed = (*content.layers[1:], *content.in_panel)
    return tuple(sorted(listed, key=lambda layer: layer.id == COVERAGE_FIGURE.id))


def by_alphabet(content: MapContent) -> list[int]:
    """Return the positions of the areas in the order of the alphabet."""
    return [row.position for row in sorted(content.places, key=lambda row: alphabetical(row.name))]


def reported_figures(content: MapContent, layer: Layer) -> list[ReportedFigure]:
    """Return one figure of every area, in the order of the map."""
    unit = content.units[layer.id]
    return list(_figures(content, layer, unit))


def _figures(content: MapContent, layer: Layer, unit: Unit) -> Iterator[ReportedFigure]:
    """Give one figure of every area after the other."""
    language, cells = content.wording.language, content.figures[layer.id]
    larger = _larger(content, layer, unit)
    not_shown = state_label("hidden", content.wording)
    for position, row in enumerate(cells.to_dict("records")):
        text, mark = layer.figures[position], layer.marks[layer.marked[position]]
        people = row["people"] if text else math.nan
        value, low, high, rest = (
            _printed(row[column], unit) if text else math.nan for column in ("value", "low", "high", "rest_value")
        )
        yield ReportedFigure(
            position,
            layer,
            unit,
            value,
            low,
            high,
            rest,
            text,
            margin="" if math.isnan(low + high) else low_to_high(low, high, unit, language),
            instead="" if text else not_shown if larger[position] else mark.label,
            larger=larger[position],
            people=people_told(people, content.wording, survey=content.survey),
            count=float(rounded_count(people)) if people > 0 and not content.survey else math.nan,
        )


def _printed(value: float, unit: Unit) -> float:
    """Return a figure as rounded as it is printed: nothing finer leaves the building."""
    return math.nan if math.isnan(value) else value_of_steps(printed_steps(value, unit), unit)


def _larger(content: MapContent, layer: Layer, unit: Unit) -> Sequence[str]:
    """Return the name and figure of the larger area of every area where it stands in."""
    cells = content.figures[layer.id]
    if "larger" not in cells:
        return [""] * len(cells)
    return [
        content.wording.of(LARGER_FIGURE, parent=name, value=format_value(value, unit, content.wording.language))
        if name and not math.isnan(value)
        else ""
        for name, value in zip(cells["larger"].fillna(""), cells["larger_value"], strict=True)
    ]
