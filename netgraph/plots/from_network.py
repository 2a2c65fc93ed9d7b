"""From a network to a picture: figures pass the gate, get the page's colours and words, and are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netgraph.disclosure import MINIMUM, publishable
from netgraph.errors import UnknownNameError, did_you_mean
from netgraph.estimates import Enough
from netgraph.metrics import METRICS, Choices, choose
from netgraph.network.areas import mapped_areas
from netgraph.plots.captions import captions
from netgraph.plots.extra import needs_matplotlib
from netgraph.plots.shapes import drawn_shapes
from netgraph.schema.levels import check_level
from netgraph.schema.thresholds import LEAST_COVERAGE, LEAST_PEOPLE
from netgraph.signals import explanations
from netgraph.symbology import ATTENTION_LAYER, attention_layer, figure_layer
from netgraph.symbology.shown import Gate, Shown, shown_states, wording_of
from netgraph.words import check_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netgraph.metrics import CarerDefinition, Metric
    from netgraph.network import SupportNetwork

__all__ = ["plot_districts"]


def plot_districts(
    network: SupportNetwork,
    metric: str | None = None,
    *,
    language: str = "nl",
    by: str = "district",
    ax: Axes | None = None,
    minimum: int = MINIMUM,
    internal: bool = False,
    least_people: int = LEAST_PEOPLE,
    least_coverage: float = LEAST_COVERAGE,
    title: str | None = None,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
    bridge_label: str | None = None,
) -> Axes:
    """Draw where attention is needed, or one figure of every district, as a picture for a report.

    The picture has the colours, patterns, classes and words of the page that `district_map` makes, and its figures pass
    the same gate. It needs Matplotlib: ``pip install "neighbourhood-netgraph[plots]"``.

    Parameters
    ----------
    network : SupportNetwork
        With boundaries of its districts.
    metric : str, optional
        Id of a figure of ``METRICS``; by default, or with ``"attention"``, where attention is needed.
    language : {"nl", "en"}
        Language of the picture.
    by : {"district", "parent"}
        What is drawn: the districts that are not made up of others, or the larger areas that they lie in.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Title, legend and notes stand around it: give its figure ``layout="constrained"`` to make room
        for them. By default a new figure of pyplot, to be closed with ``plt.close(ax.figure)``.
    minimum : int
        Fewest people that a shown figure is about, 10 or more.
    internal : bool
        Go around the gate. The picture says so in a banner, and must not leave the building.
    least_people : int
        On fewer people a figure is drawn as too little data, neither low nor high.
    least_coverage : float
        Where a smaller part of the inhabitants was asked, from 0 (the default: any) to 1, so is every figure.
    title : str, optional
        Instead of the question, or of the name of the figure, above the map.
    carer_definition : {"cbs2024", "scp"}
        Who gives intensive care; the picture names it.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which needs it.
    bridge_label : str, optional
        What such groups are called: "age", "origin", "education", "household", or a noun of one's own; the name of
        the column by default. The groups themselves are never named.

    Returns
    -------
    matplotlib.axes.Axes
        With the map; ``ax.figure.savefig`` writes PNG, SVG or PDF.

    Raises
    ------
    MissingExtraError
        Matplotlib is not installed.
    DataError
        The districts have no boundaries or larger areas.
    UnknownNameError
        There is no such metric, language, level, definition or column.
    NetgraphError
        ``minimum`` is below 10, or a figure is asked for that is never published.

    Notes
    -----
    Text in an SVG is drawn as shapes, as Matplotlib does by default. To keep it text, and to get the same file every
    time, save within ``plt.rc_context({"svg.fonttype": "none", "svg.hashsalt": "netgraph"})`` and give ``savefig``
    ``metadata={"Date": None}``.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import netgraph as ng
    >>> axes = plot_districts(ng.synthetic_network(people=1_000, seed=1), "isolated", language="en")
    >>> axes.get_title()
    'No support ties (%)'
    >>> plt.close(axes.figure)
    """
    with needs_matplotlib("plot_districts"):
        from netgraph.plots.drawing import draw  # noqa: PLC0415 - Matplotlib need not be installed
    spoken, level = check_language(language), check_level(by)
    choices = Choices(carer_definition, bridge_by, bridge_label)
    chosen = _chosen(metric, choices, internal=internal)
    shown, about = mapped_areas(network.districts, level), network.about
    codes = list(shown["district"])
    wording, gated = (
        wording_of(network, codes, spoken),
        Shown(network, choices, level, Gate(minimum, internal), Enough(least_people, least_coverage)),
    )
    if chosen is None:
        layer = attention_layer(_states(gated, codes), wording)
    else:
        cells = gated.figures([chosen])[chosen.id].reindex(codes)
        layer = figure_layer(chosen, cells, wording, about=about)
    names = network.districts.set_index("district")["name"]
    texts = captions(layer, about, wording, title=title, internal=internal)
    return draw(layer, drawn_shapes(shown, names, about.place or ""), texts, ax)


def _chosen(metric: str | None, choices: Choices, *, internal: bool) -> Metric | None:
    """Return the figure to draw; None for where attention is needed."""
    if metric is None or metric == ATTENTION_LAYER:
        return None
    if not isinstance(metric, str):
        raise UnknownNameError(f"metric must be the id of one figure; found {metric!r}. Draw one picture a figure.")
    if metric not in METRICS:
        near = did_you_mean(metric, [ATTENTION_LAYER, *METRICS])
        raise UnknownNameError(f"there is no metric {metric!r}. {near}")
    return (choose if internal else publishable)([metric], choices)[0]


def _states(gated: Shown, codes: list[str]) -> list[str]:
    """Return the state of every area, judged by what passed the gate."""
    (judged, whole), choices = gated.judged(), gated.choices
    found = explanations(
        gated.network,
        judged,
        by=gated.by,
        bridge_label=choices.bridge_label or choices.bridge_by,
        enough=gated.enough,
        whole=whole,
    )
    attention = pd.Series({code: found[code].attention for code in codes}, dtype="str")
    return shown_states(attention, judged)
