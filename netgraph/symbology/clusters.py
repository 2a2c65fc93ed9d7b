"""A layer of local clusters: which areas are like the areas around them, and which stand out among them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netgraph.schema.map_vocabulary import CLUSTERS
from netgraph.symbology.layers import count_of_areas
from netgraph.symbology.legend import Layer, Mark
from netgraph.words import page, patterns
from netgraph.words.areas import at_level
from netgraph.words.shares import rate_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netgraph.symbology.coverage import Drawable
    from netgraph.words.wording import Wording

__all__ = ["cluster_layer"]

FILLS_OF_HIGH: Mapping[str, str] = {
    "high_high": "together_dark",
    "high_low": "apart_dark",
    "low_high": "apart_light",
    "low_low": "together_light",
}
"""Fills where high calls for attention, or neither does: the dark side calls for it."""
OTHER_SIDE: Mapping[str, str] = {"high_high": "low_low", "high_low": "low_high"}
OTHERS: Mapping[str, str] = {"none": "no_pattern", "no_neighbours": "undefined", "no_figure": "missing"}
ALWAYS_IN_LEGEND = ("high_high", "high_low", "low_high", "low_low", "none")


def cluster_layer(figure: Drawable, found: Sequence[str], wording: Wording, false_discovery_rate: float) -> Layer:
    """Draw the local clusters of one figure.

    Parameters
    ----------
    figure : Metric or Drawable
        What the figure is called, and which end calls for attention: that end is dark.
    found : sequence of str
        For every area in map order its pattern, as `netgraph.spatial.local_clusters` names it.
    wording : Wording
        How the page speaks.
    false_discovery_rate : float
        Which part of the areas with a pattern may have it by chance; the footnote says so.

    Returns
    -------
    Layer
        With the counts of areas in each.
    """
    fills, counts, say = _fills(figure), Counter(found), wording.of
    listed = [state for state in patterns.CLUSTER_STATES if state in ALWAYS_IN_LEGEND or counts[state]]
    label = at_level(figure.label, wording.area).in_(wording.language)
    name = say(patterns.CLUSTER_NAME, label=label)
    return Layer(
        id=f"{CLUSTERS}_{figure.id}",
        subject=CLUSTERS,
        name=label,
        label=name,
        heading=name,
        explanation=say(patterns.CLUSTER_EXPLANATION),
        direction=say(page.LEGEND_DIRECTIONS[figure.worse].sentence()),
        caution=say(patterns.CLUSTER_CAUTION),
        marks=tuple(_mark(state, fills[state], counts[state], wording) for state in listed),
        marked=tuple(listed.index(state) for state in found),
        figures=("",) * len(found),
        footnote=say(patterns.CLUSTER_FOOTNOTE, fdr=rate_words(false_discovery_rate, wording.language)),
    )


def _fills(figure: Drawable) -> dict[str, str]:
    """Return the fill of every pattern."""
    turned = {**OTHER_SIDE, **{other: one for one, other in OTHER_SIDE.items()}}
    of_sides = {state: FILLS_OF_HIGH[turned[state] if figure.worse == "low" else state] for state in FILLS_OF_HIGH}
    return {**of_sides, **OTHERS}


def _mark(state: str, fill: str, count: int, wording: Wording) -> Mark:
    """Describe a pattern in the legend."""
    named = patterns.CLUSTER_STATES[state]
    label = wording.of(named.label)
    return Mark(fill, label, count_of_areas(count, wording), wording.of(named.explanation), says=label)
