"""What stands around every picture: title, explanation, notes, and how wide all that is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import Bbox

from netgraph.plots.texts import ALARM, BODY, HEADING, NOTICE, POINTS, SMALL, wrapped
from netgraph.symbology import INTERFACE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.legend import Legend

    from netgraph.plots.captions import Captions

__all__ = ["GAP", "LEGEND", "MARGIN", "WIDTH", "new_axes", "points", "write_above", "write_below"]

# A page of A4 between its margins holds 16 centimetres; inches.
WIDTH, MARGIN = 7.6, 0.15
GAP = 7.0  # points, between texts
LEGEND: Mapping[str, Any] = {
    "loc": "upper left",
    "bbox_to_anchor": (1, 1),
    "alignment": "left",
    "frameon": False,
    "fontsize": BODY["fontsize"],
    "borderpad": 0,
    "borderaxespad": 0,
    "handlelength": 2.6,
    "handleheight": 2,
    "labelspacing": 0.7,
}


def new_axes() -> Axes:
    """Make a figure as wide as the text of a page."""
    layout = ConstrainedLayoutEngine(w_pad=MARGIN, h_pad=MARGIN)
    return plt.subplots(figsize=(WIDTH, WIDTH), layout=layout, facecolor=INTERFACE["paper"])[1]


def points(axes: Axes, pixels: float) -> float:
    """Turn pixels of a figure into points."""
    return pixels * POINTS / axes.figure.dpi


def write_above(axes: Axes, texts: Captions, width: float) -> None:
    """Write the title and, below it, what it is about; above both that figures are not protected."""
    explanation = axes.annotate(
        wrapped(texts.explanation, width, axes.figure, BODY),
        (0, 1),
        xytext=(0, GAP),
        xycoords="axes fraction",
        textcoords="offset points",
        verticalalignment="bottom",
        **BODY,
    )
    height = points(axes, explanation.get_window_extent().height)
    title = wrapped(texts.title, width, axes.figure, HEADING)
    axes.set_title(title, loc="center", x=0, horizontalalignment="left", pad=height + 2 * GAP, **HEADING)
    if texts.alarm:
        axes.annotate(
            wrapped("\n".join(texts.alarm), width - 2 * GAP, axes.figure, ALARM),
            (0, 1),
            xytext=(GAP / 2, 2 * GAP),
            xycoords=axes.title,
            textcoords="offset points",
            verticalalignment="bottom",
            **ALARM,
        )


def write_below(axes: Axes, legend: Legend, texts: Captions, width: float) -> None:
    """Write notes below the map and the legend, each below the one before."""
    start: Any = partial(_map_and_legend, axes, legend)
    above, gap = start, GAP
    for words, style in ((texts.cautions, BODY), (texts.notices, NOTICE), (texts.footer, SMALL)):
        if not words:
            continue
        room = GAP / 2 if "bbox" in style else 0  # a box reaches beyond its text
        above = axes.annotate(
            wrapped("\n".join(words), width - 2 * room, axes.figure, style),
            (0, 0),
            xytext=(room, -gap - room),
            xycoords=(start, above),
            textcoords="offset points",
            verticalalignment="top",
            **style,
        )
        gap = GAP + room


def _map_and_legend(axes: Axes, legend: Legend, renderer: RendererBase) -> Bbox:
    """Return the box around the map and its legend, whichever is taller."""
    return Bbox.union([axes.get_window_extent(renderer), legend.get_window_extent(renderer)])
