"""Are figures of areas like those of the areas next to them, and where do high or low ones lie together?"""

from __future__ import annotations

from netgraph.spatial.autocorrelation import AUTOCORRELATION_COLUMNS, spatial_autocorrelation
from netgraph.spatial.clusters import PATTERNS, local_clusters

__all__ = ["AUTOCORRELATION_COLUMNS", "PATTERNS", "local_clusters", "spatial_autocorrelation"]
