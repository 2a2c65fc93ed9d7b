"""The picture itself, drawn with Matplotlib: districts with their patterns, borders, names, legend and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.collections import PathCollection
from matplotlib.legend_handler import HandlerTuple
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.transforms import Bbox, ScaledTranslation

from netgraph.plots.frame import GAP, LEGEND, MARGIN, WIDTH, new_axes, points, write_above, write_below
from netgraph.plots.texts import BODY, NAME, POINTS, wrapped
from netgraph.symbology import FILLS, INTERFACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes
    from matplotlib.legend import Legend

    from netgraph.plots.captions import Captions
    from netgraph.plots.shapes import Name, Shapes
    from netgraph.symbology import Layer

__all__ = ["draw"]

TALLEST_MAP = 6.4  # inches
LEGEND_WIDTH, NAME_WIDTH = 140.0, 90.0  # points, of the labels of the legend and of names on the map
BORDER: Mapping[str, Any] = {"edgecolor": INTERFACE["border"], "linewidth": 0.7}
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
    axes = new_axes() if ax is None else ax
    width = (WIDTH - 2 * MARGIN) * POINTS if ax is None else points(axes, axes.bbox.width)
    _draw_map(axes, layer, shapes)
    legend = _draw_legend(axes, layer, texts.legend)
    write_above(axes, texts, width)
    write_below(axes, legend, texts, width)
    if ax is None:
        _fit_figure(axes, legend)
    _write_names(axes, shapes.names)
    return axes


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
    width = min(NAME_WIDTH, points(axes, inside.width))
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
