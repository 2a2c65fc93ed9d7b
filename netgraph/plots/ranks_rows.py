"""What a picture of ranks holds, before anything is drawn: its rows, and the words around them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from netgraph.estimates import level_of_each, told_apart
from netgraph.network.areas import area_label
from netgraph.symbology import CLASS_FILLS
from netgraph.symbology.shown import MARGIN_LEVEL
from netgraph.symbology.sources import source_line
from netgraph.words import page
from netgraph.words import ranks as words
from netgraph.words.certainty import MARGINS_OVERLAP, certainty_of
from netgraph.words.numbers import format_value, printed_steps, value_of_steps, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from netgraph.metrics import Metric
    from netgraph.plots.captions import Captions
    from netgraph.schema.about import About
    from netgraph.symbology import Layer
    from netgraph.words.wording import Wording

__all__ = ["RankPicture", "RankRow", "rank_picture"]


@dataclass(frozen=True, slots=True)
class RankRow:
    """One area.

    Attributes
    ----------
    name : str
        What it is called.
    value, low, high : int
        Its figure and margin in steps of the last printed digit, so that nothing finer can be read off a picture.
    figure, places : str
        Its figure and the places that it can have, as printed.
    apart : bool
        Whether it differs clearly from at least one other area.
    """

    name: str
    value: int
    low: int
    high: int
    figure: str
    places: str
    apart: bool


@dataclass(frozen=True, slots=True)
class RankPicture:
    """A picture of ranks.

    Attributes
    ----------
    rows : tuple of RankRow
        From the top down.
    headers : tuple of str
        Above the names, the figures and the places.
    tick : callable
        Number of steps -> what stands at the axis.
    total : int or None
        The figure of all areas shown together, in steps; None for figures that are no ratio.
    total_label, apart_label, not_apart_label : str
        The legend.
    texts : Captions
        What stands around it.
    """

    rows: tuple[RankRow, ...]
    headers: tuple[str, str, str]
    tick: Callable[[int], str]
    total: int | None
    total_label: str
    apart_label: str
    not_apart_label: str
    texts: Captions


def rank_picture(
    metric: Metric,
    ranked: pd.DataFrame,
    level: float,
    gated: pd.DataFrame,
    names: pd.Series,
    layer: Layer,
    texts: Captions,
    about: About,
    wording: Wording,
) -> RankPicture:
    """Put areas in order, and say what the order means.

    Parameters
    ----------
    metric : Metric
        The figure.
    ranked : DataFrame
        As `netgraph.estimates.ranks` gives it, of what may be shown; at least one area has a rank.
    level : float
        How often all of its intervals are meant to hold their figures together.
    gated : DataFrame
        The figure of every area after the gate, with numerator and denominator.
    names : Series of str
        Name of every area, by code; a code without a name stands for itself.
    layer : Layer
        The same figure as a layer of the map, for its words.
    texts : Captions
        What would stand around that.
    about : About
        What is known about the data.
    wording : Wording
        How the picture speaks.

    Returns
    -------
    RankPicture
        Rows by their printed figure, place 1 first, and those alike by alphabet; all by alphabet where no two areas
        can be told apart.
    """
    placed = ranked[ranked["rank"].notna()]
    differs = told_apart(placed["low"].to_numpy(), placed["high"].to_numpy())
    apart = [bool(row.any()) for row in differs]
    rows = _rows(metric, placed, apart, names, about, wording)
    steps = (1 if metric.worse == "low" else -1) * any(apart)
    total, language = _total(gated), wording.language
    return RankPicture(
        rows=tuple(sorted(rows, key=lambda row: (steps * row.value, row.name.casefold()))),
        headers=(
            _capital(wording.area.one.in_(language)),
            wording.of(page.LIST_HEADER_FIGURE),
            wording.of(words.HEADER_PLACE, n=whole_number(len(rows), language)),
        ),
        tick=lambda number: _number(value_of_steps(number, metric.unit), metric, wording),
        total=None if np.isnan(total) else printed_steps(total, metric.unit),
        total_label=_capital(wording.of(words.ALL_TOGETHER, value=format_value(total, metric.unit, language))),
        apart_label=_capital(wording.of(words.TOLD_APART)),
        not_apart_label=_capital(wording.of(words.TOLD_APART_FROM_NONE)),
        texts=replace(
            texts,
            explanation=f"{layer.explanation}\n{layer.direction} {wording.of(words.FIRST_PLACE[metric.worse])}",
            cautions=(
                _margins(level, len(rows), wording),
                _order(any(apart), wording),
                *_not_drawn(ranked, layer, wording),
                *texts.cautions,
            ),
            footer=(source_line(about, wording),),  # there are no boundaries to name the source of
        ),
    )


def _rows(
    metric: Metric, placed: pd.DataFrame, apart: list[bool], names: pd.Series, about: About, wording: Wording
) -> list[RankRow]:
    """Make a row of every area that has a rank."""
    columns = (placed[name].tolist() for name in ("group", "value", "low", "high", "rank_low", "rank_high"))
    return [
        RankRow(
            name=area_label(names, code, about.place or ""),
            value=printed_steps(value, metric.unit),
            low=printed_steps(low, metric.unit),
            high=printed_steps(high, metric.unit),
            figure=_number(value, metric, wording),
            places=_places(first, last, wording),
            apart=differs,
        )
        for code, value, low, high, first, last, differs in zip(*columns, apart, strict=True)
    ]


def _total(gated: pd.DataFrame) -> float:
    """Return the figure of all areas shown together; NaN for figures that are no ratio."""
    shown = gated[gated[["value", "numerator", "denominator"]].notna().all(axis=1)]
    below = float(shown["denominator"].sum())
    return float(shown["numerator"].sum()) / below if below > 0 else float("nan")


def _number(value: float, metric: Metric, wording: Wording) -> str:
    """Write a figure without the name of its unit, which stands in the title."""
    return format_value(value, "number" if metric.unit == "hours" else metric.unit, wording.language)


def _places(first: int, last: int, wording: Wording) -> str:
    """Say which places an area can have."""
    low, high = (whole_number(place, wording.language) for place in (first, last))
    return low if first == last else wording.of(words.PLACES, low=low, high=high)


def _margins(level: float, count: int, wording: Wording) -> str:
    """Say what margins mean: how sure it is that so many hold together, and how wide that makes them beside the map."""
    # Rounded, as 1 - 0.95 is a hair more than 0.05.
    certainty = certainty_of(round(1 - level, 9)).words.in_(wording.language)
    each = level_of_each(level, count)
    width: words.Width = "wider" if each > MARGIN_LEVEL else "narrower"
    if math.isclose(each, MARGIN_LEVEL):
        width = "alike"
    if count == 1:
        return f"{wording.of(words.MARGIN_ALONE, certainty=certainty)} {wording.of(words.MARGIN_BESIDE_MAP[width])}"
    together = wording.of(words.MARGINS_TOGETHER, certainty=_capital(certainty))
    return f"{together} {wording.of(words.MARGINS_BESIDE_MAP[width])}"


def _order(in_order: bool, wording: Wording) -> str:
    """Say what the order means."""
    return wording.of(words.ORDER) if in_order else f"{wording.of(MARGINS_OVERLAP)} {wording.of(words.ALPHABETICAL)}"


def _not_drawn(ranked: pd.DataFrame, layer: Layer, wording: Wording) -> tuple[str, ...]:
    """Say how many areas are not drawn, and why."""
    lines = [f"{mark.label}: {mark.count}." for mark in layer.marks if mark.fill not in CLASS_FILLS]
    without = int((ranked["value"].notna() & ranked["rank"].isna()).sum())
    if without:
        one = words.WITHOUT_MARGIN_ONE if without == 1 else words.WITHOUT_MARGIN
        lines.append(wording.of(one, n=whole_number(without, wording.language)))
    return (" ".join(lines),) if lines else ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
