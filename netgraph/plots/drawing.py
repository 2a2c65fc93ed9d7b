"""The picture itself, drawn with Matplotlib: districts with their patterns, borders, names, legend and notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
import shapely
from matplotlib.collections import PathCollection
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend_handler import HandlerTuple
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.transforms import Bbox, ScaledTranslation

from netgraph.plots.texts import ALARM, BODY, HEADING, NAME, NOTICE, POINTS, SMALL, wrapped
from netgraph.symbology import FILLS, INTERFACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.legend import Legend

    from netgraph.plots.captions import Captions
    from netgraph.plots.shapes import Name, Shapes
    from netgraph.symbology import Layer

__all__ = ["draw"]

# A page of A4 between its margins holds 16 centimetres; inches.
WIDTH, TALLEST_MAP, MARGIN = 7.6, 6.4, 0.15
LEGEND_WIDTH, NAME_WIDTH = 140.0, 90.0  # points, of the labels of the legend and of names on the map
GAP = 7.0  # points, between texts
BORDER: Mapping[str, Any] = {"edgecolor": INTERFACE["border"], "linewidth": 0.7}
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
OUTLINE: Mapping[str, Any] = {"edgecolor": INTERFACE["outline"], "linewidth": 1.3}


def draw(layer: Layer, shapes: Shapes, texts: Captions, ax: Axes | None) -> Axes:
    """Draw one layer of districts with everything that explains it.

    Parameters
    ----------
    layer : Layer
        Legend, and the mark of every district.
    shapes : Shapes
        The districts, in the same order.
    texts : Captions
        What stands around the map.
    ax : Axes, optional
        Where to draw; a new figure of pyplot by default.

    Returns
    -------
    Axes
        With the map.
    """
    axes = _new_axes() if ax is None else ax
    width = (WIDTH - 2 * MARGIN) * POINTS if ax is None else _points(axes, axes.bbox.width)
    _draw_map(axes, layer, shapes)
    legend = _draw_legend(axes, layer, texts.legend)
    _write_above(axes, texts, width)
    _write_below(axes, legend, texts, width)
    if ax is None:
        _fit_figure(axes, legend)
    _write_names(axes, shapes.names)
    return axes


def _new_axes() -> Axes:
    """Make a figure as wide as the text of a page."""
    layout = ConstrainedLayoutEngine(w_pad=MARGIN, h_pad=MARGIN)
    return plt.subplots(figsize=(WIDTH, WIDTH), layout=layout, facecolor=INTERFACE["paper"])[1]


def _points(axes: Axes, pixels: float) -> float:
    return pixels * POINTS / axes.figure.dpi


def _draw_map(axes: Axes, layer: Layer, shapes: Shapes) -> None:
    """Draw the districts, each with the fill of its mark, and the borders above them all."""
    paths = [_path(shape) for shape in shapes.districts]
    for number, mark in enumerate(layer.marks):
        chosen = [path for path, marked in zip(paths, layer.marked, strict=True) if marked == number]
        if chosen:
            axes.add_collection(PathCollection(chosen, **_filled(mark.fill), gid=f"districts-{mark.fill}"))
    axes.add_collection(PathCollection(paths, facecolor="none", **BORDER, gid="borders"))
    outlines = [_path(shape) for shape in shapes.larger]
    axes.add_collection(PathCollection(outlines, facecolor="none", **OUTLINE, gid="larger-areas"))
    west, south, east, north = shapely.total_bounds(shapes.districts)
    room = max(east - west, north - south) / 200  # for half the width of an outline
    axes.set(xlim=(west - room, east + room), ylim=(south - room, north + room))
    axes.set_aspect("equal", adjustable="box", anchor="NW")
    axes.set_axis_off()


def _path(shape: shapely.Polygon | shapely.MultiPolygon) -> Path:
    """Make one path of all rings of an area; holes run the other way round, so that they stay open."""
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(shape)))
    return Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True) for ring in rings))


def _filled(name: str) -> dict[str, Any]:
    """Describe a fill of the palette: hatches have the colour of an edge, which is not drawn itself."""
    fill = FILLS[name]
    return {
        "facecolor": fill.ground,
        "hatch": fill.hatch or None,
        "edgecolor": fill.mark or "none",
        "linewidth": 0,
    }


def _draw_legend(axes: Axes, layer: Layer, heading: str) -> Legend:
    """Draw the legend beside the map: each fill with its name and how many districts have it."""

    def fitting(words: str) -> str:
        return wrapped(words, LEGEND_WIDTH, axes.figure, BODY)

    listed = [mark for mark in layer.marks if mark.listed]
    legend: Legend = axes.legend(
        [(Patch(**_filled(mark.fill)), Patch(facecolor="none", **BORDER)) for mark in listed],
        [f"{fitting(mark.label)}\n{mark.count}" for mark in listed],
        handler_map={tuple: HandlerTuple(ndivide=1, pad=0)},
        title=fitting(heading),
        bbox_transform=axes.transAxes + ScaledTranslation(2 * GAP / POINTS, 0, axes.figure.dpi_scale_trans),
        **LEGEND,
    )
    legend.get_title().set(**BODY)
    for text in legend.get_texts():
        text.set(**BODY)
    return legend


def _write_above(axes: Axes, texts: Captions, width: float) -> None:
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
    height = _points(axes, explanation.get_window_extent().height)
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


def _write_below(axes: Axes, legend: Legend, texts: Captions, width: float) -> None:
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


def _fit_figure(axes: Axes, legend: Legend) -> None:
    """Give a figure the height of what stands on it, with the map as large as the width allows."""
    figure = axes.figure.canvas.figure
    figure.draw_without_rendering()
    drawn, side = axes.get_window_extent(), legend.get_window_extent()
    core = Bbox.union([drawn, side])
    everything = axes.get_tightbbox() or core
    around = (everything.height - core.height) / figure.dpi
    shape = drawn.height / drawn.width
    tall = min((WIDTH - 2 * MARGIN - (side.x1 - drawn.x1) / figure.dpi) * shape, TALLEST_MAP)
    figure.set_size_inches(WIDTH, around + max(tall, side.height / figure.dpi) + 2 * MARGIN)


def _write_names(axes: Axes, names: Iterable[Name]) -> None:
    """Write the names of areas, each within the map; one that would cover the name of a larger area stays out."""
    axes.figure.canvas.figure.draw_without_rendering()
    inside = axes.get_window_extent()
    width = min(NAME_WIDTH, _points(axes, inside.width))
    taken: list[Bbox] = []
    for name in names:
        words = wrapped(name.text, width, axes.figure, NAME)
        text = axes.text(name.x, name.y, words, ha="center", va="center", in_layout=False, **NAME)
        box = text.get_window_extent()
        shift = max(inside.x0 - box.x0, 0) + min(inside.x1 - box.x1, 0)
        text.set_x(name.x + shift / inside.width * np.ptp(axes.get_xlim()))
        box = text.get_window_extent()
        if any(box.overlaps(other) for other in taken):
            text.remove()
        else:
            taken.append(box)
