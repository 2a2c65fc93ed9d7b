"""plot_ranks: the figure of every area with its margin and the places that it can have, as a picture for a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netgraph.disclosure import MINIMUM, publishable
from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.estimates import Enough, district_estimates, level_of_each, ranks
from netgraph.estimates.intervals import LEVEL
from netgraph.metrics import Choices, choose
from netgraph.plots.captions import captions
from netgraph.plots.extra import needs_matplotlib
from netgraph.plots.ranks_rows import rank_picture
from netgraph.schema.levels import check_level
from netgraph.schema.thresholds import LEAST_COVERAGE, LEAST_PEOPLE
from netgraph.symbology import figure_layer
from netgraph.symbology.shown import Gate, Shown, wording_of
from netgraph.words import check_language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from netgraph.metrics import CarerDefinition, Metric
    from netgraph.network import SupportNetwork
    from netgraph.schema.levels import Level

__all__ = ["plot_ranks"]


def plot_ranks(
    network: SupportNetwork,
    metric: str,
    *,
    language: str = "nl",
    by: str = "district",
    ax: Axes | None = None,
    minimum: int = MINIMUM,
    internal: bool = False,
    least_people: int = LEAST_PEOPLE,
    least_coverage: float = LEAST_COVERAGE,
    title: str | None = None,
    level: float = LEVEL,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
    bridge_label: str | None = None,
) -> Axes:
    """Draw one figure of every district with its margin, and the places that each can have (a caterpillar plot).

    Districts stand in the order of their figures so that margins can be compared, and the picture says that the order
    of two whose margins overlap means nothing; where no two can be told apart they stand in alphabetical order. A full
    dot is a district that differs clearly from at least one other, an open dot one that differs from none. Only what
    passes the gate is drawn, ranked and counted; the picture says how many districts are not shown. It needs
    Matplotlib: ``pip install "neighbourhood-netgraph[plots]"``.

    Parameters
    ----------
    network : SupportNetwork
        Boundaries are not needed.
    metric : str
        Id of a figure of ``METRICS`` that has intervals.
    language : {"nl", "en"}
        Language of the picture.
    by : {"district", "parent"}
        Districts that are not made up of others, or the larger areas that they lie in.
    ax : matplotlib.axes.Axes, optional
        Where to draw; give its figure ``layout="constrained"`` to make room for the texts around it, and about 0.2 inch
        of height a district. By default a new figure of pyplot, as tall as needed, to be closed with
        ``plt.close(ax.figure)``.
    minimum, internal, title
        As in `plot_districts`.
    least_people : int
        On fewer people a figure is too little data: it is neither drawn nor ranked.
    least_coverage : float
        Where a smaller part of the inhabitants was asked, from 0 (the default: any) to 1, nothing is either.
    level : float
        How often all margins are meant to hold their figures together: 0.90 by default, between 0.5 and 1. The picture
        says how sure that is, and whether it makes them wider or narrower than the 95 % margins on the map.
    carer_definition, bridge_by, bridge_label
        As in `plot_districts`.

    Returns
    -------
    matplotlib.axes.Axes
        With the rows; ``ax.figure.savefig`` writes PNG, SVG or PDF. Figures and margins are drawn as rounded as they
        are printed, so that nothing finer can be read off.

    Raises
    ------
    MissingExtraError
        Matplotlib is not installed.
    UnknownNameError
        There is no such metric, language, level, definition or column.
    NetgraphError
        No district has a figure with a margin that may be shown, ``minimum`` is below 10, the level is none, or a
        figure is asked for that is never published.

    See Also
    --------
    netgraph.district_ranks : the same as a table, ungated.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import netgraph as ng
    >>> axes = plot_ranks(ng.synthetic_network(people=1_000, seed=1), "contacts", by="parent", language="en")
    >>> axes.get_title()
    'Contacts per resident (number)'
    >>> plt.close(axes.figure)
    """
    with needs_matplotlib("plot_ranks"):
        from netgraph.plots.ranks_drawing import draw_ranks  # noqa: PLC0415 - Matplotlib need not be installed
    spoken, areas = check_language(language), check_level(by)
    if not isinstance(metric, str):
        raise UnknownNameError(f"metric must be the id of one figure; found {metric!r}. Draw one picture a figure.")
    choices = Choices(carer_definition, bridge_by, bridge_label)
    chosen = (choose if internal else publishable)([metric], choices)[0]
    shown = Shown(network, choices, areas, Gate(minimum, internal), Enough(least_people, least_coverage))
    gated = shown.figures([chosen]).get(chosen.id)
    if gated is None:
        raise NetgraphError(f"there is no area to draw by={by!r}: fill in that column of the districts.")
    ranked = _ranked(network, chosen, choices, areas, gated, level)
    wording = wording_of(network, list(gated.index), spoken)
    own = gated.drop(columns="larger_value", errors="ignore")  # a larger area stands in on a map only
    layer = figure_layer(chosen, own, wording, about=network.about)
    texts = captions(layer, network.about, wording, title=title, internal=internal)
    names = network.districts.set_index("district")["name"].dropna()
    return draw_ranks(rank_picture(chosen, ranked, level, gated, names, layer, texts, network.about, wording), ax)


def _ranked(
    network: SupportNetwork, metric: Metric, choices: Choices, by: Level, gated: pd.DataFrame, level: float
) -> pd.DataFrame:
    """Rank what passed the gate, with intervals that hold together for as many areas as are shown."""

    def shown_at(each: float) -> pd.DataFrame:
        made = {"carer_definition": choices.carer_definition, "bridge_by": choices.bridge_by}
        exact = district_estimates(network, [metric.id], by, level=each, **made)  # type: ignore[arg-type]
        unseen = gated["value"].reindex(exact["group"]).isna().to_numpy()
        exact.loc[unseen, ["value", "low", "high"]] = np.nan
        return exact

    count = int(shown_at(level)[["value", "low", "high"]].notna().all(axis=1).sum())
    ranked = ranks(shown_at(level_of_each(level, count)))
    if not count:
        why = "its figures have no margins" if ranked["value"].notna().any() else "no area has a figure to show"
        raise NetgraphError(
            f"{metric.id} cannot be drawn as ranks: {why}. Take another figure, or larger areas (by='parent')."
        )
    return ranked
