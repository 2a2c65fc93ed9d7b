"""The names by which a map is asked for: groups of layers, what it opens with, and background maps."""

from __future__ import annotations

from typing import Literal, get_args

from netgraph.words.states import SUBJECTS

__all__ = ["ATTENTION", "BASEMAPS", "CLUSTERS", "FLOWS", "LAYER_GROUPS", "NO_BASEMAP", "OPENINGS", "Basemap"]

ATTENTION = "attention"
"""The layer that every map has, and has first."""

CLUSTERS = "clusters"
"""Layers of local clusters, which a map has only of figures that it is asked for."""

FLOWS = "flows"
"""Ties between districts: lines over whatever is shown."""
LAYER_GROUPS: tuple[str, ...] = (*SUBJECTS, FLOWS)
"""What a map can be asked to show besides attention."""

OPENINGS: tuple[str, ...] = (ATTENTION, *SUBJECTS)
"""What a map can show first, besides any one figure; flows are lines over something else."""

Basemap = Literal["none", "pdok"]
BASEMAPS: tuple[Basemap, ...] = get_args(Basemap)
"""Background maps by name; all but none ask an outside server."""
NO_BASEMAP: Basemap = "none"
