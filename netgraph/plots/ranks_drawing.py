"""The picture of ranks, drawn with Matplotlib: a row an area with its name, margin, figure and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from netgraph.plots.frame import GAP, LEGEND, MARGIN, WIDTH, new_axes, points, write_above, write_below
from netgraph.plots.texts import BODY, POINTS, SMALL
from netgraph.symbology import INTERFACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes
    from matplotlib.legend import Legend

    from netgraph.plots.ranks_rows import RankPicture

__all__ = ["draw_ranks"]

ROW = 14.0  # points, from one row to the next
LONGEST_NAME = 170.0  # points
BELOW_AXIS = 24.0  # points, for the numbers at the axis
FEWEST_ROWS = 4  # of the height of a picture
TEXT: Mapping[str, Any] = {**BODY, "fontsize": 8}
HEAD: Mapping[str, Any] = {**TEXT, "fontweight": "bold"}
DOT: Mapping[str, Any] = {"marker": "o", "markersize": 5, "markeredgewidth": 1.2, "linestyle": "none"}
CLEAR, UNCLEAR = INTERFACE["accent"], INTERFACE["edge"]
TOTAL: Mapping[str, Any] = {"color": INTERFACE["outline"], "linewidth": 1, "linestyle": (0, (4, 3))}


def draw_ranks(picture: RankPicture, ax: Axes | None) -> Axes:
    """Draw the rows with everything that explains them.

    Parameters
    ----------
    picture : RankPicture
        What to draw.
    ax : Axes, optional
        Where to draw; a new figure of pyplot, as tall as the rows need, by default.

    Returns
    -------
    Axes
        With the rows.
    """
    axes = new_axes() if ax is None else ax
    width = (WIDTH - 2 * MARGIN) * POINTS if ax is None else points(axes, axes.bbox.width)
    axes.set_axis_off()
    axes.set(xlim=(0, 1), ylim=(max(len(picture.rows), FEWEST_ROWS) - 0.5, -1.5))
    left, right = _write_columns(axes, picture, width)
    _draw_margins(axes.inset_axes((left, 0, right - left, 1)), axes, picture)
    legend = _draw_legend(axes, picture)
    write_above(axes, picture.texts, width)
    write_below(axes, legend, picture.texts, width)
    if ax is None:
        _fit_height(axes, len(picture.rows))
    return axes


def _write_columns(axes: Axes, picture: RankPicture, width: float) -> tuple[float, float]:
    """Write names, figures and places; return between which parts of the width there is room for margins."""
    names, figures, places = picture.headers
    last = _longest(axes, (places, *(row.places for row in picture.rows)))
    middle = _longest(axes, (figures, *(row.figure for row in picture.rows)))
    first = min(_longest(axes, (names, *(row.name for row in picture.rows))), LONGEST_NAME)
    figure_end = 1 - (last + 2 * GAP) / width
    for number, style, texts in [
        (-1, HEAD, picture.headers),
        *((number, TEXT, (row.name, row.figure, row.places)) for number, row in enumerate(picture.rows)),
    ]:
        axes.text(0, number, _shortened(axes, texts[0], LONGEST_NAME, style), va="center", ha="left", **style)
        axes.text(figure_end, number, texts[1], va="center", ha="right", **style)
        axes.text(1, number, texts[2], va="center", ha="right", **style)
    for number in range(len(picture.rows)):
        axes.axhline(number - 0.5, color=INTERFACE["line"], linewidth=0.5, zorder=0)
    return (first + 2 * GAP) / width, figure_end - (middle + 2 * GAP) / width


def _longest(axes: Axes, texts: Iterable[str]) -> float:
    """Return how many points wide the longest of some texts is, as a header."""
    return max(_width(axes, text, HEAD) for text in texts)


def _width(axes: Axes, text: str, style: Mapping[str, Any]) -> float:
    probe = axes.figure.text(0, 0, text, **style)
    width = points(axes, probe.get_window_extent().width)
    probe.remove()
    return width


def _shortened(axes: Axes, text: str, width: float, style: Mapping[str, Any]) -> str:
    """Return as much of a text as fits."""
    if _width(axes, text, style) <= width:
        return text
    ends = range(len(text) - 1, 0, -1)
    return next((f"{text[:end].rstrip()}…" for end in ends if _width(axes, f"{text[:end]}…", style) <= width), "…")


def _draw_margins(inset: Axes, axes: Axes, picture: RankPicture) -> None:
    """Draw the figure and margin of every area, with the figure of all together behind them."""
    inset.set(ylim=axes.get_ylim(), facecolor="none", yticks=[])
    inset.spines[:].set_visible(False)
    inset.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=2))
    inset.xaxis.set_major_formatter(FuncFormatter(lambda steps, _: picture.tick(round(steps))))
    inset.tick_params(axis="x", length=3, color=INTERFACE["edge"], pad=2)
    inset.grid(axis="x", color=INTERFACE["line"], linewidth=0.7)
    inset.set_axisbelow(True)
    if picture.total is not None:
        inset.axvline(picture.total, ymax=1 - 1 / abs(axes.get_ylim()[0] - axes.get_ylim()[1]), zorder=1.5, **TOTAL)
    for number, row in enumerate(picture.rows):
        colour = CLEAR if row.apart else UNCLEAR
        inset.plot((row.low, row.high), (number, number), color=colour, linewidth=1.6, solid_capstyle="butt", zorder=2)
    for apart in (True, False):
        drawn = [(row.value, number) for number, row in enumerate(picture.rows) if row.apart == apart]
        inset.plot([x for x, _ in drawn], [y for _, y in drawn], gid=f"figures-{apart}", zorder=3, **_dot(apart=apart))
    for label in inset.get_xticklabels():
        label.set(**SMALL)
    inset.margins(x=0.04)


def _dot(*, apart: bool) -> dict[str, Any]:
    """Describe a dot: full where an area differs clearly from another, open where it differs from none."""
    colour = CLEAR if apart else UNCLEAR
    return {**DOT, "markerfacecolor": colour if apart else INTERFACE["paper"], "markeredgecolor": colour}


def _draw_legend(axes: Axes, picture: RankPicture) -> Legend:
    """Explain the dots that occur, and the line, below the axis."""
    lines = [
        (Line2D([], [], color=colour, linewidth=1.6, **{**_dot(apart=apart), "linestyle": "-"}), label)
        for apart, colour, label in (
            (True, CLEAR, picture.apart_label),
            (False, UNCLEAR, picture.not_apart_label),
        )
        if any(row.apart == apart for row in picture.rows)
    ]
    if picture.total is not None:
        lines.append((Line2D([], [], **TOTAL), picture.total_label))
    legend: Legend = axes.legend(
        [line for line, _ in lines],
        [label for _, label in lines],
        bbox_transform=axes.transAxes + ScaledTranslation(0, -BELOW_AXIS / POINTS, axes.figure.dpi_scale_trans),
        **{**LEGEND, "bbox_to_anchor": (0, 0), "handleheight": 0.7, "labelspacing": 0.4},
    )
    for text in legend.get_texts():
        text.set(**BODY)
    return legend


def _fit_height(axes: Axes, rows: int) -> None:
    """Give a figure the height of its rows and of what stands around them, and the rows all of its width."""
    figure = axes.figure.canvas.figure
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    drawn = axes.get_window_extent()
    everything = axes.get_tightbbox() or drawn
    above, below = ((side / figure.dpi) for side in (everything.y1 - drawn.y1, drawn.y0 - everything.y0))
    tall = (max(rows, FEWEST_ROWS) + 1) * ROW / POINTS
    height = above + tall + below + 2 * MARGIN
    figure.set_size_inches(WIDTH, height)
    axes.set_position((MARGIN / WIDTH, (below + MARGIN) / height, 1 - 2 * MARGIN / WIDTH, tall / height))
