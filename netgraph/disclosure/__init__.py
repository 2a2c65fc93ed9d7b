"""The gate: what may leave the building."""

from __future__ import annotations

from netgraph.disclosure.flows import protect_flows
from netgraph.disclosure.gate import DOMINANCE, FEW_PEOPLE, protect, protected_metrics, publishable
from netgraph.disclosure.larger_areas import with_larger_areas
from netgraph.schema.thresholds import MINIMUM

__all__ = [
    "DOMINANCE",
    "FEW_PEOPLE",
    "MINIMUM",
    "protect",
    "protect_flows",
    "protected_metrics",
    "publishable",
    "with_larger_areas",
]
