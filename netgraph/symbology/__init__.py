"""How figures look, on a page and in a picture: colours, patterns, classes, and legends in words."""

from __future__ import annotations

from netgraph.symbology.clusters import cluster_layer
from netgraph.symbology.layers import STATES, attention_layer, figure_layer, state_label
from netgraph.symbology.legend import ATTENTION_LAYER, Layer, Mark
from netgraph.symbology.palette import CLASS_FILLS, FILLS, INTERFACE, Fill

__all__ = [
    "ATTENTION_LAYER",
    "CLASS_FILLS",
    "FILLS",
    "INTERFACE",
    "STATES",
    "Fill",
    "Layer",
    "Mark",
    "attention_layer",
    "cluster_layer",
    "figure_layer",
    "state_label",
]
